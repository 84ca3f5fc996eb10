package org.nightcramp.demo

import android.app.AlarmManager
import android.app.NotificationManager
import android.content.Intent
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.nightcramp.Answer
import org.nightcramp.JournalException
import org.nightcramp.PlanNoteKind
import org.nightcramp.ReminderAction
import org.nightcramp.ReminderOutcome
import org.nightcramp.Weekday
import org.nightcramp.demo.reminders.Alarms
import org.nightcramp.unansweredEvening
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowAlarmManager
import java.io.File

/** The core's plan and the system's alarms, on the real planner. The numbers T14 to T22 are those of the list of cases. */
class ReminderTest : ReminderWalk() {
    @Test
    fun `one alarm for the next reminder, and one that looks after it`() {
        plan()
        val (ring, look) = held()
        assertEquals(Held(Alarms.RING, CALL, utc("2026-11-23T21:15:00Z"), windowMs = 0, whileIdle = true), ring)
        assertEquals(listOf(Alarms.LOOK, utc("2026-11-23T21:20:00Z"), true), look.run { listOf(what, at, whileIdle) })
        assertEquals(2, held().size)
    }

    @Test
    fun `the alarm shows the reminder, takes that down, and the next one has its alarm`() {
        plan()
        come(Alarms.RING)
        assertTrue("Three minutes of stretching?" in said(checkNotNull(notice())))
        assertEquals(utc("2026-11-23T21:15:00Z"), ledger(CALL)?.delivered?.at)
        assertEquals(planned().items.first().id, next().about)
        assertEquals(listOf(Alarms.BEDTIME), held().map { it.what } - Alarms.RING - Alarms.LOOK)
        assertEquals(utc("2026-11-23T21:30:00Z"), held().single { it.what == Alarms.BEDTIME }.at)
    }

    @Test
    fun `T14 a journey moves the next reminder to the new zone's evening`() {
        prefer { copy(leadMin = 0u, morningCheckIn = false) }
        bedtimes("22:00", "22:00")
        clock("2026-06-09T19:00:00+02:00[Europe/Berlin]")
        plan()
        assertEquals(utc("2026-06-09T20:00:00Z"), next().at)
        clock("2026-06-09T14:00:00-04:00[America/New_York]")
        system(Intent.ACTION_TIMEZONE_CHANGED)
        assertEquals(utc("2026-06-10T02:00:00Z"), next().at)
        assertEquals(2, held().size)
    }

    @Test
    fun `T15 started twice and replaced, it holds the same as before`() {
        plan()
        val before = held()
        repeat(2) { system(Intent.ACTION_BOOT_COMPLETED) }
        system(Intent.ACTION_MY_PACKAGE_REPLACED)
        assertEquals(before, held())
        loseAlarms()
        system(Intent.ACTION_BOOT_COMPLETED)
        assertEquals(before, held())
    }

    @Test
    fun `T16 a phone that was off all night does not ring in the morning, and says so`() {
        plan()
        loseAlarms()
        clock("2026-11-24T07:30:00+01:00[Europe/Berlin]")
        system(Intent.ACTION_BOOT_COMPLETED)
        assertNull(notice())
        assertFalse(held().any { it.about == CALL })
        assertEquals(ReminderOutcome.MISSED_WHILE_OFF, ledger(CALL)?.outcome)
    }

    @Test
    fun `T17 a phone that was off until a little after it rings at once, and only once`() {
        plan()
        loseAlarms()
        clock("2026-11-23T22:40:00+01:00[Europe/Berlin]")
        system(Intent.ACTION_BOOT_COMPLETED)
        assertNotNull(notice())
        assertNotNull(ledger(CALL)?.delivered)
        swipe()
        system(Intent.ACTION_TIME_CHANGED)
        assertNull(notice())
        system(Intent.ACTION_MY_PACKAGE_REPLACED)
        assertEquals("an update takes away what is up, and only the button comes back", 0, notice()?.actions.orEmpty().size)
        assertFalse(held().any { it.about == CALL })
    }

    @Test
    fun `T18 a clock that is set back rings no second time for the same night`() {
        plan()
        come(Alarms.RING)
        clock("2026-11-23T21:00:00+01:00[Europe/Berlin]")
        system(Intent.ACTION_TIME_CHANGED)
        assertFalse(held().any { it.what == Alarms.RING && it.about == CALL })
    }

    @Test
    fun `T19 tonight's stretch takes the alarm away, another night's does not`() {
        plan()
        val day = openDay()
        day.ask({ saveEvening(unansweredEvening(LAST_NIGHT).copy(stretched = Answer.YES)) }) {}
        settle { app.isIdle }
        assertEquals(CALL, next().about)
        day.ask({ saveEvening(unansweredEvening(LAST_NIGHT.plusDays(1)).copy(stretched = Answer.YES)) }) {}
        settle { app.isIdle }
        assertFalse(held().any { it.about == CALL })
        assertEquals("still one for the next", 2, held().size)
    }

    @Test
    fun `T20 later comes ten minutes on, also in another process, and the next night is as before`() {
        plan()
        come(Alarms.RING)
        answer("Later")
        assertNull(notice())
        assertEquals(CALL to utc("2026-11-23T21:25:00Z"), next().run { about to at })
        assertEquals(ReminderAction.LATER, ledger(CALL)?.action)
        loseAlarms()
        system(Intent.ACTION_MY_PACKAGE_REPLACED)
        assertEquals(CALL to utc("2026-11-23T21:25:00Z"), next().run { about to at })
        come(Alarms.RING)
        assertNotNull(notice())
        val tomorrow = planned().items.first { it.id == "bedtime:call:2026-11-25" }
        assertEquals(utc("2026-11-24T21:15:00Z"), tomorrow.at.at)
    }

