package org.nightcramp.demo.day

import android.content.Context
import android.view.Gravity
import android.view.View
import android.widget.LinearLayout
import android.widget.TextView
import org.nightcramp.StretchKind
import org.nightcramp.StretchRoutine
import org.nightcramp.StretchStep
import org.nightcramp.demo.R
import org.nightcramp.demo.view.Look
import org.nightcramp.demo.view.Plate
import org.nightcramp.demo.view.RingView
import org.nightcramp.demo.view.Type
import org.nightcramp.demo.view.asHeading
import org.nightcramp.demo.view.column
import org.nightcramp.demo.view.dp
import org.nightcramp.demo.view.heading
import org.nightcramp.demo.view.icon
import org.nightcramp.demo.view.largeText
import org.nightcramp.demo.view.pad
import org.nightcramp.demo.view.put
import org.nightcramp.demo.view.putIcon
import org.nightcramp.demo.view.row
import org.nightcramp.demo.view.scroll
import org.nightcramp.demo.view.words

/** Who can begin the stretch. */
fun interface StretchOffer {
    /** Opens the stretch. */
    fun openStretch()
}

/** The way to the evening's stretch, as a card. */
fun Context.stretchOffer(on: StretchOffer): View =
    card(18, 18) {
        put(heading(getText(R.string.evening_routine)))
        put(words(Type.BODY, R.color.ink, getText(R.string.standing_or_seated)), top = 2)
        put(Plate(context, Look.FIRST, getText(R.string.start), R.drawable.ic_moon).onPress(on::openStretch), top = 12)
        pad(18, 18, 18, 18)
    }

/** A step of the stretch with its timer; or why there is none; or its end. Always dark: it is the last thing before sleep. */
class StretchScreen(private val context: Context, private val on: Actions) {
    /** What a person can do here. */
    interface Actions {
        fun back()

        fun startOrPause()

        fun skip()

        fun change(kind: StretchKind)

        fun leave()

        fun alreadyInBed()
    }

    private val ring = RingView(context)
    private val act = context.words(Type.DISPLAY, R.color.ink, "").asHeading()
    private val then = context.words(Type.BODY, R.color.ink2, "")
    private val round = context.words(Type.BODY, R.color.ink2, "")

    /** The screen for [shown], whose timer is at [point]. */
    fun build(shown: DayShown.Stretch, point: Point?): View =
        when {
            shown.over -> end(shown)
            shown.routine.steps.isEmpty() -> heldBack(shown.routine)
            else -> step(shown, checkNotNull(point))
        }

    /** Shows where the timer of [shown] is now, and leaves everything else as it stands. */
    fun tick(shown: DayShown.Stretch, point: Point) {
        val step = shown.routine.steps[point.step]
        val resources = context.resources
        ring.show(point.seconds, point.share, resources.getQuantityString(R.plurals.seconds_left, point.seconds, point.seconds))
        change(act, context.getText(if (point.resting) R.string.rest else R.string.hold))
        change(then, next(shown, step, point))
        change(round, context.getString(R.string.round_of, point.round + 1, step.rounds.toInt()))
    }

    /** What can be done, under the page. */
    fun foot(shown: DayShown.Stretch): View =
        context.column {
            // What scrolls under it ends at a line.
            if (!shown.over && (context.largeText || !shown.begun)) putLine()
            put(context.column { footParts(shown) })
        }

    private fun LinearLayout.footParts(shown: DayShown.Stretch) {
        pad(20, 0, 20, 14)
        when {
            shown.over -> endFoot()
            shown.routine.steps.isEmpty() -> suppressedFoot(shown.routine)
            else -> stepFoot(shown)
        }
    }

