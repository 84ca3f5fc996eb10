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

    override fun shown(): List<Showing> = notices.shown()

    override fun hold(holding: Holding) = alarms.hold(holding)

    override fun atBedtime(ring: Ring?) = alarms.atBedtime(ring)

    override fun ring(ring: Ring): Boolean = notices.show(ring, Stage.CALL, loud = true)

    override fun leaveButton(ring: Ring) {
        notices.show(ring, Stage.BUTTON, loud = false)
    }

    override fun clear(ring: Ring) = notices.clear(ring)

    override fun clearAll() {
        alarms.cancelAll()
        notices.clearAll()
    }

    /** Lets the button say for a moment that the cramp is logged. */
    suspend fun sayLogged(ring: Ring) {
        val stage = stage(ring) ?: return
        // Whoever is killed now would leave it there all night.
        alarms.afterLogged(ring, now().plusMillis(NET_MS))
        notices.show(ring, stage, loud = false, logged = true)
        delay(SHOWN_MS)
        sayAgain(ring)
        alarms.saidAgain()
    }

    /** Lets the button say again what it does. It may have gone meanwhile, or become the button alone. */
    fun sayAgain(ring: Ring) {
        stage(ring)?.let { notices.show(ring, it, loud = false) }
    }

    /** What of [ring] stands there now; null where nothing does. */
    private fun stage(ring: Ring): Stage? = shown().firstOrNull { it.ring.kind == ring.kind }?.stage

    /** Rings [ring] by an alarm at [at], as a real one would. */
    fun test(ring: Ring, at: Instant) = alarms.test(ring, at)

    private companion object {
        const val MOST: UByte = 60u
        const val WINDOW_S = 600u
        const val SHOWN_MS = 3_000L
        const val NET_MS = 10_000L
    }
}
