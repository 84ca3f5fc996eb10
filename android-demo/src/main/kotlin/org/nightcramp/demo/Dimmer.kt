package org.nightcramp.demo

import android.provider.Settings
import android.view.Window
import android.view.WindowManager.LayoutParams.BRIGHTNESS_OVERRIDE_NONE

/** Lowers the brightness while a window is in front, and gives the system's own back. */
class Dimmer(private val window: Window) {
    /** Asks for 5 % of the range, or less where the phone already shows less. */
    fun lower() = ask(minOf(NIGHT, present()))

    /** Gives the system's brightness back. */
    fun restore() = ask(BRIGHTNESS_OVERRIDE_NONE)

    private fun present(): Float {
        val set = Settings.System.getInt(window.context.contentResolver, Settings.System.SCREEN_BRIGHTNESS, MOST)
        return set.toFloat() / MOST
    }

    private fun ask(brightness: Float) {
        window.attributes = window.attributes.apply { screenBrightness = brightness }
    }

    private companion object {
        const val NIGHT = 0.05f
        const val MOST = 255
    }
}
