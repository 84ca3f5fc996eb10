package org.nightcramp.demo

import android.Manifest
import android.app.NotificationManager
import android.app.TimePickerDialog
import android.content.DialogInterface
import android.provider.Settings
import android.view.View
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.nightcramp.Face
import org.nightcramp.LeftOutReason
import org.nightcramp.PlanNote
import org.nightcramp.PlanNoteKind
import org.nightcramp.ReminderClock
import org.nightcramp.Weekday
import org.nightcramp.demo.day.DayActivity
import org.nightcramp.demo.day.DayShown
import org.nightcramp.demo.reminders.Alarms
import org.nightcramp.demo.reminders.TestReminder
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowAlarmManager
import org.robolectric.shadows.ShadowDialog
import java.time.LocalTime

/** The page of reminders, the question for the right to show them, and the way to bed. */
class ReminderPageTest : ReminderWalk() {
    private fun openPage(): DayActivity {
        val day = openDay()
        press(day, text(R.string.journal)) { day.shown is DayShown.Journal }
        press(day, text(R.string.reminders)) { day.shown is DayShown.Reminders }
        return day
    }

    private fun shown(day: DayActivity) = page<DayShown.Reminders>(day)

    private fun asked(day: DayActivity): List<String> =
        shadowOf(day)
            .lastRequestedPermission
            ?.requestedPermissions
            ?.toList()
            .orEmpty()

    private fun allow() = shadowOf(app).grantPermissions(Manifest.permission.POST_NOTIFICATIONS)

    @Test
    fun `a switch is kept, and the alarms follow`() {
        allow()
        val day = openPage()
        press(day, day.spoken("Last glass of water")) { shown(day).preferences.lastWater }
        settle { app.isIdle }
        assertEquals("water:glass:2026-11-24".substringBefore(':'), next().about.substringBefore(':'))
        press(day, "Bedtime stretch") { !shown(day).preferences.bedtimeStretch }
        settle { app.isIdle }
        assertFalse(planned().items.any { it.id == CALL })
        press(day, day.spoken("Break from sitting")) { shown(day).preferences.breakDays.size == 5 }
        press(day, day.spoken("Weekly review")) { shown(day).preferences.reviewOn == Weekday.SUNDAY }
        assertTrue("10:00 to 17:00, on five days a week" in day.words())
        press(day, day.spoken("Weekly review")) { shown(day).preferences.reviewOn == null }
        press(day, "Back") { day.shown is DayShown.Journal }
    }

    @Test
    fun `the bedtimes are asked one after the other`() {
        val day = openPage()
        assertTrue("22:30, at weekends 23:30" in day.words())
        press(day, day.spoken("Bedtime stretch: 22:30"))
        pick(22, 45)
        pick(23, 45)
        settle { shown(day).weekday == LocalTime.of(22, 45) }
        assertEquals(LocalTime.of(23, 45), journal { profile() }.bedtimeWeekend)
        settle { app.isIdle }
        assertEquals(utc("2026-11-23T21:30:00Z"), next().at)
    }

    private fun pick(hour: Int, minute: Int) {
        val dialog = ShadowDialog.getLatestDialog() as TimePickerDialog
        dialog.updateTime(hour, minute)
        dialog.getButton(DialogInterface.BUTTON_POSITIVE).performClick()
        settle { true }
    }

    @Test
    fun `the test comes by an alarm, and nothing of it is taken down`() {
        val day = openPage()
        press(day, "Send a test reminder") { shown(day).testSent }
        assertTrue("It comes in a few seconds." in day.words())
        val alarms = held().filter { it.about.startsWith(TestReminder.KIND) }
        assertEquals(app.clock().instant().plus(TestReminder.WAIT), alarms.single().at)
        comeTest()
        assertTrue("This is a test reminder" in said(checkNotNull(notice(TestReminder.KIND))))
        val public = checkNotNull(notice(TestReminder.KIND)?.publicVersion)
        assertEquals(emptyList<String>(), said(public).filter { HEALTH.containsMatchIn(it) })
        assertNull(ledger("test:now"))
        assertEquals("the real one stays", CALL, next().about)
    }

    @Test
    fun `what stands in the way is said, and pressed it leads to the settings`() {
        ShadowAlarmManager.setCanScheduleExactAlarms(false)
        val day = openPage()
        assertFalse(shown(day).phone.exact)
        assertTrue(day.words().any { it.contains("minutes late") })
        press(day, day.spoken("Exact time"))
        assertEquals(Settings.ACTION_REQUEST_SCHEDULE_EXACT_ALARM, shadowOf(day).nextStartedActivity.action)
        assertTrue(shown(day).notes.all { it.text in day.words() })
        allow()
        press(day, "Send a test reminder") { shown(day).testSent }
        assertTrue("It comes within some minutes." in day.words())
    }

