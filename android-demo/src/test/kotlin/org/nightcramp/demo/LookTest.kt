package org.nightcramp.demo

import org.junit.Test
import org.nightcramp.demo.day.DayShown
import org.nightcramp.demo.night.NightShown
import org.robolectric.RuntimeEnvironment
import java.time.LocalDate
import java.time.LocalTime

/** Draws every screen. With -Dscreenshots=write the pictures are kept. */
class LookTest : Phone() {
    @Test
    fun `the night before and after the tap`() {
        val activity = openNight()
        night("night", activity)
        log(activity)
        night("logged", activity)
        press(activity, "Undo") { activity.shown is NightShown.TakenBack }
        night("taken-back", activity)
        press(activity, "Put it back") { activity.shown is NightShown.Logged }
        press(activity, "Done") { activity.shown is NightShown.Moon }
        night("night-again", activity)
    }

    @Test
    fun `the night in large text`() {
        RuntimeEnvironment.setFontScale(2f)
        val activity = openNight()
        log(activity)
        night("logged-200", activity)
        press(activity, "Done") { activity.shown is NightShown.Moon }
        night("night-200", activity)
    }

    private fun night(
        name: String,
        activity: android.app.Activity,
    ) {
        val picture = Picture.of(name, activity).keep()
        println("figure night_luminance_$name ${"%.2f".format(100 * picture.luminance())} % promise <= 2")
    }

    @Test
    fun `the morning`() {
        clock("2026-11-23T07:30:00+01:00[Europe/Berlin]")
        Picture.of("morning", openDay()).keep()
    }

    @Test
    fun `the morning after a tap`() = question("")

    @Test
    fun `the morning after a tap in large text`() {
        RuntimeEnvironment.setFontScale(2f)
        question("-200")
    }

    private fun question(suffix: String) {
        journal { November.tap(this, LocalDate.of(2026, 11, 23), LocalTime.of(3, 10)) }
        clock("2026-11-23T07:30:00+01:00[Europe/Berlin]")
        val activity = openDay()
        press(activity, "Calf")
        Picture.of("morning-question$suffix", activity).keep()
        press(activity, "Next") { page<DayShown.Morning>(activity).more == 1 }
        Picture.of("morning-pain$suffix", activity).keep()
        press(activity, "Skip") { page<DayShown.Morning>(activity).more == 0 }
        press(activity, "Skip") { page<DayShown.Morning>(activity).question == null }
        Picture.of("morning-done$suffix", activity).keep()
    }

    @Test
    fun `the journal`() = nights("")

    @Test
    fun `the journal in the dark`() {
        RuntimeEnvironment.setQualifiers("+night")
        nights("-dark")
    }

    @Test
    fun `the journal in large text`() {
        RuntimeEnvironment.setFontScale(2f)
        nights("-200")
    }

    private fun nights(suffix: String) {
        journal {
            November.fill(this)
            November.tap(this, LocalDate.of(2026, 11, 23), LocalTime.of(3, 10))
        }
        clock("2026-11-23T07:30:00+01:00[Europe/Berlin]")
        val activity = openDay()
        press(activity, "Journal") { activity.shown is DayShown.Journal }
        Picture.of("journal$suffix", activity).keep()
        activity.openNight(LocalDate.of(2026, 11, 20))
        page<DayShown.Night>(activity)
        Picture.of("night-page$suffix", activity).keep()
        press(activity, "Edit") { activity.shown is DayShown.Edit }
        Picture.of("edit$suffix", activity).keep()
        press(activity, "Back") { activity.shown is DayShown.Night }
    }
}
