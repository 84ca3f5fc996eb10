package org.nightcramp.demo

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Assume.assumeTrue
import org.junit.Test
import org.nightcramp.Journal
import org.nightcramp.JournalException
import org.nightcramp.JournalRepository
import org.nightcramp.NightState
import org.nightcramp.Tap
import org.nightcramp.TapSource
import org.nightcramp.demo.day.DayActivity
import org.nightcramp.demo.day.DayShown
import org.nightcramp.demo.day.newCramp
import org.nightcramp.demo.night.NightShown
import org.nightcramp.inbox.InboxSource
import org.nightcramp.inbox.InboxTap
import org.nightcramp.inbox.InboxWriter
import org.nightcramp.unansweredDetails
import java.io.File
import java.io.RandomAccessFile
import java.time.Duration
import java.time.LocalTime

/** Looking after the journal: upkeep in the background, damage, a full disk, the help page, and erasing. */
class CareTest : Walk() {
    private val home get() = File(app.filesDir, "journal")
    private val file get() = File(home, "journal.db")

    private fun waiting() =
        Inbox
            .of(app)
            .listFiles { file -> file.name.endsWith(".evt") }
            .orEmpty()
            .toList()

    private fun health() = journal { health() }

    private fun morning(): DayActivity {
        clock(MORNING)
        return openDay()
    }

    /** A November that another process wrote, and of which half the pages are gone, with those that say where the others are. */
    private fun damagedNovember() {
        home.mkdirs()
        runBlocking {
            val journal = JournalRepository.open(home.path)
            journal.on { November.fill(this) }
            journal.shut()
        }
        zero(from = PAGE_BYTES, to = file.length().toInt() / 2)
    }

    private fun zero(from: Int, to: Int) =
        RandomAccessFile(file, "rw").use {
            it.seek(from.toLong())
            it.write(ByteArray(to - from))
        }

    @Test
    fun `when the app goes to the background the journal is checked and copied`() {
        val activity = openNight()
        log(activity)
        assertNull(health().checkedAt)
        controller(activity).pause().stop()
        settle { app.isIdle }
        assertEquals(1, health().copies.size)
        controller(activity).start().resume()
        controller(activity).pause().stop()
        settle { app.isIdle }
        assertEquals("once a week", 1, health().copies.size)
    }

    @Test
    fun `a damaged journal opens, says once what came back, and keeps the file`() {
        damagedNovember()
        val day = morning()
        val recovery = checkNotNull(page<DayShown.Morning>(day).recovery)
        assertTrue(day.words().containsAll(listOf("The journal was repaired", "Seen, fine")))
        assertTrue("$recovery", recovery.fromFile > 20u)
        assertTrue(File(home, recovery.keptIn).resolve("journal.db").exists())

        press(day, "Seen, fine") { page<DayShown.Morning>(day).recovery == null }
        assertFalse("The journal was repaired" in day.words())
        assertNull(page<DayShown.Morning>(openDay()).recovery)

        press(day, "Journal") { day.shown is DayShown.Journal }
        press(day, "Help") { day.shown is DayShown.Help }
        assertTrue(day.words().containsAll(listOf("Help", "Repaired", "Kept in", recovery.keptIn)))
    }

    @Test
    fun `damage that is met while the app is open is repaired on the way`() {
        val day = morning()
        journal {
            November.fill(this)
            check()
            shut()
        }
        press(day, "Journal") { day.shown is DayShown.Trouble }
        runBlocking { app.door.on { } }
        zero(from = PAGE_BYTES, to = file.length().toInt())
        press(day, "Today") { day.shown is DayShown.Morning }
        press(day, "Journal") { day.shown is DayShown.Journal }
        assertEquals(22, (day.shown as DayShown.Journal).marks.count { it.value.state != NightState.UNKNOWN } + UNKNOWN_IN_NOVEMBER)
        assertTrue(checkNotNull(health().recovery).fromCopy > 20u)
    }

    @Test
    fun `a tap does not wait for a repair, and the moon is there all the while`() {
        val phone = app as PhoneApplication
        phone.mayOpen = CompletableDeferred()
        val activity = openBlank()
        assertEquals(NightShown.Blank, activity.shown)
        pass(PATIENCE)
        assertEquals(NightShown.Moon(), activity.shown)

        tapMoon(activity)
        pass(PATIENCE)
        settle { activity.shown is NightShown.Logged }
        assertEquals(1, waiting().size)

        phone.mayOpen.complete(Unit)
        settle { waiting().isEmpty() }
        assertTrue("the word of the tap stays", activity.shown is NightShown.Logged)
        assertEquals(
            1,
            journal { night(LAST_NIGHT) }
                .cramps
                .single()
                .taps.size,
        )
    }

