package org.nightcramp.demo

import android.app.Activity
import android.graphics.Bitmap
import android.graphics.BitmapFactory
import android.graphics.Canvas
import android.graphics.Color
import android.view.View
import java.io.File
import kotlin.math.abs
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

    /** Renews the committed picture where the run was asked to; otherwise says whether that one still shows the app. */
    fun isKept(): Boolean {
        val file = File(System.getProperty("nightcramp.demo"), "screenshots/$name.png")
        if (System.getProperty("nightcramp.screenshots") == "write") {
            file.parentFile.mkdirs()
            return file.outputStream().use { bitmap.compress(Bitmap.CompressFormat.PNG, 100, it) }
        }
        val old = BitmapFactory.decodeFile(file.path) ?: return false
        return old.width == bitmap.width && old.height == bitmap.height && Picture(name, old).differs(this) <= ALLOWED
    }

    private fun differs(other: Picture): Double {
        val plainly = pixels.indices.count { index -> CHANNELS.any { abs(it(pixels[index]) - it(other.pixels[index])) > FAINT } }
        return plainly.toDouble() / pixels.size
    }

    private fun luminance(pixel: Int): Double =
        0.2126 * linear(Color.red(pixel)) + 0.7152 * linear(Color.green(pixel)) + 0.0722 * linear(Color.blue(pixel))

    private fun linear(part: Int): Double {
        val c = part / 255.0
        return if (c <= 0.04045) c / 12.92 else ((c + 0.055) / 1.055).pow(2.4)
    }

    companion object {
        private val CHANNELS = listOf<(Int) -> Int>(Color::red, Color::green, Color::blue)

        /** Another machine may round the soft edges otherwise; a word or a shape that moved is more than this. */
        private const val FAINT = 48
        private const val ALLOWED = 0.0005

        /** Draws the window of [activity] as it is now. */
        fun of(name: String, activity: Activity): Picture = of(name, activity.window.decorView)

        /** Draws [view] as it is now. */
        fun of(name: String, view: View): Picture {
            val bitmap = Bitmap.createBitmap(view.width, view.height, Bitmap.Config.ARGB_8888)
            view.draw(Canvas(bitmap))
            return Picture(name, bitmap)
        }
    }
}
