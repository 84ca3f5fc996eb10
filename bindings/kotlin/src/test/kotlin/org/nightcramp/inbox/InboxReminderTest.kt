package org.nightcramp.inbox

import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.MethodSource
import org.junit.jupiter.params.provider.ValueSource
import org.nightcramp.Ingested
import org.nightcramp.Vectors
import org.nightcramp.withJournal
import java.io.IOException
import java.nio.file.Files
import java.nio.file.Path
import java.time.Instant
import java.time.ZoneId
import kotlin.concurrent.thread
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.name
import kotlin.io.path.readBytes
import kotlin.io.path.readText

class InboxReminderTest {
    @TempDir
    lateinit var dir: Path

    @ParameterizedTest(name = "{0}")
    @MethodSource("written")
    fun `every shared vector is written to the byte and taken in`(vector: Written) {
        val inbox = dir.resolve("inbox")
        val file = InboxWriter(inbox).write(vector.reminder)
        assertEquals(vector.file, file.name)
        assertEquals(vector.text, file.readText())
        assertArrayEquals(vector.text.toByteArray(), file.readBytes())
        withJournal(dir) { assertEquals(Ingested(1u, 0u, 0u, 0u), it.ingest(inbox.toString())) }
        assertEquals(emptyList<String>(), names(inbox))
    }

    @Test
    fun `there is a vector for every answer`() {
        assertEquals(InboxAction.entries.toSet(), written().map { it.reminder.action }.toSet())
    }

    @Test
    fun `eight receivers at once write one whole file and nothing beside it`() {
        val reminder = InboxReminder.now(CALL, InboxAction.DELIVERED)
        List(8) { thread { repeat(20) { InboxWriter(dir).write(reminder) } } }.forEach(Thread::join)
        assertEquals(listOf(reminder.fileName), names(dir))
        assertArrayEquals(reminder.encode(), dir.resolve(reminder.fileName).readBytes())
    }

    @Test
    fun `a place that cannot be written is an error`() {
        val file = Files.createFile(dir.resolve("file"))
        assertThrows(IOException::class.java) { InboxWriter(file).write(InboxReminder.now(CALL, InboxAction.DONE)) }
        assertEquals(listOf("file"), names(dir))
    }

    @ParameterizedTest
    @ValueSource(
        strings = [
            "", "bedtime", "bedtime:call", "bedtime::2026-10-25", "bedtime:call:2026-10-25:3", "bedtime:call:2026-02-29",
            "bedtime:call:2026-10-5", "bedtime:ca ll:2026-10-25", "bedtime:call:2026-10-25\naction done", "bedtime:cäll:2026-10-25",
            "bedtime:call:1899-12-31", "bedtime:0123456789012345678901234567890123456:2026-10-25",
        ],
    )
    fun `a reminder that no plan has is refused before anything is written`(reminder: String) {
        assertThrows(IllegalArgumentException::class.java) { InboxReminder.now(reminder, InboxAction.DONE) }
    }

    @Test
    fun `values outside the format are refused before anything is written`() {
        assertEquals(CALL, reminder().reminder)
        listOf("", "0199f0c2", "../0199f0c2-7b1e-7cc3-9a52-3f1d6b0c8a11", "\uD800").forEach {
            assertThrows(IllegalArgumentException::class.java, { reminder(id = it) }, it)
        }
        listOf(Instant.MIN, Instant.MAX, Instant.ofEpochMilli(-1), Instant.parse("+10000-01-01T00:00:00Z")).forEach {
            assertThrows(IllegalArgumentException::class.java, { reminder(at = it) }, it.toString())
        }
        listOf("", "Europe/Ber lin", "Europe/Berlin\nkind tap", "Zürich").forEach {
            assertThrows(IllegalArgumentException::class.java, { reminder(zone = it) }, it)
        }
        assertThrows(IllegalArgumentException::class.java) { InboxReminder.now("break:4:2026-10-25", InboxAction.IN_BED) }
    }

    @Test
    fun `a record carries the offset that its zone has then`() {
        fun offset(at: String) = InboxReminder.now(CALL, InboxAction.DONE, Instant.parse(at), ZoneId.of("Europe/Berlin")).offsetS
        assertEquals(7200, offset("2026-10-25T00:59:59Z"))
        assertEquals(3600, offset("2026-10-25T01:00:00Z"))
    }

    /** One vector of what a writer must write. */
    data class Written(
        val name: String,
        val reminder: InboxReminder,
        val file: String,
        val text: String,
    ) {
        override fun toString(): String = name
    }

    companion object {
        private const val CALL = "bedtime:call:2026-10-25"

        private fun names(inbox: Path) = inbox.listDirectoryEntries().map { it.name }

        private fun reminder(
            id: String = "0199f0c2-7b1e-7cc3-9a52-3f1d6b0c8a11",
            at: Instant = Instant.parse("2026-10-25T01:15:00Z"),
            zone: String = "Europe/Berlin",
        ) = InboxReminder(id, CALL, InboxAction.DONE, at, 3600, zone)

        @JvmStatic
        fun written(): List<Written> =
            Vectors.read("inbox.json").getAsJsonArray("write_reminders").map { it.asJsonObject }.map {
                Written(
                    it["name"].asString,
                    InboxReminder(
                        it["id"].asString,
                        it["reminder"].asString,
                        InboxAction.valueOf(it["action"].asString.uppercase().replace('-', '_')),
                        Instant.ofEpochMilli(it["utc_ms"].asLong),
                        it["offset_s"].asInt,
                        it["zone"].asString,
                    ),
                    it["file"].asString,
                    it["text"].asString,
                )
            }
    }
}
