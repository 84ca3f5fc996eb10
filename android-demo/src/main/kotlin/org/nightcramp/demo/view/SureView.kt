package org.nightcramp.demo.view

import android.annotation.SuppressLint
import android.content.Context
import android.graphics.Canvas
import android.graphics.Paint
import android.view.View
import android.view.ViewGroup
import org.nightcramp.demo.R

/** How sure something is: [filled] discs of three, the rest rings. The words stand beside it. */
@SuppressLint("ViewConstructor")
class SureView(context: Context, private val filled: Int) : View(context) {
    private val paint = Paint(Paint.ANTI_ALIAS_FLAG)

    init {
        importantForAccessibility = IMPORTANT_FOR_ACCESSIBILITY_NO
        layoutParams = ViewGroup.LayoutParams(context.dp(WIDTH.toInt()), context.dp(HEIGHT.toInt()))
    }

    override fun onDraw(canvas: Canvas) {
        val unit = width / WIDTH
        canvas.scale(unit, unit)
        val mirrored = layoutDirection == LAYOUT_DIRECTION_RTL
        for (place in 0 until DISCS) {
            val full = place < filled
            paint.style = if (full) Paint.Style.FILL else Paint.Style.STROKE
            paint.strokeWidth = LINE
            paint.color = context.getColor(if (full) R.color.accent else R.color.edge)
            val at = if (mirrored) DISCS - 1 - place else place
            canvas.drawCircle(MIDDLE + STEP * at, MIDDLE, if (full) RADIUS + LINE / 2 else RADIUS, paint)
        }
    }

    private companion object {
        const val WIDTH = 86f
        const val HEIGHT = 26f
        const val DISCS = 3
        const val MIDDLE = 13f
        const val STEP = 30f
        const val RADIUS = 10f
        const val LINE = 2.5f
    }
}
