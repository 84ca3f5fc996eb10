package org.nightcramp.demo

import android.app.DatePickerDialog
import android.content.Intent
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.nightcramp.Response
import org.nightcramp.Sign
import org.nightcramp.Urgency
import org.nightcramp.Verdict
import org.nightcramp.demo.day.DayActivity
import org.nightcramp.demo.day.DayShown
import org.nightcramp.demo.view.StripView
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowDialog
import java.time.LocalDate

/** What the rules say: the doctor's list, and why. */
class FindingsTest : FindingsWalk() {
    private fun doctor(): DayActivity {
        clock(MORNING)
        november()
        return openDoctor()
    }

    private fun why(id: String): DayActivity {
        clock(MORNING)
        november()
        return openWhy(id)
    }

    private fun DayActivity.says() = words().map { it.replace('\u00A0', ' ') }

    @Test
    fun `the list shows what fired with how soon, and counts what did not`() {
        val day = doctor()
        val said = findings()
        assertTrue(said.fired.isNotEmpty())
        for (finding in said.fired) {
            assertTrue(day.words().containsAll(listOf(finding.urgencyText, finding.title)))
            assertNotNull(day.spoken("${finding.urgencyText}: ${finding.title}"))
        }
        assertTrue("Cannot tell yet: ${said.unknown.size} rules" in day.says())
        assertTrue("Does not apply now: ${said.notFired.size} rules" in day.says())
    }

    @Test
    fun `one answer each is missing only where that is so`() {
        val day = doctor()
        val one = findings().unknown.all { it.question != null }
        assertEquals(!one, "Some answers are missing" in day.words())
    }

    @Test
    fun `an empty journal brings nothing up`() {
        clock(MORNING)
        assertTrue("Nothing to bring up so far." in openDoctor().words())
    }

    @Test
    fun `both other lists open, and every rule of them can be read`() {
        val day = doctor()
        for ((verdict, title) in listOf(Verdict.UNKNOWN to "Cannot tell yet", Verdict.NOT_FIRED to "Does not apply now")) {
            press(day, day.spoken(title)) { (day.shown as? DayShown.Rules)?.verdict == verdict }
            val rules = findings().run { if (verdict == Verdict.UNKNOWN) unknown else notFired }
            assertTrue(day.words().containsAll(rules.map { it.title }))
            press(day, rules.last().title) { day.shown is DayShown.Why }
            assertTrue(day.words().containsAll(listOf(title, rules.last().title) + rules.last().facts.map { it.sentence }))
            assertFalse("I have a visit" in day.words())
            press(day, "Back") { day.shown is DayShown.Rules }
            press(day, "Back") { day.shown is DayShown.Doctor }
        }
    }

    @Test
    fun `why says it all, in the core's words`() {
        val day = why("R2")
        val finding = finding("R2")
        val expected =
            listOf("Why you see this", finding.urgencyText, finding.message, "What your journal shows", "Ask for", "How sure is this?") +
                finding.facts.map { it.sentence } + finding.facts.map { it.rule }.filter { it.isNotEmpty() } + finding.askFor +
                finding.gradeText + "Where it comes from" + finding.sources.map { it.title } + "Rule R2, version ${finding.version}"
        assertEquals(emptyList<String>(), expected - day.words().toSet())
        assertTrue("Since the night to 13 November" in day.says())
    }

    @Test
    fun `a fact says aloud whether it is met, and the strip says every night`() {
        val day = why("R2")
        val spoken = day.views().mapNotNull { it.contentDescription?.toString()?.replace('\u00A0', ' ') }
        val facts = finding("R2").facts
        assertTrue("Met: ${facts[0].sentence}" in spoken)
        val strip = day.views().single { it is StripView } as StripView
        val nights = strip.contentDescription.split("; ").map { it.replace('\u00A0', ' ') }
        assertEquals(14, nights.size)
        assertEquals("Tuesday, 10 November, one cramp", nights.first())
        assertTrue("Tuesday, 17 November, two cramps" in nights)
        assertEquals("Monday, 23 November, one cramp", nights.last())
    }

