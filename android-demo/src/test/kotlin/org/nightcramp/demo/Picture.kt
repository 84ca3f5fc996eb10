package org.nightcramp.demo

import android.app.Activity
import android.graphics.Bitmap
import android.graphics.Canvas
import android.graphics.Color
import java.io.File
import kotlin.math.pow

/** What a screen looks like, pixel for pixel. */
class Picture(val name: String, val bitmap: Bitmap) {
    private val pixels =
        IntArray(bitmap.width * bitmap.height).also {
            bitmap.getPixels(it, 0, bitmap.width, 0, 0, bitmap.width, bitmap.height)
        }

    /** The mean relative luminance (WCAG), white is 1. */
    fun luminance(): Double = pixels.sumOf { luminance(it) } / pixels.size

    /** The share of pixels that have exactly one of [colours]; the rest are the soft edges between them. */
    fun share(colours: Set<Int>): Double = pixels.count { it in colours }.toDouble() / pixels.size

    /** The colours that are brighter than [most] in any of red, green, blue. */
    fun brighterThan(most: Int): Set<Int> =
        pixels
            .filter { Color.red(it) > Color.red(most) || Color.green(it) > Color.green(most) || Color.blue(it) > Color.blue(most) }
            .toSet()

    /** Renews the committed picture where the run was asked to. */
    fun keep(): Picture {
        if (System.getProperty("nightcramp.screenshots") != "write") return this
        val file = File(System.getProperty("nightcramp.demo"), "screenshots/$name.png")
        file.parentFile.mkdirs()
        file.outputStream().use { bitmap.compress(Bitmap.CompressFormat.PNG, 100, it) }
        return this
    }

    private fun luminance(pixel: Int): Double =
        0.2126 * linear(Color.red(pixel)) + 0.7152 * linear(Color.green(pixel)) + 0.0722 * linear(Color.blue(pixel))

    private fun linear(part: Int): Double {
        val c = part / 255.0
        return if (c <= 0.04045) c / 12.92 else ((c + 0.055) / 1.055).pow(2.4)
    }

    companion object {
        /** Draws the window of [activity] as it is now. */
        fun of(name: String, activity: Activity): Picture {
            val view = activity.window.decorView
            val bitmap = Bitmap.createBitmap(view.width, view.height, Bitmap.Config.ARGB_8888)
            view.draw(Canvas(bitmap))
            return Picture(name, bitmap)
        }
    }
}