    @Test
    fun `the question comes in the evening, once`() {
        val day = openDay()
        assertEquals(listOf(Manifest.permission.POST_NOTIFICATIONS), asked(day))
        val again = openDay()
        assertEquals(emptyList<String>(), asked(again))
    }

    @Test
    fun `the question comes by day when a reminder is turned on`() {
        clock(MORNING)
        val day = openPage()
        assertEquals("not in the morning by itself", emptyList<String>(), asked(day))
        press(day, day.spoken("Warm soak")) { shown(day).preferences.warmSoak }
        assertEquals(listOf(Manifest.permission.POST_NOTIFICATIONS), asked(day))
    }

    @Test
    fun `no question comes at night`() {
        clock("2026-11-24T03:10:00+01:00[Europe/Berlin]")
        assertEquals(Face.NIGHT, journal { tonight(app.now()) }.face)
        val day = openJournalAtNight()
        page<DayShown.Journal>(day)
        press(day, text(R.string.reminders)) { day.shown is DayShown.Reminders }
        press(day, day.spoken("Warm soak")) { shown(day).preferences.warmSoak }
        assertEquals(emptyList<String>(), asked(day))
        val manager = app.getSystemService(NotificationManager::class.java)
        shadowOf(manager).setNotificationsEnabled(false)
        press(day, day.spoken("Last glass of water")) { !shown(day).phone.notifications }
        press(day, "Send a test reminder")
        press(day, day.spoken("Notifications"))
        assertEquals(emptyList<String>(), asked(day))
        assertNull(shadowOf(day).nextStartedActivity)
    }

    @Test
    fun `two quick presses are both kept`() {
        val day = openPage()
        val rows = listOf("Warm soak", "Last glass of water").map { name -> day.views().first { it.says(name) } }
        rows.forEach { it.performClick() }
        settle { shown(day).preferences.run { warmSoak && lastWater } }
    }

    private fun View.says(name: String) = isClickable && contentDescription?.startsWith(name) == true

    @Test
    fun `a zone at home that this phone does not know does not end the app`() {
        prefer { copy(clock = ReminderClock.Home("Europe/Atlantis")) }
        val day = openDay()
        press(day, text(R.string.journal)) { day.shown is DayShown.Journal }
        press(day, text(R.string.reminders)) { day.shown !is DayShown.Journal }
        settle { app.isIdle }
    }

    @Test
    fun `what a notification asked for is not opened again when the system takes the activity away`() {
        val day = openDay(DayActivity.stretch(app))
        page<DayShown.Stretch>(day)
        day.back()
        settle { day.shown is DayShown.Morning }
        // The system hands over the intent that it kept, not the one that was opened.
        day.intent.putExtra("asked", "stretch")
        page<DayShown.Morning>(anew(day))
    }

    @Test
    fun `a reminder in doubt can be confirmed`() {
        plan()
        come(Alarms.RING)
        answer("Stretched")
        val day = openPage()
        day.show(shown(day).copy(notes = listOf(PlanNote(PlanNoteKind.DOUBTED, CALL, "In doubt."))))
        // Nothing was in doubt here, which the journal says: so it was asked.
        press(day, "It was right") { day.shown is DayShown.Trouble }
    }

    @Test
    fun `whoever is in bed already hears nothing more until the morning`() {
        prefer { copy(secondCall = true) }
        plan()
        val day = openDay()
        press(day, text(R.string.start)) { day.shown is DayShown.Stretch }
        repeat(page<DayShown.Stretch>(day).routine.steps.size) { press(day, text(R.string.skip)) }
        settle { page<DayShown.Stretch>(day).over }
        press(day, "Already in bed") { day.shown is DayShown.Morning }
        settle { app.isIdle }
        assertEquals(LeftOutReason.IN_BED, planned().leftOut.single { it.id == CALL }.reason)
        assertFalse(next().about.startsWith("bedtime:call:2026-11-24"))
        assertNotNull(held().single { it.what == Alarms.LOOK })
    }

    @Test
    fun `the page is still there when the system takes the activity away`() {
        val day = openPage()
        val next = anew(day)
        page<DayShown.Reminders>(next)
    }
}
