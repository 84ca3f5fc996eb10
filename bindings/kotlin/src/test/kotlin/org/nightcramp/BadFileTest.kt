package org.nightcramp

import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.nio.file.Files
import java.nio.file.Path
import java.sql.DriverManager
import kotlin.io.path.createDirectory
import kotlin.io.path.exists
import kotlin.io.path.readBytes
import kotlin.io.path.writeBytes
import kotlin.io.path.writeText
import kotlin.random.Random

/** Places and files that are no journal: an error that names what it is, and the file as it was. */
class BadFileTest {
    @TempDir
    lateinit var dir: Path

    private val file get() = dir.resolve("journal.db")

    private fun open(directory: Path): JournalException = assertThrows(JournalException::class.java) { Journal.open(directory.toString()) }

    private fun refusedUntouched(expected: Class<out JournalException>) {
        val before = file.readBytes()
        assertInstanceOf(expected, open(dir))
        assertArrayEquals(before, file.readBytes())
    }

    @Test
    fun `wrong paths`() {
        val taken = Files.createFile(dir.resolve("file"))
        listOf(taken.toString(), "$taken/inside", "/proc/nightcramp", "$dir/${"x".repeat(300)}", "$dir/a\u0000b").forEach {
            val refusal = assertThrows(JournalException::class.java, { Journal.open(it) }, it)
            assertTrue(refusal !is JournalException.Corrupt && refusal.toString().isNotBlank(), "$it: $refusal")
        }
        file.createDirectory()
        assertInstanceOf(JournalException.StorageUnavailable::class.java, open(dir))
    }

    @Test
    fun `a text is no journal`() {
        file.writeText("nightcramp journal\n".repeat(1_000))
        refusedUntouched(JournalException.NotAJournal::class.java)
    }

    @Test
    fun `the database of another app is no journal`() {
        DriverManager.getConnection("jdbc:sqlite:$file").use { other ->
            other.createStatement().use {
                it.execute("CREATE TABLE tap (id TEXT)")
                it.execute("PRAGMA application_id = 42")
            }
        }
        refusedUntouched(JournalException.NotAJournal::class.java)
    }

    @Test
    fun `a journal cut short is never taken for an empty one`() {
        withJournal(dir) { journal ->
            repeat(200) { journal.tap(Berlin.tap("2026-02-10T03:10").copy(at = Berlin.at("2026-01-10T03:10").later(it))) }
        }
        val whole = file.readBytes()
        listOf(whole.size / 2, 4096, 100, 50, 1).forEach { length ->
            file.writeBytes(whole.copyOf(length))
            val found = runCatching { withJournal(dir) { it.tonight(Berlin.at("2026-02-10T03:10")) } }
            val failure = found.exceptionOrNull()
            assertTrue(failure is JournalException.Corrupt || failure is JournalException.NotAJournal, "$length bytes: $failure")
            assertArrayEquals(whole.copyOf(length), file.readBytes(), "$length bytes")
        }
    }

    @Test
    fun `a journal overwritten with noise is an error, never a crash`() {
        withJournal(dir) { it.tap(Berlin.tap("2026-02-10T03:10")) }
        val whole = file.readBytes()
        val random = Random(17)
        repeat(60) { round ->
            val hurt = whole.copyOf()
            val at = random.nextInt(whole.size - 200)
            random.nextBytes(hurt, at, at + 200)
            file.writeBytes(hurt)
            listOf("journal.db-wal", "journal.db-shm").forEach { Files.deleteIfExists(dir.resolve(it)) }
            val failure = runCatching { withJournal(dir) { it.tonight(Berlin.at("2026-02-10T03:10")) } }.exceptionOrNull()
            assertTrue(failure == null || failure is JournalException, "round $round at $at: $failure")
        }
    }

    @Test
    fun `an inbox that is no folder`() {
        withJournal(dir) { journal ->
            val nowhere = dir.resolve("nowhere")
            assertEquals(Ingested(0u, 0u, 0u, 0u), journal.ingest(nowhere.toString()))
            assertTrue(!nowhere.exists())
            val taken = Files.createFile(dir.resolve("file"))
            assertThrows(JournalException.StorageUnavailable::class.java) { journal.ingest(taken.toString()) }
        }
    }

    private fun Moment.later(days: Int): Moment = copy(at = at.plusSeconds(days * 86_400L - 150 * 86_400L))
}
