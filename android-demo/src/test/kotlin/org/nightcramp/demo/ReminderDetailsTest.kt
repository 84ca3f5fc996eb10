package org.nightcramp.demo

import android.app.TimePickerDialog
import android.content.DialogInterface
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.nightcramp.ReminderClock
import org.nightcramp.ReminderPreferences
import org.nightcramp.Weekday
import org.nightcramp.demo.day.DayActivity
import org.nightcramp.demo.day.DayShown
import org.robolectric.shadows.ShadowDialog
import java.time.LocalTime

/** What there is to choose about a reminder beside on and off. */
class ReminderDetailsTest : ReminderWalk() {
    private fun open(row: String): DayActivity {
        val day = openDay()
        press(day, text(R.string.journal)) { day.shown is DayShown.Journal }
        press(day, text(R.string.reminders)) { day.shown is DayShown.Reminders }
        press(day, day.spoken("$row:")) { day.shown is DayShown.ReminderDetails }
        return day
    }

    private fun chosen(day: DayActivity): ReminderPreferences = page<DayShown.ReminderDetails>(day).page.preferences

    private fun pick(hour: Int, minute: Int) {
        val dialog = ShadowDialog.getLatestDialog() as TimePickerDialog
        dialog.updateTime(hour, minute)
        dialog.getButton(DialogInterface.BUTTON_POSITIVE).performClick()
        settle { true }
    }

    @Test
    fun `bedtimes and the time of getting up`() {
        val day = open("Bedtime stretch")
        press(day, day.spoken("Bedtime on weekdays"))
        pick(22, 45)
        settle { page<DayShown.ReminderDetails>(day).page.weekday == LocalTime.of(22, 45) }
        press(day, day.spoken("Bedtime at weekends"))
        pick(23, 45)
        settle { page<DayShown.ReminderDetails>(day).page.weekend == LocalTime.of(23, 45) }
        assertEquals(LocalTime.of(22, 45) to LocalTime.of(23, 45), journal { profile() }.run { bedtimeWeekday to bedtimeWeekend })
        assertTrue("Not set" in day.words())
        press(day, day.spoken("Getting up"))
        pick(8, 30)
        settle { chosen(day).waking == LocalTime.of(8, 30) }
        settle { app.isIdle }
        assertEquals(utc("2026-11-23T21:30:00Z"), next().at)
        assertTrue(planned().items.any { it.id.startsWith("morning:") && it.at.at == utc("2026-11-24T07:30:00Z") })
    }

    @Test
    fun `how long before, and a second call`() {
        val day = open("Bedtime stretch")
        press(day, "60\u00a0minutes") { chosen(day).leadMin == 60u.toUShort() }
        press(day, day.spoken("Second call")) { chosen(day).secondCall }
        settle { app.isIdle }
        assertEquals(CALL to utc("2026-11-23T20:30:00Z"), next().run { about to at })
        assertTrue(planned().items.any { it.id == "bedtime:again:2026-11-24" })
        press(day, "At bedtime") { chosen(day).leadMin == 0u.toUShort() }
    }

    @Test
    fun `the clock at home is that of the place where it is chosen`() {
        val day = open("Bedtime stretch")
        press(day, "As at home, in Berlin") { chosen(day).clock == ReminderClock.Home("Europe/Berlin") }
        clock("2026-11-23T12:30:00-05:00[America/New_York]")
        val there = open("Bedtime stretch")
        settle { app.isIdle }
        assertEquals("still by the clock at home", utc("2026-11-23T21:15:00Z"), next().at)
        press(there, "As at home, in New York") { chosen(there).clock == ReminderClock.Home("America/New_York") }
        press(there, "As on the phone") { chosen(there).clock == ReminderClock.Phone }
    }

    @Test
    fun `the days of breaks, one by one`() {
        val day = open("Break from sitting")
        press(day, "Wednesday") { chosen(day).breakDays == listOf(Weekday.WEDNESDAY) }
        press(day, "Monday") { chosen(day).breakDays == listOf(Weekday.MONDAY, Weekday.WEDNESDAY) }
        press(day, "Wednesday") { chosen(day).breakDays == listOf(Weekday.MONDAY) }
        press(day, "Back") { day.shown is DayShown.Reminders }
        assertTrue("10:00 to 17:00, on one day a week" in day.words())
    }

    @Test
    fun `the day of the review`() {
        val day = open("Weekly review")
        press(day, "Friday") { chosen(day).reviewOn == Weekday.FRIDAY }
        press(day, "None") { chosen(day).reviewOn == null }
    }

    @Test
    fun `the page is still there when the system takes the activity away`() {
        val day = open("Weekly review")
        val next = anew(day)
        assertEquals(DayShown.ReminderDetails.About.REVIEW, page<DayShown.ReminderDetails>(next).about)
    }
}
