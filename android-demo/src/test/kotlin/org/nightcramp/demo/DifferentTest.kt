package org.nightcramp.demo

import android.content.Intent
import android.provider.Settings
import android.view.WindowManager.LayoutParams.BRIGHTNESS_OVERRIDE_NONE
import android.widget.CheckBox
import android.widget.ImageView
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.nightcramp.Answer
import org.nightcramp.Sign
import org.nightcramp.SignReport
import org.nightcramp.Urgency
import org.nightcramp.demo.night.CallButton
import org.nightcramp.demo.night.NightActivity
import org.nightcramp.demo.night.NightShown
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import java.time.Duration

/** What was different at night, and what comes of it: on the real rules. */
class DifferentTest : Walk() {
    private fun openDifferent(activity: NightActivity): NightShown.Different {
        press(activity, "Something was different") { activity.shown is NightShown.Different }
        return activity.shown as NightShown.Different
    }

    private fun openDifferent(): NightActivity = openNight().also(::log).also(::openDifferent)

    private fun reports() = journal { signReports(LAST_NIGHT, LAST_NIGHT) }

    private fun country(country: String) = journal { saveProfile(profile().copy(country = country), LAST_NIGHT) }

    private fun boxes(activity: NightActivity) = activity.views().filterIsInstance<CheckBox>()

    private fun ticked(activity: NightActivity) = boxes(activity).filter { it.isChecked }.map { it.text.toString() }

    private fun emergency(activity: NightActivity): NightShown.Emergency {
        tick(activity, Sign.CHEST_PAIN_OR_BREATHLESS) { activity.shown is NightShown.Emergency }
        return activity.shown as NightShown.Emergency
    }

    private fun today(activity: NightActivity): NightShown.SeeToday {
        tick(activity, Sign.SWOLLEN_OR_WARM) { (activity.shown as NightShown.Different).ticked.isNotEmpty() }
        press(activity, "Done") { activity.shown is NightShown.SeeToday }
        return activity.shown as NightShown.SeeToday
    }

    private fun dialled(activity: NightActivity, words: String): Intent {
        press(activity, words)
        return shadowOf(activity).nextStartedActivity
    }

    @Test
    fun `the rows are the core's, the night's few first and the others behind Something else`() {
        val activity = openDifferent()
        val rows = journal { signList(app.now(), language) }
        val few = rows.filter { it.atNight }.map { it.text }
        assertEquals(listOf("What was different?", "Tap what fits. One is enough.") + few + "Done", activity.words())

        press(activity, name(Sign.SOMETHING_ELSE)) { (activity.shown as NightShown.Different).others }

        val others = rows.filter { !it.atNight || it.sign == Sign.SOMETHING_ELSE }.map { it.text }
        assertTrue("there are others", others.size > 1)
        assertEquals(others, boxes(activity).map { it.text.toString() })
        back(activity) { !(activity.shown as NightShown.Different).others }
        assertTrue("nothing was ticked by looking", reports().isEmpty())
    }

    @Test
    fun `a tick is saved at once and unticking takes it back`() {
        val activity = openDifferent()
        tick(activity, Sign.FELL) { reports().isNotEmpty() }

        val report = reports().single()
        assertEquals(listOf(Sign.FELL, Answer.YES, app.now()), listOf(report.sign, report.answer, report.at))
        settle { ticked(activity) == listOf(name(Sign.FELL)) }

        tick(activity, Sign.FELL) { reports().isEmpty() }
        settle { ticked(activity).isEmpty() }
    }

    @Test
    fun `a tick of an earlier night is not taken back but over`() {
        clock("2026-11-22T03:10:00+01:00[Europe/Berlin]")
        journal { reportSign(SignReport(newId(), Sign.FELL, Answer.YES, app.now(), null)) }
        clock("2026-11-23T03:10:00+01:00[Europe/Berlin]")
        val activity = openDifferent()
        tick(activity, Sign.FELL) { app.isIdle }

        assertTrue(ticked(activity).isEmpty())
        val kept = journal { signReports(LAST_NIGHT.minusDays(1), LAST_NIGHT) }.sortedBy { it.at.at }
        assertEquals(listOf(Answer.YES, Answer.NO), kept.map { it.answer })
    }

