package org.nightcramp.demo.reminders

import android.app.AlarmManager
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import org.nightcramp.demo.DemoApplication
import org.nightcramp.demo.reminders.ReminderReceiver.Companion.outlive

/** What the system says when alarms are lost or may be wrong: plans anew. The manifest says which, and why each. */
class ChangeReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        val app = context.applicationContext as DemoApplication
        // Anybody may send anything to a receiver; what is not in the list changes nothing.
        if (intent.action in CHANGES) outlive(app) { app.reminders.changed(bare = intent.action in BARING) }
    }

    companion object {
        /** The actions in the manifest. */
        val CHANGES =
            setOf(
                Intent.ACTION_LOCKED_BOOT_COMPLETED,
                Intent.ACTION_BOOT_COMPLETED,
                Intent.ACTION_MY_PACKAGE_REPLACED,
                Intent.ACTION_TIME_CHANGED,
                Intent.ACTION_TIMEZONE_CHANGED,
                Intent.ACTION_LOCALE_CHANGED,
                AlarmManager.ACTION_SCHEDULE_EXACT_ALARM_PERMISSION_STATE_CHANGED,
            )

        /** Those before which the system has taken the app's notifications away. */
        private val BARING = setOf(Intent.ACTION_LOCKED_BOOT_COMPLETED, Intent.ACTION_BOOT_COMPLETED, Intent.ACTION_MY_PACKAGE_REPLACED)
    }
}
