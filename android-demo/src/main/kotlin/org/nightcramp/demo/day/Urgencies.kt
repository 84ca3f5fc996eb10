package org.nightcramp.demo.day

import org.nightcramp.Grade
import org.nightcramp.Urgency
import org.nightcramp.Verdict
import org.nightcramp.demo.R

/** The shape of an urgency; its words are the core's. */
val Urgency.icon: Int
    get() =
        when (this) {
            Urgency.EMERGENCY -> R.drawable.ic_now
            Urgency.TODAY -> R.drawable.ic_today
            Urgency.SOON -> R.drawable.ic_soon
            Urgency.NEXT_VISIT -> R.drawable.ic_visit
            Urgency.SELF_CARE -> R.drawable.ic_self
        }

/** The colour of an urgency, which only repeats its shape and words. */
val Urgency.ink: Int
    get() =
        when (this) {
            Urgency.EMERGENCY -> R.color.emergency
            Urgency.TODAY -> R.color.today
            Urgency.SOON -> R.color.accent
            Urgency.NEXT_VISIT -> R.color.ink2
            Urgency.SELF_CARE -> R.color.self
        }

/** The title of a page about a rule with this verdict. */
val Verdict.title: Int
    get() =
        when (this) {
            Verdict.FIRED -> R.string.why
            Verdict.NOT_FIRED -> R.string.not_applying_title
            Verdict.UNKNOWN -> R.string.cannot_tell_title
        }

/** The shape of a rule or a fact with this verdict. */
val Verdict.icon: Int
    get() =
        when (this) {
            Verdict.FIRED -> R.drawable.ic_check
            Verdict.NOT_FIRED -> R.drawable.ic_none
            Verdict.UNKNOWN -> R.drawable.ic_help
        }

/** What that shape says of a fact. */
val Verdict.word: Int
    get() =
        when (this) {
            Verdict.FIRED -> R.string.met
            Verdict.NOT_FIRED -> R.string.not_met
            Verdict.UNKNOWN -> R.string.not_known
        }

/** How many of three discs are filled; null where discs would say the wrong thing. */
val Grade.discs: Int?
    get() =
        when (this) {
            Grade.STRONG -> 3
            Grade.MODERATE -> 2
            Grade.WEAK -> 1
            Grade.OUR_CHOICE, Grade.NO_STUDY -> 0
            Grade.CONTRADICTED -> null
        }
