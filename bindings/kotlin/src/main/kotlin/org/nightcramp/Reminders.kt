@file:JvmName("Reminders")

package org.nightcramp

import java.time.Duration
import java.time.Instant
import java.time.ZoneId

private val BEFORE = Duration.ofDays(4)
private val AFTER = Duration.ofDays(20)

/**
 * What a plan made at [now] needs to know of the clocks of the phone and, when the preferences ask for it, of [home].
 *
 * @throws java.time.DateTimeException if [now] lies outside the years that `java.time` can reckon with.
 */
public fun ReminderZones.Companion.of(zone: ZoneId, now: Instant, home: ZoneId? = null): ReminderZones {
    fun window(of: ZoneId) = ZoneWindow.of(of, now.minus(BEFORE), now.plus(AFTER))
    return ReminderZones(window(zone), home?.let(::window))
}

/** The reminder that rings first, if any. */
public val Plan.next: Planned? get() = items.firstOrNull()

/** What a phone that holds this plan keeps, to ask [planDiff] what a later one changes. */
public fun Plan.pending(): List<Pending> = items.map { Pending(it.id, it.hash) }
