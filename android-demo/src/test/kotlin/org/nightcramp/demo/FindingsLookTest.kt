package org.nightcramp.demo

import android.app.Activity
import android.graphics.Color
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.RuntimeEnvironment

/** What the rules say by day in every dress, under the rules that every screen keeps. */
class FindingsLookTest : FindingsWalk() {
    private val faults = mutableListOf<String>()

    private fun look(suffix: String, vararg kept: String): (String, Activity) -> Unit =
        { name, activity ->
            faults += LayoutRules("$name$suffix", activity).faults()
            if (name in kept && !Picture.of(name + suffix, activity).isKept()) faults += "$name$suffix.png shows another app; renew it"
        }

    private fun noFaults() = assertEquals("", faults.joinToString("\n"))

    private fun small() {
        RuntimeEnvironment.setQualifiers("+w360dp-h640dp")
        RuntimeEnvironment.setFontScale(1.3f)
    }

    @Test
    fun `the doctor's pages`() {
        doctorScreens(look("", "doctor-empty", "doctor", "rules-unknown", "why", "why-end", "why-quiet", "why-unknown", "why-not"))
        noFaults()
    }

    @Test
    fun `the doctor's pages in the dark`() {
        RuntimeEnvironment.setQualifiers("+night")
        doctorScreens(look("-dark", "doctor", "why"))
        noFaults()
    }

    @Test
    fun `the doctor's pages in large text`() {
        RuntimeEnvironment.setFontScale(2f)
        doctorScreens(look("-200", "doctor", "why", "why-unknown"))
        noFaults()
    }

    @Test
    fun `the doctor's pages from right to left`() {
        RuntimeEnvironment.setQualifiers("+ldrtl")
        doctorScreens(look("-rtl"))
        noFaults()
    }

    @Test
    fun `the doctor's pages on a small phone`() {
        small()
        doctorScreens(look("-small"))
        noFaults()
    }

    @Test
    fun `what cannot wait`() {
        val kept =
            arrayOf(
                "morning-rule",
                "morning-today",
                "signs",
                "emergency-day",
                "emergency-abroad-day",
                "morning-emergency",
                "doctor-emergency",
                "morning-taken-back",
            )
        urgentScreens(look("", *kept))
        noFaults()
    }

    @Test
    fun `what cannot wait in the dark`() {
        RuntimeEnvironment.setQualifiers("+night")
        urgentScreens(look("-dark", "emergency-day", "morning-today"))
        noFaults()
    }

    @Test
    fun `what cannot wait in large text`() {
        RuntimeEnvironment.setFontScale(2f)
        urgentScreens(look("-200", "emergency-day", "emergency-abroad-day", "morning-today", "morning-rule", "signs"))
        noFaults()
    }

    @Test
    fun `what cannot wait from right to left`() {
        RuntimeEnvironment.setQualifiers("+ldrtl")
        urgentScreens(look("-rtl"))
        noFaults()
    }

    @Test
    fun `what cannot wait on a small phone`() {
        small()
        urgentScreens(look("-small"))
        noFaults()
    }

    @Test
    fun `the evening`() {
        val kept =
            arrayOf("evening", "stretch-start", "stretch", "stretch-rest", "stretch-seated", "stretch-done", "stretch-held-back", "know")
        eveningScreens(look("", *kept, "know-held-back"))
        noFaults()
    }

    @Test
    fun `the evening in the dark`() {
        RuntimeEnvironment.setQualifiers("+night")
        eveningScreens(look("-dark", "know"))
        noFaults()
    }

    @Test
    fun `the evening in large text`() {
        RuntimeEnvironment.setFontScale(2f)
        eveningScreens(look("-200", "evening", "stretch", "stretch-start", "know"))
        noFaults()
    }

    @Test
    fun `the evening from right to left`() {
        RuntimeEnvironment.setQualifiers("+ldrtl")
        eveningScreens(look("-rtl"))
        noFaults()
    }

    @Test
    fun `the evening on a small phone`() {
        small()
        eveningScreens(look("-small"))
        noFaults()
    }

    @Test
    fun `every urgency keeps its contrast`() {
        fun contrast(a: Int, b: Int): Double {
            val (dark, light) = listOf(a, b).map { Color.luminance(app.getColor(it)).toDouble() }.sorted()
            return (light + 0.05) / (dark + 0.05)
        }
        val grounds = listOf(R.color.bg, R.color.surface)
        val pairs =
            listOf(R.color.emergency, R.color.today, R.color.self).flatMap { ink -> grounds.map { ink to it } } +
                (R.color.on_emergency to R.color.emergency)
        for (theme in listOf("+notnight", "+night")) {
            RuntimeEnvironment.setQualifiers(theme)
            for ((ink, ground) in pairs) {
                val name = "${app.resources.getResourceEntryName(ink)} on ${app.resources.getResourceEntryName(ground)} $theme"
                assertTrue("$name ${contrast(ink, ground)}", contrast(ink, ground) >= LEAST)
            }
        }
    }

    private companion object {
        const val LEAST = 7.0
    }
}
