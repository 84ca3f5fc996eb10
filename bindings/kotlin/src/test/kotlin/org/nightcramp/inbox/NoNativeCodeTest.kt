package org.nightcramp.inbox

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import org.nightcramp.ChildJvm
import java.nio.file.Path
import kotlin.io.path.exists

/** Writes one tap and one record of a reminder and ends; [NoNativeCodeTest] watches which classes that loads. */
object OneOfEach {
    @JvmStatic
    fun main(arguments: Array<String>) {
        val writer = InboxWriter(Path.of(arguments.single()))
        println("written ${writer.write(InboxTap.now(InboxSource.TILE)).fileName}")
        println("written ${writer.write(InboxReminder.now("bedtime:call:2026-10-25", InboxAction.LATER)).fileName}")
    }
}

class NoNativeCodeTest {
    @TempDir
    lateinit var dir: Path

    @Test
    fun `writing a tap or a record of a reminder loads neither JNA nor anything of the journal`() {
        val lines = ChildJvm.start(OneOfEach::class.java, dir.toString(), "-Xlog:class+load:stdout").use { it.linesToEnd() }

        val files = lines.filter { it.startsWith("written ") }.map { it.removePrefix("written ") }
        assertEquals(2, files.count { dir.resolve(it).exists() })

        val loaded = lines.mapNotNull { CLASS.find(it)?.groupValues?.get(1) }
        assertTrue(InboxWriter::class.java.name in loaded, "the log names the classes that were loaded")
        val foreign = loaded.filter { it.startsWith("com.sun.jna") || it.startsWith("kotlinx.") || it.startsWith("org.nightcramp") }
        assertEquals(emptyList<String>(), foreign.filterNot { it.startsWith("org.nightcramp.inbox.") })
    }

    private companion object {
        val CLASS = Regex("""^\[.*?]\[.*?]\[class,load\s*] (\S+) source:""")
    }
}
