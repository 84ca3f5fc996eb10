package org.nightcramp.demo

import android.os.VibratorManager
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.nightcramp.CrampDuration
import org.nightcramp.JournalRepository
import org.nightcramp.Muscle
import org.nightcramp.NightState
import org.nightcramp.TapSource
import org.nightcramp.demo.day.DayActivity
import org.nightcramp.demo.day.DayShown
import org.nightcramp.demo.night.NightShown
import org.nightcramp.demo.tile.CrampTile
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf
import java.io.File

/** The tap of [StoryTest], in a process that says so as soon as the hand has felt it, and then waits to be killed. */
class TapAndWait : Phone() {
    @Test
    fun tap() {
        val activity = openNight()
        tapMoon(activity)
        val hand = shadowOf(app.getSystemService(VibratorManager::class.java).defaultVibrator)
        settle { hand.milliseconds > 0 }
        println(FELT)
        Thread.sleep(FOR_EVER)
    }

    companion object {
        const val FELT = "the hand has felt it"
        private const val FOR_EVER = 600_000L
    }
}

/** From the evening to the morning, as one person lives it. */
class StoryTest : Walk() {
    @Test
    fun `a tap at night, the process killed, the morning's answers, and the night in the journal`() {
        tapAndKill()
        tileAt("2026-11-23T05:20:00+01:00[Europe/Berlin]")

        clock(MORNING)
        val door = openNight()
        assertTrue("the day comes first", door.isFinishing)
        val day = openDay()
        assertEquals("You logged two cramps, at 3:10, 5:20.", day.words().first { it.startsWith("You") })
        answer(day)

        press(day, "Journal") { day.shown is DayShown.Journal }
        val marks = (day.shown as DayShown.Journal).marks
        assertEquals(NightState.CRAMP, marks.getValue(LAST_NIGHT).state)
        press(day, "Monday, 23\u00A0November, two cramps, today") { day.shown is DayShown.Night }
        val words = day.words()
        assertTrue("$words", words.containsAll(listOf("Cramp at 3:10", "Cramp at 5:20", "Calf", "6", "1 to 5 minutes", "Not answered")))

        val cramps = journal { night(LAST_NIGHT) }.cramps
        assertEquals(listOf(TapSource.APP, TapSource.TILE), cramps.map { it.taps.single().source })
        val told = cramps.last().details
        assertEquals(listOf(Muscle.CALF, 6, CrampDuration.OneToFiveMinutes), listOf(told.muscle, told.pain?.toInt(), told.duration))
    }

    private fun tapAndKill() {
        val child = Child.start(TapAndWait::class.java, PhoneApplication.root)
        try {
            val felt =
                child.inputStream
                    .bufferedReader()
                    .lineSequence()
                    .firstOrNull { TapAndWait.FELT in it }
            assertNotNull("the child has tapped", felt)
        } finally {
            child.toHandle().destroyForcibly()
        }
        assertEquals("killed, not ended", KILLED, child.waitFor())
    }

    private fun tileAt(time: String) {
        clock(time)
        Robolectric.setupService(CrampTile::class.java).onClick()
    }

    /** One detail a morning is asked before what the rules need more; whoever comes back is asked the next one. */
    private fun answer(day: DayActivity) {
        answer(day, "muscle", "Calf")
        answer(openDay(), "pain", "6")
        answer(openDay(), "duration", "1 to 5 minutes")
    }

    private fun answer(day: DayActivity, question: String, words: String) {
        ask(day, question)
        press(day, words)
        press(day, "Next") { page<DayShown.Morning>(day).question == null }
        assertTrue("That is all. Thank you." in day.words())
    }

    @Test
    fun `a tap is there when the file is opened anew and nothing was closed`() {
        val activity = openNight()
        log(activity)
        val anew = JournalDoor(File(app.filesDir, "journal"), Inbox.of(app), app.scope) { JournalRepository.open(it) }
        val tonight = runBlocking { anew.tonight(app.now()).getOrNull().also { anew.journal().shut() } }
        assertEquals((activity.shown as NightShown.Logged).undoTapId, tonight?.undoTapId)
    }

    private companion object {
        const val KILLED = 137
    }
}