    @Test
    fun `a source opens the browser`() {
        val day = why("R2")
        val source = finding("R2").sources.first { it.address != null }
        press(day, "${source.title}, opens the browser")
        val intent = shadowOf(day).nextStartedActivity
        assertEquals(listOf(Intent.ACTION_VIEW, source.address), listOf(intent.action, intent.dataString))
    }

    @Test
    fun `seen and fine makes it quiet, and that can be taken back`() {
        val day = why("R2")
        press(day, "Seen, fine") { page<DayShown.Why>(day).finding.quiet != null }
        assertEquals(Response.SeenFine, journal { acknowledgements() }.single().response)
        assertTrue(page<DayShown.Why>(day).finding.quiet!!.text in day.words())
        assertFalse("I have a visit" in day.words())
        assertTrue("still in the list", finding("R2").verdict == Verdict.FIRED)
        assertTrue("no longer a card", findings().cards.none { it.ruleId == "R2" })

        press(day, "Undo") { page<DayShown.Why>(day).finding.quiet == null }
        assertTrue(journal { acknowledgements() }.isEmpty())
        assertTrue("I have a visit" in day.words())
    }

    @Test
    fun `a visit gets its day from the platform's calendar, and is still known when the app was gone`() {
        val day = why("R2")
        press(day, "I have a visit")
        val picker = ShadowDialog.getLatestDialog() as DatePickerDialog
        picker.updateDate(2026, 11, 3)
        picker.getButton(DatePickerDialog.BUTTON_POSITIVE).performClick()
        settle { page<DayShown.Why>(day).finding.quiet != null }
        assertEquals(Response.Appointment(LocalDate.of(2026, 12, 3)), journal { acknowledgements() }.single().response)
        assertTrue("You have a visit on Thursday, 3 December." in day.says())

        val later = anew(day)
        press(later, "Undo") { page<DayShown.Why>(later).finding.quiet == null }
    }

    @Test
    fun `neither button is there for what must be seen today`() {
        clock(MORNING)
        report(Sign.SWOLLEN_OR_WARM)
        val day = openWhy("E2")
        assertEquals(Urgency.TODAY, page<DayShown.Why>(day).finding.urgency)
        assertFalse("I have a visit" in day.words())
        assertTrue("You ticked: One leg swollen or warm" in day.words())
    }

    @Test
    fun `what cannot be told is settled on the spot`() {
        val day = why("R26")
        val finding = page<DayShown.Why>(day).finding
        assertEquals(Verdict.UNKNOWN, finding.verdict)
        assertTrue(checkNotNull(finding.question).text in day.words())
        press(day, "Done")
        assertEquals("Done waits for an answer", emptyList<Any>(), journal { signReports(LAST_NIGHT, LAST_NIGHT) })
        press(day, "Yes")
        press(day, "Done") { page<DayShown.Why>(day).finding.verdict == Verdict.FIRED }
        assertTrue(day.words().containsAll(listOf("Why you see this", finding("R26").message)))
        assertNull(page<DayShown.Why>(day).draft)
    }

    @Test
    fun `the first page shows the core's cards, and each leads to its reason and back`() {
        clock(MORNING)
        november()
        val day = openDay()
        val card = findings().cards.single()
        press(day, "${card.urgencyText}: ${card.title}") { day.shown is DayShown.Why }
        press(day, "Back") { day.shown is DayShown.Morning }
    }

    @Test
    fun `the core speaks the phone's language or English, and never nothing`() {
        clock(MORNING)
        november()
        RuntimeEnvironment.setQualifiers("+de-rAT")
        val day = openDay()
        assertEquals("de-AT", day.language)
        assertTrue(page<DayShown.Morning>(day).cards.all { it.title.isNotBlank() })
    }
}
