package org.nightcramp.demo

import android.app.Activity
import android.graphics.Color
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.nightcramp.demo.night.MoonView
import org.nightcramp.demo.night.NightActivity
import org.nightcramp.demo.night.NightShown
import org.nightcramp.demo.night.isCard
import org.nightcramp.demo.view.Type
import org.robolectric.RuntimeEnvironment
import java.io.File
import java.util.Locale

/** Every screen in every dress: drawn, measured, and compared with the committed picture, or kept as it where the run was asked to. */
class LookTest : Walk() {
    private val faults = mutableListOf<String>()

    private fun look(suffix: String, kept: Set<String> = emptySet()): (String, Activity) -> Unit =
        { name, activity ->
            faults += LayoutRules("$name$suffix", activity).faults()
            if (name in kept && !Picture.of(name + suffix, activity).isKept()) faults += "$name$suffix.png shows another app; renew it"
        }

    private fun lookByNight(suffix: String, kept: Set<String> = emptySet()): (String, Activity) -> Unit =
        { name, activity ->
            look(suffix, kept)(name, activity)
            val picture = Picture.of(name + suffix, activity)
            nightRules(picture, activity)
            if (name in kept) figure("night_luminance_${picture.name}", 100 * picture.luminance(), "<= 2")
        }

    private fun nightRules(picture: Picture, activity: Activity) {
        val light = 100 * picture.luminance()
        if (light > MOST_LIGHT) faults += "${picture.name} is too bright"
        if (picture.share(nightColours) < FLAT) faults += "${picture.name} has only ${picture.share(nightColours)} of night colours"
        val brighter = picture.brighterThan(activity.getColor(R.color.n_ink))
        if (brighter.isNotEmpty()) faults += "${picture.name} has pixels of ${brighter.map(Integer::toHexString)}"
        val spoken = activity.views().mapNotNull { it.contentDescription?.toString() }
        val shown = (activity as NightActivity).shown
        // The rarer signs are the core's to name: a fever has its degrees.
        if (shown is NightShown.Different && shown.others) return
        val said = (activity.words() + spoken).map { text -> if (shown.isCard) text.replace(TO_CALL, "") else text }
        said.filter { text -> text.any(Char::isDigit) }.forEach { faults += "${picture.name} says a number: $it" }
    }

    private fun figure(name: String, value: Double, promise: String) =
        println("figure ${name.replace('-', '_')} ${"%.2f".format(Locale.ROOT, value)} % promise $promise")

    private fun noFaults() = assertEquals("", faults.joinToString("\n"))

    @Test
    fun `the night`() {
        nightScreens(lookByNight("", setOf("night", "night-again", "logged", "logged-full", "taken-back", "sleep-well")))
        noFaults()
    }

    @Test
    fun `something was different at night`() {
        differentScreens(lookByNight("", DIFFERENT))
        noFaults()
    }

    @Test
    fun `something was different at night in large text`() {
        RuntimeEnvironment.setFontScale(2f)
        differentScreens(lookByNight("-200", DIFFERENT))
        noFaults()
    }

    @Test
    fun `something was different at night from right to left`() {
        RuntimeEnvironment.setQualifiers("+ldrtl")
        differentScreens(lookByNight("-rtl"))
        noFaults()
    }

    @Test
    fun `something was different at night on a small phone`() {
        RuntimeEnvironment.setQualifiers("+w360dp-h640dp")
        RuntimeEnvironment.setFontScale(1.3f)
        differentScreens(lookByNight("-small"))
        noFaults()
    }

    @Test
    fun `the night in large text`() {
        RuntimeEnvironment.setFontScale(2f)
        nightScreens(lookByNight("-200", setOf("night-again", "logged", "logged-full", "sleep-well")))
        noFaults()
    }

    @Test
    fun `the night from right to left`() {
        RuntimeEnvironment.setQualifiers("+ldrtl")
        nightScreens(lookByNight("-rtl"))
        noFaults()
    }

    @Test
    fun `the night on a small phone`() {
        RuntimeEnvironment.setQualifiers("+w360dp-h640dp")
        RuntimeEnvironment.setFontScale(1.3f)
        nightScreens(lookByNight("-small"))
        noFaults()
    }

    @Test
    fun `something was different at night in German`() = differentIn("de-rDE", 1f)

    @Test
    fun `something was different at night in German and large text`() = differentIn("de-rDE", 2f)

    @Test
    fun `something was different at night in Spanish and large text`() = differentIn("es-rES", 2f)

    @Test
    fun `something was different at night in Chinese and large text`() = differentIn("zh-rTW", 2f)

    private fun differentIn(language: String, scale: Float) {
        RuntimeEnvironment.setQualifiers("+$language")
        RuntimeEnvironment.setFontScale(scale)
        differentScreens(lookByNight("-$language"))
        noFaults()
    }

    @Test
    fun `the morning`() {
        morningScreens(look("", setOf("morning", "morning-question", "morning-pain", "morning-done")))
        noFaults()
    }

    @Test
    fun `the morning in the dark`() {
        RuntimeEnvironment.setQualifiers("+night")
        morningScreens(look("-dark", setOf("morning")))
        noFaults()
    }

    @Test
    fun `the morning in large text`() {
        RuntimeEnvironment.setFontScale(2f)
        morningScreens(look("-200", setOf("morning-question")))
        noFaults()
    }

    @Test
    fun `the morning on a small phone`() {
        RuntimeEnvironment.setQualifiers("+w360dp-h640dp")
        RuntimeEnvironment.setFontScale(1.3f)
        morningScreens(look("-small"))
        noFaults()
    }

    @Test
    fun `the journal`() {
        journalScreens(look("", setOf("journal", "night-page", "edit", "journal-empty")))
        noFaults()
    }

