package org.nightcramp

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.nio.file.Path
import java.time.Instant
import java.time.LocalDate
import java.time.LocalTime
import java.time.ZoneId

class ZonesTest {
    @Test
    fun `a window holds the system's own changes, and only those inside it`() {
        val zone = ZoneId.of("Europe/Berlin")
        val change = Instant.parse("2026-10-25T01:00:00Z")
        val window = ZoneWindow.of(zone, change.minusSeconds(86_400), change.plusSeconds(86_400))
        assertEquals("Europe/Berlin", window.zone)
        assertEquals(7200, window.offsetS)
        assertEquals(listOf(Transition(change, 3600)), window.transitions)
        assertEquals(emptyList<Transition>(), ZoneWindow.of(zone, change.minusSeconds(1), change).transitions)
        assertEquals(emptyList<Transition>(), ZoneWindow.of(zone, change, change.plusSeconds(1)).transitions)
    }

    @Test
    fun `a zone without changes has none`() {
        listOf("UTC", "Asia/Kolkata", "+05:30").forEach {
            val window = ZoneWindow.around(LocalDate.parse("2026-02-10"), ZoneId.of(it))
            assertEquals(it, window.zone)
            assertTrue(window.transitions.isEmpty())
        }
    }

    @Test
    fun `every wall time of every night resolves in every zone of this system`(
        @TempDir dir: Path,
    ) = withJournal(dir) { journal ->
        val nights = listOf("2026-03-29", "2026-04-05", "2026-10-25", "2026-11-01").map(LocalDate::parse)
        ZoneId.getAvailableZoneIds().sorted().filterIndexed { n, _ -> n % 20 == 0 }.map(ZoneId::of).forEach { zone ->
            nights.forEach { night ->
                val window = ZoneWindow.around(night, zone)
                listOf("00:00", "02:30", "12:00", "23:59").forEach {
                    val told = journal.addCramp(NewCramp(journal.newId(), night, LocalTime.parse(it), window))
                    assertEquals(night, told.night, "$zone $night $it")
                }
            }
        }
    }

    @Test
    fun `a moment carries the offset of its instant`() {
        val berlin = ZoneId.of("Europe/Berlin")
        assertEquals(3600, Moment.of(Instant.parse("2026-10-25T01:00:00Z"), berlin).offsetS)
        assertEquals(7200, Moment.of(Instant.parse("2026-10-25T00:59:59.999Z"), berlin).offsetS)
        assertEquals(ZoneId.systemDefault().id, Moment.now().zone)
    }
}
