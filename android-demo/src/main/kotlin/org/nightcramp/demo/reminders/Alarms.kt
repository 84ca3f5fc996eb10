package org.nightcramp.demo.reminders

import android.app.AlarmManager
import android.app.PendingIntent
import android.content.Context
import android.os.Build
import java.time.Instant

/**
 * The phone's alarms: one for the next reminder, one that looks after it, and one at bedtime for the notification that is up.
 *
 * All by the clock on the wall and waking the phone. An alarm carries its reminder, so that it can ring before the journal is open.
 */
class Alarms(private val context: Context) {
    private val manager = context.getSystemService(AlarmManager::class.java)

    /** Whether the phone rings at the exact time. The person gives that right, and may take it back at any time. */
    val exact: Boolean get() = Build.VERSION.SDK_INT < Build.VERSION_CODES.S || manager.canScheduleExactAlarms()

    /** Makes the alarms those of [holding]. */
    fun hold(holding: Holding) {
        val next = holding.next
        // To the system every reminder's alarm is the same one: the next takes the place of the last.
        if (next == null) manager.cancel(pending(RING)) else set(next.at, next.windowS, pending(RING, next))
        manager.setAndAllowWhileIdle(AlarmManager.RTC_WAKEUP, holding.lookAt.toEpochMilli(), pending(LOOK))
    }

    /** At bedtime only the button of [ring] shall be left; null: there is none. */
    fun atBedtime(ring: Ring?) {
        val from = ring?.buttonFrom ?: return manager.cancel(pending(BEDTIME))
        set(from, ring.windowS, pending(BEDTIME))
    }

    /** At [at] the button of [ring] shall say again what it does, also when the process is killed before. Wakes nobody. */
    fun afterLogged(ring: Ring, at: Instant) = manager.set(AlarmManager.RTC, at.toEpochMilli(), pending(SAID, ring))

    /** It says so already. */
    fun saidAgain() = manager.cancel(pending(SAID))

    /** Lets [ring] ring at [at]; for a test, beside all others. */
    fun test(ring: Ring, at: Instant) = set(at, windowS = 0, pending(RING, ring, TestReminder.ID))

    /** Takes all alarms away. */
    fun cancelAll() {
        listOf(RING, BEDTIME, LOOK, SAID).forEach { cancel(pending(it)) }
        cancel(pending(RING, place = TestReminder.ID))
    }

    /** The intent too: it carries the reminder, and would keep it as long as the process lives. */
    private fun cancel(what: PendingIntent) {
        manager.cancel(what)
        what.cancel()
    }

    private fun set(at: Instant, windowS: Int, what: PendingIntent) {
        val ms = at.toEpochMilli()
        try {
            if (windowS == 0 && exact) return manager.setExactAndAllowWhileIdle(AlarmManager.RTC_WAKEUP, ms, what)
        } catch (withdrawn: SecurityException) {
            // Between the question and the answer; so it rings some minutes late.
        }
        // Not with a window: an alarm with one waits in deep sleep for the system's next pause, which may be hours away.
        manager.setAndAllowWhileIdle(AlarmManager.RTC_WAKEUP, ms, what)
    }

    private fun pending(what: String, ring: Ring? = null, place: String = ""): PendingIntent =
        ReminderReceiver.sent(context, what, place, 0, ring)

    companion object {
        /** A reminder is due. */
        const val RING = "org.nightcramp.demo.RING"

        /** It is bedtime: of the notification only the button is left. */
        const val BEDTIME = "org.nightcramp.demo.BEDTIME"

        /** Look whether the last one came. */
        const val LOOK = "org.nightcramp.demo.LOOK"

        /** The button has said long enough that the cramp is logged. */
        const val SAID = "org.nightcramp.demo.SAID"
    }
}
