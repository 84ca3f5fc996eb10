package org.nightcramp.demo

import android.content.Intent
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.nightcramp.Answer
import org.nightcramp.Face
import org.nightcramp.Sign
import org.nightcramp.demo.day.DayActivity
import org.nightcramp.demo.day.DayShown
import org.robolectric.Shadows.shadowOf

/** By day: what was different, what must be seen today, and a call for help. */
class UrgentTest : FindingsWalk() {
    private fun morning(country: String? = "DE"): DayActivity {
        clock(MORNING)
        country?.let(::live)
        return openDay()
    }

    private fun signs(country: String? = "DE"): DayActivity {
        val day = morning(country)
        press(day, "Something was different") { day.shown is DayShown.Signs }
        return day
    }

    private fun emergency(country: String? = "DE"): DayActivity {
        val day = signs(country)
        press(day, word(Sign.CHEST_PAIN_OR_BREATHLESS)) { day.shown is DayShown.Emergency }
        return day
    }

    private fun reports() = journal { signReports(LAST_NIGHT, LAST_NIGHT) }

    private fun dialled(day: DayActivity): String? {
        val intent = shadowOf(day).nextStartedActivity
        assertEquals(Intent.ACTION_DIAL, intent.action)
        return intent.dataString
    }

    @Test
    fun `every sign that the core lists can be ticked, the night's rows first`() {
        val day = signs()
        val rows = journal { signList(app.now(), LANGUAGE) }
        val shown = day.views().mapNotNull { it.contentDescription?.toString() }.filter { said -> rows.any { it.text == said } }
        assertEquals(rows.sortedByDescending { it.atNight }.map { it.text }, shown)
    }

    @Test
    fun `a tick is kept at once, and a second press takes it back`() {
        val day = signs()

        fun ticked() = page<DayShown.Signs>(day).rows.filter { it.reportId != null }.map { it.sign }
        press(day, word(Sign.FELL)) { ticked() == listOf(Sign.FELL) }
        assertEquals(listOf(Sign.FELL to Answer.YES), reports().map { it.sign to it.answer })
        press(day, word(Sign.FELL)) { ticked().isEmpty() }
        assertTrue(reports().isEmpty())
    }

    @Test
    fun `a tick of an earlier day is not taken back but over`() {
        clock("2026-11-22T12:00:00+01:00[Europe/Berlin]")
        report(Sign.FELL)
        val day = signs()
        press(day, word(Sign.FELL)) { page<DayShown.Signs>(day).rows.none { it.reportId != null } }
        val kept = journal { signReports(LAST_NIGHT.minusDays(1), LAST_NIGHT) }.sortedBy { it.at.at }
        assertEquals(listOf(Answer.YES, Answer.NO), kept.map { it.answer })
    }

    @Test
    fun `a shaking hand by day says it once`() {
        val day = signs()
        val row = day.views().first { it.isClickable && it.contentDescription?.toString() == word(Sign.FELL) }
        repeat(2) { row.performClick() }
        settle { app.isIdle && page<DayShown.Signs>(day).rows.any { it.reportId != null } }
        assertEquals(listOf(Answer.YES), reports().map { it.answer })
    }

    @Test
    fun `an emergency comes on top of the page, says what was ticked and dials the country's number`() {
        val day = emergency()
        val finding = findings().cards.first()
        val expected = listOf("Get help now", finding.message, "You ticked: ${finding.ticked.single().text}", "Call 112", "Other number")
        assertEquals(emptyList<String>(), expected - day.words().toSet())
        press(day, "Call 112")
        assertEquals("tel:112", dialled(day))
        press(day, "Other number")
        assertNull(dialled(day))
    }

    @Test
    fun `where no country is known it names the numbers that work in most places`() {
        val day = emergency(country = null)
        assertTrue("In most places: 112, 911, 999" in day.words())
        press(day, "Call for help")
        assertNull(dialled(day))
    }

    @Test
    fun `a mistake is taken back, and can be put back`() {
        val day = emergency()
        press(day, "I ticked it by mistake") { day.shown is DayShown.Morning }
        assertTrue(reports().isEmpty())
        assertTrue(findings().fired.isEmpty())
        press(day, "Undo") { day.shown is DayShown.Emergency }
        assertEquals(1, reports().size)
    }

