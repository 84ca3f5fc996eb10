package org.nightcramp

import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import org.nightcramp.inbox.InboxSource
import org.nightcramp.inbox.InboxTap
import org.nightcramp.inbox.InboxWriter
import java.io.RandomAccessFile
import java.nio.file.Path
import kotlin.io.path.exists
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.name
import kotlin.io.path.readBytes
import kotlin.io.path.writeText

/** The first night, told in the same eight parts in Rust, Kotlin and Swift. */
class StoryTest {
    @TempDir
    lateinit var dir: Path

    @Test
    fun `tap`() {
        val tap = Berlin.tap("2026-02-10T03:10")
        withJournal(dir) { journal ->
            val kept = journal.tap(tap)
            assertEquals(TapOutcome.SAVED, kept.outcome)

            val tonight = journal.tonight(Berlin.at("2026-02-10T03:11"))
            assertEquals(Face.NIGHT, tonight.face)
            assertEquals(NightMark(Berlin.night, NightState.CRAMP, 1u), tonight.current)
            val cramp = tonight.cramps.single()
            assertEquals(kept.crampId, cramp.id)
            assertEquals(tap.at, cramp.at)
            assertEquals(listOf(tap), cramp.taps)
            assertEquals(tap.id, tonight.undoTapId)
        }
        assertTrue(dir.resolve("journal.db").exists())
    }

    @Test
    fun `double tap`() =
        withJournal(dir) { journal ->
            val first = Berlin.tap("2026-02-10T03:10:00")
            val second = Berlin.tap("2026-02-10T03:10:09")
            val kept = journal.tap(first)
            assertEquals(TapKept(kept.crampId, TapOutcome.JOINED), journal.tap(second))
            assertEquals(TapKept(kept.crampId, TapOutcome.REPEATED), journal.tap(first))
            assertEquals(TapOutcome.SAVED, journal.tap(Berlin.tap("2026-02-10T03:20")).outcome)
            assertEquals(2u, journal.night(Berlin.night).mark.cramps)

            val split = journal.split(second.id)
            assertNotEquals(kept.crampId, split.id)
            assertEquals(listOf(second), split.taps)
            assertEquals(3u, journal.night(Berlin.night).mark.cramps)
        }

    @Test
    fun `undo`() =
        withJournal(dir) { journal ->
            val tap = Berlin.tap("2026-02-10T03:10")
            val crampId = journal.tap(tap).crampId
            assertTrue(journal.undo(tap.id).removed)

            val tonight = journal.tonight(Berlin.at("2026-02-10T03:11"))
            assertEquals(NightMark(Berlin.night, NightState.UNKNOWN, 0u), tonight.current)
            assertNull(tonight.undoTapId)

            assertEquals(TapOutcome.REPEATED, journal.tap(tap).outcome)
            assertEquals(NightState.UNKNOWN, journal.night(Berlin.night).mark.state)
            journal.restore(EntryKey.Cramp(crampId))
            assertEquals(NightState.CRAMP, journal.night(Berlin.night).mark.state)
        }

    @Test
    fun `morning`() {
        val described =
            withJournal(dir) { journal ->
                val crampId = journal.tap(Berlin.tap("2026-02-10T03:10")).crampId
                val morning = journal.tonight(Berlin.at("2026-02-10T07:30"))
                assertEquals(Face.DAY, morning.face)
                assertEquals(Berlin.night, morning.asked.mark.night)
                val open = listOf(QuestionKind.MUSCLE, QuestionKind.PAIN, QuestionKind.DURATION)
                assertEquals(open.map { MorningQuestion(it, Berlin.night, crampId) }, morning.questions)
                val details =
                    unansweredDetails().copy(
                        side = Side.LEFT,
                        muscle = Muscle.CALF,
                        pain = 7u,
                        duration = CrampDuration.Timed(95u),
                        fall = Answer.NO,
                        whatHelped = listOf(Relief.STRETCHING, Relief.WALKING),
                        different = emptyList(),
                        note = "Woke up at once 🌙",
                    )
                val cramp = journal.describe(crampId, details)
                assertEquals(details, cramp.details)
                assertEquals(emptyList<MorningQuestion>(), journal.tonight(Berlin.at("2026-02-10T07:31")).questions)
                cramp
            }
        withJournal(dir) { journal ->
            assertEquals(listOf(described), journal.night(Berlin.night).cramps)

            val before = Berlin.night.minusDays(1)
            val page = journal.answerAnyCramp(before, AnyCramp.NO_CRAMP, journal.newId())
            assertEquals(NightMark(before, NightState.NO_CRAMP, 0u), page.mark)
            assertEquals(0u.toUByte(), page.morning?.cramps)

            val strip = journal.tonight(Berlin.at("2026-02-10T07:32"))
            assertEquals(List(12) { NightState.UNKNOWN } + NightState.NO_CRAMP + NightState.CRAMP, strip.nights.map { it.state })
            assertEquals(NightTally(cramp = 1u, noCramp = 1u, unknown = 12u), strip.tally)
        }
    }