    @Test
    fun `a tick of this night is over as well, once the list was left`() {
        val activity = openDifferent()
        tick(activity, Sign.FELL) { app.isIdle }
        press(activity, "Done") { activity.shown is NightShown.Logged }
        later(Duration.ofMinutes(1))
        openDifferent(activity)
        tick(activity, Sign.FELL) { app.isIdle }
        assertEquals(listOf(Answer.YES, Answer.NO), reports().sortedBy { it.at.at }.map { it.answer })
    }

    @Test
    fun `a tick outlives its screen`() {
        val activity = openDifferent()
        val row = name(Sign.FELL)
        activity.views().first { it.contentDescription == row }.performClick()
        controller(activity).pause().stop().destroy()
        settle { reports().map { it.sign } == listOf(Sign.FELL) }
    }

    @Test
    fun `a shaking hand ends where the box says`() {
        val activity = openDifferent()
        val row = activity.views().first { it.contentDescription == name(Sign.FELL) } as CheckBox
        repeat(2) { row.performClick() }
        settle { app.isIdle }
        assertFalse(row.isChecked)
        assertTrue(reports().isEmpty())

        repeat(3) { row.performClick() }
        settle { app.isIdle }
        assertTrue(row.isChecked)
        assertEquals(1, reports().size)
    }

    @Test
    fun `an emergency opens its card at once, with the system's brightness and the number to call`() {
        Settings.System.putInt(app.contentResolver, Settings.System.SCREEN_BRIGHTNESS, 200)
        country("DE")
        val activity = openDifferent()
        assertEquals(0.05f, activity.window.attributes.screenBrightness)

        val finding = emergency(activity).finding

        assertEquals(Urgency.EMERGENCY, finding.urgency)
        val ticked = "You ticked: ${finding.ticked.single().text}"
        assertEquals(listOf("Get help now", finding.message, ticked, "Call 112", "I ticked it by mistake"), activity.words())
        assertEquals(BRIGHTNESS_OVERRIDE_NONE, activity.window.attributes.screenBrightness)
        back(activity) { activity.shown is NightShown.Different }
        assertEquals(0.05f, activity.window.attributes.screenBrightness)
    }

    /** Presses what says [words] and waits for nothing. */
    private fun quickly(activity: NightActivity, words: String) {
        activity.views().first { it.isClickable && it.contentDescription?.toString() == words }.performClick()
    }

    @Test
    fun `an emergency is shown even where Done is pressed before the journal has answered`() {
        val activity = openDifferent()
        quickly(activity, name(Sign.CHEST_PAIN_OR_BREATHLESS))
        quickly(activity, "Done")
        settle { app.isIdle && activity.shown is NightShown.Emergency }
        pass(Duration.ofSeconds(2))
        assertTrue("${activity.shown}", activity.shown is NightShown.Emergency)
        back(activity) { activity.shown is NightShown.Different }
        press(activity, "Done") { activity.shown is NightShown.Logged }
    }

    @Test
    @Suppress("DEPRECATION")
    fun `an emergency comes on top of whatever Back has led to`() {
        val logged = openDifferent()
        quickly(logged, name(Sign.CHEST_PAIN_OR_BREATHLESS))
        logged.onBackPressed()
        settle { app.isIdle && logged.shown is NightShown.Emergency }
        pass(Duration.ofSeconds(2))
        assertTrue("${logged.shown}", logged.shown is NightShown.Emergency)
    }

    @Test
    @Suppress("DEPRECATION")
    fun `an emergency comes on top of the moon as well`() {
        val moon = openNight()
        press(moon, "Something different") { moon.shown is NightShown.Different }
        quickly(moon, name(Sign.CHEST_PAIN_OR_BREATHLESS))
        moon.onBackPressed()
        settle { app.isIdle && moon.shown is NightShown.Emergency }
        pass(Duration.ofSeconds(2))
        assertTrue("${moon.shown}", moon.shown is NightShown.Emergency)
    }

