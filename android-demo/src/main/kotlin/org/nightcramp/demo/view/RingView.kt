package org.nightcramp.demo.view

import android.content.Context
import android.graphics.Canvas
import android.graphics.Paint
import android.view.View
import android.view.ViewGroup
import org.nightcramp.demo.R
import java.text.NumberFormat

/** A ring that empties while something is held, with the seconds that are left; large enough to be read from the floor. */
class RingView(context: Context) : View(context) {
    private val paint = Paint(Paint.ANTI_ALIAS_FLAG)
    private var seconds = 0
    private var share = 0f

    init {
        layoutParams = ViewGroup.LayoutParams(context.dp(SIZE.toInt()), context.dp(SIZE.toInt()))
    }

    /** Shows [seconds] to go, [share] of the ring, and says [spoken] to those who do not see it. */
    fun show(seconds: Int, share: Float, spoken: CharSequence) {
        this.seconds = seconds
        this.share = share
        contentDescription = spoken
        invalidate()
    }

    override fun onDraw(canvas: Canvas) {
        val unit = width / SIZE
        canvas.scale(unit, unit)
        paint.style = Paint.Style.STROKE
        paint.strokeWidth = LINE
        paint.strokeCap = Paint.Cap.ROUND
        paint.color = context.getColor(R.color.line)
        canvas.drawCircle(MIDDLE, MIDDLE, RADIUS, paint)
        paint.color = context.getColor(R.color.accent)
        val edge = MIDDLE - RADIUS
        if (share > 0) canvas.drawArc(edge, edge, SIZE - edge, SIZE - edge, TOP, TURN * share, false, paint)
        drawSeconds(canvas)
    }

    private fun drawSeconds(canvas: Canvas) {
        paint.style = Paint.Style.FILL
        paint.color = context.getColor(R.color.ink)
        paint.typeface = Type.DISPLAY.typeface
        paint.textSize = NUMBER
        paint.textAlign = Paint.Align.CENTER
        canvas.drawText(NumberFormat.getInstance().format(seconds), MIDDLE, BASE, paint)
    }

    private companion object {
        const val SIZE = 148f
        const val MIDDLE = 74f
        const val RADIUS = 66f
        const val LINE = 11f
        const val TOP = -90f
        const val TURN = 360f
        const val NUMBER = 58f
        const val BASE = 94f
    }
}
