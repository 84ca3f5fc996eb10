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

/** A durable tap, beside one insert by sqlite-jdbc of the same row into a plain table, where it can be found by its time again. */
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

        PlainConnection(folders[1].resolve("plain.db")).use { plain ->
            TABLE.forEach(plain::run)
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
            assertEquals(taps.size, taps(plain))
        }
        journal.shut()
        journal.close()
        PlainConnection(folders[0].resolve("journal.db")).use { assertEquals(taps.size, taps(it)) }
        folders.forEach { it.toFile().deleteRecursively() }
    }

    private fun taps(plain: PlainConnection): Int = plain.rows("SELECT count(*) FROM tap") { it.getInt(1) }.single()

    private companion object {
        const val ROUNDS = 4_000
        const val WARM_UP = 4_000

        /** What a tap costs anybody: the table of the Rust bench. */
        val TABLE =
            listOf(
                "CREATE TABLE tap (id TEXT NOT NULL PRIMARY KEY, cramp TEXT NOT NULL, utc_ms INTEGER NOT NULL, " +
                    "offset_s INTEGER NOT NULL, zone TEXT NOT NULL, source TEXT NOT NULL) STRICT, WITHOUT ROWID",
                "CREATE INDEX tap_by_time ON tap (utc_ms)",
            )
        const val INSERT = "INSERT INTO tap (id, cramp, utc_ms, offset_s, zone, source) VALUES (?, ?, ?, ?, ?, ?)"
    }
}
