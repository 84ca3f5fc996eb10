package org.nightcramp.demo.day

import android.os.Bundle
import android.os.Handler
import android.os.Looper
import android.os.SystemClock
import android.view.View
import org.nightcramp.Answer
import org.nightcramp.StretchKind
import org.nightcramp.StretchStep
import org.nightcramp.unansweredEvening

/** What a person can do during the stretch; lets its timer tick while it is in front, and notes the evening at its end. */
class StretchRoom(private val house: House) :
    StretchScreen.Actions,
    StretchOffer {
    private val handler = Handler(Looper.getMainLooper())
    private val tick = Runnable(::advance)
    private var screen: StretchScreen? = null

    /** A clock that only runs forward, also while the phone sleeps. */
    private val clock get() = SystemClock.elapsedRealtime()

    override fun openStretch() = open(StretchKind.STANDING) { it }

    /** Takes up the stretch that [state] holds; it stands until the person goes on. */
    fun takeUp(state: Bundle) =
        open(StretchKind.entries[state.getInt(KIND)]) { page ->
            val timer = page.timer.copy(doneMs = state.getLong(DONE), spentMs = state.getLong(SPENT))
            val over = state.getBoolean(OVER) || timer.at(0) == null
            page.copy(
                timer = timer,
                step = timer.at(0)?.step ?: 0,
                begun = state.getBoolean(BEGUN),
                over = over && page.routine.steps.isNotEmpty(),
                minutes = state.getInt(MINUTES).takeIf { it > 0 },
            )
        }

    /** Keeps [page] in [state]. */
    fun keepIn(state: Bundle, page: DayShown.Stretch) {
        val timer = page.timer.pause(clock)
        state.putInt(KIND, page.routine.kind.ordinal)
        state.putLong(DONE, timer.doneMs)
        state.putLong(SPENT, timer.spentMs)
        state.putBoolean(BEGUN, page.begun)
        state.putBoolean(OVER, page.over)
        state.putInt(MINUTES, page.minutes ?: 0)
    }

    /** The screen for [page] and what stands under it. */
    fun build(page: DayShown.Stretch): Pair<View, View> {
        val screen = StretchScreen(house.themed, this)
        this.screen = screen
        schedule(page)
        val view = screen.build(page, page.timer.at(clock))
        // It runs for minutes without a touch.
        view.keepScreenOn = !page.timer.stands
        return view to screen.foot(page)
    }

    /** The page is no longer in front, or the app is not: nobody is stretching. */
    fun pause() {
        handler.removeCallbacks(tick)
        val page = house.shown as? DayShown.Stretch ?: return
        if (!page.timer.stands) house.show(page.copy(timer = page.timer.pause(clock)))
    }

    override fun back() = leave()

    override fun leave() {
        handler.removeCallbacks(tick)
        house.open(Tab.TODAY)
    }

    /** Nothing rings any more until the morning. */
    override fun alreadyInBed() {
        val now = house.now
        house.ask({ alreadyInBed(now) }) { leave() }
    }

    override fun startOrPause() {
        val page = house.shown as? DayShown.Stretch ?: return
        val timer = if (page.timer.stands) page.timer.start(clock) else page.timer.pause(clock)
        house.show(page.copy(timer = timer, begun = true))
    }

    override fun skip() {
        val page = house.shown as? DayShown.Stretch ?: return
        goOn(page.copy(timer = page.timer.skip(clock)))
    }

    override fun change(kind: StretchKind) {
        val spent = (house.shown as? DayShown.Stretch)?.timer?.pause(clock)?.spentMs ?: 0
        handler.removeCallbacks(tick)
        open(kind) { it.copy(timer = it.timer.copy(spentMs = spent)) }
    }

    private fun open(kind: StretchKind, then: (DayShown.Stretch) -> DayShown.Stretch) {
        val now = house.now
        house.ask({ stretchRoutine(kind, now, house.language) }) { routine ->
            house.show(then(DayShown.Stretch(routine, StretchTimer(routine.steps.map { it.span }))))
        }
    }

    private fun advance() {
        val page = house.shown as? DayShown.Stretch ?: return
        val point = page.timer.at(clock)
        if (point == null || point.step != page.step) return goOn(page)
        screen?.tick(page, point)
        schedule(page)
    }

    /** Shows the step that [page]'s timer has come to, or the end. */
    private fun goOn(page: DayShown.Stretch) {
        handler.removeCallbacks(tick)
        val point = page.timer.at(clock)
        if (point != null) house.show(page.copy(step = point.step)) else finish(page)
    }

    private fun finish(page: DayShown.Stretch) {
        val end = page.copy(timer = page.timer.pause(clock), over = true)
        val minutes = end.timer.minutes(clock) ?: return house.show(end)
        val now = house.now
        house.ask({
            val night = tonight(now).current.night
            val known = night(night).evening ?: unansweredEvening(night)
            saveEvening(
                known.copy(
                    stretched = Answer.YES,
                    stretchKind = page.routine.kind,
                    stretchMinutes = minutes.toUShort(),
                    stretchedAt = now,
                ),
            )
        }) { house.show(end.copy(minutes = minutes)) }
    }

    private fun schedule(page: DayShown.Stretch) {
        handler.removeCallbacks(tick)
        if (page.timer.stands || page.over) return
        page.timer.at(clock)?.let { handler.postDelayed(tick, it.nextMs) }
    }

    private val StretchStep.span: Span get() = Span(holdS.toLong() * MS, restS.toLong() * MS, rounds.toInt())

    private companion object {
        const val MS = 1_000L
        const val KIND = "stretch-kind"
        const val DONE = "stretch-done"
        const val SPENT = "stretch-spent"
        const val BEGUN = "stretch-begun"
        const val OVER = "stretch-over"
        const val MINUTES = "stretch-minutes"
    }
}
