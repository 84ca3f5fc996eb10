package org.nightcramp.bench

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Tag
import org.junit.jupiter.api.Test
import org.nightcramp.Journal
import org.nightcramp.Moment
import org.nightcramp.Tap
import org.nightcramp.TapOutcome
import org.nightcramp.TapSource
import org.nightcramp.inbox.TapId
import java.nio.file.Path
import java.time.Instant

/** A durable tap, beside one insert of the same row into a table of the same schema by sqlite-jdbc. */
@Tag("bench")
class TapBench {
    @Test
    fun `a durable tap`() {
        val folders = listOf("tap", "plain").map(::benchFolder)
        // Half a minute apart, so that each is a cramp of its own.
        val first = Instant.parse("2026-01-01T00:00:00Z")
        val taps =
            List(WARM_UP + ROUNDS) {
                val at = first.plusSeconds(30L * it)
                Tap(TapId.next(at), Moment(at, 3600, "Europe/Berlin"), TapSource.APP)
            }
        val journal = Journal.open(folders[0].toString())
        Journal.open(folders[1].toString()).use { it.shut() }

        PlainConnection(folders[1]).use { plain ->
            plain.prepare(INSERT).use { insert ->
                fun write(tap: Tap) {
                    insert.setString(1, tap.id)
                    insert.setString(2, tap.id)
                    insert.setLong(3, tap.at.at.toEpochMilli())
                    insert.setInt(4, tap.at.offsetS)
                    insert.setString(5, tap.at.zone)
                    insert.setString(6, "app")
                    assertEquals(1, insert.executeUpdate())
                }
                Race(ROUNDS, WARM_UP)
                    .run({ assertEquals(TapOutcome.SAVED, journal.tap(taps[it]).outcome) }, { write(taps[it]) })
                    .print("kotlin_tap_ratio", "<= 1.25")
            }
        }
        journal.shut()
        journal.close()
        folders.forEach { assertEquals(taps.size, rows(it)) }
        folders.forEach { it.toFile().deleteRecursively() }
    }

    private fun rows(folder: Path): Int =
        PlainConnection(folder).use { plain ->
            plain.prepare("SELECT count(*) FROM tap").use { it.executeQuery().getInt(1) }
        }

    private companion object {
        const val ROUNDS = 4_000
        const val WARM_UP = 4_000
        const val INSERT = "INSERT INTO tap (id, cramp, utc_ms, offset_s, zone, source) VALUES (?, ?, ?, ?, ?, ?)"
    }
}
