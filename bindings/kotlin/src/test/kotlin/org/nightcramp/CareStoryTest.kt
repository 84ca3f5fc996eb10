package org.nightcramp

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.async
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Assumptions.assumeTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import org.nightcramp.inbox.InboxSource
import org.nightcramp.inbox.InboxTap
import org.nightcramp.inbox.InboxWriter
import java.io.IOException
import java.io.RandomAccessFile
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.createDirectories
import kotlin.io.path.deleteExisting
import kotlin.io.path.exists
import kotlin.io.path.fileSize
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.readBytes

/** What becomes of a journal in bad times: damage, a full disk, another process, sleep, and the end. */
class CareStoryTest {
    @TempDir
    lateinit var dir: Path

    private val file get() = dir.resolve("journal.db")
    private val inbox get() = dir.resolve("inbox")

    /** Works with the journal as an app does, and shuts it. */
    private fun <T> opened(directory: Path = dir, work: suspend CoroutineScope.(JournalRepository) -> T): T =
        runBlocking {
            val journal = JournalRepository.open(directory.toString())
            try {
                work(journal)
            } finally {
                journal.shut()
            }
        }

    private fun <T> refused(expected: Class<T>, work: suspend () -> Unit): T where T : JournalException =
        assertThrows(expected) { runBlocking { work() } }

    private suspend fun JournalRepository.taps(count: Int) = repeat(count) { n -> tap(TapsUntilKilled.tap(n, on { newId() })) }

    private suspend fun JournalRepository.cramps(): Int = night(Berlin.night).cramps.size

    /** What [work] gives. A page without which nothing opens is met on opening; another one is met by whoever needs it. */
    private suspend fun <T> JournalRepository.mended(work: suspend JournalRepository.() -> T): T =
        try {
            work()
        } catch (damaged: JournalException.Corrupt) {
            recover()
            work()
        }

    private fun zero(page: Int) =
        RandomAccessFile(file.toFile(), "rw").use {
            it.seek(page * PAGE_BYTES)
            it.write(ByteArray(PAGE_BYTES.toInt()))
        }

    private val pages get() = (file.fileSize() / PAGE_BYTES).toInt()

    @Test
    fun `a damaged file opens, whichever page is gone, and is kept`() {
        opened { it.taps(TAPS) }
        val whole = file.readBytes()
        var recovered = 0
        (0 until pages).forEach { page ->
            dir.listDirectoryEntries("journal.db*").forEach { it.deleteExisting() }
            Files.write(file, whole)
            zero(page)
            val hurt = file.readBytes()
            opened { journal ->
                val cramps = journal.mended { cramps() }
                assertTrue(cramps >= TAPS / 3, "page $page: $cramps")
                journal.mended { health() }.recovery?.let { recovery ->
                    assertArrayEquals(hurt, dir.resolve(recovery.keptIn).resolve("journal.db").readBytes(), "page $page")
                    recovered++
                }
                val tap = Berlin.tap("2026-02-10T06:10")
                assertEquals(TapOutcome.SAVED, journal.mended { tap(tap) }.outcome, "page $page")
            }
        }
        assertTrue(recovered > 0, "$pages pages, $recovered recoveries")
    }

    @Test
    fun `the recovery says what came back, from where, and what is lost`() {
        val early = List(TAPS) { TapsUntilKilled.tap(it, Berlin.tap("2026-02-09T20:00").id) }
        opened { journal ->
            assertNull(journal.health().recovery)
            early.forEach { journal.tap(it) }
            assertEquals(1, journal.maintain().copies.size)
            journal.taps(TAPS)
        }
        // With the schema's own pages, without which nothing opens.
        (1 until pages / 2).forEach(::zero)
        assertThrows(JournalException.Corrupt::class.java) { Journal.open(dir.toString()) }

        val recovery =
            opened { journal ->
                val health = journal.health()
                assertTrue(Problem.FilesSetAside(1u) in health.problems, "${health.problems}")
                checkNotNull(health.recovery)
            }
        assertTrue(recovery.keptIn.startsWith("damaged/") && dir.resolve(recovery.keptIn).resolve("journal.db").exists())
        assertTrue(recovery.fromFile > 0u, "$recovery")
        opened { journal ->
            val ids = journal.night(Berlin.night).cramps.flatMap { cramp -> cramp.taps.map { it.id } }
            assertEquals(emptyList<String>(), early.map { it.id } - ids.toSet(), "the copy had these")
            assertEquals(recovery, journal.health().recovery, "it is told until the next one")
        }
    }