    @Test
    fun `T21 however many are planned, one alarm is held`() {
        prefer {
            val all = Weekday.entries.toList()
            copy(lastWater = true, warmSoak = true, secondCall = true, breakDays = all, breakEveryMin = 30u, reviewOn = Weekday.SUNDAY)
        }
        plan()
        assertEquals(60, planned().items.size)
        assertEquals(1, held().count { it.what == Alarms.RING })
        assertEquals(planned().items.first().run { id to at.at }, next().run { about to at })
    }

    @Test
    fun `T22 without the right to be exact the instants stay, and it comes in deep sleep too`() {
        plan()
        val exact = next()
        ShadowAlarmManager.setCanScheduleExactAlarms(false)
        plan()
        assertEquals(exact.copy(windowMs = INEXACT, whileIdle = true), next())
        assertTrue(planned().notes.any { it.kind == PlanNoteKind.INEXACT })
        ShadowAlarmManager.setCanScheduleExactAlarms(true)
        system(android.app.AlarmManager.ACTION_SCHEDULE_EXACT_ALARM_PERMISSION_STATE_CHANGED)
        assertEquals(exact, next())
    }

    @Test
    fun `T22 the right is taken away, the alarm with it, and the other alarm finds that out`() {
        plan()
        val manager = app.getSystemService(android.app.AlarmManager::class.java)
        shadowOf(manager).scheduledAlarms.toList().filter { shadowOf(it.sends).savedIntent.action == Alarms.RING }.forEach {
            manager.cancel(it.sends)
        }
        ShadowAlarmManager.setCanScheduleExactAlarms(false)
        come(Alarms.LOOK)
        assertNotNull(notice())
        assertNotNull(ledger(CALL)?.delivered)
        assertEquals(INEXACT, next().windowMs)
    }

    @Test
    fun `a reminder that the phone held back all night is not shown in the morning`() {
        plan()
        come(Alarms.RING, utc("2026-11-24T06:30:00Z"))
        assertNull(notice())
        assertNull(ledger(CALL)?.delivered)
    }

    @Test
    fun `where the journal cannot be opened it rings, and the next alarm is set`() {
        plan()
        val then = planned().items[1]
        journal { shut() }
        foreignFile()
        come(Alarms.RING)
        assertNotNull(notice())
        assertEquals(then.run { id to at.at }, next().run { about to at })
        assertTrue(inbox().single().contains("reminder $CALL\naction delivered"))
        File(app.filesDir, "journal/journal.db").delete()
    }

    @Test
    fun `where notifications are refused nothing is told to have come, and it does not ring for ever`() {
        plan()
        shadowOf(app.getSystemService(NotificationManager::class.java)).setNotificationsEnabled(false)
        come(Alarms.RING)
        assertNull(notice())
        assertNull(ledger(CALL)?.delivered)
        assertFalse(held().any { it.about == CALL })
        assertEquals(2, held().size)
    }

    @Test
    fun `the system's list of alarms names no reminder`() {
        plan()
        come(Alarms.RING)
        val addresses = shadowOf(app.getSystemService(AlarmManager::class.java)).scheduledAlarms.map { shadowOf(it.sends).savedIntent.data }
        assertEquals(listOf("nightcramp:"), addresses.map { it.toString() }.distinct())
        assertEquals(
            listOf(0),
            shadowOf(app.getSystemService(AlarmManager::class.java))
                .scheduledAlarms
                .map {
                    shadowOf(it.sends).requestCode
                }.distinct(),
        )
    }

    @Test
    fun `another language gives the alarm and the file other words`() {
        plan()
        assertTrue(slice.readText().contains("Time for your evening routine"))
        RuntimeEnvironment.setQualifiers("+de-rDE")
        system(Intent.ACTION_LOCALE_CHANGED)
        assertFalse(slice.readText().contains("Time for your evening routine"))
        come(Alarms.RING)
        assertFalse("Three minutes of stretching?" in said(checkNotNull(notice())))
    }

    @Test
    fun `erasing takes the notification away, and what was planned by what is erased`() {
        prefer { copy(lastWater = true) }
        plan()
        assertEquals("water", next().about.substringBefore(':'))
        come(Alarms.RING)
        assertNotNull(notice("water"))
        runBlocking { app.erase() }
        assertNull(notice("water"))
        assertFalse(slice.exists())
        assertEquals(emptyList<Held>(), held())
    }

    @Test
    fun `after erasing nothing is held until the app is used again`() {
        plan()
        come(Alarms.RING)
        assertTrue(held().any { it.what == Alarms.BEDTIME })
        runBlocking { app.erase() }
        assertEquals("the bedtime's alarm too", emptyList<Held>(), held())
        // The screen that erased goes, and the system says something; then in another process too.
        runBlocking { app.reminders.planAnew() }
        system(Intent.ACTION_TIMEZONE_CHANGED)
        runBlocking { process().changed(bare = true) }
        assertEquals(emptyList<Held>(), held())
        assertEquals(
            listOf("erased"),
            slice.parentFile
                .list()
                .orEmpty()
                .filter { it != "inbox" },
        )
        clock("2026-11-24T12:30:00+01:00[Europe/Berlin]")
        openDay()
        settle { app.isIdle }
        assertTrue(held().any { it.what == Alarms.LOOK })
    }

    @Test
    fun `what could not be erased goes on ringing`() {
        plan()
        val before = held()
        runCatching { runBlocking { app.reminders.forget { throw JournalException.StorageBusy() } } }
        plan()
        assertEquals(before, held())
    }
}