    private fun step(shown: DayShown.Stretch, point: Point): View {
        val step = shown.routine.steps[shown.step]
        act.accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE
        tick(shown, point)
        return context.scroll(
            context.column {
                pad(0, PAGE_TOP, 0, 12)
                put(head(shown, step))
                figure(shown.routine.kind, step)?.let { putFigure(it) }
                val inset = context.column { pad(20, 0, 20, 0) }
                inset.put(context.words(Type.BODY, R.color.ink, step.text), top = 6)
                if (!shown.begun) inset.beforehand(shown.routine)
                put(inset)
                put(View(context), weight = 1f)
                put(timer(), top = 14)
                put(View(context), weight = 1f)
                if (context.largeText) put(stop(shown.routine, Gravity.START), top = 14)
            },
        )
    }

    private fun head(shown: DayShown.Stretch, step: StretchStep): View =
        context.row {
            pad(10, 0, 20, 0)
            putIcon(context.iconButton(R.drawable.ic_back, R.color.ink, R.string.back, on::back))
            put(context.words(Type.TITLE, R.color.ink, step.title).asHeading(), start = 4, weight = 1f)
            val count = context.getString(R.string.step_of, shown.step + 1, shown.routine.steps.size)
            put(context.words(Type.CAPTION, R.color.ink2, count), start = 12)
        }

    private fun LinearLayout.putFigure(figure: View) {
        val height = context.dp(if (context.largeText) SMALL_FIGURE else FIGURE)
        val place = LinearLayout.LayoutParams(LinearLayout.LayoutParams.MATCH_PARENT, height)
        place.topMargin = context.dp(6)
        addView(figure, place)
    }

    /** The one drawing there is. It shows the left leg; the other one is its mirror image. */
    private fun figure(kind: StretchKind, step: StretchStep): View? {
        if (kind != StretchKind.STANDING || step.id != CALF) return null
        return context.icon(R.drawable.stretch_calf, R.color.ink).apply {
            imageTintList = null
            if (step.side == org.nightcramp.Side.RIGHT) scaleX = -1f
        }
    }

    private fun LinearLayout.beforehand(routine: StretchRoutine) {
        routine.suppressed.forEach { put(context.heldBack(it), top = 14) }
        if (routine.doNot.isEmpty()) return
        put(context.heading(context.getText(R.string.before_you_start)), top = 14)
        routine.doNot.forEach { put(context.words(Type.BODY, R.color.ink2, it), top = 6) }
    }

    private fun timer(): View =
        context.row {
            gravity = Gravity.CENTER
            pad(20, 0, 20, 0)
            putIcon(ring)
            val texts = context.column { listOf(act, then, round).forEach { put(it) } }
            addView(texts, LinearLayout.LayoutParams(0, LinearLayout.LayoutParams.WRAP_CONTENT, 1f).apply { marginStart = context.dp(22) })
        }

    private fun next(shown: DayShown.Stretch, step: StretchStep, point: Point): String {
        val lastRound = point.round + 1 == step.rounds.toInt()
        val lastStep = point.step == shown.routine.steps.lastIndex
        val seconds = (if (point.resting) step.holdS else step.restS).toInt()
        return when {
            lastRound && lastStep -> context.getString(R.string.then_done)
            point.resting && lastRound -> context.getString(R.string.next_step)
            point.resting -> context.resources.getQuantityString(R.plurals.then_hold, seconds, seconds)
            else -> context.resources.getQuantityString(R.plurals.then_rest, seconds, seconds)
        }
    }

    private fun change(view: TextView, text: CharSequence) {
        if (view.text.toString() != text.toString()) view.text = text
    }