    @Test
    fun `whoever goes back finds it as a card on the first page and on the doctor's, never as a row`() {
        val day = emergency()
        day.back()
        settle { day.shown is DayShown.Signs }
        press(day, "Done") { day.shown is DayShown.Morning }
        assertTrue(day.words().containsAll(listOf("Get help now", "Call 112")))
        press(day, "Doctor") { day.shown is DayShown.Doctor }
        assertTrue(day.words().containsAll(listOf("Get help now", "Call 112")))
        val title = findings().cards.first().title
        assertFalse(day.views().any { it.contentDescription?.endsWith(title) == true })
        press(day, "Call 112")
        assertEquals("tel:112", dialled(day))
        press(day, "Why you see this") { day.shown is DayShown.Why }
        press(day, "Back") { day.shown is DayShown.Doctor }
    }

    @Test
    fun `put aside it comes again when the app comes back, and at once for another sign`() {
        val day = emergency()
        day.back()
        settle { day.shown is DayShown.Signs }
        press(day, word(Sign.FACE_ARM_OR_SPEECH)) { covered(day) }
        assertEquals(listOf(Sign.FACE_ARM_OR_SPEECH), page<DayShown.Emergency>(day).finding.ticked.map { it.sign })
        day.back()
        settle { day.shown is DayShown.Signs }
        controller(day).pause().stop()
        controller(day).start().resume()
        settle { covered(day) }
    }

    private fun covered(day: DayActivity) = day.shown is DayShown.Emergency

    @Test
    fun `it comes whatever page is open`() {
        clock(MORNING)
        november()
        report(Sign.CHEST_PAIN_OR_BREATHLESS)
        val day = openDay()
        settle { covered(day) }
        day.back()
        settle { day.shown is DayShown.Morning }
    }

    @Test
    fun `it comes even where the night has begun meanwhile, and the night comes after it`() {
        val day = morning()
        report(Sign.CHEST_PAIN_OR_BREATHLESS)
        controller(day).pause().stop()
        clock("2026-11-24T02:00:00+01:00[Europe/Berlin]")
        assertEquals(Face.NIGHT, journal { tonight(app.now()) }.face)
        controller(day).start().resume()
        settle { covered(day) || day.isFinishing }
        assertFalse("the emergency first", day.isFinishing)
        day.back()
        settle { day.isFinishing }
    }

    @Test
    fun `a sign among a cramp's details counts as well`() {
        clock(MORNING)
        november()
        val day = openDay()
        day.openNight(LAST_NIGHT)
        settle { day.shown is DayShown.Night }
        press(day, "Edit") { day.shown is DayShown.Edit }
        press(day, word(Sign.CHEST_PAIN_OR_BREATHLESS)) { covered(day) }
        assertFalse("a detail is not taken back here", "I ticked it by mistake" in day.words())
        day.back()
        settle { day.shown is DayShown.Edit }
    }

    @Test
    fun `what must be seen today is a card on the first page, with the advice line`() {
        clock(MORNING)
        live("DE")
        report(Sign.SWOLLEN_OR_WARM)
        val day = openDay()
        val finding = findings().cards.first()
        val expected = listOf("Today", finding.title, finding.message, "You ticked: One leg swollen or warm")
        assertEquals(emptyList<String>(), expected - day.words().toSet())
        val advice = checkNotNull(findings().phones.advice)
        press(day, "Advice line $advice")
        assertEquals("tel:$advice", dialled(day)?.let(android.net.Uri::decode))
        press(day, "Why you see this") { day.shown is DayShown.Why }
        press(day, "Back") { day.shown is DayShown.Morning }
        press(day, "I ticked it by mistake") { page<DayShown.Morning>(day).takenBack.isNotEmpty() }
        assertTrue(page<DayShown.Morning>(day).cards.isEmpty())
    }

    @Test
    fun `on the dark pages of the night the call for help is bright`() {
        report(Sign.CHEST_PAIN_OR_BREATHLESS)
        val day = openJournalAtNight()
        settle { covered(day) }
        assertTrue("the system's own brightness", day.window.attributes.screenBrightness < 0)
        day.back()
        settle { day.shown is DayShown.Journal }
        assertNotEquals(-1f, day.window.attributes.screenBrightness)
    }
}
