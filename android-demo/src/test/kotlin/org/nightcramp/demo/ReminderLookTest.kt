package org.nightcramp.demo

import android.app.Activity
import android.view.View
import android.widget.ScrollView
import org.junit.Assert.assertEquals
import org.junit.Test
import org.nightcramp.Moment
import org.nightcramp.PlanNote
import org.nightcramp.PlanNoteKind
import org.nightcramp.Reliability
import org.nightcramp.ReminderClock
import org.nightcramp.Weekday
import org.nightcramp.demo.day.DayShown
import org.nightcramp.demo.day.DayShown.ReminderDetails.About
import org.nightcramp.demo.day.PhoneCheck
import org.robolectric.RuntimeEnvironment
import java.time.LocalDate
import java.time.LocalTime

/** The page of reminders in every dress, under the rules that every screen keeps. */
class ReminderLookTest : ReminderWalk() {
    private val faults = mutableListOf<String>()

    private fun look(suffix: String, vararg kept: String): (String, Activity) -> Unit =
        { name, activity ->
            faults += LayoutRules("$name$suffix", activity).faults()
            if (name in kept && !Picture.of(name + suffix, activity).isKept()) faults += "$name$suffix.png shows another app; renew it"
        }

    private fun noFaults() = assertEquals("", faults.joinToString("\n"))

    /** As on the look's own picture: nearly all came, and the battery saver is on. */
    private fun usual() =
        DayShown.Reminders(
            preferences = journal { reminderPreferences() },
            weekday = LocalTime.of(22, 30),
            weekend = LocalTime.of(23, 30),
            reliability =
                Reliability(
                    due = 30u,
                    came = 27u,
                    late = 1u,
                    missed = 0u,
                    missedWhileOff = 3u,
                    lastCame = Moment(utc("2026-11-22T21:30:00Z"), 3_600, "Europe/Berlin"),
                    heldBack = false,
                    text = "27 of the last 30 reminders came.",
                    hint = null,
                ),
            notes = emptyList(),
            phone = PhoneCheck(notifications = true, exact = true, mayDelay = true),
            today = LocalDate.of(2026, 11, 23),
            zone = "Europe/Berlin",
        )

    private fun screens(visit: (String, Activity) -> Unit) {
        val day = openDay()

        fun visit(name: String, shown: DayShown) {
            day.show(shown)
            settle { day.shown == shown }
            visit(name, day)
        }
        visit("reminders", usual())
        (day.views().first { it is ScrollView } as ScrollView).fullScroll(View.FOCUS_DOWN)
        settle { true }
        visit("reminders-end", day)
        visit("reminders-sent", usual().copy(test = DayShown.Reminders.Test.COMES_LATE))
        visit("reminders-doubted", usual().copy(notes = listOf(PlanNote(PlanNoteKind.DOUBTED, "bedtime:call:2026-11-22", DOUBT))))
        val held = usual().reliability.copy(heldBack = true, came = 15u, text = "15 of the last 30 reminders came.", hint = HINT)
        val bad = PhoneCheck(notifications = false, exact = false, mayDelay = true)
        day.show(usual())
        settle { true }
        (day.views().first { it is ScrollView } as ScrollView).scrollTo(0, 0)
        settle { true }
        val off = PlanNote(PlanNoteKind.NOTIFICATIONS_OFF, null, NOTE)
        visit("reminders-bad", usual().copy(reliability = held, phone = bad, notes = listOf(off), weekday = null, weekend = null))
        details(::visit)
    }

    private fun details(visit: (String, DayShown) -> Unit) {
        val page = usual()
        visit("reminder-bedtime", DayShown.ReminderDetails(page, About.BEDTIME))
        val abroad = page.preferences.copy(clock = ReminderClock.Home("Europe/Atlantis"))
        visit("reminder-bedtime-abroad", DayShown.ReminderDetails(page.copy(preferences = abroad), About.BEDTIME))
        val breaks = page.preferences.copy(breakDays = listOf(Weekday.MONDAY, Weekday.THURSDAY))
        visit("reminder-breaks", DayShown.ReminderDetails(page.copy(preferences = breaks), About.BREAKS))
        visit("reminder-review", DayShown.ReminderDetails(page, About.REVIEW))
    }

    @Test
    fun `reminders`() {
        screens(look("", "reminders", "reminders-end", "reminders-bad", "reminders-doubted", "reminder-bedtime", "reminder-breaks"))
        noFaults()
    }

    @Test
    fun `reminders in the dark`() {
        RuntimeEnvironment.setQualifiers("+night")
        screens(look("-dark", "reminders"))
        noFaults()
    }

    @Test
    fun `reminders in large text`() {
        RuntimeEnvironment.setFontScale(2f)
        screens(look("-200", "reminders", "reminders-end", "reminder-bedtime"))
        noFaults()
    }

    @Test
    fun `reminders from right to left`() {
        RuntimeEnvironment.setQualifiers("+ldrtl")
        screens(look("-rtl"))
        noFaults()
    }

    @Test
    fun `reminders on a small phone`() {
        RuntimeEnvironment.setQualifiers("+w360dp-h640dp")
        RuntimeEnvironment.setFontScale(1.3f)
        screens(look("-small"))
        noFaults()
    }

    private companion object {
        const val HINT = "Something on this phone seems to hold reminders back. Look at the battery settings for this app."
        const val DOUBT = "An entry from a wrong clock is left out until you confirm it."
        const val NOTE = "Notifications are off, so nothing can be shown."
    }
}
