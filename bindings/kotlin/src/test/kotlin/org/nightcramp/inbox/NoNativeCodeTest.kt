package org.nightcramp.inbox

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import org.nightcramp.ChildJvm
import java.nio.file.Path
import kotlin.io.path.exists

/** Writes one tap and ends; [NoNativeCodeTest] watches which classes that loads. */
object OneTap {
    @JvmStatic
    fun main(arguments: Array<String>) {
        val writer = InboxWriter(Path.of(arguments.single()))
        println("written ${writer.write(InboxTap.now(InboxSource.TILE)).fileName}")
    }
}

class NoNativeCodeTest {
    @TempDir
    lateinit var dir: Path

    @Test
    fun `writing a tap loads neither JNA nor anything of the journal`() {
        val lines = ChildJvm.start(OneTap::class.java, dir.toString(), "-Xlog:class+load:stdout").use { it.linesToEnd() }

        val file = lines.single { it.startsWith("written ") }.removePrefix("written ")
        assertTrue(dir.resolve(file).exists())

        val loaded = lines.mapNotNull { CLASS.find(it)?.groupValues?.get(1) }
        assertTrue(InboxWriter::class.java.name in loaded, "the log names the classes that were loaded")
        val foreign = loaded.filter { it.startsWith("com.sun.jna") || it.startsWith("kotlinx.") || it.startsWith("org.nightcramp") }
        assertEquals(emptyList<String>(), foreign.filterNot { it.startsWith("org.nightcramp.inbox.") })
    }

    private companion object {
        val CLASS = Regex("""^\[.*?]\[.*?]\[class,load\s*] (\S+) source:""")
    }
}
