package org.nightcramp.demo.day

import android.app.Activity
import android.content.Context
import android.content.res.Configuration
import android.os.Build
import android.view.ContextThemeWrapper
import android.view.View
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.WindowInsets
import android.view.WindowInsetsController.APPEARANCE_LIGHT_NAVIGATION_BARS
import android.view.WindowInsetsController.APPEARANCE_LIGHT_STATUS_BARS
import android.widget.FrameLayout
import android.widget.LinearLayout
import org.nightcramp.demo.R
import org.nightcramp.demo.view.column
import org.nightcramp.demo.view.fadeTo
import org.nightcramp.demo.view.put

/**
 * The paper on which the day's pages stand: a page, and at the foot what belongs to it, inside the system's bars.
 *
 * @property dark whether it is dark whatever the system's theme says.
 */
class DayFrame(private val activity: Activity, private val dark: Boolean) {
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

    /** Shows [content] with [feet] under it. */
    fun show(content: View, feet: List<View>) {
        content.layoutParams = FrameLayout.LayoutParams(MATCH_PARENT, MATCH_PARENT)
        page.fadeTo(content, FADE_MS)
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
