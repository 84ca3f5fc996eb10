package org.nightcramp.demo.night

import android.content.Context
import android.graphics.drawable.StateListDrawable
import android.view.Gravity
import android.view.View
import android.view.accessibility.AccessibilityNodeInfo
import android.widget.Button
import android.widget.LinearLayout
import android.widget.TextView
import org.nightcramp.demo.R
import org.nightcramp.demo.view.Type
import org.nightcramp.demo.view.dp
import org.nightcramp.demo.view.icon
import org.nightcramp.demo.view.largeText
import org.nightcramp.demo.view.pad
import org.nightcramp.demo.view.put
import org.nightcramp.demo.view.putIcon
import org.nightcramp.demo.view.row
import org.nightcramp.demo.view.shape
import org.nightcramp.demo.view.words
import kotlin.math.ceil

/** Whom to call: the large button of the emergency card, or two quiet lines on the other. */
class CallButton private constructor(context: Context, spoken: CharSequence, onPress: () -> Unit) : LinearLayout(context) {
    init {
        orientation = VERTICAL
        gravity = Gravity.CENTER
        isFocusable = true
        contentDescription = spoken
        setOnClickListener { onPress() }
    }

    /** [words] under a phone of [size] dp, on a plate. */
    constructor(context: Context, type: Type, words: CharSequence, size: Int, onPress: () -> Unit) : this(context, words, onPress) {
        background = states(R.color.n_press, R.color.n_moon, R.color.n_ink)
        pad(16, 12, 16, 12)
        val phone = context.icon(R.drawable.ic_phone, R.color.n_ink, size)
        addView(phone, LayoutParams(context.dp(size), context.dp(size)))
        put(silent(type, words), top = 6)
    }

    /** [words] beside a small phone, below the [question] that leads to it. */
    constructor(context: Context, question: CharSequence, words: CharSequence, onPress: () -> Unit) :
        this(context, "$question $words", onPress) {
        background = states(0, R.color.n_press, 0)
        minimumHeight = context.dp(LEAST)
        put(silent(Type.N_SMALL, question))
        val line =
            context.row {
                gravity = Gravity.CENTER
                putIcon(context.icon(R.drawable.ic_phone, R.color.n_ink))
                put(silent(Type.N_ACT, words), start = 12)
            }
        put(line, top = 2)
    }

    override fun onInitializeAccessibilityNodeInfo(info: AccessibilityNodeInfo) {
        super.onInitializeAccessibilityNodeInfo(info)
        info.className = Button::class.java.name
    }

    private fun silent(type: Type, words: CharSequence): TextView =
        context.words(type, R.color.n_ink, words).apply {
            textAlignment = View.TEXT_ALIGNMENT_CENTER
            importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_NO
        }

    private fun states(rest: Int, pressed: Int, edge: Int) =
        StateListDrawable().apply {
            addState(intArrayOf(android.R.attr.state_pressed), plate(pressed, edge, EDGE))
            addState(intArrayOf(android.R.attr.state_focused), plate(rest, R.color.n_ink, FOCUS))
            addState(intArrayOf(), plate(rest, edge, EDGE))
        }

    private fun plate(fill: Int, edge: Int, width: Int) = context.shape(fill, RADIUS, edge, width)

    private companion object {
        const val LEAST = 72
        const val RADIUS = 32
        const val EDGE = 5
        const val FOCUS = 8
    }
}

/** A page of whose area [call] takes a third; with large text less, so that the message can be read. */
internal class CallPage(context: Context, private val call: View) : LinearLayout(context) {
    init {
        orientation = VERTICAL
    }

    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) {
        val width = MeasureSpec.getSize(widthMeasureSpec)
        val height = MeasureSpec.getSize(heightMeasureSpec)
        val third = ceil(width.toDouble() * height / THIRD / (width - paddingStart - paddingEnd)).toInt()
        val least = if (context.largeText) minOf(third, context.dp(LARGE_TEXT)) else third
        if (call.minimumHeight != least) call.minimumHeight = least
        super.onMeasure(widthMeasureSpec, heightMeasureSpec)
    }

    private companion object {
        const val THIRD = 3
        const val LARGE_TEXT = 200
    }
}
