package org.nightcramp.demo.night

import android.content.Context
import android.graphics.Canvas
import android.graphics.Paint
import android.graphics.Path
import android.text.Layout
import android.text.StaticLayout
import android.text.TextPaint
import android.view.View
import android.view.accessibility.AccessibilityNodeInfo
import android.widget.Button
import org.nightcramp.demo.R
import org.nightcramp.demo.view.Type
import org.nightcramp.demo.view.dp

/**
 * The moon, and the whole area around it: a hand that misses still logs.
 *
 * Looks pressed while touched and while [waiting] for the disk.
 */
class MoonView(context: Context) : View(context) {
    private val fill = Paint(Paint.ANTI_ALIAS_FLAG)
    private val rim =
        Paint(Paint.ANTI_ALIAS_FLAG).apply {
            style = Paint.Style.STROKE
            color = context.getColor(R.color.n_dim)
        }
    private val clip = Path()

    /** The second words; the first is always *Cramp*. */
    var line: CharSequence = context.getText(R.string.one_tap)
        set(value) {
            field = value
            contentDescription = listOf(context.getText(R.string.moon_spoken), value).joinToString(". ")
            invalidate()
        }

    /** Whether a tap is on its way to the disk. */
    var waiting: Boolean = false
        set(value) {
            field = value
            invalidate()
        }

    init {
        isFocusable = true
        contentDescription = context.getText(R.string.moon_spoken)
        accessibilityLiveRegion = ACCESSIBILITY_LIVE_REGION_POLITE
    }

    override fun onInitializeAccessibilityNodeInfo(info: AccessibilityNodeInfo) {
        super.onInitializeAccessibilityNodeInfo(info)
        info.className = Button::class.java.name
    }

    override fun drawableStateChanged() {
        super.drawableStateChanged()
        invalidate()
    }

    override fun onDraw(canvas: Canvas) {
        val side = minOf(width - context.dp(MARGIN), height - context.dp(MARGIN))
        canvas.save()
        canvas.translate(width / 2f, (height + context.dp(LOWER)) / 2f)
        drawDisc(canvas, side / GRID)
        drawWords(canvas, (side * WORDS).toInt())
        canvas.restore()
    }

    private fun drawDisc(canvas: Canvas, unit: Float) {
        val down = isPressed || waiting
        canvas.save()
        clip.rewind()
        clip.addCircle(0f, 0f, RADIUS * unit, Path.Direction.CW)
        canvas.clipPath(clip)
        fill.color = context.getColor(if (down) R.color.n_press else R.color.n_moon)
        canvas.drawCircle(0f, 0f, RADIUS * unit, fill)
        if (!down) {
            fill.color = context.getColor(R.color.n_disc)
            canvas.drawCircle(SHADE_X * unit, SHADE_Y * unit, SHADE * unit, fill)
        }
        canvas.restore()
        rim.strokeWidth = context.dp(if (isFocused) FOCUSED_RIM else RIM)
        rim.color = context.getColor(if (isFocused) R.color.n_ink else R.color.n_dim)
        canvas.drawCircle(0f, 0f, RADIUS * unit, rim)
    }

    private fun drawWords(canvas: Canvas, room: Int) {
        val hero = set(context.getText(R.string.cramp), Type.N_HERO, room)
        val second = set(line, Type.N_SMALL, room)
        val gap = context.dp(GAP)
        canvas.translate(-room / 2f, -(hero.height + gap + second.height) / 2f)
        hero.draw(canvas)
        canvas.translate(0f, hero.height + gap)
        second.draw(canvas)
    }

    /** The words as they are drawn in [room] pixels; also what a test measures. */
    fun set(text: CharSequence, type: Type, room: Int): StaticLayout {
        val paint = TextPaint(Paint.ANTI_ALIAS_FLAG)
        paint.typeface = type.typeface
        paint.textSize = type.px(context)
        paint.color = context.getColor(R.color.n_ink)
        return StaticLayout.Builder
            .obtain(text, 0, text.length, paint, room)
            .setAlignment(Layout.Alignment.ALIGN_CENTER)
            .setIncludePad(false)
            .build()
    }

    companion object {
        /** How much of the moon's width words may take: the chord where they stand. */
        const val WORDS = 0.84f

        /** Lengths in dp; the moon's own in units of its drawing, 367 across. */
        const val MARGIN = 44f
        private const val LOWER = 10f
        private const val GRID = 367f
        private const val RADIUS = 182f
        private const val SHADE = 172f
        private const val SHADE_X = 38.5f
        private const val SHADE_Y = -38.5f
        private const val RIM = 3f
        private const val FOCUSED_RIM = 5f
        private const val GAP = 10f
    }
}
