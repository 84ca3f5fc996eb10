package org.nightcramp.demo.view

import android.content.Context
import android.graphics.Canvas
import android.graphics.Paint
import android.view.View
import org.nightcramp.NightState
import org.nightcramp.demo.R

/**
 * Disc, ring or dot: cramp, no cramp, not known. The number stands in the disc from two cramps on.
 *
 * Says nothing to a screen reader; whoever shows it says the same in words.
 * @property size in dp; the drawing's own grid is 34.
 */
class MarkView(
    context: Context,
    private val state: NightState,
    private val cramps: Int,
    private val size: Int,
) : View(context) {
    private val paint = Paint(Paint.ANTI_ALIAS_FLAG)

    init {
        importantForAccessibility = IMPORTANT_FOR_ACCESSIBILITY_NO
        layoutParams = android.view.ViewGroup.LayoutParams(context.dp(size), context.dp(size))
    }

    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) = setMeasuredDimension(context.dp(size), context.dp(size))

    override fun onDraw(canvas: Canvas) {
        val unit = width / GRID
        canvas.scale(unit, unit)
        when (state) {
            NightState.CRAMP -> drawDisc(canvas)
            NightState.NO_CRAMP -> drawRing(canvas)
            NightState.UNKNOWN -> canvas.drawCircle(MIDDLE, MIDDLE, DOT, filled(R.color.edge))
        }
    }

    private fun drawDisc(canvas: Canvas) {
        canvas.drawCircle(MIDDLE, MIDDLE, DISC, filled(R.color.accent))
        if (cramps < 2) return
        val number = filled(R.color.on_accent)
        number.typeface = Type.CAPTION_BOLD.typeface
        number.textSize = NUMBER
        number.textAlign = Paint.Align.CENTER
        canvas.drawText(cramps.toString(), MIDDLE, BASE, number)
    }

    private fun drawRing(canvas: Canvas) {
        paint.style = Paint.Style.STROKE
        paint.strokeWidth = RING_WIDTH
        paint.color = context.getColor(R.color.edge)
        canvas.drawCircle(MIDDLE, MIDDLE, RING, paint)
    }

    private fun filled(ink: Int): Paint {
        paint.style = Paint.Style.FILL
        paint.color = context.getColor(ink)
        return paint
    }

    private companion object {
        const val GRID = 34f
        const val MIDDLE = 17f
        const val DISC = 15f
        const val RING = 13.5f
        const val RING_WIDTH = 2.5f
        const val DOT = 4f
        const val NUMBER = 18f
        const val BASE = 23.3f
    }
}