    @Test
    fun `damage that is met while the journal is open is recovered beside the taps`() =
        opened { journal ->
            journal.taps(TAPS)
            journal.maintain()
            val recovering = async { journal.recover() }
            // Either it is on disk, or it is told at once that it belongs into the inbox.
            val outcome = runCatching { journal.tap(Berlin.tap("2026-02-10T06:10")).outcome }
            outcome.exceptionOrNull()?.let { assertInstanceOf(JournalException.StorageBusy::class.java, it) }
            assertEquals(emptyList<String>(), recovering.await().lost)
            assertEquals(TAPS + (if (outcome.isSuccess) 1 else 0), journal.cramps())
        }

    @Test
    fun `a copy brings back what was, and what is now is kept`() =
        opened { journal ->
            journal.taps(1)
            val copy = journal.maintain().copies.single()
            journal.tap(Berlin.tap("2026-02-10T06:10"))

            journal.restoreCopy(copy.name)

            assertEquals(1, journal.cramps())
            assertTrue(Problem.FilesSetAside(1u) in journal.health().problems)
            refused(JournalException.NotFound::class.java) { journal.restoreCopy("000099-20260210T031000Z.db") }
            assertEquals(1, journal.cramps())
        }

    @Test
    fun `a newer file is left as it is, and taps wait`() {
        opened { it.taps(1) }
        RandomAccessFile(file.toFile(), "rw").use {
            it.seek(USER_VERSION_AT)
            it.writeInt(999)
        }
        val before = file.readBytes()
        assertEquals(999u, refused(JournalException.NewerSchema::class.java) { JournalRepository.open(dir.toString()) }.found)
        assertArrayEquals(before, file.readBytes())
        assertFalse(dir.resolve("damaged").exists())
        InboxWriter(inbox).write(InboxTap.now(InboxSource.APP))
        assertEquals(1, inbox.listDirectoryEntries("*.evt").size)
    }

    @Test
    fun `a full disk says how much to free, shows the history, and goes on when there is room`() =
        onSmallDisk { disk ->
            opened(disk.resolve("journal")) { journal ->
                journal.taps(1)
                val filler = disk.resolve("photos")
                fill(filler)
                val refusal = runCatching { journal.taps(MANY) }.exceptionOrNull()
                val full = assertInstanceOf(JournalException.StorageFull::class.java, refusal)
                assertTrue(full.missingBytes > 0u, "$full")
                assertTrue(journal.cramps() >= 1)
                assertTrue(journal.health().problems.any { it is Problem.StorageLow && it.missingBytes > 0u })
                val waiting = InboxTap.now(InboxSource.APP, Berlin.at("2026-02-10T06:10").at, Berlin.zone)
                InboxWriter(inbox).write(waiting)

                val before = journal.cramps()
                filler.deleteExisting()
                assertEquals(1u, journal.ingest(inbox.toString()).kept)
                assertEquals(before + 1, journal.cramps())
            }
        }

