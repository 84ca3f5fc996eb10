package org.nightcramp.demo

import android.Manifest
import android.app.NotificationManager
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
import org.nightcramp.Moment
import org.nightcramp.PlanNoteKind
import org.nightcramp.ReminderAction
import org.nightcramp.ReminderClock
import org.nightcramp.ReminderRecord
import org.nightcramp.Weekday
import org.nightcramp.demo.day.DayActivity
import org.nightcramp.demo.day.DayShown
import org.nightcramp.demo.reminders.Alarms
import org.nightcramp.demo.reminders.TestReminder
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowAlarmManager

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
        press(day, "Break from sitting") { shown(day).preferences.breakDays.size == 5 }
        press(day, "Weekly review") { shown(day).preferences.reviewOn == Weekday.SUNDAY }
        assertTrue("10:00 to 17:00, on five days a week" in day.words())
        press(day, "Weekly review") { shown(day).preferences.reviewOn == null }
        press(day, "Back") { day.shown is DayShown.Journal }
    }

    @Test
    fun `the test comes by an alarm, and nothing of it is taken down`() {
        val day = openPage()
        press(day, "Send a test reminder") { shown(day).test != null }
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
        press(day, "Send a test reminder") { shown(day).test != null }
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
        press(day, "Send a test reminder") { shown(day).test != null }
        assertTrue("Notifications are off. They can be allowed by day." in day.words())
        assertFalse("nothing to press that would ask", day.views().any { it.says("Notifications") })
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
        press(day, text(R.string.reminders)) { day.shown is DayShown.Reminders }
        press(day, day.spoken("Bedtime stretch")) { day.shown is DayShown.ReminderDetails }
        assertTrue(day.words().any { it.startsWith("This phone does not know the zone Europe/Atlantis") })
        settle { app.isIdle }
        assertEquals("by the phone's own clock", CALL to utc("2026-11-23T21:15:00Z"), next().run { about to at })
        press(day, "As on the phone") { page<DayShown.ReminderDetails>(day).page.preferences.clock == ReminderClock.Phone }
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
        val ahead = Moment(utc("2026-11-25T21:15:00Z"), 3_600, "Europe/Berlin")
        journal { recordReminder(ReminderRecord("bedtime:call:2026-11-26", ReminderAction.NOT_TONIGHT, ahead)) }
        val day = openPage()
        assertTrue(shown(day).notes.any { it.kind == PlanNoteKind.DOUBTED })
        press(day, "It was right") { shown(day).notes.none { it.kind == PlanNoteKind.DOUBTED } }
        assertEquals(LeftOutReason.NOT_TONIGHT, planned().leftOut.single { it.id == "bedtime:call:2026-11-26" }.reason)
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
