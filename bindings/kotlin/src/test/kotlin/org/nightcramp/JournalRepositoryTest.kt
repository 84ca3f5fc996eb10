package org.nightcramp

import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotSame
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import org.nightcramp.sample.firstTap
import java.nio.file.Path
import java.util.concurrent.atomic.AtomicInteger

class JournalRepositoryTest {
    @TempDir
    lateinit var dir: Path

    @Test
    fun `the way that the README shows works`() =
        runBlocking {
            val said = firstTap(dir)
            assertTrue(said.startsWith("Logged, one long. Cramps tonight: "), said)
        }

    @Test
    fun `calls run on another thread, one at a time`() =
        runBlocking {
            val journal = JournalRepository.open(dir.toString())
            val caller = Thread.currentThread()
            val inside = AtomicInteger()
            List(100) { n ->
                async {
                    journal.on {
                        assertNotSame(caller, Thread.currentThread())
                        assertEquals(1, inside.incrementAndGet())
                        tap(TapsUntilKilled.tap(n, newId()))
                        inside.decrementAndGet()
                    }
                }
            }.awaitAll()
            assertEquals(100u, journal.night(Berlin.night).mark.cramps)
            journal.shut()
        }

    @Test
    fun `a cancelled tap is kept whole or not at all, and may be sent again`() =
        runBlocking {
            val journal = JournalRepository.open(dir.toString())
            val taps = List(100) { TapsUntilKilled.tap(it, journal.on { newId() }) }
            taps.forEach { tap -> launch { journal.tap(tap) }.cancelAndJoin() }
            taps.forEach { journal.tap(it) }
            assertEquals(taps.size, journal.night(Berlin.night).cramps.size)
            journal.shut()
        }

    @Test
    fun `an error arrives as what it is`() {
        runBlocking {
            val journal = JournalRepository.open(dir.toString())
            journal.shut()
            assertThrows(JournalException.Shut::class.java) { runBlocking { journal.tonight() } }
        }
    }
}
