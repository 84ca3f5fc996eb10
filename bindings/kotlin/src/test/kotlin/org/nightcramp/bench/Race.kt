package org.nightcramp.bench

import org.nightcramp.Vectors
import java.nio.file.Files
import java.nio.file.Path
import java.util.Locale
import kotlin.io.path.createDirectories

/** Two ways to do the same work, by turns in one run, so that a busy machine slows both. */
internal class Race(private val rounds: Int, private val warmUp: Int) {
    /** The median milliseconds of a round of [ours] and of [plain]; what they leave open is closed outside the time. */
    fun run(ours: (Int) -> Any?, plain: (Int) -> Any?): Result {
        val times = List(2) { ArrayList<Long>(rounds) }
        repeat(warmUp + rounds) { round ->
            // Who goes first changes: the second finds a warmer disk.
            val order = if (round % 2 == 0) listOf(0, 1) else listOf(1, 0)
            order.forEach { side ->
                val work = if (side == 0) ours else plain
                val start = System.nanoTime()
                val left = work(round)
                val time = System.nanoTime() - start
                if (left is AutoCloseable) left.close()
                if (round >= warmUp) times[side] += time
            }
        }
        return Result(median(times[0]), median(times[1]))
    }

    /** Medians in milliseconds. */
    class Result(val oursMs: Double, val plainMs: Double) {
        /** Prints the one line that the test run collects, and the times behind it. */
        fun print(name: String, promise: String) {
            fun show(value: Double) = String.format(Locale.ROOT, "%.3f", value)
            println("$name: ours ${show(oursMs)} ms, plain ${show(plainMs)} ms, medians")
            println("figure $name ${show(oursMs / plainMs)} x promise $promise")
        }
    }

    private fun median(times: List<Long>): Double = times.sorted()[times.size / 2] / 1e6
}

/** A new folder on the disk that holds the workspace: /tmp may be memory, where nothing has to reach a disk. */
internal fun benchFolder(name: String): Path =
    Files.createTempDirectory(Vectors.workspace.resolve("target/kotlin/bench").createDirectories(), name)
