package org.nightcramp.demo

import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.nightcramp.demo.day.Span
import org.nightcramp.demo.day.StretchTimer

/** The stretch's clock: two steps of two rounds, ten seconds to hold and five to rest. Every time is handed in. */
class StretchTimerTest {
    private val span = Span(holdMs = 10_000, restMs = 5_000, rounds = 2)
    private val timer = StretchTimer(listOf(span, span))

    private fun at(ms: Long, timer: StretchTimer = this.timer.start(START)) = timer.at(START + ms)

    private fun assertAt(
        ms: Long,
        step: Int,
        round: Int,
        resting: Boolean,
        seconds: Int,
    ) {
        val point = checkNotNull(at(ms)) { "at $ms ms it is over" }
        assertEquals("at $ms ms", listOf(step, round, resting, seconds), listOf(point.step, point.round, point.resting, point.seconds))
    }

    @Test
    fun `holds and rests follow each other, round by round and step by step`() {
        assertAt(0, step = 0, round = 0, resting = false, seconds = 10)
        assertAt(3_000, step = 0, round = 0, resting = false, seconds = 7)
        assertAt(9_999, step = 0, round = 0, resting = false, seconds = 1)
        assertAt(10_000, step = 0, round = 0, resting = true, seconds = 5)
        assertAt(15_000, step = 0, round = 1, resting = false, seconds = 10)
        assertAt(29_999, step = 0, round = 1, resting = true, seconds = 1)
        assertAt(30_000, step = 1, round = 0, resting = false, seconds = 10)
        assertAt(54_999, step = 1, round = 1, resting = false, seconds = 1)
    }

    @Test
    fun `nothing comes after the last hold, so its rest is left out`() {
        assertNull(at(55_000))
        assertNull(at(1_000_000))
    }

    @Test
    fun `the ring is full at the start of each hold and rest, and says when its number changes`() {
        assertEquals(1f, at(0)!!.share)
        assertEquals(0.7f, at(3_000)!!.share)
        assertEquals(1f, at(10_000)!!.share)
        assertEquals(1_000, at(0)!!.nextMs)
        assertEquals(1, at(9_999)!!.nextMs)
        assertEquals(600, at(2_400)!!.nextMs)
    }

    @Test
    fun `it stands until it is started, and while it is paused`() {
        assertTrue(timer.stands)
        assertEquals(timer.at(0), timer.at(500_000))
        val paused = timer.start(START).pause(START + 12_000)
        assertTrue(paused.stands)
        assertEquals(3, paused.at(START + 900_000)!!.seconds)
        val on = paused.start(START + 900_000)
        assertFalse(on.stands)
        assertEquals(1, on.at(START + 902_500)!!.seconds)
    }

    @Test
    fun `starting twice and pausing twice change nothing`() {
        val running = timer.start(START)
        assertEquals(running, running.start(START + 4_000))
        val paused = running.pause(START + 4_000)
        assertEquals(paused, paused.pause(START + 9_000))
    }

    @Test
    fun `a skip goes to the next step, running or not as before`() {
        val skipped = timer.start(START).skip(START + 12_000)
        assertFalse(skipped.stands)
        assertEquals(listOf(1, 0, 10), skipped.at(START + 12_000)!!.run { listOf(step, round, seconds) })
        assertTrue(timer.skip(START).stands)
        assertNull(skipped.skip(START + 13_000).at(START + 13_000))
        assertEquals("at the end there is nothing to skip", timer.skip(0).skip(0), timer.skip(0).skip(0).skip(0))
    }

    @Test
    fun `what was skipped is not counted as spent, and less than one hold is nothing`() {
        val skipped = timer.start(START).skip(START + 4_000).skip(START + 8_000)
        assertNull(skipped.at(START + 8_000))
        assertNull(skipped.minutes(START + 500_000))
        assertEquals(1, timer.start(START).skip(START + 10_000).minutes(START + 10_000))
    }

    @Test
    fun `minutes are rounded, at least one, and end with the routine`() {
        val long = StretchTimer(List(4) { Span(10_000, 10_000, 3) }).start(START)
        assertEquals(1, long.minutes(START + 20_000))
        assertEquals(2, long.minutes(START + 95_000))
        assertEquals("230 seconds", 4, long.minutes(START + 10_000_000))
    }

    @Test
    fun `a clock that stands or a start in the future does no harm`() {
        val running = timer.start(START)
        assertEquals(10, running.at(START)!!.seconds)
        assertEquals(10, running.at(START - 60_000)!!.seconds)
    }

    @Test
    fun `without steps it is over before it begins`() {
        val empty = StretchTimer(emptyList())
        assertNull(empty.at(0))
        assertNull(empty.minutes(0))
        assertEquals(empty, empty.skip(0))
        assertNotNull(empty.start(0))
    }

    private companion object {
        const val START = 1_000_000L
    }
}
