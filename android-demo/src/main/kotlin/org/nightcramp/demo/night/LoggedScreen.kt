package org.nightcramp.demo.night

import android.content.Context
import android.os.Build
import android.view.View
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.widget.ImageView
import android.widget.LinearLayout
import android.widget.ScrollView
import android.widget.TextView
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
import java.time.Duration
import java.time.Instant

/** After the tap: it is logged, and what helps now. Also the same screen after an undo, and the last word of the night. */
class LoggedScreen(private val context: Context, private val now: () -> Instant, private val on: Actions) {
    /** What a person can do here. */
    interface Actions {
        fun undo(tapId: String)

        fun putBack(shown: NightShown.TakenBack)

        fun passed(shown: NightShown.Logged)

        fun different()

        fun done()
    }

    private val ring = NightRing(context)
    private lateinit var second: TextView
    private lateinit var different: Plate

    /** The screen for a tap that is on disk. */
    fun build(shown: NightShown.Logged): LinearLayout {
        second = context.words(Type.N_LINE, R.color.n_dim, "")
        different = Plate(context, Look.NIGHT, context.getText(R.string.something_different)).onPress(on::different)
        (ring.parent as? LinearLayout)?.removeView(ring)
        val large = context.largeText
        return frame(if (shown.already) R.string.already_logged else R.string.logged) { title ->
            addView(head(title, ring, shown.undoTapId))
            if (!large) put(second)
            // A line may run a little into the margin rather than break before its last word.
            clipToPadding = false
            val place = LinearLayout.LayoutParams(MATCH_PARENT, 0, 1f)
            place.marginEnd = -context.dp(INTO_MARGIN)
            addView(ReliefScroll(context, relief(shown, large)), place)
            if (large) putNightRule() else put(passed(shown))
            put(different, top = 12)
            update(shown)
        }
    }

    /** Lets the ring go on, and says so when it is full; nothing else moves. */
    fun update(shown: NightShown.Logged) {
        val since = Duration.between(shown.start, now())
        ring.share = (since.toMillis().toFloat() / TURN.toMillis()).coerceIn(0f, 1f)
        second.setText(if (shown.full) R.string.still_hard else R.string.passes)
        if (shown.full) different.emphasise()
    }

    /** The screen for a tap that was undone. */
    fun build(shown: NightShown.TakenBack): LinearLayout =
        frame(R.string.taken_back) { title ->
            addView(head(title, disc(R.drawable.ic_undo), undoTapId = null))
            put(Plate(context, Look.NIGHT, context.getText(R.string.put_back)).onPress { on.putBack(shown) }, top = 24)
            put(View(context), weight = 1f)
            if (context.largeText) putNightRule()
            put(Plate(context, Look.NIGHT, context.getText(R.string.done)).onPress(on::done), top = 12)
        }

    /** The last word. */
    fun buildSleepWell(): LinearLayout =
        frame(R.string.sleep_well) { title ->
            put(View(context), weight = 1f)
            val words = context.words(Type.N_TITLE, R.color.n_ink, context.getText(title)).asHeading()
            words.textAlignment = View.TEXT_ALIGNMENT_CENTER
            put(words)
            put(View(context), weight = 1f)
        }

    private fun frame(title: Int, fill: LinearLayout.(Int) -> Unit): LinearLayout =
        context.column {
            if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) accessibilityPaneTitle = context.getText(title)
            setBackgroundColor(context.getColor(R.color.n_bg))
            pad(24, 20, 24, 16)
            fill(title)
        }

    private fun head(title: Int, sign: View, undoTapId: String?): View {
        val head = Flow(context, gapX = 12, gapY = 0, spread = true)
        head.addView(
            context.row {
                minimumHeight = context.dp(56)
                putIcon(sign)
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

    private fun disc(drawable: Int): ImageView =
        context.icon(drawable, R.color.n_ink, DISC).apply {
            background = context.shape(R.color.n_press, DISC / 2)
            pad(9, 9, 9, 9)
        }

    private fun passed(shown: NightShown.Logged) = Plate(context, Look.NIGHT, context.getText(R.string.passed)).onPress { on.passed(shown) }

    /** With large text the picture goes, and what is said or pressed rarely moves below the lines. */
    private fun relief(shown: NightShown.Logged, large: Boolean): LinearLayout =
        context.column {
            // The picture pulls: it needs a core that says that nothing stands against that.
            val pictured = !large && shown.relief?.heldBack == false
            if (pictured) addView(leg(), legPlace())
            val lines = shown.relief?.lines ?: context.resources.getStringArray(R.array.relief).toList()
            val first = if (large || pictured) BETWEEN else GAP
            val between = if (large) BETWEEN_LARGE else BETWEEN
            lines.forEachIndexed { index, line ->
                put(context.words(Type.N_LINE, R.color.n_ink, line), top = if (index == 0) first else between)
            }
            if (large) {
                put(second, top = GAP)
                val place = LinearLayout.LayoutParams(MATCH_PARENT, WRAP_CONTENT)
                place.topMargin = context.dp(GAP)
                place.marginEnd = context.dp(INTO_MARGIN)
                addView(passed(shown), place)
            }
            pad(0, 0, 0, 12)
        }

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

    companion object {
        /** How long the ring takes to go round. */
        val TURN: Duration = Duration.ofMinutes(10)
        private const val LEG = 118
        private const val DISC = 52
        private const val GAP = 10
        private const val BETWEEN = 1
        private const val BETWEEN_LARGE = 5
        private const val INTO_MARGIN = 8
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
