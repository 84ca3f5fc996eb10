package org.nightcramp.demo.reminders

import org.nightcramp.Journal
import org.nightcramp.ReminderClock
import org.nightcramp.ReminderZones
import org.nightcramp.of
import java.time.DateTimeException
import java.time.Instant
import java.time.ZoneId

/** What a plan at [at] needs to know of the clock of [phone], and of the one at home where reminders go by that. */
fun Journal.zones(phone: ZoneId, at: Instant): ReminderZones {
    val home = (reminderPreferences().clock as? ReminderClock.Home)?.zone
    val zones = ReminderZones.of(phone, at, home?.let { knownZone(it) ?: phone })
    // Where this phone does not know the zone at home, reminders come by its own clock rather than not at all; the page says so.
    return zones.copy(home = zones.home?.copy(zone = checkNotNull(home)))
}

/** The zone that is called [id]; null where this phone knows no such zone. */
fun knownZone(id: String): ZoneId? =
    try {
        ZoneId.of(id)
    } catch (unknown: DateTimeException) {
        null
    }
