package org.nightcramp.demo

import android.content.Context
import org.nightcramp.Recovery

/** Which recovery the person has heard of, so that each is told once. */
class Told(context: Context) {
    private val notes = context.getSharedPreferences("told", Context.MODE_PRIVATE)

    /** Whether [recovery] is news. */
    fun isNews(recovery: Recovery): Boolean = notes.getLong(RECOVERY, NEVER) != recovery.at.toEpochMilli()

    /** The person has seen what [recovery] brought back. */
    fun note(recovery: Recovery) = notes.edit().putLong(RECOVERY, recovery.at.toEpochMilli()).apply()

    /** Forgets that there ever was one. */
    fun forget() = notes.edit().clear().apply()

    private companion object {
        const val RECOVERY = "recovery"
        const val NEVER = Long.MIN_VALUE
    }
}
