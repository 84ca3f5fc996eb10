package org.nightcramp.demo.view

import android.content.Context
import android.content.res.ColorStateList
import android.graphics.drawable.GradientDrawable
import android.view.Gravity
import android.view.View
import android.view.ViewGroup
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.widget.ImageView
import android.widget.LinearLayout
import android.widget.ScrollView

/** [value] dp in pixels. */
fun Context.dp(value: Int): Int = dp(value.toFloat()).toInt()

/** [value] dp in pixels. */
fun Context.dp(value: Float): Float = value * resources.displayMetrics.density

/** A column, filled by [build]. */
fun Context.column(build: LinearLayout.() -> Unit = {}): LinearLayout =
    LinearLayout(this).apply {
        orientation = LinearLayout.VERTICAL
        build()
    }

/** A row whose parts stand on one middle line, filled by [build]. */
fun Context.row(build: LinearLayout.() -> Unit = {}): LinearLayout =
    LinearLayout(this).apply {
        orientation = LinearLayout.HORIZONTAL
        gravity = Gravity.CENTER_VERTICAL
        isBaselineAligned = false
        build()
    }

/** Adds [view]; [top] and [start] are margins in dp, [weight] lets it take what is left. */
fun <V : View> LinearLayout.put(
    view: V,
    top: Int = 0,
    start: Int = 0,
    weight: Float = 0f,
): V {
    val vertical = orientation == LinearLayout.VERTICAL
    val width =
        if (vertical) {
            MATCH_PARENT
        } else if (weight > 0) {
            0
        } else {
            WRAP_CONTENT
        }
    val height = if (vertical && weight > 0) 0 else WRAP_CONTENT
    val place = LinearLayout.LayoutParams(width, height, weight)
    place.topMargin = context.dp(top)
    place.marginStart = context.dp(start)
    addView(view, place)
    return view
}

/** Padding in dp, mirrored in right-to-left. */
fun View.pad(
    start: Int,
    top: Int,
    end: Int,
    bottom: Int,
) = setPaddingRelative(context.dp(start), context.dp(top), context.dp(end), context.dp(bottom))

/** A shape filled with [fill]; colours are resources, 0 is none, [edgeWidth] and [radius] in dp. */
fun Context.shape(
    fill: Int,
    radius: Int,
    edge: Int = 0,
    edgeWidth: Int = 0,
): GradientDrawable =
    GradientDrawable().apply {
        if (fill != 0) setColor(getColor(fill))
        cornerRadius = dp(radius.toFloat())
        if (edge != 0) setStroke(dp(edgeWidth), getColor(edge))
    }

/** An icon that only repeats what the words beside it say. */
fun Context.icon(drawable: Int, ink: Int, size: Int = 28): ImageView =
    ImageView(this).apply {
        setImageResource(drawable)
        imageTintList = ColorStateList.valueOf(getColor(ink))
        importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_NO
        layoutParams = ViewGroup.LayoutParams(dp(size), dp(size))
    }

/** Adds [icon] at its own size. */
fun LinearLayout.putIcon(icon: View, start: Int = 0) {
    val place = LinearLayout.LayoutParams(icon.layoutParams.width, icon.layoutParams.height)
    place.marginStart = context.dp(start)
    addView(icon, place)
}

/** Scrolls [content] when it is higher than the place for it. */
fun Context.scroll(content: View): ScrollView =
    ScrollView(this).apply {
        isFillViewport = true
        isVerticalScrollBarEnabled = false
        overScrollMode = View.OVER_SCROLL_NEVER
        addView(content, ViewGroup.LayoutParams(MATCH_PARENT, WRAP_CONTENT))
    }
