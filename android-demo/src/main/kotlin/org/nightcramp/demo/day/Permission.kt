package org.nightcramp.demo.day

import android.Manifest
import android.app.Activity
import android.content.Context
import android.content.pm.PackageManager
import android.os.Build

/** The system's question whether notifications may be shown. It is asked when it makes sense, and never at night. */
class Permission(private val activity: Activity) {
    private val notes by lazy { activity.getSharedPreferences("permission", Context.MODE_PRIVATE) }

    /** The evening's card stands on the page: now a person can see what for. Asked once; the page of reminders asks again. */
    fun askInTheEvening() {
        if (notes.getBoolean(ASKED, false)) return
        notes.edit().putBoolean(ASKED, true).apply()
        ask()
    }

    /** Asks the system to ask; false where there is nothing to ask: it is given, or was refused for good. */
    fun ask(): Boolean {
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.TIRAMISU) return false
        if (activity.checkSelfPermission(NOTIFY) == PackageManager.PERMISSION_GRANTED) return false
        val refused = notes.getBoolean(REFUSED, false) && !activity.shouldShowRequestPermissionRationale(NOTIFY)
        if (refused) return false
        activity.requestPermissions(arrayOf(NOTIFY), REQUEST)
        return true
    }

    /** The person has answered. */
    fun answered(given: Boolean) {
        // A system that will not ask again tells nobody but by this.
        notes.edit().putBoolean(REFUSED, !given).apply()
    }

    companion object {
        /** The number of the question. */
        const val REQUEST = 1

        private const val NOTIFY = Manifest.permission.POST_NOTIFICATIONS
        private const val ASKED = "asked"
        private const val REFUSED = "refused"
    }
}