    @Test
    fun `a tick that can wait is answered even where Done is pressed at once`() {
        val activity = openDifferent()
        quickly(activity, name(Sign.SWOLLEN_OR_WARM))
        quickly(activity, "Done")
        settle { activity.shown is NightShown.SeeToday }
    }

    @Test
    fun `an emergency that nobody saw comes at Done, before what can wait`() {
        val activity = openDifferent()
        tick(activity, Sign.SWOLLEN_OR_WARM) { reports().isNotEmpty() && app.isIdle }
        journal { reportSign(SignReport(newId(), Sign.CHEST_PAIN_OR_BREATHLESS, Answer.YES, app.now(), null)) }
        press(activity, "Done") { activity.shown is NightShown.Emergency }
        back(activity) { activity.shown is NightShown.Different }
        press(activity, "Done") { activity.shown is NightShown.SeeToday || activity.shown is NightShown.Logged }
    }

    @Test
    fun `a mistake taken back leaves the other emergency`() {
        val activity = openDifferent()
        val first = emergency(activity).finding.key
        back(activity) { activity.shown is NightShown.Different }
        tick(activity, Sign.FACE_ARM_OR_SPEECH) { activity.shown is NightShown.Emergency }
        val second = screen<NightShown.Emergency>(activity).finding
        assertEquals(listOf(Sign.FACE_ARM_OR_SPEECH), second.ticked.map { it.sign })

        press(activity, "I ticked it by mistake") { screen<NightShown.Emergency>(activity).finding.key == first }

        press(activity, "I ticked it by mistake") { activity.shown is NightShown.Different }
        assertTrue(reports().isEmpty())
    }

    @Test
    fun `call opens the dialler with the number in it and calls nobody`() {
        country("DE")
        val activity = openDifferent()
        emergency(activity)
        val intent = dialled(activity, "Call 112")
        assertEquals(Intent.ACTION_DIAL, intent.action)
        assertEquals("tel:112", intent.dataString)
    }

    @Test
    fun `the call button takes a third of the screen`() {
        val activity = openDifferent()
        emergency(activity)
        val button = activity.views().first { it is CallButton }
        val screen = activity.window.decorView
        assertTrue(button.width * button.height * 3 >= screen.width * screen.height)
    }

    @Test
    fun `where no country is known the dialler opens empty, with three numbers to try`() {
        val activity = openDifferent()
        emergency(activity)
        assertTrue("${activity.words()}", activity.words().containsAll(listOf("112 · 911 · 999", "Call for help")))
        val intent = dialled(activity, "Call for help")
        assertEquals(Intent.ACTION_DIAL, intent.action)
        assertNull(intent.data)
    }

    @Test
    fun `a device without a dialler says so`() {
        shadowOf(app).checkActivities(true)
        val activity = openDifferent()
        emergency(activity)
        press(activity, "Call for help") { (activity.shown as NightShown.Emergency).cannotCall }
        assertTrue("This device cannot call. Use another phone." in activity.words())
    }

    @Test
    fun `whoever comes back from the dialler finds the card, and a quarter of an hour later the moon`() {
        val activity = openDifferent()
        emergency(activity)
        controller(activity).pause().stop()
        clock("2026-11-23T03:24:00+01:00[Europe/Berlin]")
        controller(activity).restart().resume()
        assertTrue(activity.shown is NightShown.Emergency)

        controller(activity).pause().stop()
        clock("2026-11-23T03:40:00+01:00[Europe/Berlin]")
        controller(activity).restart().resume()
        settle { activity.shown is NightShown.Moon }
    }

    @Test
    fun `a tick by mistake is taken back, and nothing is left of it`() {
        val activity = openDifferent()
        emergency(activity)
        press(activity, "I ticked it by mistake") { activity.shown is NightShown.Different }

        assertTrue(reports().isEmpty())
        assertTrue(ticked(activity).isEmpty())
        assertTrue(journal { findings(app.now(), language) }.fired.none { it.urgency == Urgency.EMERGENCY })
        press(activity, "Done") { activity.shown is NightShown.Logged }
    }

