package org.nightcramp.demo.day

import android.os.Bundle
import org.nightcramp.Verdict
import java.time.LocalDate
import java.time.YearMonth

/** Which page was in front, in a few words that outlive the activity; what stands on it the journal says again. */
sealed interface Place {
    /** A month of the calendar. */
    data class Month(val month: YearMonth) : Place

    /** A night's page. */
    data class Night(val night: LocalDate) : Place

    /** The details of a cramp. */
    data class Edit(val crampId: String) : Place

    /** The first page of a tab. */
    data class First(val tab: Tab) : Place

    /** A list of rules that did not fire. */
    data class Rules(val verdict: Verdict) : Place

    /** Why a rule says what it says. */
    data class Why(val ruleId: String, val from: DayShown.Why.From, val draft: String?) : Place

    /** The list of signs. */
    data object Signs : Place

    /** The page of reminders. */
    data object Reminders : Place

    /** What there is to choose about a reminder. */
    data class ReminderDetails(val about: DayShown.ReminderDetails.About) : Place

    /** The stretch; the rest of it is kept by its room. */
    data object Stretch : Place

    companion object {
        private const val KIND = "place"
        private const val WHICH = "place-which"
        private const val FROM = "place-from"
        private const val DRAFT = "place-draft"

        /** Where [page] is; null for pages that are not worth coming back to, such as trouble. */
        fun of(page: DayShown?): Place? =
            when (page) {
                is DayShown.Morning -> First(Tab.TODAY)
                is DayShown.Journal -> Month(page.month)
                is DayShown.Night -> Night(page.page.mark.night)
                is DayShown.Edit -> Edit(page.cramp.id)
                is DayShown.Doctor -> First(Tab.DOCTOR)
                is DayShown.GoodToKnow -> First(Tab.KNOW)
                is DayShown.Rules -> Rules(page.verdict)
                is DayShown.Why -> Why(page.finding.ruleId, page.from, page.draft)
                is DayShown.Signs -> Signs
                is DayShown.Stretch -> Stretch
                is DayShown.Reminders -> Reminders
                is DayShown.ReminderDetails -> ReminderDetails(page.about)
                is DayShown.Emergency -> of(page.under)
                is DayShown.Help, is DayShown.Erase, is DayShown.Trouble, null -> null
            }

        /** Keeps [place] in [state]. */
        fun keep(place: Place, state: Bundle) {
            val (kind, which) =
                when (place) {
                    is Month -> "month" to place.month.toString()
                    is Night -> "night" to place.night.toString()
                    is Edit -> "edit" to place.crampId
                    is First -> "first" to place.tab.name
                    is Rules -> "rules" to place.verdict.name
                    is Why -> "why" to place.ruleId
                    Signs -> "signs" to ""
                    Stretch -> "stretch" to ""
                    Reminders -> "reminders" to ""
                    is ReminderDetails -> "reminder" to place.about.name
                }
            state.putString(KIND, kind)
            state.putString(WHICH, which)
            if (place !is Why) return
            state.putString(FROM, place.from.name)
            state.putString(DRAFT, place.draft)
        }

        /** The place in [state]; null where there is none. */
        fun of(state: Bundle): Place? {
            val which = state.getString(WHICH).orEmpty()
            return when (state.getString(KIND)) {
                "month" -> Month(YearMonth.parse(which))
                "night" -> Night(LocalDate.parse(which))
                "edit" -> Edit(which)
                "first" -> First(Tab.valueOf(which))
                "rules" -> Rules(Verdict.valueOf(which))
                "why" -> Why(which, DayShown.Why.From.valueOf(state.getString(FROM).orEmpty()), state.getString(DRAFT))
                "signs" -> Signs
                "stretch" -> Stretch
                "reminders" -> Reminders
                "reminder" -> ReminderDetails(DayShown.ReminderDetails.About.valueOf(which))
                else -> null
            }
        }
    }
}
