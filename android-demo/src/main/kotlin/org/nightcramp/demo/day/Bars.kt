package org.nightcramp.demo.day

import android.annotation.SuppressLint
import android.content.Context
import android.content.res.ColorStateList
import android.graphics.drawable.RippleDrawable
import android.view.Gravity
import android.view.View
import android.view.ViewGroup
import android.view.accessibility.AccessibilityNodeInfo
import android.widget.ImageButton
import android.widget.ImageView
import android.widget.LinearLayout
import android.widget.TextView
import org.nightcramp.demo.R
import org.nightcramp.demo.view.Look
import org.nightcramp.demo.view.Plate
import org.nightcramp.demo.view.Type
import org.nightcramp.demo.view.column
import org.nightcramp.demo.view.dp
import org.nightcramp.demo.view.icon
import org.nightcramp.demo.view.pad
import org.nightcramp.demo.view.put
import org.nightcramp.demo.view.row
import org.nightcramp.demo.view.shape
import org.nightcramp.demo.view.words

/** An icon that can be pressed, 48 dp across, with the words that a screen reader says. */
fun Context.iconButton(
    icon: Int,
    ink: Int,
    spoken: Int,
    press: () -> Unit,
): ImageButton =
    ImageButton(this).apply {
        setImageResource(icon)
        imageTintList = ColorStateList.valueOf(context.getColor(ink))
        scaleType = ImageView.ScaleType.CENTER
        background = RippleDrawable(ColorStateList.valueOf(context.getColor(R.color.tint)), null, context.shape(R.color.tint, radius = 24))
        contentDescription = context.getText(spoken)
        layoutParams = ViewGroup.LayoutParams(context.dp(ICON_TOUCH), context.dp(ICON_TOUCH))
        setOnClickListener { press() }
    }

/** What stands at the foot of a page, above a line. */
fun Context.footBar(build: LinearLayout.() -> Unit): LinearLayout =
    column {
        setBackgroundColor(context.getColor(R.color.surface))
        val line = View(context)
        line.setBackgroundColor(context.getColor(R.color.line))
        addView(line, LinearLayout.LayoutParams(LinearLayout.LayoutParams.MATCH_PARENT, context.dp(1)))
        build()
    }

/** What was just done, and the way back; stays until the page is left. */
fun Context.undoBar(text: CharSequence, undo: () -> Unit): View =
    footBar {
        accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE
        put(
            context.row {
                pad(20, 4, 8, 4)
                put(context.words(Type.BODY, R.color.ink, text), weight = 1f)
                put(Plate(context, Look.QUIET, context.getText(R.string.undo), R.drawable.ic_undo).onPress(undo))
            },
        )
    }

/** The first pages of the day. */
enum class Tab(internal val text: Int, internal val icon: Int) {
    /** The first screen. */
    TODAY(R.string.today, R.drawable.ic_sun),

    /** The calendar. */
    JOURNAL(R.string.journal, R.drawable.ic_cal),

    /** What is known to help. */
    KNOW(R.string.to_know, R.drawable.ic_self),

    /** What the rules say. */
    DOCTOR(R.string.doctor, R.drawable.ic_doctor),
}

/** The bar of tabs with [chosen] in front. */
fun Context.tabs(chosen: Tab, open: (Tab) -> Unit): View =
    footBar {
        put(
            context.row {
                gravity = Gravity.TOP
                for (tab in Tab.entries) put(TabCell(context, tab, tab == chosen, open), weight = 1f)
            },
        )
    }

@SuppressLint("ViewConstructor")
private class TabCell(
    context: Context,
    tab: Tab,
    private val chosen: Boolean,
    open: (Tab) -> Unit,
) : LinearLayout(context) {
    init {
        orientation = VERTICAL
        // The shapes stand in one line also where a word needs two.
        gravity = Gravity.TOP or Gravity.CENTER_HORIZONTAL
        minimumHeight = context.dp(HEIGHT)
        pad(0, 10, 0, 8)
        isFocusable = true
        isSelected = chosen
        contentDescription = context.getText(tab.text)
        tooltipText = context.getText(tab.text)
        val ink = if (chosen) R.color.accent else R.color.ink2
        val pill = context.icon(tab.icon, ink)
        if (chosen) pill.background = context.shape(R.color.tint, radius = 16)
        pill.pad(15, 3, 15, 3)
        addView(pill, LayoutParams(context.dp(PILL), context.dp(PILL_HEIGHT)))
        addView(name(tab, ink), LayoutParams(LayoutParams.WRAP_CONTENT, LayoutParams.WRAP_CONTENT).apply { topMargin = context.dp(3) })
        setOnClickListener { open(tab) }
    }

    override fun onInitializeAccessibilityNodeInfo(info: AccessibilityNodeInfo) {
        super.onInitializeAccessibilityNodeInfo(info)
        info.isSelected = chosen
    }

    /** The word, which stops growing at a size that leaves room for its neighbours; a long press shows it large. */
    private fun name(tab: Tab, ink: Int): TextView {
        val type = if (chosen) Type.CAPTION_BOLD else Type.CAPTION
        val view = context.words(type, ink, context.getText(tab.text))
        val most = context.resources.getDimension(R.dimen.tab_most)
        view.setTextSize(android.util.TypedValue.COMPLEX_UNIT_PX, minOf(type.px(context), most))
        view.textAlignment = View.TEXT_ALIGNMENT_CENTER
        view.importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_NO
        return view
    }

    private companion object {
        const val HEIGHT = 76
        const val PILL = 56
        const val PILL_HEIGHT = 32
    }
}

private const val ICON_TOUCH = 48
