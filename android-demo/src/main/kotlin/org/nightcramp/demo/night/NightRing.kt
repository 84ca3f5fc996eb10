package org.nightcramp.demo.night

import android.content.Context
import android.graphics.Canvas
import android.graphics.Paint
import android.graphics.Path
import android.view.View
import org.nightcramp.demo.R
import org.nightcramp.demo.view.dp

/**
 * A check mark in a ring that fills silently, without digits. Says nothing to a screen reader; the words beside it do.
 */
class NightRing(context: Context) : View(context) {
    private val paint =
        Paint(Paint.ANTI_ALIAS_FLAG).apply {
            style = Paint.Style.STROKE
            strokeWidth = STROKE
            strokeCap = Paint.Cap.ROUND
            strokeJoin = Paint.Join.ROUND
        }
    private val check =
        Path().apply {
            moveTo(16f, 26.5f)
            rLineTo(7f, 7f)
            rLineTo(13f, -14f)
        }

    /** How much of the ring is filled, 0 to 1. */
    var share: Float = 0f
        set(value) {
            field = value
            invalidate()
        }

    init {
        importantForAccessibility = IMPORTANT_FOR_ACCESSIBILITY_NO
        layoutParams = android.view.ViewGroup.LayoutParams(context.dp(SIZE), context.dp(SIZE))
    }

    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) = setMeasuredDimension(context.dp(SIZE), context.dp(SIZE))

    override fun onDraw(canvas: Canvas) {
        val unit = width / SIZE.toFloat()
        canvas.scale(unit, unit)
        paint.color = context.getColor(R.color.n_rule)
        canvas.drawCircle(MIDDLE, MIDDLE, RADIUS, paint)
        paint.color = context.getColor(R.color.n_ink)
        if (share > 0) {
            canvas.drawArc(MIDDLE - RADIUS, MIDDLE - RADIUS, MIDDLE + RADIUS, MIDDLE + RADIUS, TOP, TURN * share, false, paint)
        }
        canvas.drawPath(check, paint)
    }

    private companion object {
        /** In dp, and the drawing's own grid. */
        const val SIZE = 52
        const val MIDDLE = 26f
        const val RADIUS = 23f
        const val STROKE = 4f
        const val TOP = -90f
        const val TURN = 360f
    }
}
