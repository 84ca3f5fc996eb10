package org.nightcramp.demo.reminders

import java.time.Duration
import java.time.Instant

/**
 * What the phone holds of a plan: one alarm for the next reminder, however many are planned, and one that looks after it.
 *
 * @property next the reminder that rings next.
 * @property lookAt when to plan again at the latest. The system takes exact alarms away without a word when that right is
 * withdrawn, and some phones drop alarms: this one is of the kind that stays, comes after [next], and finds what did not ring.
 */
data class Holding(val next: Ring?, val lookAt: Instant) {
    companion object {
        /** How long after the time for the next one to look whether it came. */
        val GRACE: Duration = Duration.ofMinutes(5)

        /** When to look again where nothing is known: the journal cannot be opened, and no slice is left. */
        val BLIND: Duration = Duration.ofHours(1)

        /** What to hold of [rings], soonest first; by [refillBy] it must be planned again. */
        fun of(rings: List<Ring>, refillBy: Instant): Holding {
            val next = rings.firstOrNull() ?: return Holding(null, refillBy)
            val look = next.at.plusSeconds(next.windowS.toLong()).plus(GRACE)
            return Holding(next, minOf(look, refillBy))
        }
    }
}
