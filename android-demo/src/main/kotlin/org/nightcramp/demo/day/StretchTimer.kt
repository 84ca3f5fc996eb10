package org.nightcramp.demo.day

import kotlin.math.max
import kotlin.math.min
import kotlin.math.roundToInt

/** One step as the timer sees it: [rounds] times hold and rest. */
data class Span(val holdMs: Long, val restMs: Long, val rounds: Int) {
    /** With every rest; the last one is the time to change over. */
    val wholeMs: Long get() = rounds * (holdMs + restMs)
}

/**
 * Where the stretch is at one moment.
 *
 * @property step counted from 0, as is [round].
 * @property resting whether this is the rest after a hold.
 * @property leftMs of the hold or the rest, of [lengthMs].
 */
data class Point(
    val step: Int,
    val round: Int,
    val resting: Boolean,
    val leftMs: Long,
    val lengthMs: Long,
) {
    /** The seconds to show: the last one is 1, not 0. */
    val seconds: Int get() = ((leftMs + SECOND_MS - 1) / SECOND_MS).toInt()

    /** How much of the ring is still full while [seconds] stand in it. */
    val share: Float get() = min(seconds * SECOND_MS, lengthMs).toFloat() / lengthMs

    /** When the shown second ends. */
    val nextMs: Long get() = leftMs - (seconds - 1) * SECOND_MS
}

/**
 * The clock of the stretch, as a value. Knows no time of its own: every call brings the milliseconds of a clock that only runs
 * forward, so that neither a change of the phone's clock nor one of the zone moves it.
 *
 * The rest after the very last hold is left out: nothing comes after it.
 * @property doneMs how far into the whole it was when it last stood.
 * @property spentMs how much of that was really spent; what was skipped was not.
 * @property since when it was started; null while it stands.
 */
data class StretchTimer(
    val spans: List<Span>,
    val doneMs: Long = 0,
    val spentMs: Long = 0,
    val since: Long? = null,
) {
    private val endMs = max(0, spans.sumOf { it.wholeMs } - (spans.lastOrNull()?.restMs ?: 0))

    /** Whether it stands. */
    val stands: Boolean get() = since == null

    /** Lets it run from where it is. */
    fun start(now: Long): StretchTimer = if (stands) copy(since = now) else this

    /** Stops it where it is. */
    fun pause(now: Long): StretchTimer = copy(doneMs = done(now), spentMs = spent(now), since = null)

    /** Goes to the next step, running or not as before. */
    fun skip(now: Long): StretchTimer {
        val step = at(now)?.step ?: return this
        val next = spans.take(step + 1).sumOf { it.wholeMs }
        return copy(doneMs = min(next, endMs), spentMs = spent(now), since = if (stands) null else now)
    }

    /** Where it is; null at the end. */
    fun at(now: Long): Point? {
        val done = done(now)
        if (done >= endMs) return null
        var begin = 0L
        spans.forEachIndexed { step, span ->
            if (done < begin + span.wholeMs) return span.at(step, done - begin)
            begin += span.wholeMs
        }
        return null
    }

    /** How many minutes were spent, at least one; null while not one hold was. */
    fun minutes(now: Long): Int? {
        val spent = spent(now)
        val shortest = spans.minOfOrNull { it.holdMs } ?: return null
        return if (spent < shortest) null else max(1, (spent / MINUTE_MS).roundToInt())
    }

    private fun running(now: Long) = since?.let { min(max(0, now - it), endMs - doneMs) } ?: 0

    private fun done(now: Long) = doneMs + running(now)

    private fun spent(now: Long) = spentMs + running(now)

    private fun Span.at(step: Int, into: Long): Point {
        val turn = holdMs + restMs
        val within = into % turn
        val resting = within >= holdMs
        return Point(
            step = step,
            round = (into / turn).toInt(),
            resting = resting,
            leftMs = if (resting) turn - within else holdMs - within,
            lengthMs = if (resting) restMs else holdMs,
        )
    }
}

private const val SECOND_MS = 1_000L
private const val MINUTE_MS = 60_000.0
