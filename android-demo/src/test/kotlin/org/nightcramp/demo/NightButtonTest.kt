package org.nightcramp.demo

import android.app.KeyguardManager
import android.app.Notification
import android.app.NotificationManager
import android.content.Intent
import android.provider.Settings
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.nightcramp.Answer
import org.nightcramp.AnyCramp
import org.nightcramp.demo.reminders.Alarms
import org.nightcramp.unansweredEvening
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf

/** The button of the night: when it comes, when it comes back, and what takes it and the call away. */
class NightButtonTest : ReminderWalk() {
    private fun rung() {
        plan()
        come(Alarms.RING)
        assertNotNull(notice())
    }

    private fun buttonWords(): List<String> = words(checkNotNull(notice()?.opened))

    private fun stretched() = journal { saveEvening(unansweredEvening(LAST_NIGHT.plusDays(1)).copy(stretched = Answer.YES)) }

    @Test
    fun `a restart in the night brings it back, in the words of the lock screen until the phone is unlocked`() {
        rung()
        come(Alarms.BEDTIME)
        clock("2026-11-24T02:00:00+01:00[Europe/Berlin]")
        restart()
        assertEquals(listOf("Log now"), buttonWords())
        assertTrue(checkNotNull(notice()).flags and Notification.FLAG_ONGOING_EVENT != 0)
        unlocked(true)
        system(Intent.ACTION_BOOT_COMPLETED)
        assertEquals(listOf("Cramp now"), buttonWords())
    }

    @Test
    fun `a restart between call and bedtime leaves it its time`() {
        rung()
        clock("2026-11-23T22:20:00+01:00[Europe/Berlin]")
        restart()
        assertNull(notice())
        come(Alarms.BEDTIME)
        assertEquals(listOf("Log now"), buttonWords())
    }

    @Test
    fun `in the morning no restart brings it back, nor does anything once it was swiped away`() {
        rung()
        come(Alarms.BEDTIME)
        clock("2026-11-24T02:00:00+01:00[Europe/Berlin]")
        swipe()
        system(Intent.ACTION_TIME_CHANGED)
        plan()
        assertNull("swiped away", notice())
        clock("2026-11-24T07:30:00+01:00[Europe/Berlin]")
        system(Intent.ACTION_BOOT_COMPLETED)
        assertNull("over", notice())
    }

    @Test
    fun `a bedtime alarm that was lost is made up for`() {
        rung()
        loseAlarms()
        clock("2026-11-23T22:50:00+01:00[Europe/Berlin]")
        plan()
        assertEquals(listOf("Cramp now"), buttonWords())
    }

    @Test
    fun `a call that was turned off after it rang has no button at bedtime`() {
        rung()
        val bedtime = Intent(sent(Alarms.BEDTIME))
        prefer { copy(bedtimeStretch = false) }
        plan()
        assertNull(notice())
        assertFalse(held().any { it.what == Alarms.BEDTIME })
        clock("2026-11-23T22:30:00+01:00[Europe/Berlin]")
        arrives(bedtime)
        assertNull(notice())
    }

    @Test
    fun `where notifications were refused meanwhile no button comes`() {
        rung()
        swipe()
        shadowOf(app.getSystemService(NotificationManager::class.java)).setNotificationsEnabled(false)
        come(Alarms.BEDTIME)
        assertNull(notice())
    }

    @Test
    fun `the stretch done in the app takes the call away, and leaves the button from bedtime on`() {
        rung()
        stretched()
        plan()
        assertNull(notice())
        come(Alarms.BEDTIME)
        assertEquals(listOf("Cramp now"), buttonWords())
    }

    @Test
    fun `done after bedtime only the button is left`() {
        plan()
        loseAlarms()
        clock("2026-11-23T22:40:00+01:00[Europe/Berlin]")
        plan()
        assertTrue("it has come late", checkNotNull(notice()).actions.isNotEmpty())
        stretched()
        plan()
        assertEquals(listOf("Cramp now"), buttonWords())
        assertEquals(0, checkNotNull(notice()).actions.orEmpty().size)
    }

    @Test
    fun `the morning's questions answered in the app take their reminder away`() {
        clock("2026-11-24T06:00:00+01:00[Europe/Berlin]")
        plan()
        come(Alarms.RING)
        assertNotNull(notice("morning"))
        journal { answerAnyCramp(LAST_NIGHT.plusDays(1), AnyCramp.NO_CRAMP, newId()) }
        plan()
        assertNull(notice("morning"))
    }

    @Test
    fun `killed while it says Logged, it says again what it does`() {
        rung()
        come(Alarms.BEDTIME)
        pressCramp { buttonWords() == listOf("Logged") }
        app.sendBroadcast(Intent(sent(Alarms.SAID)))
        settle { buttonWords() == listOf("Cramp now") }
        afterLogged()
        assertFalse("the net is taken in", held().any { it.what == Alarms.SAID })
    }

    @Test
    fun `another language changes its words`() {
        rung()
        come(Alarms.BEDTIME)
        RuntimeEnvironment.setQualifiers("+de-rDE")
        system(Intent.ACTION_LOCALE_CHANGED)
        assertFalse(listOf("Cramp now") == buttonWords())
    }

    @Test
    fun `a lock screen that shows everything is given no word of health`() {
        shadowOf(app.getSystemService(KeyguardManager::class.java)).setKeyguardLocked(true)
        rung()
        assertEquals(emptyList<String>(), said(checkNotNull(notice())).filter { HEALTH.containsMatchIn(it) })
        Settings.Secure.putInt(app.contentResolver, "lock_screen_allow_private_notifications", 0)
        app.bell.ring(
            app.bell
                .shown()
                .single()
                .ring,
        )
        assertTrue("it hides them by itself", "Three minutes of stretching?" in said(checkNotNull(notice())))
    }
}
