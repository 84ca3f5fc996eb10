package org.nightcramp.demo.day

import android.annotation.SuppressLint
import android.content.Context
import android.view.Gravity
import android.view.View
import android.view.accessibility.AccessibilityNodeInfo
import android.widget.Button
import android.widget.LinearLayout
import org.nightcramp.NightMark
import org.nightcramp.demo.R
import org.nightcramp.demo.view.MarkView
import org.nightcramp.demo.view.Type
import org.nightcramp.demo.view.dp
import org.nightcramp.demo.view.largeText
import org.nightcramp.demo.view.pad
import org.nightcramp.demo.view.shape
import org.nightcramp.demo.view.words
import java.text.NumberFormat
import java.time.LocalDate

/** One night in the calendar: its date and its mark. Without a [mark] the night is yet to come, and only the date stands there. */
@SuppressLint("ViewConstructor")
class NightCell(
    context: Context,
    night: LocalDate,
    private val mark: NightMark?,
    today: Boolean,
) : LinearLayout(context) {
    init {
        orientation = VERTICAL
        gravity = Gravity.CENTER_HORIZONTAL
        // A week that has not begun needs no room for marks.
        minimumHeight =
            context.dp(
                if (mark == null) {
                    0
                } else if (context.largeText) {
                    LARGE
                } else {
                    HEIGHT
                },
            )
        pad(0, 3, 0, 4)
        if (today) background = context.shape(R.color.tint, radius = 14)
        val ink =
            when {
                today -> R.color.ink
                mark == null -> R.color.edge
                else -> R.color.ink2
            }
        val date = context.words(if (today) Type.CAPTION_BOLD else Type.CAPTION, ink, NumberFormat.getInstance().format(night.dayOfMonth))
        date.textAlignment = View.TEXT_ALIGNMENT_CENTER
        addView(date, LayoutParams(LayoutParams.MATCH_PARENT, LayoutParams.WRAP_CONTENT))
        if (mark != null) addMark(mark, date)
    }

    override fun onInitializeAccessibilityNodeInfo(info: AccessibilityNodeInfo) {
        super.onInitializeAccessibilityNodeInfo(info)
        if (mark != null) info.className = Button::class.java.name
    }

    private fun addMark(mark: NightMark, date: View) {
        isFocusable = true
        date.importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_NO
        val place = LayoutParams(context.dp(SHAPE), context.dp(SHAPE))
        place.topMargin = context.dp(2)
        addView(MarkView(context, mark.state, mark.cramps.toInt(), SHAPE), place)
    }

    private companion object {
        const val HEIGHT = 64
        const val LARGE = 78
        const val SHAPE = 34
    }
}
