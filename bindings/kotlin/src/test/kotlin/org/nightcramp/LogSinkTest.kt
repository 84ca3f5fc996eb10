package org.nightcramp

import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.nio.file.Path
import java.util.concurrent.CopyOnWriteArrayList
import kotlin.io.path.createDirectories
import kotlin.io.path.writeText

class LogSinkTest {
    @TempDir
    lateinit var dir: Path

    private data class Line(val level: LogLevel, val target: String, val text: String)

    private class Kept : LogSink {
        val lines = CopyOnWriteArrayList<Line>()

        override fun log(level: LogLevel, target: String, text: String) {
            lines += Line(level, target, text)
        }
    }

    @AfterEach
    fun `log nothing further`() = setLogSink(Kept(), LogLevel.ERROR)

    @Test
    fun `records arrive, filtered by level`() {
        val all = Kept()
        setLogSink(all, LogLevel.DEBUG)
        everyKindOfEntry(dir.resolve("all"))
        assertTrue(all.lines.isNotEmpty())
        assertTrue(all.lines.all { it.target.startsWith("nightcramp") && it.text.isNotBlank() }, all.lines.toString())

        val few = Kept()
        setLogSink(few, LogLevel.WARN)
        everyKindOfEntry(dir.resolve("few"))
        assertEquals(emptyList<Line>(), few.lines.filterNot { it.level == LogLevel.ERROR || it.level == LogLevel.WARN })
        assertTrue(few.lines.size < all.lines.size)
    }

    @Test
    fun `a sink that throws harms nothing`() {
        var asked = 0
        setLogSink(
            object : LogSink {
                override fun log(level: LogLevel, target: String, text: String) {
                    asked += 1
                    error("the sink is full")
                }
            },
            LogLevel.DEBUG,
        )
        everyKindOfEntry(dir)
        assertTrue(asked > 0)
        withJournal(dir) { assertEquals(1u, it.night(Berlin.night).mark.cramps) }
    }

    @Test
    fun `no record holds what the person said`() {
        val sink = Kept()
        setLogSink(sink, LogLevel.DEBUG)
        everyKindOfEntry(dir)
        val text = sink.lines.joinToString("\n")
        listOf(CANARY, "calf", "Calf", "pain", "2026-02-10", dir.toString()).forEach { assertTrue(it !in text, "$it: $text") }
    }

    /** A tap, details, factors, an evening, a morning, a medicine, refusals and a bad inbox file, each with the canary in it. */
    private fun everyKindOfEntry(dir: Path) {
        val inbox = dir.resolve("inbox").createDirectories()
        inbox.resolve("$CANARY.evt").writeText("nightcramp-inbox 1\nid $CANARY\n")
        withJournal(dir) { journal ->
            val crampId = journal.tap(Berlin.tap("2026-02-10T03:10")).crampId
            val details = unansweredDetails().copy(muscle = Muscle.CALF, pain = 7u, note = CANARY)
            journal.describe(crampId, details)
            runCatching { journal.describe(crampId, details.copy(pain = 11u)) }
            runCatching { journal.undo(CANARY) }
            val factor = Factor(journal.newId(), CANARY, false)
            journal.saveFactor(factor)
            runCatching { journal.saveFactor(factor.copy(name = CANARY.repeat(100))) }
            journal.saveMorning(Morning(Berlin.night, 1u, 3u, 1u, Answer.YES, Answer.NO, CANARY))
            journal.saveMedicine(Medicine(journal.newId(), MedicineClass.OTHER, CANARY, null, null, null))
            journal.ingest(inbox.toString())
            journal.tonight(Berlin.at("2026-02-10T07:30"))
        }
        runCatching { Journal.open("/proc/$CANARY") }
    }

    private companion object {
        const val CANARY = "Kanarienvogel"
    }
}
