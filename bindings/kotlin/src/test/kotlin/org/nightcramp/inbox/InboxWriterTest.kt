package org.nightcramp.inbox

import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.MethodSource
import org.junit.jupiter.params.provider.ValueSource
import org.nightcramp.Vectors
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
import kotlin.io.path.writeText

class InboxWriterTest {
    @TempDir
    lateinit var dir: Path

    @ParameterizedTest(name = "{0}")
    @MethodSource("written")
    fun `every shared vector is written to the byte`(vector: Written) {
        val file = InboxWriter(dir).write(vector.tap)
        assertEquals(vector.file, file.name)
        assertEquals(vector.text, file.readText())
        assertArrayEquals(vector.text.toByteArray(), file.readBytes())
    }

    @Test
    fun `the same tap written twice leaves one file and nothing beside it`() {
        val writer = InboxWriter(dir)
        val tap = InboxTap.now(InboxSource.TILE)
        assertEquals(writer.write(tap), writer.write(tap))
        assertEquals(listOf(tap.fileName), names(dir))
        assertArrayEquals(tap.encode(), dir.resolve(tap.fileName).readBytes())
    }

    @Test
    fun `a half-written file of a killed surface is replaced`() {
        val tap = InboxTap.now(InboxSource.TILE)
        dir.resolve(".${tap.id}.tmp").writeText("nightcramp-inbox 1\nid 0199")
        InboxWriter(dir).write(tap)
        assertEquals(listOf(tap.fileName), names(dir))
    }

    @Test
    fun `the inbox is made when it is missing`() {
        val inbox = dir.resolve("journal").resolve("inbox")
        val tap = InboxTap.now(InboxSource.NOTIFICATION)
        InboxWriter(inbox).write(tap)
        assertEquals(listOf(tap.fileName), names(inbox))
    }

    @Test
    fun `eight surfaces at once write one whole file`() {
        val tap = InboxTap.now(InboxSource.WATCH)
        List(8) { thread { repeat(20) { InboxWriter(dir).write(tap) } } }.forEach(Thread::join)
        assertEquals(listOf(tap.fileName), names(dir))
        assertArrayEquals(tap.encode(), dir.resolve(tap.fileName).readBytes())
    }

    @Test
    fun `a place that cannot be written is an error and leaves nothing`() {
        val file = Files.createFile(dir.resolve("file"))
        assertThrows(IOException::class.java) { InboxWriter(file).write(InboxTap.now(InboxSource.TILE)) }
        assertThrows(IOException::class.java) { InboxWriter(file.resolve("inbox")).write(InboxTap.now(InboxSource.TILE)) }

        val tap = InboxTap.now(InboxSource.TILE)
        Files.createDirectories(dir.resolve("inbox").resolve(tap.fileName).resolve("in the way"))
        assertThrows(IOException::class.java) { InboxWriter(dir.resolve("inbox")).write(tap) }
        assertEquals(listOf(tap.fileName), names(dir.resolve("inbox")))
    }

    @ParameterizedTest
    @ValueSource(strings = ["", "Europe/Ber lin", "Europe/Berlin\nkind tap", "Zürich", "\u0000", "\uD800", "\u202Ezone"])
    fun `a zone that is no id is refused before anything is written`(zone: String) {
        assertThrows(IllegalArgumentException::class.java) { tap(zone = zone) }
    }

    @Test
    fun `values outside the format are refused before anything is written`() {
        listOf("", "0199f0c2", "../0199f0c2-7b1e-7cc3-9a52-3f1d6b0c8a11", "\uD800").forEach {
            assertThrows(IllegalArgumentException::class.java, { tap(id = it) }, it)
        }
        listOf(Instant.MIN, Instant.MAX, Instant.ofEpochMilli(-1), Instant.parse("+10000-01-01T00:00:00Z")).forEach {
            assertThrows(IllegalArgumentException::class.java, { tap(at = it) }, it.toString())
        }
        listOf(64_801, -64_801, Int.MAX_VALUE, Int.MIN_VALUE).forEach {
            assertThrows(IllegalArgumentException::class.java, { tap(offsetS = it) }, it.toString())
        }
    }

    @Test
    fun `a tap carries the offset that its zone has then`() {
        fun offset(at: String) = InboxTap.now(InboxSource.APP, Instant.parse(at), ZoneId.of("Europe/Berlin")).offsetS
        assertEquals(7200, offset("2026-10-25T00:59:59Z"))
        assertEquals(3600, offset("2026-10-25T01:00:00Z"))
    }

    /** One vector of what a writer must write. */
    data class Written(
        val name: String,
        val tap: InboxTap,
        val file: String,
        val text: String,
    ) {
        override fun toString(): String = name
    }

    companion object {
        private fun names(inbox: Path) = inbox.listDirectoryEntries().map { it.name }

        private fun tap(
            id: String = "0199f0c2-7b1e-7cc3-9a52-3f1d6b0c8a11",
            at: Instant = Instant.parse("2026-10-25T01:15:00Z"),
            offsetS: Int = 3600,
            zone: String = "Europe/Berlin",
        ) = InboxTap(id, at, offsetS, zone, InboxSource.TILE)

        @JvmStatic
        fun written(): List<Written> =
            Vectors.read("inbox.json").getAsJsonArray("write").map { it.asJsonObject }.map {
                Written(
                    it["name"].asString,
                    InboxTap(
                        it["id"].asString,
                        Instant.ofEpochMilli(it["utc_ms"].asLong),
                        it["offset_s"].asInt,
                        it["zone"].asString,
                        InboxSource.valueOf(it["source"].asString.uppercase()),
                    ),
                    it["file"].asString,
                    it["text"].asString,
                )
            }
    }
}
