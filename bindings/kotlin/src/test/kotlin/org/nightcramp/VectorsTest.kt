package org.nightcramp

import com.google.gson.JsonObject
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.io.TempDir
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.MethodSource
import java.nio.file.Path
import java.time.Instant
import java.time.LocalDate
import kotlin.io.path.createDirectories
import kotlin.io.path.exists
import kotlin.io.path.writeBytes

/** The cases that Rust, Kotlin and Swift share. */
class VectorsTest {
    @TempDir
    lateinit var dir: Path

    @ParameterizedTest(name = "{0}")
    @MethodSource("nights")
    fun `a moment belongs to its night`(vector: Vector) =
        withJournal(dir) { journal ->
            val json = vector.json
            val night = LocalDate.parse(json["night"].asString)
            val at = Moment(Instant.ofEpochMilli(json["utc_ms"].asLong), json["offset_s"].asInt, json["zone"].asString)
            journal.setCutHour(json["cut_hour"].asInt.toUByte())
            assertEquals(night, journal.tonight(at).current.night)

            val crampId = journal.tap(Tap(journal.newId(), at, TapSource.APP)).crampId
            val cramp = journal.night(night).cramps.single()
            assertEquals(crampId, cramp.id)
            assertEquals(json["daytime"].asBoolean, cramp.daytime)
        }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inboxFiles")
    fun `an inbox file is taken in, or not`(vector: Vector) =
        withJournal(dir) { journal ->
            val json = vector.json
            val inbox = dir.resolve("inbox").createDirectories()
            val file = inbox.resolve(json["file"].asString)
            val bytes = json["text"]?.asString?.toByteArray() ?: json["bytes_hex"].asString.unhex()

            fun ingest() = journal.ingest(inbox.toString())
            val expect = json["expect"].asString

            file.writeBytes(bytes)
            if (expect == "repeated") {
                assertEquals(Ingested(1u, 0u, 0u, 0u), ingest())
                file.writeBytes(bytes)
            }
            assertEquals(tally(expect), ingest())
            assertEquals(expect in setOf("waiting", "ignored"), file.exists())
            assertEquals(expect == "set_aside", inbox.resolve("bad").resolve(file.fileName).exists())
            assertTrue(ingest().kept == 0u)
        }

    private fun tally(expect: String): Ingested {
        fun count(word: String) = if (expect == word) 1u else 0u
        return Ingested(count("kept"), count("repeated"), count("set_aside"), count("waiting"))
    }

    private fun String.unhex(): ByteArray = chunked(2).map { it.toInt(16).toByte() }.toByteArray()

    /** One case, shown by its name. */
    class Vector(val json: JsonObject) {
        override fun toString(): String = json["name"].asString
    }

    companion object {
        private fun list(file: String, key: String) = Vectors.read(file).getAsJsonArray(key).map { Vector(it.asJsonObject) }

        @JvmStatic
        fun nights(): List<Vector> = list("night.json", "cases")

        @JvmStatic
        fun inboxFiles(): List<Vector> = list("inbox.json", "read")
    }
}
