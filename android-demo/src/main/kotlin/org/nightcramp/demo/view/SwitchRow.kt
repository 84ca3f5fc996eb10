package org.nightcramp.demo.view

import android.annotation.SuppressLint
import android.content.Context
import android.graphics.Canvas
import android.graphics.Paint
import android.view.HapticFeedbackConstants
import android.view.View
import android.view.ViewGroup
import android.view.accessibility.AccessibilityNodeInfo
import android.widget.LinearLayout
import android.widget.Switch
import org.nightcramp.demo.R

/** A line of settings that is on or off: whatever [fill] puts in it, all of it to be pressed, said as [spoken]. */
@SuppressLint("ViewConstructor")
class SwitchRow(
    context: Context,
    spoken: CharSequence,
    private val on: Boolean,
    press: (Boolean) -> Unit,
    fill: LinearLayout.() -> Unit = {},
) : LinearLayout(context) {
    private val button =
        RowButton(context, spoken, {
            performHapticFeedback(HapticFeedbackConstants.CLOCK_TICK)
            press(!on)
        }, {
            orientation = if (context.largeText) VERTICAL else HORIZONTAL
            if (context.largeText) gravity = android.view.Gravity.START or android.view.Gravity.CENTER_VERTICAL
            fill()
        })

    init {
        button.accessibilityDelegate =
            object : AccessibilityDelegate() {
                override fun onInitializeAccessibilityNodeInfo(host: View, info: AccessibilityNodeInfo) {
                    super.onInitializeAccessibilityNodeInfo(host, info)
                    info.className = Switch::class.java.name
                    info.isCheckable = true
                    info.isChecked = on
                }
            }
        addView(button, LayoutParams(LayoutParams.MATCH_PARENT, LayoutParams.MATCH_PARENT))
    }
}

/** The shape of a switch: filled with the knob at the end when it is on, an outline with a smaller knob when it is off. */
@SuppressLint("ViewConstructor")
class SwitchView(context: Context, private val on: Boolean) : View(context) {
    private val paint = Paint(Paint.ANTI_ALIAS_FLAG)

    init {
        importantForAccessibility = IMPORTANT_FOR_ACCESSIBILITY_NO
        layoutParams = ViewGroup.LayoutParams(context.dp(WIDTH), context.dp(HEIGHT))
    }

    override fun onDraw(canvas: Canvas) {
        val edge = context.dp(EDGE)
        val half = height / 2f
        paint.style = if (on) Paint.Style.FILL else Paint.Style.STROKE
        paint.strokeWidth = edge
        paint.color = context.getColor(if (on) R.color.accent else R.color.edge)
        val inset = if (on) 0f else edge / 2
        canvas.drawRoundRect(inset, inset, width - inset, height - inset, half, half, paint)
        paint.style = Paint.Style.FILL
        paint.color = context.getColor(if (on) R.color.on_accent else R.color.edge)
        val mirrored = layoutDirection == LAYOUT_DIRECTION_RTL
        val knob = if (on != mirrored) width - half else half
        canvas.drawCircle(knob, half, context.dp(if (on) KNOB_ON else KNOB_OFF), paint)
    }

    private companion object {
        const val WIDTH = 58
        const val HEIGHT = 34
        const val EDGE = 2.5f
        const val KNOB_ON = 12f
        const val KNOB_OFF = 9f
    }
}
