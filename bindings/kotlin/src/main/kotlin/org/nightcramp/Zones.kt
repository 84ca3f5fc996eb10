@file:JvmName("Zones")

package org.nightcramp

import java.time.Instant
import java.time.LocalDate
import java.time.ZoneId
import java.time.ZoneOffset

/** The moment [at] on a clock of [zone]: what a tap or a question about "tonight" carries. */
public fun Moment.Companion.of(at: Instant, zone: ZoneId): Moment = Moment(at, zone.rules.getOffset(at).totalSeconds, zone.id)

/** This moment, on the phone's clock. */
public fun Moment.Companion.now(): Moment = of(Instant.now(), ZoneId.systemDefault())

/**
 * What the system's own rules say about [zone] from [start] until before [end]; the core has no zone database.
 *
 * @throws java.time.DateTimeException if an instant lies outside the years that `java.time` can reckon with.
 */
public fun ZoneWindow.Companion.of(zone: ZoneId, start: Instant, end: Instant): ZoneWindow {
    val rules = zone.rules
    val changes =
        generateSequence(rules.nextTransition(start)) { rules.nextTransition(it.instant) }
            .takeWhile { it.instant < end }
            .map { Transition(it.instant, it.offsetAfter.totalSeconds) }
            .toList()
    return ZoneWindow(zone.id, start, end, rules.getOffset(start).totalSeconds, changes)
}

/** The window that resolves any wall time of [night]: three days around its date, whatever the cut-off and the offset. */
public fun ZoneWindow.Companion.around(night: LocalDate, zone: ZoneId): ZoneWindow {
    val midnight = night.atStartOfDay().toInstant(ZoneOffset.UTC)
    return of(zone, midnight.minusSeconds(THREE_DAYS_S), midnight.plusSeconds(THREE_DAYS_S))
}

private const val THREE_DAYS_S = 3L * 24 * 60 * 60