    @Test
    fun `reopen after kill`() {
        val acknowledged =
            ChildJvm.start(TapsUntilKilled::class.java, dir.toString()).use { child ->
                val ids = List(25) { checkNotNull(child.line()) { "the child ended early" } }
                assertEquals(SIGKILLED, child.kill())
                ids + generateSequence { child.line() }
            }
        withJournal(dir) { journal ->
            val kept = journal.night(Berlin.night).cramps.flatMap { cramp -> cramp.taps.map { it.id } }
            assertEquals(emptyList<String>(), acknowledged - kept.toSet())
            assertEquals(TapOutcome.REPEATED, journal.tap(TapsUntilKilled.tap(0, acknowledged.first())).outcome)
        }
    }

    @Test
    fun `inbox`() {
        val inbox = dir.resolve("inbox")
        val waiting = InboxTap.now(InboxSource.TILE, Berlin.at("2026-02-10T03:10").at, Berlin.zone)
        InboxWriter(inbox).write(waiting)
        inbox.resolve("0199f0c2-7b1e-7cc3-9a52-3f1d6b0c8a11.evt").writeText("nightcramp-inbox 1\nid 0199")

        withJournal(dir) { journal ->
            assertEquals(Ingested(kept = 1u, repeated = 0u, setAside = 1u, waiting = 0u), journal.ingest(inbox.toString()))
            val tap = Tap(waiting.id, Berlin.at("2026-02-10T03:10"), TapSource.TILE)
            assertEquals(
                listOf(tap),
                journal
                    .night(Berlin.night)
                    .cramps
                    .single()
                    .taps,
            )
            assertEquals(listOf("bad"), inbox.listDirectoryEntries().map { it.name })

            InboxWriter(inbox).write(waiting)
            assertEquals(Ingested(kept = 0u, repeated = 1u, setAside = 0u, waiting = 0u), journal.ingest(inbox.toString()))
            assertEquals(1u, journal.night(Berlin.night).mark.cramps)
        }
    }

    @Test
    fun `bad input`() =
        withJournal(dir) { journal ->
            val crampId = journal.tap(Berlin.tap("2026-02-10T03:10")).crampId
            val refused =
                assertThrows(JournalException.InvalidInput::class.java) { journal.describe(crampId, unansweredDetails().copy(pain = 11u)) }
            assertEquals("pain", refused.field)
            assertTrue("0 to 10" in refused.toString(), refused.toString())
            assertNull(
                journal
                    .night(Berlin.night)
                    .cramps
                    .single()
                    .details.pain,
            )
        }

    @Test
    fun `newer file`() {
        withJournal(dir) { it.tap(Berlin.tap("2026-02-10T03:10")) }
        val file = dir.resolve("journal.db")
        RandomAccessFile(file.toFile(), "rw").use {
            it.seek(USER_VERSION_AT)
            it.writeInt(999)
        }
        val before = file.readBytes()

        val refused = assertThrows(JournalException.NewerSchema::class.java) { Journal.open(dir.toString()) }
        assertEquals(999u, refused.found)
        assertArrayEquals(before, file.readBytes())

        InboxWriter(dir.resolve("inbox")).write(InboxTap.now(InboxSource.APP))
        assertEquals(1, dir.resolve("inbox").listDirectoryEntries("*.evt").size)
    }

    private companion object {
        /** 128 + 9: ended by signal 9. */
        const val SIGKILLED = 137

        /** Where an SQLite file holds its user version. */
        const val USER_VERSION_AT = 60L
    }
}

/** Taps without end and says which taps were acknowledged; [StoryTest] kills it. */
object TapsUntilKilled {
    @JvmStatic
    fun main(arguments: Array<String>) {
        val journal = Journal.open(arguments.single())
        generateSequence(0) { it + 1 }.forEach { n ->
            val tap = tap(n, journal.newId())
            journal.tap(tap)
            println(tap.id)
        }
    }

    /** The [n]th tap, half a minute after the one before. */
    fun tap(n: Int, id: String): Tap {
        val first = Berlin.at("2026-02-09T20:00")
        return Tap(id, first.copy(at = first.at.plusSeconds(30L * (n % 1_000))), TapSource.APP)
    }
}