    /** Runs [work] on a disk of a few megabytes; where this machine lets nobody mount one, the test says so and is skipped. */
    private fun onSmallDisk(work: (Path) -> Unit) {
        val disk = dir.resolve("disk").createDirectories()
        val mounted = mount("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.toString())
        assumeTrue(mounted == null) { "a disk that is really full needs the right to mount one: $mounted" }
        try {
            work(disk)
        } finally {
            check(mount("umount", disk.toString()) == null)
        }
    }

    /** What went wrong; `null` when nothing did. */
    private fun mount(vararg command: String): String? =
        try {
            val run = ProcessBuilder(*command).redirectErrorStream(true).start()
            val said = run.inputStream.bufferedReader().readText()
            said.trim().takeUnless { run.waitFor() == 0 }
        } catch (missing: IOException) {
            missing.message
        }

    private fun fill(filler: Path) {
        val bytes = ByteArray(PAGE_BYTES.toInt())
        Files.newOutputStream(filler).use { runCatching { while (true) it.write(bytes) } }
    }

    @Test
    fun `after erasing, no byte of what was said is left`() {
        opened { journal ->
            val crampId = journal.tap(Berlin.tap("2026-02-10T03:10", CANARY_ID)).crampId
            journal.describe(crampId, unansweredDetails().copy(note = CANARY))
            journal.maintain()
            journal.recover()
            InboxWriter(inbox).write(InboxTap.now(InboxSource.TILE, Berlin.at("2026-02-10T05:10").at, Berlin.zone))
            assertTrue(found(CANARY).size >= 3, "the journal, a copy, a file set aside: ${found(CANARY)}")
            assertTrue(found(CANARY_ID).isNotEmpty() && found("Europe/Berlin").isNotEmpty())

            journal.erase(listOf(inbox.toString()))

            listOf(CANARY, CANARY_ID, "Europe/Berlin").forEach { assertEquals(emptyList<String>(), found(it), it) }
            val health = journal.health()
            assertNull(health.recovery)
            assertEquals(emptyList<LocalCopy>(), health.copies)
            assertEquals(NightState.UNKNOWN, journal.night(Berlin.night).mark.state)
            assertEquals(TapOutcome.SAVED, journal.tap(Berlin.tap("2026-02-10T06:10")).outcome)
        }
    }

    /** The files that hold [word]. */
    private fun found(word: String): List<String> =
        dir
            .toFile()
            .walk()
            .filter { it.isFile && word in it.readBytes().toString(Charsets.ISO_8859_1) }
            .map { it.name }
            .toList()

    @Test
    fun `one process owns the journal, and the next takes over when that is gone`() {
        ChildJvm.start(HoldsTheJournal::class.java, dir.toString()).use { owner ->
            assertEquals(HoldsTheJournal.OPEN, owner.line())
            refused(JournalException.OwnedElsewhere::class.java) { JournalRepository.open(dir.toString()) }
            InboxWriter(inbox).write(InboxTap.now(InboxSource.APP, Berlin.at("2026-02-10T06:10").at, Berlin.zone))
            owner.kill()
        }
        opened { journal ->
            assertEquals(1u, journal.ingest(inbox.toString()).kept)
            assertEquals(2, journal.cramps())
        }
    }

    @Test
    fun `asleep it can be read and lets another process in, and takes taps again when it is back`() =
        opened { journal ->
            journal.taps(1)
            journal.suspend()
            assertEquals(1, journal.cramps())
            refused(JournalException.Suspended::class.java) { journal.tap(Berlin.tap("2026-02-10T06:10")) }

            ChildJvm.start(HoldsTheJournal::class.java, dir.toString()).use { other ->
                assertEquals(HoldsTheJournal.OPEN, other.line())
                refused(JournalException.OwnedElsewhere::class.java) { journal.resume() }
            }
            journal.resume()
            assertEquals(TapOutcome.SAVED, journal.tap(Berlin.tap("2026-02-10T06:10")).outcome)
            assertEquals(3, journal.cramps())
        }

    private companion object {
        const val PAGE_BYTES = 4096L
        const val USER_VERSION_AT = 60L
        const val TAPS = 120

        /** More taps than a few megabytes hold. */
        const val MANY = 100_000

        const val CANARY = "Kanarienvogel"
        const val CANARY_ID = "0199f0c2-7b1e-7cc3-9a52-3f1d6b0c8a11"
    }
}

/** Opens a journal, taps once, says so, and holds it until it is killed; [CareStoryTest] does that. */
object HoldsTheJournal {
    const val OPEN = "open"

    @JvmStatic
    fun main(arguments: Array<String>) {
        val journal = Journal.open(arguments.single())
        journal.tap(Berlin.tap("2026-02-10T05:10"))
        println(OPEN)
        Thread.sleep(FOR_EVER)
    }

    private const val FOR_EVER = 600_000L
}