    @Test
    fun `by day a repair that takes its time is told`() {
        val phone = app as PhoneApplication
        phone.mayOpen = CompletableDeferred()
        clock(MORNING)
        val day = openDayBlank()
        pass(PATIENCE)
        assertTrue("This takes a moment" in day.words().joinToString())
        phone.mayOpen.complete(Unit)
        settle { day.shown is DayShown.Morning }
    }

    @Test
    fun `on a full disk a tap is logged, the day says how much to free, and all flows in when there is room`() =
        onSmallDisk(app.filesDir) {
            val photos = File(app.filesDir, "photos")
            openNight()
            photos.outputStream().use { out -> runCatching { while (true) out.write(ByteArray(PAGE_BYTES)) } }
            untilFull { tap(Tap(InboxTap.now(InboxSource.APP, app.now().at).id, app.now(), TapSource.APP)) }
            untilFull { addCramp(newCramp(newId(), LAST_NIGHT, time = null, app.clock().zone)) }

            log(openNight())
            assertEquals(1, waiting().size)
            val day = morning()
            assertTrue(checkNotNull(page<DayShown.Morning>(day).missingBytes) > 0u)
            day.openNight(LAST_NIGHT)
            settle { day.shown is DayShown.Night }
            press(day, "Add a cramp to this night") { day.shown is DayShown.Trouble }
            assertTrue("${day.words()}", day.words().any { it.startsWith("The storage of this phone is full. Free 2") })

            photos.delete()
            press(day, "Today") { waiting().isEmpty() }
        }

    /** Writes until the journal says for good that the disk is full: what fits into pages that are there already still goes. */
    private fun untilFull(write: Journal.() -> Unit) {
        var refusals = 0
        var writes = 0
        while (refusals < SURELY) {
            val refusal = runCatching { journal(write) }.exceptionOrNull()
            refusals = if (refusal == null) 0 else refusals + 1
            refusal?.let { assertTrue("$it", it is JournalException.StorageFull) }
            check(++writes < MANY) { "the disk does not become full" }
        }
    }

    /** Runs [work] with a few megabytes of storage at [place]; skipped where this machine lets nobody mount any. */
    private fun onSmallDisk(place: File, work: () -> Unit) {
        fun run(vararg command: String) = ProcessBuilder(*command).start().waitFor() == 0
        assumeTrue(
            "a disk that is really full needs the right to mount one",
            run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", "$place"),
        )
        try {
            work()
            settle { app.isIdle }
            journal { shut() }
        } finally {
            check(run("umount", "-l", "$place"))
        }
    }

    @Test
    fun `erasing takes two presses on a page of its own, and leaves nothing`() {
        val day = morning()
        journal {
            val crampId = November.tap(this, LAST_NIGHT, LocalTime.of(3, 10))
            describe(crampId, unansweredDetails().copy(note = CANARY))
            check()
        }
        assertTrue(holds(CANARY))
        press(day, "Journal") { day.shown is DayShown.Journal }
        press(day, "Help") { day.shown is DayShown.Help }
        press(day, "Erase everything") { day.shown is DayShown.Erase }
        press(day, "Erase everything")
        assertTrue("not without the first press", holds(CANARY))
        press(day, "Keep everything") { day.shown is DayShown.Help }
        press(day, "Erase everything") { day.shown is DayShown.Erase }
        press(day, "Yes, erase all of it") { (day.shown as DayShown.Erase).sure }
        InboxWriter(Inbox.of(app).toPath()).write(InboxTap.now(InboxSource.TILE, app.clock().instant(), app.clock().zone))

        press(day, "Erase everything") { (day.shown as? DayShown.Erase)?.erased == true }

        assertFalse(holds(CANARY) || holds("Europe/Berlin"))
        assertTrue("Everything is erased. The journal is empty." in day.words())
        press(day, "Today") { day.shown is DayShown.Morning }
        assertTrue("Any cramp last night?" in day.words())
    }

    /** Whether any file of the phone holds [word]. */
    private fun holds(word: String) = PhoneApplication.root.walk().any { it.isFile && word in it.readBytes().toString(Charsets.ISO_8859_1) }

    @Test
    fun `where the journal cannot be opened help says so`() {
        home.mkdirs()
        file.writeText("somebody else's file\n".repeat(100))
        val day = morning()
        assertTrue(day.shown is DayShown.Trouble)
        press(day, "Help") { day.shown is DayShown.Help }
        assertTrue("The journal cannot be read now. Your taps are kept." in day.words())
        assertFalse("nothing to erase here", "Erase everything" in day.words())
        file.delete()
        day.back()
        settle { day.shown is DayShown.Morning }
    }

    private companion object {
        const val PAGE_BYTES = 4096
        const val MANY = 100_000
        const val SURELY = 20
        const val CANARY = "Kanarienvogel"
        val PATIENCE: Duration = Duration.ofMillis(PATIENCE_MS)

        /** Of the nights that [November] fills. */
        const val UNKNOWN_IN_NOVEMBER = 4
    }
}
