package org.nightcramp.demo

import android.app.NotificationChannel
import android.app.NotificationManager
import android.content.Intent
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.nightcramp.demo.reminders.Alarms
import org.nightcramp.demo.reminders.Bell
import org.nightcramp.demo.reminders.Notices
import org.nightcramp.demo.reminders.Ring
import org.nightcramp.inbox.InboxAction
import org.nightcramp.inbox.InboxReminder
import org.nightcramp.inbox.InboxWriter
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit

/** A reminder rings once, is told once, and waits for no journal: also between two processes. */
class RingOnceTest : ReminderWalk() {
    /** The phone's bell, and what it was asked to ring. */
    private class Listened(private val bell: Bell) : Bell by bell {
        val rung = mutableListOf<String>()

        override fun ring(ring: Ring): Boolean {
            rung += ring.id
            return bell.ring(ring)
        }
    }

    /** The process ends with the first sound. */
    private class Killed(private val bell: Bell) : Bell by bell {
        override fun ring(ring: Ring): Boolean {
            bell.ring(ring)
            throw CancellationException("killed")
        }
    }

    private fun call(): Ring = Ring.all(planned()).first { it.id == CALL }

    @Test
    fun `an alarm that was on its way while its reminder rang does not ring twice`() {
        plan()
        val onItsWay = Intent(sent(Alarms.RING))
        clock("2026-11-23T22:40:00+01:00[Europe/Berlin]")
        plan()
        assertNotNull(notice())
        swipe()
        arrives(onItsWay)
        assertNull(notice())
    }

    @Test
    fun `killed between the ring and the word about it, it does not ring again, and is told`() {
        plan()
        val call = call()
        clockAt(call.at)
        runBlocking { runCatching { process(Killed(app.bell)).rang(call) } }
        assertNotNull(notice())
        assertEquals("nobody was told", emptyList<String>(), inbox())
        clock("2026-11-23T22:20:00+01:00[Europe/Berlin]")
        val next = Listened(app.bell)
        runBlocking { process(next).planAnew() }
        assertEquals(emptyList<String>(), next.rung)
        assertEquals(call.at, ledger(CALL)?.delivered?.at)
    }

    @Test
    fun `killed after the word about it and swiped away, it does not ring again`() {
        plan()
        val call = call()
        clockAt(call.at)
        busy { runBlocking { process().rang(call) } }
        swipe()
        clock("2026-11-23T22:20:00+01:00[Europe/Berlin]")
        val next = Listened(app.bell)
        runBlocking { process(next).planAnew() }
        assertEquals(emptyList<String>(), next.rung)
    }

    @Test
    fun `a journal that takes long holds back neither what is due nor the word about it`() {
        plan()
        loseAlarms()
        clock("2026-11-23T22:40:00+01:00[Europe/Berlin]")
        busy {
            app.planSoon()
            settle { notice() != null && inbox().size == 1 }
            assertTrue(inbox().single().contains("action delivered"))
        }
    }

    /** Does [work] while the journal is busy with something else. Whatever happens, that ends. */
    private fun busy(work: () -> Unit) {
        val gate = CountDownLatch(1)
        val begun = CountDownLatch(1)
        app.scope.launch(Dispatchers.IO) {
            app.door.on {
                begun.countDown()
                gate.await(1, TimeUnit.MINUTES)
            }
        }
        begun.await(1, TimeUnit.MINUTES)
        try {
            work()
        } finally {
            gate.countDown()
            settle { app.isIdle }
        }
    }

    @Test
    fun `where the channel is turned off nothing is told to have come`() {
        val manager = app.getSystemService(NotificationManager::class.java)
        manager.createNotificationChannel(NotificationChannel(Notices.CHANNEL, "off", NotificationManager.IMPORTANCE_NONE))
        plan()
        come(Alarms.RING)
        assertNull(notice())
        assertNull(ledger(CALL)?.delivered)
    }

    @Test
    fun `a reminder whose button is over is neither shown nor told`() {
        plan()
        val call = call().let { it.copy(buttonUntil = it.at.minusSeconds(60)) }
        clockAt(call.at)
        runBlocking { process().rang(call) }
        assertEquals(emptyList<String>(), inbox().filter { "delivered" in it })
    }

    @Test
    fun `a reminder that names a rule about health leaves no trace where anybody can read before the first unlock`() {
        plan()
        val visit = call().copy(id = "visit:R2:2026-11-24", buttonFrom = null, buttonUntil = null)
        val clock = app.clock()
        val came = InboxReminder.now(visit.id, InboxAction.DELIVERED, clock.instant(), clock.zone)
        runBlocking { app.door.report(came, visit.isTelling) }
        assertEquals(emptyList<String>(), inbox())
        assertNotNull(ledger(visit.id)?.delivered)
        busy { runBlocking { process().answered(visit, InboxAction.LATER) } }
        assertFalse("visit" in slice.readText())
    }

    @Test
    fun `what waits in the inbox is taken in before the page plans`() {
        val day = openDay()
        press(day, text(R.string.journal)) { day.shown is org.nightcramp.demo.day.DayShown.Journal }
        settle { app.isIdle }
        val clock = app.clock()
        val word = InboxReminder.now(CALL, InboxAction.NOT_TONIGHT, clock.instant(), clock.zone)
        InboxWriter(Inbox.of(app).toPath()).write(word)
        press(day, text(R.string.reminders)) { day.shown is org.nightcramp.demo.day.DayShown.Reminders }
        assertEquals(emptyList<String>(), inbox())
    }
}