    @Test
    fun `what can wait until the day comes after Done, with whom to ask and whom to call if it grows`() {
        country("DE")
        val activity = openDifferent()

        val finding = today(activity).finding

        assertEquals(Urgency.TODAY, finding.urgency)
        val said = listOf("See someone today", finding.message, "You ticked: ${finding.ticked.single().text}")
        assertEquals(said, activity.words().take(3))
        val advice = "Advice line ${journal { phoneNumbers() }.advice?.replace(' ', '\u00A0')}"
        assertEquals("tel:116117", dialled(activity, advice).dataString)
        assertEquals("tel:112", dialled(activity, "Chest pain, or short of breath? Call 112").dataString)
        press(activity, "Remind me in the morning") { activity.shown is NightShown.Logged }
    }

    @Test
    fun `a cramp that is still hard when the ring is full gets an answer tonight`() {
        val activity = openNight()
        log(activity)
        later(Duration.ofSeconds(601))
        openDifferent(activity)
        tick(activity, Sign.WILL_NOT_STOP) { (activity.shown as NightShown.Different).ticked.isNotEmpty() }
        press(activity, "Done") { activity.shown is NightShown.SeeToday }
        assertEquals("E7", (activity.shown as NightShown.SeeToday).finding.ruleId)
        press(activity, "Remind me in the morning") { activity.shown is NightShown.Logged }
        assertTrue(screen<NightShown.Logged>(activity).full)
    }

    @Test
    fun `back on the word, the lines and the picture that could hurt are gone`() {
        val activity = openDifferent()
        back(activity) { activity.shown is NightShown.Logged }
        assertTrue(activity.words().containsAll(listOf("Pull your toes toward you.", "Rub the hard muscle.")))
        assertTrue(activity.hasLeg)

        openDifferent(activity)
        today(activity)
        press(activity, "Remind me in the morning") { activity.shown is NightShown.Logged }

        val left = journal { reliefCard(app.now(), language) }
        assertTrue("some lines stay", left.lines.isNotEmpty() && activity.words().containsAll(left.lines))
        assertTrue("some are held back", left.suppressed.isNotEmpty())
        val gone = listOf("Pull your toes toward you.", "Hold. Gently, no jerks.", "Rub the hard muscle.")
        assertEquals(emptyList<String>(), activity.words().filter { it in gone })
        assertFalse("the picture pulls as well", activity.hasLeg)
    }

    private val NightActivity.hasLeg get() = views().any { it is ImageView && it.contentDescription == text(R.string.leg_spoken) }

    @Test
    fun `Done without a tick just goes back, whatever was ticked before`() {
        journal { reportSign(SignReport(newId(), Sign.SWOLLEN_OR_WARM, Answer.YES, app.now(), null)) }
        val activity = openDifferent()
        assertEquals(listOf(name(Sign.SWOLLEN_OR_WARM)), ticked(activity))
        press(activity, "Done") { activity.shown is NightShown.Logged }
    }

    @Test
    fun `what needs nobody tonight waits for the morning`() {
        val activity = openDifferent()
        tick(activity, Sign.SOMETHING_ELSE) { (activity.shown as NightShown.Different).others }
        tick(activity, Sign.SOMETHING_ELSE) { (activity.shown as NightShown.Different).ticked.isNotEmpty() }
        press(activity, "Done") { activity.shown is NightShown.Logged }
        assertEquals(1, reports().size)
    }

    @Test
    fun `the list opens without a cramp too, and leads back to the moon`() {
        val activity = openNight()
        press(activity, "Something different") { activity.shown is NightShown.Different }
        emergency(activity)
        press(activity, "I ticked it by mistake") { activity.shown is NightShown.Different }
        press(activity, "Done") { activity.shown is NightShown.Moon }
    }

