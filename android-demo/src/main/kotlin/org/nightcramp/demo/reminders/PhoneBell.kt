package org.nightcramp.demo.reminders

import android.content.Context
import android.os.SystemClock
import kotlinx.coroutines.delay
import org.nightcramp.Capabilities
import java.time.Instant

/** Alarms and notifications of this phone. */
class PhoneBell(context: Context, private val now: () -> Instant) : Bell {
    private val alarms = Alarms(context)
    private val notices = Notices(context, now)

    /** Whether the phone rings at the exact time. */
    val exact: Boolean get() = alarms.exact

    /** Whether notifications may be shown. */
    val allowed: Boolean get() = notices.allowed

    /** What this phone can do at [at]. */
    fun abilities(at: Instant): Capabilities =
        Capabilities(
            mostPending = MOST,
            notifications = allowed,
            exact = exact,
            windowS = WINDOW_S,
            runsAtDelivery = true,
            upSince = at.minusMillis(SystemClock.elapsedRealtime()),
        )

    override fun hold(holding: Holding) = alarms.hold(holding)

    override fun ring(ring: Ring): Boolean {
        if (!allowed) return false
        notices.show(ring, Notices.Stage.CALL, loud = true)
        if (ring.buttonFrom?.isAfter(now()) == true) alarms.atBedtime(ring)
        return true
    }

    override fun leaveButton(ring: Ring) = notices.show(ring, Notices.Stage.BUTTON, loud = false)

    override fun clear(ring: Ring) = notices.clear(ring)

    override fun clearAll() = notices.clearAll()

    /** Lets the button say for a moment that the cramp is logged. */
    suspend fun sayLogged(ring: Ring) {
        val stage = notices.stage(ring) ?: return
        notices.show(ring, stage, loud = false, logged = true)
        delay(SHOWN_MS)
        // It may have gone meanwhile, or become the button alone.
        notices.stage(ring)?.let { notices.show(ring, it, loud = false) }
    }

    /** Rings [ring] by an alarm at [at], as a real one would. */
    fun test(ring: Ring, at: Instant) = alarms.test(ring, at)

    private companion object {
        const val MOST: UByte = 60u
        const val WINDOW_S = 600u
        const val SHOWN_MS = 3_000L
    }
}
