package org.nightcramp.demo

import android.os.VibratorManager
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.nightcramp.Answer
import org.nightcramp.CrampDuration
import org.nightcramp.demo.night.NightActivity
import org.nightcramp.demo.night.NightShown
import org.robolectric.Shadows.shadowOf
import java.time.Duration

/** The silent ring, and the timer that is a record only when it is stopped. */
class TimerTest : Walk() {
    private fun cramp() = journal { night(LAST_NIGHT) }.cramps.single()

    private fun passed(activity: NightActivity) = press(activity, "It has passed") { activity.shown is NightShown.SleepWell }

    @Test
    fun `the lines are the core's`() {
        val activity = openNight()
        log(activity)
        val lines = journal { reliefCard(app.now(), language) }.lines
        assertEquals(listOf("Logged", "Undo", "It usually passes in minutes.") + lines, activity.words().dropLast(2))
        assertEquals(listOf("It has passed", "Something was different"), activity.words().takeLast(2))
    }

    @Test
    fun `where the core cannot be asked the fixed lines show`() {
        val foreign = foreignFile()
        val activity = openNight()
        assertNull(log(activity).relief)
        val fixed = listOf("Breathe out slowly.", "Straighten the knee.", "Getting up? Sit first.", "Light on. Hold on to something.")
        assertEquals(listOf("Logged", "It usually passes in minutes.") + fixed, activity.words().dropLast(2))
        assertTrue("nobody knows whether pulling could hurt", activity.views().none { it.contentDescription == text(R.string.leg_spoken) })
        foreign.delete()
    }

    @Test
    fun `it has passed writes the seconds, keeps what was said, wishes a good sleep and leaves`() {
        val activity = openNight()
        log(activity)
        val said = cramp().details.copy(pain = 6u, fall = Answer.NO)
        journal { describe(night(LAST_NIGHT).cramps.single().id, said) }
        later(Duration.ofSeconds(95))

        passed(activity)

        val told = cramp().details
        assertEquals(listOf(CrampDuration.Timed(95u), 6, Answer.NO), listOf(told.duration, told.pain?.toInt(), told.fall))
        assertEquals(listOf("Good. Sleep well."), activity.words())
        assertFalse(activity.isFinishing)
        pass(Duration.ofSeconds(2))
        assertTrue(activity.isFinishing)
    }

    @Test
    fun `a tap that joined counts from the first`() {
        val activity = openNight()
        log(activity)
        back(activity) { activity.shown is NightShown.Moon }
        later(Duration.ofSeconds(8))
        log(activity)
        later(Duration.ofSeconds(60))
        passed(activity)
        assertEquals(CrampDuration.Timed(68u), cramp().details.duration)
    }

    @Test
    fun `a tap that waited in the inbox is timed once it is in`() {
        val foreign = foreignFile()
        val activity = openNight()
        log(activity)
        foreign.delete()
        later(Duration.ofSeconds(120))
        passed(activity)
        settle { app.isIdle }
        assertEquals(CrampDuration.Timed(120u), cramp().details.duration)
    }

    @Test
    fun `where nothing can be written it still wishes a good sleep`() {
        val foreign = foreignFile()
        val activity = openNight()
        log(activity)
        passed(activity)
        foreign.delete()
    }

    @Test
    fun `a clock that was set back has measured nothing`() {
        val activity = openNight()
        log(activity)
        later(Duration.ofHours(-1))
        passed(activity)
        settle { app.isIdle }
        assertNull(cramp().details.duration)
    }

    @Test
    fun `the ring fills in ten minutes, and says so with a word and a border, without a sound`() {
        val activity = openNight()
        log(activity)
        assertTrue("no digit", activity.words().none { text -> text.any(Char::isDigit) })
        val thin = edge(activity)
        later(Duration.ofSeconds(599))
        assertTrue("It usually passes in minutes." in activity.words())

        later(Duration.ofSeconds(1))

        assertTrue((activity.shown as NightShown.Logged).full)
        assertTrue("Still hard? Tap below." in activity.words())
        assertTrue("It usually passes in minutes." !in activity.words())
        assertEquals("the border is twice as wide", 2 * thin, edge(activity))
        val hand = shadowOf(app.getSystemService(VibratorManager::class.java).defaultVibrator)
        assertEquals("felt at the tap and not again", 400L, hand.milliseconds)
    }

    /** How wide the border of *Something was different* is, in pixels. */
    private fun edge(activity: NightActivity): Int {
        val picture = Picture.of("edge", activity).bitmap
        val view = activity.views().first { it.contentDescription == "Something was different" }
        val at = IntArray(2).also(view::getLocationInWindow)
        val line = at[1] + view.height / 2
        val ground = activity.getColor(R.color.n_bg)
        return (at[0] until at[0] + view.width).takeWhile { picture.getPixel(it, line) != ground }.size
    }

    @Test
    fun `the ring moves on each fifteen seconds and not between`() {
        val activity = openNight()
        log(activity)
        val early = Picture.of("ring", activity)
        clock("2026-11-23T03:15:00+01:00[Europe/Berlin]")
        pass(Duration.ofSeconds(10))
        assertTrue("still", early.bitmap.sameAs(Picture.of("ring", activity).bitmap))
        pass(Duration.ofSeconds(5))
        assertFalse("on", early.bitmap.sameAs(Picture.of("ring", activity).bitmap))
    }

    @Test
    fun `what happens while the screen sleeps counts`() {
        val activity = openNight()
        log(activity)
        controller(activity).pause().stop()
        clock("2026-11-23T03:21:00+01:00[Europe/Berlin]")
        controller(activity).start().resume()
        assertTrue("Still hard? Tap below." in activity.words())
        passed(activity)
        assertEquals(CrampDuration.Timed(660u), cramp().details.duration)
    }

    @Test
    fun `a ring that the system took away goes on from its start`() {
        val activity = openNight()
        log(activity)
        val controller = controller(activity)
        clock("2026-11-23T03:12:00+01:00[Europe/Berlin]")
        controller.recreate()
        val anew = controller.get()
        settle { anew.shown is NightShown.Logged }
        passed(anew)
        assertEquals(CrampDuration.Timed(120u), cramp().details.duration)
    }

    @Test
    fun `whoever opens the app anew gets the moon`() {
        val activity = openNight()
        log(activity)
        controller(activity).pause().stop()
        clock("2026-11-23T03:20:00+01:00[Europe/Berlin]")
        controller(activity).newIntent(NightActivity.first(app)).start().resume()
        settle { activity.shown is NightShown.Moon }
    }

    @Test
    fun `an undo keeps the ring's start, and a cramp undone from the moon goes back to the moon`() {
        val activity = openNight()
        log(activity)
        press(activity, "Undo") { activity.shown is NightShown.TakenBack }
        later(Duration.ofSeconds(30))
        press(activity, "Put it back") { activity.shown is NightShown.Logged }
        back(activity) { activity.shown is NightShown.Moon }
        press(activity, "Undo the last one") { activity.shown is NightShown.TakenBack }
        press(activity, "Put it back") { activity.shown is NightShown.Moon }
        assertFalse(cramp().removed)
    }
}