    @Test
    fun `where the journal can't be reached the list gives way to help`() {
        val foreign = foreignFile()
        val activity = openNight()
        log(activity)
        press(activity, "Something was different") { activity.shown is NightShown.Unreachable }
        assertTrue("112 · 911 · 999" in activity.words())
        assertNull(dialled(activity, "Call for help").data)
        press(activity, "Back") { activity.shown is NightShown.Logged }
        foreign.delete()
    }

    @Test
    fun `lines that the core gave before a tick do not outlive it where it can no longer be asked`() {
        val activity = openDifferent()
        tick(activity, Sign.SWOLLEN_OR_WARM) { reports().isNotEmpty() && app.isIdle }
        journal { shut() }
        back(activity) { activity.shown is NightShown.Logged }
        assertNull(screen<NightShown.Logged>(activity).relief)
        assertFalse("Pull your toes toward you." in activity.words() || activity.hasLeg)
    }

    @Test
    fun `a tick that cannot be saved leads to help as well`() {
        val activity = openDifferent()
        val row = name(Sign.CHEST_PAIN_OR_BREATHLESS)
        journal { suspend() }
        press(activity, row) { activity.shown is NightShown.Unreachable }
        journal { resume() }
        press(activity, "Back") { activity.shown is NightShown.Different }
        assertTrue("the box says what is saved", ticked(activity).isEmpty())
    }

    @Test
    fun `turning the phone keeps every screen`() {
        val activity = openDifferent()
        tick(activity, Sign.FELL) { screen<NightShown.Different>(activity).ticked.isNotEmpty() }
        turn(activity)
        // The journal may still be answering the tick when the phone is turned.
        settle { ticked(activity) == listOf(name(Sign.FELL)) }
        emergency(activity)
        val words = activity.words()
        turn(activity)
        assertEquals(words, activity.words())
    }

    private fun turn(activity: NightActivity) {
        RuntimeEnvironment.setQualifiers("+land")
        controller(activity).configurationChange(app.resources.configuration)
        settle { activity.words().isNotEmpty() }
    }

    @Test
    fun `a screen that the system took away comes back as it was`() {
        country("DE")
        var activity = openDifferent()
        press(activity, name(Sign.SOMETHING_ELSE)) { (activity.shown as NightShown.Different).others }
        activity = anew(activity)
        assertTrue(screen<NightShown.Different>(activity).others)
        back(activity) { !(activity.shown as NightShown.Different).others }

        val card = emergency(activity)
        activity = anew(activity)
        val shown = screen<NightShown.Emergency>(activity)
        assertEquals(card.finding, shown.finding)
        assertEquals(card.from.ticked, shown.from.ticked)
        press(activity, "I ticked it by mistake") { activity.shown is NightShown.Different }

        val waits = today(activity)
        activity = anew(activity)
        assertEquals(waits.finding, screen<NightShown.SeeToday>(activity).finding)
        press(activity, "Remind me in the morning") { activity.shown is NightShown.Logged }
    }

    private fun anew(activity: NightActivity): NightActivity {
        val controller = controller(activity)
        controller.recreate()
        settle { controller.get().shown != NightShown.Blank }
        return controller.get()
    }

    @Test
    fun `what was taken away hours ago does not come back`() {
        val activity = openDifferent()
        emergency(activity)
        val kept = android.os.Bundle()
        controller(activity).pause().stop()
        controller(activity).saveInstanceState(kept).destroy()
        clock("2026-11-23T04:40:00+01:00[Europe/Berlin]")
        val later = openNight(kept)
        assertTrue("${later.shown}", later.shown is NightShown.Moon)
    }

    @Test
    fun `the core's words come in the phone's language`() {
        RuntimeEnvironment.setQualifiers("de-rAT")
        val activity = openDifferent()
        assertEquals("de-AT", language)
        val rows = journal { signList(app.now(), language) }
        assertEquals(rows.filter { it.atNight }.map { it.text }, activity.words().drop(2).dropLast(1))
        assertTrue("and not in English", "One leg swollen or warm" !in activity.words())
    }
}
