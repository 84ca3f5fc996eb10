package org.nightcramp.demo

import android.content.Intent
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.nightcramp.ReminderAction
import org.nightcramp.TapSource
import org.nightcramp.demo.reminders.Alarms
import org.nightcramp.demo.reminders.RingText

/** A phone that was restarted and that nobody has unlocked: no journal, and nothing of health in reach. */
class LockedReminderTest : ReminderWalk() {
    private fun restarted() {
        prefer { copy(lastWater = true, warmSoak = true) }
        clock("2026-11-23T22:00:00+01:00[Europe/Berlin]")
        plan()
        loseAlarms()
        unlocked(false)
        system(Intent.ACTION_LOCKED_BOOT_COMPLETED)
    }

    @Test
    fun `the file that can be read then has no word of health`() {
        plan()
        val text = slice.readText()
        assertEquals(planned().bootSlice.map { it.id }, RingText.read(text).map { it.id })
        // The ids are the core's own words, and say "bedtime".
        val said = text.lines().filterNot { it.startsWith("id ") }
        assertEquals(emptyList<String>(), said.filter { HEALTH.containsMatchIn(it) })
        assertFalse(text.contains("Three minutes"))
    }

    @Test
    fun `the next reminder has its alarm, and rings with the words of the lock screen`() {
        restarted()
        assertEquals(CALL to utc("2026-11-23T21:15:00Z"), next().run { about to at })
        assertTrue(held().any { it.what == Alarms.LOOK })
        come(Alarms.RING)
        val said = said(checkNotNull(notice()))
        assertTrue(said.containsAll(listOf("Time for your evening routine", "Log now", "Done", "Later", "Not tonight")))
        assertEquals(emptyList<String>(), said.filter { HEALTH.containsMatchIn(it) })
        assertTrue(inbox().single().contains("reminder $CALL\naction delivered"))
        assertFalse("the next one has its alarm", next().about == CALL)
    }

    @Test
    fun `one that was due while the phone started rings at once, and once`() {
        prefer { copy(morningCheckIn = false) }
        plan()
        loseAlarms()
        unlocked(false)
        clock("2026-11-23T22:40:00+01:00[Europe/Berlin]")
        system(Intent.ACTION_LOCKED_BOOT_COMPLETED)
        assertNotNull(notice())
        system(Intent.ACTION_LOCKED_BOOT_COMPLETED)
        assertEquals(1, inbox().size)
        unlocked(true)
        system(Intent.ACTION_BOOT_COMPLETED)
        assertNotNull(ledger(CALL)?.delivered)
        assertFalse(held().any { it.about == CALL })
    }

    @Test
    fun `answers wait in the inbox, and count once the phone is unlocked`() {
        restarted()
        come(Alarms.RING)
        answer("Not tonight")
        assertNull(notice())
        assertEquals(2, inbox().size)
        unlocked(true)
        system(Intent.ACTION_BOOT_COMPLETED)
        assertEquals(emptyList<String>(), inbox())
        assertEquals(ReminderAction.NOT_TONIGHT, ledger(CALL)?.action)
        assertNotNull(ledger(CALL)?.delivered)
    }

    @Test
    fun `an answer to the first call silences the second`() {
        prefer { copy(secondCall = true) }
        restarted()
        come(Alarms.RING)
        val again = next()
        assertEquals("bedtime:again:2026-11-24", again.about)
        val onItsWay = Intent(sent(Alarms.RING))
        answer("Done")
        assertFalse(next().about.startsWith("bedtime:again:2026-11-24"))
        clockAt(again.at)
        arrives(onItsWay)
        assertNull(notice())
    }

    @Test
    fun `without an answer the second call comes`() {
        prefer { copy(secondCall = true) }
        restarted()
        come(Alarms.RING)
        come(Alarms.RING)
        assertEquals(2, inbox().size)
        assertTrue(inbox().any { it.contains("reminder bedtime:again:2026-11-24\naction delivered") })
    }

    @Test
    fun `later comes ten minutes on`() {
        restarted()
        come(Alarms.RING)
        answer("Later")
        assertEquals(CALL to utc("2026-11-23T21:25:00Z"), next().run { about to at })
        come(Alarms.RING)
        assertNotNull(notice())
    }

    @Test
    fun `a cramp is logged from the lock screen`() {
        restarted()
        come(Alarms.RING)
        pressCramp(public = true) { inbox().size == 2 }
        afterLogged()
        assertTrue(inbox().any { it.contains("kind tap\nsource notification") })
        unlocked(true)
        system(Intent.ACTION_BOOT_COMPLETED)
        val tap =
            journal { night(LAST_NIGHT.plusDays(1)) }
                .cramps
                .single()
                .taps
                .single()
        assertEquals(TapSource.NOTIFICATION, tap.source)
    }

    @Test
    fun `a slice that is damaged costs what is damaged`() {
        plan()
        val blocks = slice.readText().split("\n\n")
        slice.writeText((listOf("id nonsense\nat never\n") + blocks.drop(1)).joinToString("\n\n"))
        loseAlarms()
        unlocked(false)
        system(Intent.ACTION_LOCKED_BOOT_COMPLETED)
        assertEquals(RingText.read(blocks[1]).single().id, next().about)
        slice.delete()
        loseAlarms()
        system(Intent.ACTION_LOCKED_BOOT_COMPLETED)
        assertEquals("nothing is known, but it looks again", listOf(Alarms.LOOK), held().map { it.what })
    }
}
