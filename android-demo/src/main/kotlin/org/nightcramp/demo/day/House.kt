package org.nightcramp.demo.day

import android.app.Activity
import android.content.ActivityNotFoundException
import android.content.Context
import android.content.Intent
import android.net.Uri
import org.nightcramp.Acknowledgement
import org.nightcramp.Answer
import org.nightcramp.Findings
import org.nightcramp.Journal
import org.nightcramp.Moment
import org.nightcramp.Question
import org.nightcramp.Tonight

/**
 * All that the day's pages show of one moment, read in one go so that nothing contradicts itself.
 *
 * @property stretch whether the stretch before the coming night may be offered and is not done yet.
 */
class Day(
    val tonight: Tonight,
    val questions: List<Question>,
    val findings: Findings,
    val acknowledgements: List<Acknowledgement>,
    val stretch: Boolean,
) {
    /** The newest answer to the finding of a rule, to be taken back. */
    fun acknowledgedId(ruleId: String): String? = acknowledgements.filter { it.ruleId == ruleId }.maxByOrNull { it.at.at }?.id

    companion object {
        /** Reads the day of [now] in [language]. */
        fun of(journal: Journal, now: Moment, language: String): Day {
            val tonight = journal.tonight(now)
            val stretch = journal.guidance(now, language).stretchPrompt && journal.stretchIsOpen(tonight)
            return Day(tonight, journal.questions(now, language), journal.findings(now, language), journal.acknowledgements(), stretch)
        }

        /** In the morning the night that now lies in is the one that has ended; from then on it is the one to come. */
        private fun Journal.stretchIsOpen(tonight: Tonight): Boolean {
            val next = tonight.current.night
            return next != tonight.asked.mark.night && night(next).evening?.stretched != Answer.YES
        }
    }
}

/** The house in which the day's rooms are: one page in front, the journal behind it. A room is what a person can do on some pages. */
interface House {
    /** The activity, for dialogs and other apps. */
    val activity: Activity

    /** Where dialogs find their colours. */
    val themed: Context

    /** What is in front; null until the journal has answered for the first time. */
    val shown: DayShown?

    /** What the journal last said; null until it has. */
    val day: Day?

    /** Now, on the phone's clock. */
    val now: Moment

    /** The language that the core shall speak, as a BCP 47 tag. */
    val language: String

    /** Puts [next] in front. */
    fun show(next: DayShown)

    /** Work with the journal, which outlives the page, and then [done]; where it is refused, the page says so. */
    fun <T> ask(work: Journal.() -> T, done: (T) -> Unit)

    /** Asks the journal anew and shows the page that is in front with what it says. */
    fun refresh()

    /** Opens the first page of a tab. */
    fun open(tab: Tab)
}

/** Opens the dialler with [number] filled in, or empty; the person presses the green button themselves. */
fun House.dial(number: String?) = start(Intent(Intent.ACTION_DIAL, number?.let { Uri.fromParts("tel", it, null) }))

/** Opens the browser. */
fun House.browse(address: String) = start(Intent(Intent.ACTION_VIEW, Uri.parse(address)))

private fun House.start(intent: Intent) {
    try {
        activity.startActivity(intent)
    } catch (none: ActivityNotFoundException) {
        // A tablet without a dialler, a phone without a browser: what was pressed says the number or the title itself.
    }
}
