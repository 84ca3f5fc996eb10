package org.nightcramp.demo

import android.app.TimePickerDialog
import android.widget.ScrollView
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.nightcramp.Answer
import org.nightcramp.NightState
import org.nightcramp.Side
import org.nightcramp.Sign
import org.nightcramp.demo.day.DayActivity
import org.nightcramp.demo.day.DayShown
import org.nightcramp.demo.day.wallTime
import org.nightcramp.demo.night.NightActivity
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowDialog
import java.time.LocalDate
import java.time.LocalTime

/** The day: what the morning asks, the calendar, a night's page and its changes. */
class DayTest : Walk() {
    private fun state() = journal { night(LAST_NIGHT) }.mark.state

    private fun cramps() = journal { night(LAST_NIGHT) }.cramps.filterNot { it.removed }

    private fun morning(): DayActivity {
        clock(MORNING)
        return openDay()
    }

    private fun morningAfterATap(): DayActivity {
        journal { November.tap(this, LAST_NIGHT, LocalTime.of(3, 10)) }
        return morning()
    }

    private fun page(activity: DayActivity): DayShown.Morning = page<DayShown.Morning>(activity)

    @Test
    fun `no cramp is an answer of its own and can be undone`() {
        val day = morning()
        press(day, "No cramp last night") { page(day).saidNone }
        assertEquals(NightState.NO_CRAMP, state())

        press(day, "Undo") { page(day).question != null }
        assertEquals(NightState.UNKNOWN, state())
    }

    private fun asked() = journal { questions(app.now(), "en-GB") }.map { it.id }

    @Test
    fun `a skipped question stays open, and the night not known`() {
        val day = morning()
        val before = asked()
        skipAll(day)
        assertTrue("That is all. Thank you." in day.words())
        assertEquals(NightState.UNKNOWN, state())
        assertEquals(before, asked())
    }

    @Test
    fun `one cramp is kept without a time, and its details are asked`() {
        val day = morning()
        press(day, "One cramp") { page(day).question?.id != "any-cramp" }
        assertNull(cramps().single().at)
        assertTrue("One cramp, time not known." in day.words())
        ask(day, "muscle")
        assertEquals(cramps().single().id, page(day).question?.crampId)
        assertTrue("Where was it?" in day.words())
    }

    @Test
    fun `after a tap it asks what the core asks, three things at most, each of which can be skipped`() {
        val day = morningAfterATap()
        val wanted = journal { questions(app.now(), "en-GB") }
        val shown =
            wanted.map {
                val question = page(day).question
                val count = page(day).more
                assertTrue("$count more", more(count) in day.words())
                skip(day)
                question to count
            }
        assertEquals(listOf(wanted[0] to 2, wanted[1] to 1, wanted[2] to 0), shown)
        assertTrue("That is all. Thank you." in day.words())
        assertEquals(wanted.map { it.id }, asked())
    }

    private fun more(count: Int) =
        listOf("Stop any time.", "One more question. Stop any time.", "Two more questions. Stop any time.")[count]

    @Test
    fun `a question of a rule is a card with its choices, and the answer is kept`() {
        val day = morningAfterATap()
        val question = checkNotNull(page(day).question)
        assertEquals("one of those that the core sends first", "foot-wound", question.id)
        assertTrue(day.words().containsAll(listOf(question.text) + question.choices.map { it.text }))
        press(day, "No")
        press(day, "Next") { page(day).question?.id != question.id }
        val report = journal { signReports(LAST_NIGHT, LAST_NIGHT) }.single()
        assertEquals(listOf(Sign.FOOT_WOUND, Answer.NO), listOf(report.sign, report.answer))
        assertEquals("the others stay, and no new ones come", 1, page(day).more)
    }

    @Test
    fun `an answer that found no room is asked again`() {
        val day = morningAfterATap()
        val question = checkNotNull(page(day).question)
        press(day, "No")
        journal { suspend() }
        press(day, "Next") { day.shown is DayShown.Trouble }
        journal { resume() }
        press(day, "Today") { day.shown is DayShown.Morning }
        assertEquals(question, page(day).question)
        assertEquals(2, page(day).more)
    }

    @Test
    fun `an answer outlives its screen`() {
        val day = morningAfterATap()
        press(day, "No")
        day.views().first { it.contentDescription == "Next" }.performClick()
        controller(day).pause().stop().destroy()
        settle { app.isIdle }
        assertEquals(listOf(Answer.NO), journal { signReports(LAST_NIGHT, LAST_NIGHT) }.map { it.answer })
    }

    @Test
    fun `whoever answers all three is done, whatever else could be asked`() {
        val day = morningAfterATap()
        repeat(3) { asked ->
            val before = page(day).question
            press(day, checkNotNull(before).choices.last().text)
            press(day, "Next") { page(day).question != before }
            assertEquals(maxOf(0, 1 - asked), page(day).more)
        }
        assertTrue("That is all. Thank you." in day.words())
        assertEquals(3, asked().size)
    }

    @Test
    fun `nothing is kept before Next, and Next waits for an answer`() {
        val day = morningAfterATap()
        press(day, "Next")
        assertEquals(2, page(day).more)
        press(day, checkNotNull(page(day).question).choices.last().text)
        assertEquals(emptyList<Any>(), journal { signReports(LAST_NIGHT, LAST_NIGHT) })
        skip(day)
        ask(day, "muscle")
        press(day, "Calf")
        assertNull(cramps().single().details.muscle)
    }

