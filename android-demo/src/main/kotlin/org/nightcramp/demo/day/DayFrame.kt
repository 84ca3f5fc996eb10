package org.nightcramp.demo.day

import android.app.Activity
import android.content.Context
import android.content.res.Configuration
import android.os.Build
import android.view.ContextThemeWrapper
import android.view.View
import android.view.ViewGroup
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.WindowInsets
import android.view.WindowInsetsController.APPEARANCE_LIGHT_NAVIGATION_BARS
import android.view.WindowInsetsController.APPEARANCE_LIGHT_STATUS_BARS
import android.view.accessibility.AccessibilityNodeInfo
import android.widget.FrameLayout
import android.widget.LinearLayout
import org.nightcramp.demo.R
import org.nightcramp.demo.view.column
import org.nightcramp.demo.view.fadeOver
import org.nightcramp.demo.view.put

/**
 * The paper on which the day's pages stand: a page, and at the foot what belongs to it, inside the system's bars.
 *
 * @property dark whether it is dark whatever the system's theme says.
 */
class DayFrame(private val activity: Activity, val dark: Boolean) {
    /** Where the pages find their colours. */
    val themed: Context = theme()
    private val page = FrameLayout(themed)
    private val foot = themed.column()
    private val paper =
        themed.column {
            setBackgroundColor(themed.getColor(R.color.bg))
            addView(page, LinearLayout.LayoutParams(MATCH_PARENT, 0, 1f))
            put(foot)
        }

    init {
        paper.setOnApplyWindowInsetsListener { view, insets ->
            keepInside(view, insets)
            insets
        }
        activity.setContentView(paper)
        barsInk()
    }

    /** Shows another page, with [feet] under it; a screen reader says [spoken]. */
    fun turnTo(content: View, feet: List<View>, spoken: CharSequence) {
        content.setBackgroundColor(themed.getColor(R.color.bg))
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) content.accessibilityPaneTitle = spoken
        content.layoutParams = FrameLayout.LayoutParams(MATCH_PARENT, MATCH_PARENT)
        page.fadeOver(content, FADE_MS)
        setFoot(feet)
    }

    /** Shows the page that is in front anew, where it stands: neither its place nor the focus moves. */
    fun renew(content: View, feet: List<View>) {
        val old = page.getChildAt(page.childCount - 1)
        content.layoutParams = FrameLayout.LayoutParams(MATCH_PARENT, MATCH_PARENT)
        page.removeAllViews()
        page.addView(content)
        content.addOnLayoutChangeListener(
            object : View.OnLayoutChangeListener {
                override fun onLayoutChange(
                    view: View,
                    l: Int,
                    t: Int,
                    r: Int,
                    b: Int,
                    ol: Int,
                    ot: Int,
                    or: Int,
                    ob: Int,
                ) {
                    content.removeOnLayoutChangeListener(this)
                    content.scrollTo(0, old.scrollY)
                    moveFocus(old.pressables(), content.pressables())
                }
            },
        )
        setFoot(feet)
    }

    private fun moveFocus(before: List<View>, now: List<View>) {
        now.getOrNull(before.indexOfFirst { it.isFocused })?.requestFocus()
        now
            .getOrNull(before.indexOfFirst { it.isAccessibilityFocused })
            ?.performAccessibilityAction(AccessibilityNodeInfo.ACTION_ACCESSIBILITY_FOCUS, null)
    }

    private fun View.pressables(): List<View> {
        val below = (this as? ViewGroup)?.let { group -> (0 until group.childCount).flatMap { group.getChildAt(it).pressables() } }
        return listOf(this).filter { it.isClickable } + below.orEmpty()
    }

    private fun setFoot(feet: List<View>) {
        foot.removeAllViews()
        feet.forEach { foot.put(it) }
    }

    private fun theme(): Context {
        if (!dark) return activity
        val night = Configuration(activity.resources.configuration)
        night.uiMode = (night.uiMode and Configuration.UI_MODE_NIGHT_MASK.inv()) or Configuration.UI_MODE_NIGHT_YES
        return ContextThemeWrapper(activity, R.style.Nightcramp).apply { applyOverrideConfiguration(night) }
    }

    private fun keepInside(view: View, insets: WindowInsets) {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) {
            val bars = insets.getInsets(WindowInsets.Type.systemBars() or WindowInsets.Type.displayCutout())
            view.setPadding(bars.left, bars.top, bars.right, bars.bottom)
        } else {
            @Suppress("DEPRECATION")
            view.setPadding(
                insets.systemWindowInsetLeft,
                insets.systemWindowInsetTop,
                insets.systemWindowInsetRight,
                insets.systemWindowInsetBottom,
            )
        }
    }

    /** Dark signs in the system's bars where the paper is light. */
    private fun barsInk() {
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.R) return
        val light = themed.resources.configuration.uiMode and Configuration.UI_MODE_NIGHT_MASK != Configuration.UI_MODE_NIGHT_YES
        val both = APPEARANCE_LIGHT_STATUS_BARS or APPEARANCE_LIGHT_NAVIGATION_BARS
        activity.window.setDecorFitsSystemWindows(false)
        activity.window.insetsController?.setSystemBarsAppearance(if (light) both else 0, both)
    }

    private companion object {
        const val FADE_MS = 200L
    }
}
