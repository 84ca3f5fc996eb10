package org.nightcramp.demo.day

import android.content.Context
import android.view.Gravity
import android.view.View
import android.widget.LinearLayout
import org.nightcramp.demo.R
import org.nightcramp.demo.view.RowButton
import org.nightcramp.demo.view.SwitchRow
import org.nightcramp.demo.view.SwitchView
import org.nightcramp.demo.view.Type
import org.nightcramp.demo.view.column
import org.nightcramp.demo.view.dp
import org.nightcramp.demo.view.icon
import org.nightcramp.demo.view.largeText
import org.nightcramp.demo.view.pad
import org.nightcramp.demo.view.put
import org.nightcramp.demo.view.putIcon
import org.nightcramp.demo.view.row
import org.nightcramp.demo.view.words

/** The rows of the pages about reminders. */
class ReminderRows(private val context: Context) {
    private val large = context.largeText

    /** Whether a name and its value have no room beside each other: the width in sp. */
    private val narrow: Boolean = context.resources.configuration.run { screenWidthDp / fontScale < ROOMY }

    /** What is on or off: all of it is pressed. */
    fun switch(
        icon: Int?,
        name: String,
        below: String,
        isOn: Boolean,
        press: (Boolean) -> Unit,
    ): View =
        SwitchRow(context, context.getString(R.string.row_spoken, name, below), isOn, press) {
            minimumHeight = context.dp(SWITCH_ROW)
            pad(0, 7, 0, 7)
            val said =
                context.row {
                    if (icon != null) putMark(icon, R.color.ink)
                    put(texts(name, below, R.color.ink2), start = if (icon == null) 0 else GAP, weight = 1f)
                }
            put(said, weight = if (large) 0f else 1f)
            putSwitch(isOn, under = if (icon == null) 0 else UNDER_WORDS)
        }

    /** As [switch], but its words, in the colour of what can be pressed, open what there is to choose. */
    fun opening(
        icon: Int,
        name: String,
        below: String,
        isOn: Boolean,
        open: () -> Unit,
        press: (Boolean) -> Unit,
    ): View {
        val spoken = context.getString(R.string.row_change, context.getString(R.string.row_spoken, name, below))
        val said =
            RowButton(context, spoken, open) {
                minimumHeight = context.dp(SWITCH_ROW)
                pad(0, 7, 0, 7)
                putMark(icon, R.color.ink)
                put(texts(name, below, R.color.accent), start = GAP, weight = 1f)
            }
        val toggle =
            SwitchRow(context, name, isOn, press) {
                minimumHeight = context.dp(if (large) ROW else SWITCH_ROW)
                putSwitch(isOn, UNDER_WORDS)
            }
        if (large) {
            return context.column {
                put(said)
                put(toggle)
            }
        }
        return context.row {
            put(said, weight = 1f)
            put(toggle)
        }
    }

    /** How one thing on the phone is; one that can be mended is pressed for that. */
    fun check(
        name: Int,
        well: Boolean,
        value: String,
        mend: (() -> Unit)?,
    ): View {
        val ink = if (well) R.color.self else R.color.today
        return valued(context.getString(name), value, ink, if (well) R.drawable.ic_check else R.drawable.ic_info, mend)
    }

    /** A name and its value, which is pressed to choose another. */
    fun choice(name: Int, value: String, press: () -> Unit): View =
        valued(context.getString(name), value, R.color.accent, icon = null, press)

    private fun valued(
        name: String,
        value: String,
        ink: Int,
        icon: Int?,
        press: (() -> Unit)?,
    ): View {
        val fill: LinearLayout.() -> Unit = {
            pad(0, 7, 0, 7)
            minimumHeight = context.dp(ROW)
            if (icon != null) putMark(icon, ink)
            val start = if (icon == null) 0 else GAP
            val left = context.words(Type.FACT, R.color.ink, name)
            val right = context.words(Type.BODY_MEDIUM, ink, value)
            if (narrow) {
                val both = context.column { listOf(left, right).forEach { put(it) } }
                put(both, start = start, weight = 1f)
            } else {
                put(left, start = start, weight = 1f)
                right.textAlignment = View.TEXT_ALIGNMENT_VIEW_END
                put(right, start = 12)
            }
        }
        if (press == null) return context.row(fill)
        return RowButton(context, context.getString(R.string.row_spoken, name, value), press, fill)
    }

    /** The shape of a row, on the line of its first words. */
    private fun LinearLayout.putMark(icon: Int, ink: Int) {
        val mark = context.icon(icon, ink)
        putIcon(mark)
        if (!large) return
        val place = mark.layoutParams as LinearLayout.LayoutParams
        place.gravity = Gravity.TOP
        place.topMargin = context.dp(LINE_TOP)
    }

    private fun texts(name: String, below: String, ink: Int): View =
        context.column {
            put(context.words(Type.FACT, R.color.ink, name))
            put(context.words(Type.CAPTION, ink, below))
        }

    /** Beside the words; under them where the text is large. */
    private fun LinearLayout.putSwitch(isOn: Boolean, under: Int) {
        val shape = SwitchView(context, isOn)
        val place = LinearLayout.LayoutParams(shape.layoutParams.width, shape.layoutParams.height)
        place.marginStart = context.dp(if (large) under else 12)
        if (large) place.bottomMargin = context.dp(6)
        addView(shape, place)
    }

    private companion object {
        const val ROW = 56
        const val SWITCH_ROW = 68
        const val ROOMY = 320
        const val LINE_TOP = 10
        const val GAP = 14

        /** An icon and the gap after it. */
        const val UNDER_WORDS = 42
    }
}
