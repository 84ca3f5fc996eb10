package org.nightcramp.demo

import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.nightcramp.Sign
import org.nightcramp.Verdict
import org.nightcramp.demo.day.DayActivity
import org.nightcramp.demo.day.DayShown
import org.robolectric.RuntimeEnvironment
import java.time.Duration
import java.time.LocalDate
import java.time.YearMonth

/** The system takes the day's activity away and makes it anew: the page, what was chosen and where it was are still there. */
class PlaceTest : FindingsWalk() {
    private fun day(time: String = MORNING): DayActivity {
        clock(time)
        november()
        return openDay()
    }

    private inline fun <reified A : DayShown> again(day: DayActivity): Pair<DayActivity, A> {
        val next = anew(day)
        settle { next.shown is A }
        return next to next.shown as A
    }

    @Test
    fun `the morning keeps what was skipped, what was offered and what was chosen`() {
        val day = day()
        skip(day)
        val question = checkNotNull(page<DayShown.Morning>(day).question)
        press(day, question.choices.first().text)
        val before = page<DayShown.Morning>(day)
        val (_, after) = again<DayShown.Morning>(day)
        assertEquals(before, after)
    }

    @Test
    fun `a month, a night and a cramp's details`() {
        val day = day()
        day.openMonth(YearMonth.of(2026, 9))
        settle { day.shown is DayShown.Journal }
        val (month, journal) = again<DayShown.Journal>(day)
        assertEquals(YearMonth.of(2026, 9), journal.month)

        month.openNight(LocalDate.of(2026, 11, 20))
        settle { month.shown is DayShown.Night }
        val (night, page) = again<DayShown.Night>(month)
        assertEquals(LocalDate.of(2026, 11, 20), page.page.mark.night)

        press(night, "Edit") { night.shown is DayShown.Edit }
        val before = page<DayShown.Edit>(night)
        assertEquals(before, again<DayShown.Edit>(night).second)
    }

    @Test
    fun `the doctor's pages`() {
        val (doctor) = again<DayShown.Doctor>(day().also { press(it, "Doctor") { it.shown is DayShown.Doctor } })
        press(doctor, doctor.spoken("Cannot tell yet")) { doctor.shown is DayShown.Rules }
        val (rules, list) = again<DayShown.Rules>(doctor)
        assertEquals(Verdict.UNKNOWN, list.verdict)
        press(rules, finding("R11").title) { rules.shown is DayShown.Why }
        press(rules, "No")
        val before = page<DayShown.Why>(rules)
        assertEquals("no", before.draft)
        val (why, after) = again<DayShown.Why>(rules)
        assertEquals(before, after)
        press(why, "Back") { why.shown is DayShown.Rules }
    }

    @Test
    fun `signs, good to know, and an emergency with the page under it`() {
        val (know) = again<DayShown.GoodToKnow>(day().also { press(it, "Good to know") { it.shown is DayShown.GoodToKnow } })
        press(know, "Today") { know.shown is DayShown.Morning }
        press(know, "Something was different") { know.shown is DayShown.Signs }
        val (signs) = again<DayShown.Signs>(know)
        press(signs, word(Sign.CHEST_PAIN_OR_BREATHLESS)) { signs.shown is DayShown.Emergency }
        val (emergency) = again<DayShown.Emergency>(signs)
        emergency.back()
        settle { emergency.shown is DayShown.Signs }
    }

    @Test
    fun `the stretch stands where it was`() {
        val day = day(EVENING)
        press(day, "Start") { day.shown is DayShown.Stretch }
        press(day, "Start") { !page<DayShown.Stretch>(day).timer.stands }
        pass(Duration.ofSeconds(73))
        val before = page<DayShown.Stretch>(day)
        assertEquals(1, before.step)
        val (next, after) = again<DayShown.Stretch>(day)
        assertEquals(listOf(1, true, true), listOf(after.step, after.begun, after.timer.stands))
        assertTrue(after.timer.doneMs in 73_000..75_000)
        press(next, "Go on") { !page<DayShown.Stretch>(next).timer.stands }
        repeat(3) { press(next, "Skip") }
        settle { page<DayShown.Stretch>(next).over }
        val (over) = again<DayShown.Stretch>(next)
        assertTrue("Done for tonight." in over.words())
        assertTrue("1 minute is noted for this evening." in over.words().map { it.replace('\u00A0', ' ') })
    }

    @Test
    fun `turning the phone changes nothing`() {
        val day = day(EVENING)
        press(day, "Start") { day.shown is DayShown.Stretch }
        press(day, "Start") { !page<DayShown.Stretch>(day).timer.stands }
        RuntimeEnvironment.setQualifiers("+land")
        controller(day).configurationChange()
        settle { day.shown is DayShown.Stretch }
        assertEquals(false, page<DayShown.Stretch>(day).timer.stands)
    }
}
