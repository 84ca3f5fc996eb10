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

    /** Which reminder has an alarm now; the system tells nobody. In storage that is open before the first unlock. */
    private val notes = context.createDeviceProtectedStorageContext().getSharedPreferences("alarms", Context.MODE_PRIVATE)

    /** Whether the phone rings at the exact time. The person gives that right, and may take it back at any time. */
    val exact: Boolean get() = Build.VERSION.SDK_INT < Build.VERSION_CODES.S || manager.canScheduleExactAlarms()

    /** Makes the alarms those of [holding]. */
    fun hold(holding: Holding) {
        val next = holding.next
        val before = notes.getString(ID, null)
        if (before != null && before != next?.id) manager.cancel(pending(RING, before, notes.getInt(CODE, 0), null))
        if (next != null) set(next.at, next.windowS, pending(RING, next.id, next.requestCode, next))
        // At once, not later: a note that is lost would leave an alarm behind that nobody can take away.
        notes
            .edit()
            .putString(ID, next?.id)
            .putInt(CODE, next?.requestCode ?: 0)
            .commit()
        manager.setAndAllowWhileIdle(AlarmManager.RTC_WAKEUP, holding.lookAt.toEpochMilli(), pending(LOOK, "", 0, null))
    }

    /** At bedtime only the button of [ring] shall be left. */
    fun atBedtime(ring: Ring) {
        val from = ring.buttonFrom ?: return
        set(from, ring.windowS, pending(BEDTIME, ring.id, ring.requestCode, ring))
    }

    /** Lets [ring] ring at [at]; for a test, beside all others. */
    fun test(ring: Ring, at: Instant) = set(at, windowS = 0, pending(RING, ring.id, ring.requestCode, ring))

    private fun set(at: Instant, windowS: Int, what: PendingIntent) {
        val ms = at.toEpochMilli()
        try {
            if (windowS == 0 && exact) return manager.setExactAndAllowWhileIdle(AlarmManager.RTC_WAKEUP, ms, what)
        } catch (withdrawn: SecurityException) {
            // Between the question and the answer; so it rings within the window.
        }
        manager.setWindow(AlarmManager.RTC_WAKEUP, ms, maxOf(windowS * MS, LEAST_WINDOW_MS), what)
    }

    private fun pending(
        what: String,
        id: String,
        code: Int,
        ring: Ring?,
    ): PendingIntent = ReminderReceiver.sent(context, what, id, code, ring)

    companion object {
        /** A reminder is due. */
        const val RING = "org.nightcramp.demo.RING"

        /** It is bedtime: of the notification only the button is left. */
        const val BEDTIME = "org.nightcramp.demo.BEDTIME"

        /** Look whether the last one came. */
        const val LOOK = "org.nightcramp.demo.LOOK"

        private const val ID = "id"
        private const val CODE = "code"
        private const val MS = 1_000L

        /** The system makes shorter windows this long anyway. */
        private const val LEAST_WINDOW_MS = 600_000L
    }
}
