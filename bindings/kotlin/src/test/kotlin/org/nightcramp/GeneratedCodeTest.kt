package org.nightcramp

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.nightcramp.inbox.InboxAction
import org.nightcramp.inbox.InboxSource
import java.nio.file.Path
import kotlin.io.path.readText

class GeneratedCodeTest {
    private val source = Path.of(System.getProperty("nightcramp.generated")).resolve("org/nightcramp/nightcramp.kt").readText()

    @Test
    fun `the words of the core arrive as KDoc`() {
        assertTrue("on disk" in kdocBefore("fun `tap`(`tap`: Tap)"))
        assertTrue(kdocBefore("data class Tonight (").isNotBlank())
        assertTrue(kdocBefore("enum class Answer {").isNotBlank())
        assertTrue(kdocBefore("sealed class JournalException").isNotBlank())
    }

    @Test
    fun `no call takes more than four arguments`() {
        val calls = Journal::class.java.methods.filter { it.declaringClass == Journal::class.java && '$' !in it.name }
        assertTrue(calls.any { it.name == "tap" })
        assertEquals(emptyList<String>(), calls.filter { it.parameterCount > 4 }.map { it.name })
    }

    @Test
    fun `the inbox knows the sources that the journal knows`() {
        assertEquals(TapSource.entries.map { it.name }, InboxSource.entries.map { it.name })
    }

    @Test
    fun `the inbox knows the answers that the journal knows`() {
        assertEquals(ReminderAction.entries.map { it.name }, InboxAction.entries.map { it.name })
    }

    private fun kdocBefore(declaration: String): String {
        val at = source.indexOf(declaration)
        assertTrue(at >= 0, "no `$declaration`")
        val above = source.substring(0, at).substringBeforeLast('\n', "").trimEnd()
        val lines = above.lines().dropLastWhile { it.trim().startsWith("@") }
        assertTrue(lines.last().trim() == "*/", "no KDoc above `$declaration`")
        return lines.joinToString("\n").substringAfterLast("/**")
    }
}
