package org.nightcramp

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.nio.file.Path
import java.time.Instant
import java.time.LocalDate
import java.time.ZoneId

class RemindersTest {
    private val now = Instant.parse("2024-10-20T20:00:00Z")

    @Test
    fun `the zones of a plan reach from 4 days before it to 20 days after it`() {
        val zones = ReminderZones.of(Berlin.zone, now, ZoneId.of("Asia/Kathmandu"))
        val change = Transition(Instant.parse("2024-10-27T01:00:00Z"), 3600)
        val (start, end) = Instant.parse("2024-10-16T20:00:00Z") to Instant.parse("2024-11-09T20:00:00Z")
        assertEquals(ZoneWindow("Europe/Berlin", start, end, 7200, listOf(change)), zones.phone)
        assertEquals(ZoneWindow("Asia/Kathmandu", start, end, 20_700, emptyList()), zones.home)
        assertNull(ReminderZones.of(Berlin.zone, now).home)
    }

    @Test
    fun `a plan is made with them, and held a second time it changes nothing`(
        @TempDir dir: Path,
    ) = withJournal(dir) { journal ->
        val able = Capabilities(60u, true, false, 600u, true, null)
        val plan = journal.plan(now, ReminderZones.of(Berlin.zone, now), able, "en")
        assertEquals(PlanDiff(emptyList(), emptyList()), planDiff(plan.pending(), plan.pending()))
        assertEquals(plan.items.map { it.id }, planDiff(emptyList(), plan.pending()).set)
        assertEquals(plan.items.minByOrNull { it.at.at }, plan.next)
    }

    @Test
    fun `a plan that changed is told apart from the one that is held`() {
        val held = plan(planned("bedtime:call:2024-10-21", 1u), planned("bedtime:call:2024-10-22", 2u))
        val wanted = plan(planned("bedtime:call:2024-10-22", 3u), planned("bedtime:call:2024-10-23", 4u))
        assertEquals(listOf(Pending("bedtime:call:2024-10-21", 1u), Pending("bedtime:call:2024-10-22", 2u)), held.pending())
        assertEquals(
            PlanDiff(listOf("bedtime:call:2024-10-21"), listOf("bedtime:call:2024-10-22", "bedtime:call:2024-10-23")),
            planDiff(held.pending(), wanted.pending()),
        )
        assertEquals("bedtime:call:2024-10-21", held.next?.id)
        assertNull(plan().next)
    }

    private fun plan(vararg items: Planned) = Plan(items.toList(), emptyList(), now, 0u, emptyList(), emptyList(), emptyList())

    private fun planned(id: String, hash: UInt) =
        Planned(
            id = id,
            kind = ReminderKind.BEDTIME_STRETCH,
            rule = "call",
            night = LocalDate.parse(id.substringAfterLast(':')),
            at = Moment.of(now, Berlin.zone),
            shownTwice = false,
            windowS = 0u,
            tooLate = now.plusSeconds(10_800),
            adjustment = Adjustment.NONE,
            buttonFrom = null,
            buttonUntil = null,
            text = ReminderText("", "", ""),
            answers = emptyList(),
            unlessAnswered = null,
            requestCode = 0,
            hash = hash,
        )
}
