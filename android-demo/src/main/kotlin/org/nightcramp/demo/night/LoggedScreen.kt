package org.nightcramp.demo.night

import android.content.Context
import android.os.Build
import android.view.View
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.widget.ImageView
import android.widget.LinearLayout
import android.widget.ScrollView
import org.nightcramp.demo.R
import org.nightcramp.demo.view.Flow
import org.nightcramp.demo.view.Look
import org.nightcramp.demo.view.Plate
import org.nightcramp.demo.view.Type
import org.nightcramp.demo.view.asHeading
import org.nightcramp.demo.view.column
import org.nightcramp.demo.view.dp
import org.nightcramp.demo.view.icon
import org.nightcramp.demo.view.largeText
import org.nightcramp.demo.view.pad
import org.nightcramp.demo.view.put
import org.nightcramp.demo.view.putIcon
import org.nightcramp.demo.view.row
import org.nightcramp.demo.view.shape
import org.nightcramp.demo.view.words

/** After the tap: it is logged, and what helps now. Also the same screen after an undo. */
class LoggedScreen(private val context: Context, private val on: Actions) {
    /** What a person can do here. */
    interface Actions {
        fun undo(tapId: String)

        fun putBack(shown: NightShown.TakenBack)

        fun done()
    }

    /** The screen for a tap that is on disk. */
    fun build(shown: NightShown.Logged): LinearLayout =
        frame(if (shown.already) R.string.already_logged else R.string.logged) { title ->
            addView(head(title, R.drawable.ic_check, shown.undoTapId))
            val large = context.largeText
            if (!large) put(passes())
            // A line may run a little into the margin rather than break before its last word.
            clipToPadding = false
            val place = LinearLayout.LayoutParams(MATCH_PARENT, 0, 1f)
            place.marginEnd = -context.dp(INTO_MARGIN)
            addView(ReliefScroll(context, relief(large)), place)
        }

    /** The screen for a tap that was undone. */
    fun build(shown: NightShown.TakenBack): LinearLayout =
        frame(R.string.taken_back) { title ->
            addView(head(title, R.drawable.ic_undo, undoTapId = null))
            put(Plate(context, Look.NIGHT, context.getText(R.string.put_back)).onPress { on.putBack(shown) }, top = 24)
            put(View(context), weight = 1f)
        }

    private fun frame(title: Int, fill: LinearLayout.(Int) -> Unit): LinearLayout =
        context.column {
            if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) accessibilityPaneTitle = context.getText(title)
            setBackgroundColor(context.getColor(R.color.n_bg))
            pad(24, 20, 24, 16)
            fill(title)
            if (context.largeText) addView(rule(), LinearLayout.LayoutParams(MATCH_PARENT, context.dp(2)))
            put(Plate(context, Look.NIGHT, context.getText(R.string.done)).onPress(on::done), top = 12)
        }

    /** Where lines scroll, a rule shows that they go on below. */
    private fun rule() = View(context).apply { setBackgroundColor(context.getColor(R.color.n_rule)) }

    private fun head(title: Int, icon: Int, undoTapId: String?): View {
        val head = Flow(context, gapX = 12, gapY = 0, spread = true)
        head.addView(
            context.row {
                minimumHeight = context.dp(56)
                val disc = icon(icon, 52)
                putIcon(disc)
                put(context.words(Type.N_TITLE, R.color.n_ink, context.getText(title)).asHeading(), start = 14)
            },
        )
        if (undoTapId != null) {
            val undo = Plate(context, Look.NIGHT_QUIET, context.getText(R.string.undo), R.drawable.ic_undo)
            undo.pad(4, 8, 4, 8)
            head.addView(undo.onPress { on.undo(undoTapId) })
        }
        return head
    }

    private fun icon(drawable: Int, size: Int): ImageView =
        context.icon(drawable, R.color.n_ink, size).apply {
            background = context.shape(R.color.n_press, size / 2)
            pad(9, 9, 9, 9)
        }

    private fun passes() = context.words(Type.N_LINE, R.color.n_dim, context.getText(R.string.passes))

    /** With large text the picture goes and the soothing sentence moves below the lines. */
    private fun relief(large: Boolean): LinearLayout =
        context.column {
            if (!large) addView(leg(), legPlace())
            val between = if (large) 5 else 1
            context.resources.getTextArray(R.array.relief).forEach { put(line(it), top = between) }
            context.resources.getTextArray(R.array.getting_up).forEachIndexed { index, text ->
                put(line(text), top = if (index == 0) GAP else between)
            }
            if (large) put(passes(), top = GAP)
            pad(0, 0, 0, 12)
        }

    private fun line(text: CharSequence) = context.words(Type.N_LINE, R.color.n_ink, text)

    private fun legPlace() =
        LinearLayout.LayoutParams(MATCH_PARENT, context.dp(LEG)).apply {
            topMargin = context.dp(14)
            bottomMargin = context.dp(6)
            marginEnd = context.dp(INTO_MARGIN)
        }

    private fun leg() =
        ImageView(context).apply {
            setImageResource(R.drawable.leg)
            contentDescription = context.getText(R.string.leg_spoken)
        }

    private companion object {
        const val LEG = 118
        const val GAP = 10
        const val INTO_MARGIN = 8
    }
}

/** Scrolls the lines; where they need more room, the picture at the top gives way first. */
private class ReliefScroll(context: Context, private val lines: LinearLayout) : ScrollView(context) {
    init {
        isVerticalScrollBarEnabled = false
        overScrollMode = OVER_SCROLL_NEVER
        addView(lines, LayoutParams(MATCH_PARENT, WRAP_CONTENT))
    }

    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) {
        val picture = lines.getChildAt(0) as? ImageView
        picture?.visibility = VISIBLE
        super.onMeasure(widthMeasureSpec, heightMeasureSpec)
        if (picture != null && lines.measuredHeight > measuredHeight) {
            picture.visibility = GONE
            super.onMeasure(widthMeasureSpec, heightMeasureSpec)
        }
    }
}