    private fun LinearLayout.stepFoot(shown: DayShown.Stretch) {
        val stacked = narrow
        val (word, icon) =
            when {
                !shown.timer.stands -> R.string.pause to R.drawable.ic_pause
                shown.begun -> R.string.go_on to R.drawable.ic_play
                else -> R.string.start to R.drawable.ic_play
            }
        val other = shown.routine.kind.other

        fun plate(look: Look, word: Int, icon: Int) = Plate(context, look, context.getText(word), icon, stacked = stacked)
        put(
            context.row {
                listOf(
                    plate(Look.FIRST_NARROW, word, icon).onPress(on::startOrPause),
                    plate(Look.SECOND_NARROW, other.word, other.icon).onPress { on.change(other) },
                    plate(Look.SECOND_NARROW, R.string.skip, R.drawable.ic_skip).onPress(on::skip),
                ).forEachIndexed { index, plate ->
                    val place = LinearLayout.LayoutParams(0, LinearLayout.LayoutParams.MATCH_PARENT, 1f)
                    place.marginStart = context.dp(if (index == 0) 0 else 10)
                    addView(plate, place)
                }
            },
            top = 10,
        )
        if (!context.largeText) put(stop(shown.routine, Gravity.CENTER_HORIZONTAL), top = 10)
    }

    /** Whether three buttons in a line have no room for an icon before the word: the width in sp. */
    private val narrow: Boolean get() = context.resources.configuration.run { screenWidthDp / fontScale < ROOMY }

    private fun stop(routine: StretchRoutine, gravity: Int): View =
        context.words(Type.CAPTION, R.color.ink2, routine.stop).apply {
            if (gravity == Gravity.CENTER_HORIZONTAL) textAlignment = View.TEXT_ALIGNMENT_CENTER else pad(20, 0, 20, 0)
        }

    private fun heldBack(routine: StretchRoutine): View =
        context.scroll(
            context.column {
                pad(0, PAGE_TOP, 20, 20)
                put(context.pageHead(routine.title, null, on::back))
                val inset = context.column { pad(20, 0, 0, 0) }
                inset.put(context.heading(context.getText(R.string.not_tonight)), top = 12)
                routine.suppressed.forEach { inset.put(context.heldBack(it), top = 10) }
                put(inset)
            },
        )

    private fun LinearLayout.suppressedFoot(routine: StretchRoutine) {
        val other = routine.kind.other
        put(Plate(context, Look.SECOND, context.getText(other.word), other.icon).onPress { on.change(other) }, top = 10)
        put(Plate(context, Look.QUIET, context.getText(R.string.back)).onPress(on::leave), top = 4)
    }

    /** Whoever is in bed now wants to hear nothing more. */
    private fun LinearLayout.endFoot() {
        put(Plate(context, Look.FIRST, context.getText(R.string.done)).onPress(on::leave))
        put(Plate(context, Look.QUIET, context.getText(R.string.already_in_bed)).onPress(on::alreadyInBed), top = 4)
    }

    private fun end(shown: DayShown.Stretch): View =
        context.scroll(
            context.column {
                pad(20, 40, 20, 20)
                val check = context.icon(R.drawable.ic_check, R.color.accent, END_SHAPE)
                addView(check, LinearLayout.LayoutParams(check.layoutParams.width, check.layoutParams.height))
                put(context.words(Type.DISPLAY, R.color.ink, context.getText(R.string.done_tonight)).asHeading(), top = 12)
                val noted =
                    shown.minutes?.let { context.resources.getQuantityString(R.plurals.noted_minutes, it, it) }
                        ?: context.getString(R.string.nothing_noted)
                put(context.words(Type.BODY, R.color.ink2, noted), top = 6)
            },
        )

    private companion object {
        const val CALF = "calf"
        const val ROOMY = 400
        const val FIGURE = 216
        const val SMALL_FIGURE = 112
        const val END_SHAPE = 52
    }
}

/** The form that the button beside the timer offers: from one to the next, and round again. */
private val StretchKind.other: StretchKind
    get() = StretchKind.entries[(ordinal + 1) % StretchKind.entries.size]

private val StretchKind.word: Int
    get() =
        when (this) {
            StretchKind.STANDING -> R.string.standing
            StretchKind.SEATED -> R.string.seated
            StretchKind.IN_BED -> R.string.in_bed
        }

private val StretchKind.icon: Int
    get() =
        when (this) {
            StretchKind.STANDING -> R.drawable.ic_stand
            StretchKind.SEATED -> R.drawable.ic_seat
            StretchKind.IN_BED -> R.drawable.ic_bed
        }
