package org.nightcramp.demo.day

import android.app.ActivityManager
import android.content.Context
import android.os.Build
import android.os.PowerManager
import org.nightcramp.Reliability
import org.nightcramp.demo.reminders.PhoneBell

/**
 * What on this phone stands between a reminder and the person.
 *
 * @property notifications whether they may be shown.
 * @property exact whether they may come at the exact time.
 * @property mayDelay whether the phone saves its battery in a way that can hold them back.
 */
data class PhoneCheck(val notifications: Boolean, val exact: Boolean, val mayDelay: Boolean) {
    companion object {
        /** How it is now; what the journal says of the last reminders counts too. */
        fun of(context: Context, bell: PhoneBell, reliability: Reliability): PhoneCheck {
            val power = context.getSystemService(PowerManager::class.java)
            val apps = context.getSystemService(ActivityManager::class.java)
            val restricted = Build.VERSION.SDK_INT >= Build.VERSION_CODES.P && apps.isBackgroundRestricted
            val sleeps = reliability.heldBack && !power.isIgnoringBatteryOptimizations(context.packageName)
            return PhoneCheck(bell.allowed, bell.exact, power.isPowerSaveMode || restricted || sleeps)
        }
    }
}
