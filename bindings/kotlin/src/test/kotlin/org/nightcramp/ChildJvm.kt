package org.nightcramp

import java.io.BufferedReader
import java.nio.file.Path
import java.util.concurrent.TimeUnit

/** Another JVM with this one's class path and library path, so that a test can kill it or watch it. */
class ChildJvm private constructor(private val process: Process) : AutoCloseable {
    private val output: BufferedReader = process.inputStream.bufferedReader()

    /** The child's next line, or `null` when it has ended. */
    fun line(): String? = output.readLine()

    /** All further lines, once the child has ended well. */
    fun linesToEnd(): List<String> {
        val lines = output.readLines()
        check(process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0) { "the child failed: $lines" }
        return lines
    }

    /** SIGKILL: nothing in the child gets a chance to tidy up. What it had said can still be read. Returns the exit value. */
    fun kill(): Int {
        process.toHandle().destroyForcibly()
        return process.waitFor()
    }

    override fun close() {
        kill()
    }

    companion object {
        /** Starts [main] with one [argument]. */
        fun start(main: Class<*>, argument: String, vararg options: String): ChildJvm {
            val java = Path.of(System.getProperty("java.home"), "bin", "java").toString()
            val library = "-Djna.library.path=${System.getProperty("jna.library.path")}"
            val classPath = System.getProperty("surefire.test.class.path") ?: System.getProperty("java.class.path")
            val command = listOf(java, "-cp", classPath, library) + options + listOf(main.name, argument)
            return ChildJvm(ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start())
        }
    }
}