    @Test
    fun `the journal in the dark`() {
        RuntimeEnvironment.setQualifiers("+night")
        journalScreens(look("-dark", setOf("journal")))
        noFaults()
    }

    @Test
    fun `the journal in large text`() {
        RuntimeEnvironment.setFontScale(2f)
        journalScreens(look("-200", setOf("journal", "night-page")))
        noFaults()
    }

    @Test
    fun `the journal from right to left`() {
        RuntimeEnvironment.setQualifiers("+ldrtl")
        journalScreens(look("-rtl"))
        noFaults()
    }

    @Test
    fun `the journal on a small phone`() {
        RuntimeEnvironment.setQualifiers("+w360dp-h640dp")
        RuntimeEnvironment.setFontScale(1.3f)
        journalScreens(look("-small"))
        noFaults()
    }

    @Test
    fun `help, trouble and the way to erase`() {
        careScreens(look("", setOf("repaired", "help", "help-repaired", "help-bad", "trouble-full", "erase", "erase-sure")))
        noFaults()
    }

    @Test
    fun `help in the dark`() {
        RuntimeEnvironment.setQualifiers("+night")
        careScreens(look("-dark", setOf("help")))
        noFaults()
    }

    @Test
    fun `help in large text`() {
        RuntimeEnvironment.setFontScale(2f)
        careScreens(look("-200", setOf("repaired", "help", "help-bad", "erase", "trouble-full")))
        noFaults()
    }

    @Test
    fun `help from right to left`() {
        RuntimeEnvironment.setQualifiers("+ldrtl")
        careScreens(look("-rtl"))
        noFaults()
    }

    @Test
    fun `help on a small phone`() {
        RuntimeEnvironment.setQualifiers("+w360dp-h640dp")
        RuntimeEnvironment.setFontScale(1.3f)
        careScreens(look("-small"))
        noFaults()
    }

    @Test
    fun `the moon's touch area is more than a third of the screen and its words fit inside it`() {
        for (scale in listOf(1f, 2f)) {
            RuntimeEnvironment.setFontScale(scale)
            val activity = openNight()
            val moon = activity.views().first { it is MoonView } as MoonView
            val screen = activity.window.decorView
            val share = moon.width.toDouble() * moon.height / (screen.width.toDouble() * screen.height)
            figure("moon_touch_area_${(100 * scale).toInt()}", 100 * share, ">= 33")
            assertTrue("the moon takes $share of the screen", share >= A_THIRD)
            wordsFit(moon)
        }
    }

    private fun wordsFit(moon: MoonView) {
        val side = minOf(moon.width, moon.height) - (MoonView.MARGIN * moon.resources.displayMetrics.density).toInt()
        val room = (side * MoonView.WORDS).toInt()
        val hero = moon.set(text(R.string.cramp), Type.N_HERO, room)
        for (line in listOf(R.string.one_tap, R.string.not_saved)) {
            val second = moon.set(text(line), Type.N_SMALL, room)
            assertEquals(1, hero.lineCount)
            assertTrue("two lines at most", second.lineCount <= 2)
            assertTrue("inside the moon", hero.height + second.height < side / 2)
        }
    }

    @Test
    fun `no word shouts`() {
        val words = File(System.getProperty("nightcramp.demo"), "src/main/res/values/strings.xml").readLines()
        val shouting = words.filter { line -> line.replace("<!--", "").any { it == '!' || it == EM_DASH } }
        assertEquals(emptyList<String>(), shouting)
    }

    @Test
    fun `every pair of colours keeps its contrast`() {
        fun contrast(a: Int, b: Int): Double {
            val (dark, light) = listOf(a, b).map { Color.luminance(app.getColor(it)).toDouble() }.sorted()
            return (light + 0.05) / (dark + 0.05)
        }
        val night = listOf(R.color.n_bg, R.color.n_disc, R.color.n_moon, R.color.n_press).map { Triple(R.color.n_ink, it, 3.0) }
        val grounds = listOf(R.color.bg, R.color.surface)
        val words = listOf(R.color.ink, R.color.ink2, R.color.accent)
        val day = words.flatMap { ink -> grounds.map { Triple(ink, it, 7.0) } } + grounds.map { Triple(R.color.edge, it, 3.0) }
        val plates =
            listOf(
                Triple(R.color.on_accent, R.color.accent, 7.0),
                Triple(R.color.accent, R.color.tint, 7.0),
                Triple(R.color.ink, R.color.tint, 7.0),
            )
        for (theme in listOf("+notnight", "+night")) {
            RuntimeEnvironment.setQualifiers(theme)
            for ((ink, ground, least) in night + Triple(R.color.n_dim, R.color.n_bg, 3.0) + day + plates) {
                val name = "${app.resources.getResourceEntryName(ink)} on ${app.resources.getResourceEntryName(ground)} $theme"
                assertTrue("$name ${contrast(ink, ground)}", contrast(ink, ground) >= least)
            }
        }
    }

    private val nightColours
        get() =
            listOf(R.color.n_bg, R.color.n_ink, R.color.n_dim, R.color.n_rule, R.color.n_press, R.color.n_moon, R.color.n_disc)
                .map(app::getColor)
                .toSet()

    private companion object {
        const val MOST_LIGHT = 2.0

        /** The only numbers at night. */
        val TO_CALL = Regex("\\b(112|911|999|116\u00A0?117)\\b")
        val DIFFERENT =
            setOf(
                "different",
                "different-others",
                "emergency",
                "emergency-abroad",
                "see-today",
                "see-today-abroad",
                "logged-held-back",
                "unreachable",
            )
        const val A_THIRD = 1.0 / 3
        const val EM_DASH = '\u2014'

        /** Of a picture's pixels; the rest are soft edges of letters and circles. */
        const val FLAT = 0.94
    }
}
