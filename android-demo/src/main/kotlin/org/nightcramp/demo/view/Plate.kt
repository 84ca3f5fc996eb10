package org.nightcramp.demo.view

import android.content.Context
import android.graphics.drawable.Drawable
import android.graphics.drawable.StateListDrawable
import android.view.Gravity
import android.view.HapticFeedbackConstants
import android.view.View
import android.view.accessibility.AccessibilityNodeInfo
import android.widget.Button
import android.widget.CheckBox
import android.widget.LinearLayout
import android.widget.TextView
import org.nightcramp.demo.R

/** How a [Plate] looks. Colours are resources, 0 is none; lengths in dp. */
enum class Look(
    internal val type: Type,
    internal val ink: Int,
    internal val fill: Int,
    internal val pressed: Int,
    internal val edge: Int,
    internal val radius: Int,
    internal val height: Int,
    internal val side: Int,
    internal val fromStart: Boolean = false,
    internal val gap: Int = 12,
    internal val edgeWidth: Int = 2,
    internal val icon: Int = 28,
) {
    /** An answer among others. */
    CHIP(Type.LABEL, R.color.ink, R.color.surface, R.color.tint, R.color.edge, 20, 64, 6),

    /** A short answer that stands in a flow, like a number. */
    CHIP_SMALL(Type.LABEL, R.color.ink, R.color.surface, R.color.tint, R.color.edge, 28, 56, 4, gap = 8),

    /** An answer over the whole width, words at the start. */
    CHIP_WIDE(Type.BODY_MEDIUM, R.color.ink, R.color.surface, R.color.tint, R.color.edge, 20, 64, 18, fromStart = true),

    /** The one button that goes on. */
    FIRST(Type.BODY_MEDIUM, R.color.on_accent, R.color.accent, R.color.edge, 0, 18, 60, 20),

    /** The same, one of three in a line. */
    FIRST_NARROW(Type.BODY_MEDIUM, R.color.on_accent, R.color.accent, R.color.edge, 0, 18, 60, 6),

    /** A further button. */
    SECOND(Type.BODY_MEDIUM, R.color.accent, 0, R.color.tint, R.color.edge, 18, 60, 20),

    /** The same, one of three in a line. */
    SECOND_NARROW(Type.BODY_MEDIUM, R.color.accent, 0, R.color.tint, R.color.edge, 18, 60, 6),

    /** A button without a shape. */
    QUIET(Type.BODY_MEDIUM, R.color.accent, 0, R.color.tint, 0, 18, 56, 20),

    /** The same, where several stand beside each other. */
    QUIET_NARROW(Type.BODY_MEDIUM, R.color.accent, 0, R.color.tint, 0, 18, 56, 4),

    /** The call for help, a third of the screen. */
    CALL(Type.CALL, R.color.on_emergency, R.color.emergency, R.color.ink, 0, 28, 200, 20, icon = 56),

    /** The same on a card. */
    CALL_SMALL(Type.BODY_BOLD, R.color.on_emergency, R.color.emergency, R.color.ink, 0, 18, 60, 20),

    /** A night button. */
    NIGHT(Type.N_ACT, R.color.n_ink, 0, R.color.n_press, R.color.n_dim, 20, 72, 16),

    /** Quiet words at night. */
    NIGHT_QUIET(Type.N_ACT, R.color.n_dim, 0, R.color.n_press, 0, 20, 56, 0),

    /** The night button that matters most now. */
    NIGHT_STRONG(Type.N_ACT, R.color.n_ink, 0, R.color.n_press, R.color.n_ink, 20, 72, 16, edgeWidth = 4),

    /** A row of a night list that leads on; its words stand under those of a [NightTick]. */
    NIGHT_ROW(Type.N_SMALL, R.color.n_ink, 0, R.color.n_press, 0, 12, 60, 1, fromStart = true, gap = 17),
}

/**
 * Something to press: words and perhaps an icon on a shape. The one component behind chips, buttons and night buttons.
 *
 * @property checkable whether this is an answer that can be chosen, which a screen reader then says.
 * @property stacked whether the icon stands above the words instead of before them.
 */
class Plate(
    context: Context,
    private val look: Look,
    text: CharSequence,
    icon: Int = 0,
    private val checkable: Boolean = false,
    private val chosen: Boolean = false,
    private val stacked: Boolean = false,
) : LinearLayout(context) {
    private val words: TextView = context.words(look.type, if (chosen) R.color.accent else look.ink, text)

    init {
        orientation = if (stacked) VERTICAL else HORIZONTAL
        gravity = if (look.fromStart) Gravity.CENTER_VERTICAL or Gravity.START else Gravity.CENTER
        isBaselineAligned = false
        minimumHeight = context.dp(look.height)
        minimumWidth = context.dp(TOUCH)
        pad(look.side, UPRIGHT, look.side, UPRIGHT)
        background = states(look)
        isFocusable = true
        contentDescription = text
        words.importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_NO
        if (!look.fromStart) words.textAlignment = View.TEXT_ALIGNMENT_CENTER
        addParts(icon)
    }

    /** Pale and without effect unless [available]. */
    fun available(available: Boolean): Plate {
        isEnabled = available
        alpha = if (available) 1f else UNAVAILABLE
        return this
    }

    /** From now on the button that matters most. */
    fun emphasise() {
        background = states(Look.NIGHT_STRONG)
    }

    /** Does [action] when pressed; choosing an answer ticks lightly in the hand. */
    fun onPress(action: () -> Unit): Plate {
        setOnClickListener {
            if (checkable) performHapticFeedback(HapticFeedbackConstants.CLOCK_TICK)
            action()
        }
        return this
    }

    override fun onInitializeAccessibilityNodeInfo(info: AccessibilityNodeInfo) {
        super.onInitializeAccessibilityNodeInfo(info)
        info.className = (if (checkable) CheckBox::class.java else Button::class.java).name
        info.isCheckable = checkable
        info.isChecked = chosen
    }

    private fun addParts(icon: Int) {
        val shown = if (chosen && icon == 0) R.drawable.ic_check else icon
        if (shown != 0) {
            val size = if (chosen && icon == 0) CHECK else look.icon
            putIcon(context.icon(shown, if (chosen) R.color.accent else look.ink, size))
        }
        val place =
            LayoutParams(if (look.fromStart) 0 else LayoutParams.WRAP_CONTENT, LayoutParams.WRAP_CONTENT, if (look.fromStart) 1f else 0f)
        if (shown != 0 && !stacked) place.marginStart = context.dp(look.gap)
        addView(words, place)
    }

    private fun states(look: Look): Drawable {
        val edgeWidth = if (chosen) CHOSEN_EDGE else look.edgeWidth
        val rest = context.shape(if (chosen) R.color.tint else look.fill, look.radius, if (chosen) R.color.accent else look.edge, edgeWidth)
        val focusInk = if (look.pressed == R.color.n_press) R.color.n_ink else R.color.accent
        val focused = context.shape(look.fill, look.radius, focusInk, maxOf(CHOSEN_EDGE, look.edgeWidth))
        return StateListDrawable().apply {
            addState(intArrayOf(android.R.attr.state_pressed), context.shape(look.pressed, look.radius, look.edge, look.edgeWidth))
            addState(intArrayOf(android.R.attr.state_focused), focused)
            addState(intArrayOf(), rest)
        }
    }

    private companion object {
        const val TOUCH = 56
        const val UPRIGHT = 8
        const val CHECK = 24
        const val CHOSEN_EDGE = 3
        const val UNAVAILABLE = 0.45f
    }
}