    @Test
    fun `a mistake takes the tap back, writes the zero, and can be undone`() {
        val day = morningAfterATap()
        ask(day, "muscle")
        press(day, "A mistake: no cramp last night") { page(day).saidNone }
        assertEquals(NightState.NO_CRAMP, state())
        assertTrue(cramps().isEmpty())

        press(day, "Undo") { page(day).question != null }
        assertEquals(NightState.CRAMP, state())
        assertEquals(1, cramps().size)
    }

    @Test
    fun `by day the moon is one press away`() {
        val day = morning()
        skipAll(day)
        press(day, "Cramp now")
        assertEquals(NightActivity::class.java.name, shadowOf(day).nextStartedActivity.component?.className)
    }

    @Test
    fun `the calendar says every night in words and does not open the nights to come`() {
        journal { November.fill(this) }
        val day = morningAfterATap()
        press(day, "Journal") { day.shown is DayShown.Journal }
        val spoken = day.views().mapNotNull { it.contentDescription?.toString()?.replace('\u00A0', ' ') }
        val expected =
            listOf(
                "Tuesday, 17 November, two cramps",
                "Wednesday, 18 November, no cramp",
                "Sunday, 22 November, not known",
                "Monday, 23 November, one cramp, today",
            )
        assertTrue("$spoken", spoken.containsAll(expected))
        assertFalse(spoken.any { it.startsWith("Tuesday, 24") })
        assertTrue("Last 14 nights: 7 with a cramp, 5 without, 2 not known." in day.words().map { it.replace('\u00A0', ' ') })
    }

    @Test
    fun `the months go back without end and forward until now`() {
        val day = morning()
        press(day, "Journal") { day.shown is DayShown.Journal }
        press(day, "Month before") { (day.shown as DayShown.Journal).month.monthValue == 10 }
        assertTrue("October 2026" in day.words().map { it.replace('\u00A0', ' ') })
        press(day, "Month after") { (day.shown as DayShown.Journal).month.monthValue == 11 }
        press(day, "Month after")
        assertEquals(11, (day.shown as DayShown.Journal).month.monthValue)
    }

    private fun editOf(night: LocalDate): DayActivity {
        val day = morning()
        day.openNight(night)
        settle { day.shown is DayShown.Night }
        press(day, "Edit") { day.shown is DayShown.Edit }
        return day
    }

    @Test
    fun `every detail is kept at once, and a chosen chip pressed again is unknown again`() {
        journal { November.fill(this) }
        val night = LocalDate.of(2026, 11, 6)
        val day = editOf(night)

        fun details() = journal { night(night) }.cramps.single().details
        press(day, "Both") { details().side == Side.BOTH }
        press(day, "Elsewhere") { details().muscle?.name == "OTHER" }
        press(day, "10") { details().pain?.toInt() == 10 }
        press(day, "Over 10 minutes") { details().duration != null }
        press(day, "Yes") { details().easedByStretching == Answer.YES }
        press(day, "Nothing different") { details().different == emptyList<Sign>() }
        press(day, "Dark urine") { details().different == listOf(Sign.DARK_URINE) }
        press(day, "Dark urine") { details().different == null }
        press(day, "10") { details().pain == null }
        press(day, "Back") { day.shown is DayShown.Night }
        assertTrue("Both elsewhere" in day.words())
    }

    @Test
    fun `a page keeps its place while it is filled in`() {
        journal { November.fill(this) }
        val day = editOf(LocalDate.of(2026, 11, 6))

        fun scroll() = day.views().single { it is ScrollView } as ScrollView
        scroll().scrollTo(0, 700)
        press(day, "Over 10 minutes") { (day.shown as DayShown.Edit).cramp.details.duration != null }
        assertEquals(700, scroll().scrollY)
    }

    @Test
    fun `a cramp is added to a night, gets its time, is deleted and comes back`() {
        val day = morning()
        val night = LocalDate.of(2026, 11, 21)
        day.openNight(night)
        settle { day.shown is DayShown.Night }
        assertTrue("Not known" in day.words())

        press(day, "Add a cramp to this night") { day.shown is DayShown.Edit }
        press(day, "Not known")
        val picker = ShadowDialog.getLatestDialog() as TimePickerDialog
        picker.updateTime(4, 5)
        picker.getButton(TimePickerDialog.BUTTON_POSITIVE).performClick()
        settle { (day.shown as DayShown.Edit).cramp.at != null }
        assertEquals(LocalTime.of(4, 5), (day.shown as DayShown.Edit).cramp.at?.wallTime())
        assertTrue("Cramp at 4:05" in day.words())

        press(day, "Delete") { day.shown is DayShown.Night }
        assertTrue("Deleted" in day.words())
        assertEquals(NightState.UNKNOWN, journal { night(night) }.mark.state)
        press(day, "Undo") { (day.shown as? DayShown.Night)?.deletedId == null }
        assertEquals(NightState.CRAMP, journal { night(night) }.mark.state)
    }

    @Test
    fun `an empty journal says that the first night counts`() {
        val day = morning()
        press(day, "Journal") { day.shown is DayShown.Journal }
        assertNotNull(day.words().singleOrNull { it == "Your nights will appear here. The first one counts." })
    }

    @Test
    fun `back leads from an edit to its night, to the journal, to today`() {
        journal { November.fill(this) }
        val day = editOf(LocalDate.of(2026, 11, 6))
        for (kind in listOf(DayShown.Night::class, DayShown.Journal::class, DayShown.Morning::class)) {
            day.back()
            settle { kind.isInstance(day.shown) }
        }
        day.back()
        assertTrue(day.isFinishing)
    }

    @Test
    fun `a journal that cannot be read says that taps are kept`() {
        val day = morning()
        journal { shut() }
        press(day, "Journal") { day.shown is DayShown.Trouble }
        assertTrue("The journal cannot be read now. Your taps are kept." in day.words())
    }
}
