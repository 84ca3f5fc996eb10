package org.nightcramp.demo

import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.nightcramp.Answer
import org.nightcramp.Sign
import org.nightcramp.StretchKind
import org.nightcramp.demo.day.DayActivity
import org.nightcramp.demo.day.DayShown
import org.nightcramp.demo.day.StretchTimer
import org.nightcramp.demo.view.RingView
import org.nightcramp.unansweredEvening
import java.time.Duration
import java.time.LocalDate

/** The stretch before bed, and what is good to know. */
class StretchTest : FindingsWalk() {
    private val tonight = LocalDate.of(2026, 11, 24)

    private fun evening(): DayActivity {
        clock(EVENING)
        return openDay()
    }

    private fun stretch(): DayActivity = evening().also { press(it, "Start") { it.shown is DayShown.Stretch } }

    private fun running(): DayActivity = stretch().also { press(it, "Start") { !shown(it).timer.stands } }

    private fun shown(day: DayActivity) = page<DayShown.Stretch>(day)

    private fun ring(day: DayActivity) = (day.views().single { it is RingView }).contentDescription.toString().replace('\u00A0', ' ')

    private fun saved() = journal { night(tonight) }.evening

    private fun routine(kind: StretchKind = StretchKind.STANDING) = journal { stretchRoutine(kind, app.now(), LANGUAGE) }

    /** Every press lets a quarter of a second pass. */
    private fun go(ms: Long) = pass(Duration.ofMillis(ms))

    @Test
    fun `it is offered in the evening and not in the morning`() {
        assertTrue("Time for your evening routine" in evening().words())
        clock(MORNING)
        assertFalse("Time for your evening routine" in openDay().words())
    }

    @Test
    fun `it waits for Start, and says before who should not do it`() {
        val day = stretch()
        val routine = routine()
        val first = routine.steps.first()
        assertTrue(day.words().containsAll(listOf(first.title, first.text, "Step 1 of ${routine.steps.size}", "Hold", routine.stop)))
        assertTrue(day.words().containsAll(routine.doNot))
        go(60_000)
        assertEquals("10 seconds left", ring(day))
        press(day, "Start")
        assertFalse(day.words().any { it in routine.doNot })
    }

    @Test
    fun `hold and rest, round by round, step by step`() {
        val day = running()
        go(2_750)
        assertEquals("7 seconds left", ring(day))
        assertTrue(day.words().containsAll(listOf("Hold", "Round 1 of 3")))
        go(7_000)
        assertTrue(day.words().containsAll(listOf("Rest", "Round 1 of 3")))
        go(10_000)
        assertTrue(day.words().containsAll(listOf("Hold", "Round 2 of 3")))
        go(40_000)
        assertEquals(1, shown(day).step)
        assertTrue("Step 2 of ${routine().steps.size}" in day.words())
    }

    @Test
    fun `a pause holds the time, and leaving the app is one`() {
        val day = running()
        go(2_750)
        press(day, "Pause") { shown(day).timer.stands }
        val at = ring(day)
        go(60_000)
        assertEquals(at, ring(day))
        press(day, "Go on") { !shown(day).timer.stands }
        controller(day).pause()
        assertTrue(shown(day).timer.stands)
    }

    @Test
    fun `at the end the evening is kept beside what was said before`() {
        journal { saveEvening(unansweredEvening(tonight).copy(waterGlasses = 6u, heat = Answer.NO)) }
        val day = running()
        go(240_000)
        settle { shown(day).over }
        assertTrue(day.words().containsAll(listOf("Done for tonight.")))
        val evening = checkNotNull(saved())
        assertEquals(listOf(Answer.YES, StretchKind.STANDING), listOf(evening.stretched, evening.stretchKind))
        assertEquals(4, evening.stretchMinutes?.toInt())
        assertEquals(app.now(), evening.stretchedAt)
        assertEquals(listOf(6, Answer.NO), listOf(evening.waterGlasses?.toInt(), evening.heat))

        press(day, "Done") { day.shown is DayShown.Morning }
        settle { "Time for your evening routine" !in day.words() }
    }

    @Test
    fun `seated is a form of its own, and counts with what was done before`() {
        val day = running()
        go(30_000)
        press(day, "Seated") { shown(day).routine.kind == StretchKind.SEATED }
        assertTrue(routine(StretchKind.SEATED).steps.first().title in day.words())
        assertTrue("it waits", shown(day).timer.stands)
        press(day, "Start") { !shown(day).timer.stands }
        go(120_000)
        settle { shown(day).over }
        assertEquals(StretchKind.SEATED, saved()?.stretchKind)
        assertEquals("half a minute and nearly two", 2, saved()?.stretchMinutes?.toInt())
    }

    @Test
    fun `whoever skips everything has not stretched`() {
        val day = running()
        val steps = routine().steps.size
        repeat(steps) { press(day, "Skip") }
        settle { shown(day).over }
        assertTrue("Every step was skipped, so nothing is noted." in day.words())
        assertNull(saved())
    }

    @Test
    fun `while a leg must be seen it says why instead of its steps`() {
        clock(EVENING)
        report(Sign.SWOLLEN_OR_WARM)
        val day = openDay()
        assertFalse("Time for your evening routine" in day.words())
        day.show(DayShown.Stretch(routine(), StretchTimer(emptyList())))
        settle { day.shown is DayShown.Stretch }
        val suppressed = routine().suppressed
        assertTrue(suppressed.isNotEmpty())
        assertTrue(day.words().containsAll(listOf("Not tonight") + suppressed.map { it.why }))
        assertFalse(day.views().any { it is RingView })
        press(day, "Seated") { shown(day).routine.kind == StretchKind.SEATED }
        assertTrue("Not tonight" in day.words())
    }

    @Test
    fun `it is always dark, and the day after it is not`() {
        val day = stretch()
        assertEquals(0xFF111219.toInt(), day.themed.getColor(R.color.bg))
        press(day, "Back") { day.shown is DayShown.Morning }
        assertEquals(0xFFFBF8F3.toInt(), day.themed.getColor(R.color.bg))
    }

    @Test
    fun `good to know has every tip with how sure it is, and what is held back with its reason`() {
        val day = evening()
        press(day, "Good to know") { day.shown is DayShown.GoodToKnow }
        val said = journal { guidance(app.now(), LANGUAGE) }
        assertTrue(said.tips.size > 20)
        assertTrue(day.words().containsAll(said.tips.flatMap { listOf(it.title, it.text, it.gradeText) }))
        assertTrue(day.words().containsAll(said.suppressed.flatMap { listOf(it.title, it.why) }))
        press(day, "Start") { day.shown is DayShown.Stretch }
    }
}
