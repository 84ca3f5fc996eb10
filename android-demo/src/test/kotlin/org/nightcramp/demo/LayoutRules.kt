package org.nightcramp.demo

import android.app.Activity
import android.view.View
import android.view.ViewGroup
import android.widget.ImageView
import android.widget.ScrollView
import android.widget.TextView
import org.nightcramp.demo.day.NightCell
import org.nightcramp.demo.view.MarkView
import org.nightcramp.demo.view.RingView
import org.nightcramp.demo.view.SureView

/** What every screen keeps, whatever its size and language: nothing cut off, nothing too small, no shape without words. */
class LayoutRules(private val screen: String, private val activity: Activity) {
    private val settings = activity.resources.configuration
    private val density = activity.resources.displayMetrics.density
    private val english = settings.locales[0].language == "en"

    /** Every breach, in words. */
    fun faults(): List<String> {
        val views = activity.views()
        return (
            views.flatMap(::outside) + views.filterIsInstance<TextView>().flatMap(::cutOff) + views.flatMap(::tooSmall) +
                views.flatMap(::wordless)
        ).map { "$screen: $it" }
    }

    private fun outside(view: View): List<String> {
        val parent = view.parent as? ViewGroup ?: return emptyList()
        val free = if (parent is ScrollView || parent.clipToPadding.not()) SLACK * density else 0f
        val wide = view.left < -free || view.right > parent.width + free
        val high = parent !is ScrollView && (view.top < 0 || view.bottom > parent.height)
        return if (wide || high) listOf("${name(view)} reaches out of its place") else emptyList()
    }

    private fun cutOff(view: TextView): List<String> {
        val layout = view.layout ?: return listOf("${name(view)} was never laid out")
        val room = view.width - view.compoundPaddingLeft - view.compoundPaddingRight
        val lines = 0 until layout.lineCount
        return listOfNotNull(
            "${name(view)} is ellipsised".takeIf { lines.any { layout.getEllipsisCount(it) > 0 } },
            "${name(view)} is higher than its place".takeIf {
                layout.height >
                    view.height - view.compoundPaddingTop - view.compoundPaddingBottom
            },
            "${name(view)} is wider than its place".takeIf { lines.any { layout.getLineMax(it) > room + 1 } },
            "${name(view)} breaks inside a word".takeIf { lines.drop(1).any { insideWord(view.text, layout.getLineStart(it)) } },
        )
    }

    /** Chinese has no spaces to break at, and German breaks long words by its own rules. */
    private fun insideWord(text: CharSequence, at: Int) = english && text[at - 1].isLetter() && text[at].isLetter()

    private fun tooSmall(view: View): List<String> {
        if (!view.isClickable) return emptyList()
        val small = view.width < TOUCH * density - 1 || view.height < TOUCH * density - 1
        return if (small) listOf("${name(view)} is ${view.width / density} x ${view.height / density} dp to touch") else emptyList()
    }

    private fun wordless(view: View): List<String> {
        val shape = view is MarkView || view is ImageView || view is NightCell || view is SureView || view is RingView || view.isClickable
        if (!shape || generateSequence(view) { it.parent as? View }.any { !it.contentDescription.isNullOrBlank() }) return emptyList()
        val beside = (view.parent as ViewGroup).tree().filterIsInstance<TextView>().any { it.text.isNotBlank() }
        return if (beside) emptyList() else listOf("${name(view)} has no words")
    }

    private fun name(view: View): String {
        val words = (view as? TextView)?.text ?: view.contentDescription ?: ""
        return "${view.javaClass.simpleName} \"$words\""
    }

    private companion object {
        const val TOUCH = 48

        /** A line of relief may run this far into the margin, in dp. */
        const val SLACK = 8
    }
}
