package org.nightcramp.demo

import org.junit.Assert.assertEquals
import org.junit.Test
import org.nightcramp.demo.reminders.Holding
import org.nightcramp.demo.reminders.Press
import org.nightcramp.demo.reminders.Ring
import org.nightcramp.demo.reminders.RingText
import java.time.Instant

/** What the phone holds, and how a reminder travels through an alarm: plain values. */
class HoldingTest {
    private val at = Instant.parse("2026-11-23T21:15:00Z")

    private fun ring(id: String, windowS: Int = 0) =
        Ring(
            id = id,
            at = at,
            tooLate = at.plusSeconds(10_000),
            windowS = windowS,
            requestCode = 17,
            buttonFrom = at.plusSeconds(900),
            buttonUntil = null,
            unlessAnswered = "bedtime:call:2026-11-24",
            locked = "Time for your evening routine",
            title = "Three minutes of stretching?",
            body = "Tap to start.\nStanding or seated.",
            answers = listOf(Press("DONE", "Done", "Stretched"), Press("LATER", "Later", null)),
            cramp = null,
        )

    @Test
    fun `the second alarm comes after the window of the first, and never after the refill`() {
        val refill = at.plusSeconds(86_400)
        assertEquals(at.plusSeconds(300), Holding.of(listOf(ring("a")), refill).lookAt)
        assertEquals(at.plusSeconds(900), Holding.of(listOf(ring("a", windowS = 600), ring("b")), refill).lookAt)
        assertEquals(at.plusSeconds(60), Holding.of(listOf(ring("a")), at.plusSeconds(60)).lookAt)
        assertEquals(Holding(null, refill), Holding.of(emptyList(), refill))
    }

    @Test
    fun `what an alarm carries is what it was given, each text in one line`() {
        val rings = listOf(ring("bedtime:call:2026-11-24"), ring("water:evening:2026-11-24"))
        val flat = rings.map { it.copy(body = "Tap to start. Standing or seated.") }
        assertEquals(flat, RingText.read(RingText.write(rings)))
    }

    @Test
    fun `text that makes no sense holds nothing`() {
        listOf("", "\n\n", "id a", "id a\nat x\n", "\u0000\u0001").forEach { assertEquals(emptyList<Ring>(), RingText.read(it)) }
    }
}
