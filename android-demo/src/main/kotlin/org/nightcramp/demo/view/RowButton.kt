package org.nightcramp.demo.view

import android.content.Context
import android.content.res.ColorStateList
import android.graphics.drawable.ColorDrawable
import android.graphics.drawable.RippleDrawable
import android.graphics.drawable.StateListDrawable
import android.view.Gravity
import android.view.accessibility.AccessibilityNodeInfo
import android.widget.Button
import android.widget.LinearLayout
import org.nightcramp.demo.R

/** A line of a list that leads somewhere: whatever [fill] puts in it, all of it to be pressed, said as [spoken]. */
class RowButton(
    context: Context,
    spoken: CharSequence,
    press: () -> Unit,
    fill: LinearLayout.() -> Unit,
) : LinearLayout(context) {
    init {
        orientation = HORIZONTAL
        gravity = Gravity.CENTER_VERTICAL
        isBaselineAligned = false
        minimumHeight = context.dp(TOUCH)
        background = RippleDrawable(ColorStateList.valueOf(context.getColor(R.color.tint)), states(), ColorDrawable(-1))
        isFocusable = true
        contentDescription = spoken
        setOnClickListener { press() }
        fill()
    }

    override fun onInitializeAccessibilityNodeInfo(info: AccessibilityNodeInfo) {
        super.onInitializeAccessibilityNodeInfo(info)
        info.className = Button::class.java.name
    }

    private fun states() =
        StateListDrawable().apply {
            addState(intArrayOf(android.R.attr.state_focused), context.shape(0, radius = 20, edge = R.color.accent, edgeWidth = 3))
            addState(intArrayOf(), ColorDrawable(0))
        }

    private companion object {
        const val TOUCH = 56
    }
}
