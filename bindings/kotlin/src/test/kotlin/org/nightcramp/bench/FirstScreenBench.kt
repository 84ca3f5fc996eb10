package org.nightcramp.bench

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Tag
import org.junit.jupiter.api.Test
import org.nightcramp.Journal
import org.nightcramp.Moment
import org.nightcramp.Vectors
import java.nio.file.Path
import java.time.Instant
import kotlin.io.path.copyTo

/** Opening a journal of ten years and asking for the first screen, beside the same in Kotlin on sqlite-jdbc. */
@Tag("bench")
class FirstScreenBench {
    @Test
    fun `open and the first screen`() {
        val folders = listOf("screen", "plain").map(::benchFolder)
        folders.forEach { TEN_YEARS.resolve("journal.db").copyTo(it.resolve("journal.db")) }
        val now = theMorningAfterTheLastTap(folders[1])

        // The same answer, or the times say nothing; at every hour of a day and a half, so that all parts are compared.
        Journal.open(folders[0].toString()).use { journal ->
            PlainJournal(folders[1]).use { plain ->
                (-10..24).forEach {
                    val then = now.copy(at = now.at.plusSeconds(it * 3600L))
                    assertEquals(plain.tonight(then), journal.tonight(then))
                }
            }
            assertTrue(
                journal
                    .tonight(now)
                    .asked.cramps
                    .isNotEmpty(),
            )
            journal.shut()
        }

        Race(ROUNDS, WARM_UP)
            .run({ ours(folders[0], now) }, { PlainJournal(folders[1]).also { it.tonight(now) } })
            .print("kotlin_first_screen_ratio", "< 1")
        folders.forEach { it.toFile().deleteRecursively() }
    }

    private fun ours(folder: Path, now: Moment): AutoCloseable {
        val journal = Journal.open(folder.toString())
        journal.tonight(now)
        return AutoCloseable {
            journal.shut()
            journal.close()
        }
    }

    private fun theMorningAfterTheLastTap(folder: Path): Moment =
        PlainConnection(folder.resolve("journal.db")).use { plain ->
            plain
                .rows("SELECT utc_ms, offset_s, zone FROM tap ORDER BY utc_ms DESC LIMIT 1") {
                    Moment(Instant.ofEpochMilli(it.getLong(1)).plusSeconds(FIVE_HOURS_S), it.getInt(2), it.getString(3))
                }.single()
        }

    private companion object {
        const val ROUNDS = 500
        const val WARM_UP = 500
        const val FIVE_HOURS_S = 5 * 3600L

        /** Made by `generate_journal`, which test-kotlin runs. */
        val TEN_YEARS: Path = Vectors.workspace.resolve("target/kotlin/ten-years")
    }
}
