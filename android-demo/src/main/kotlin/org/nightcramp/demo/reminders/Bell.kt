package org.nightcramp.demo.reminders

import java.time.Instant

/** What a notification shows. */
enum class Stage {
    /** The call, with answers. */
    CALL,

    /** From bedtime until the morning: the button only, silent, and it stays. */
    BUTTON,
}

/**
 * A reminder whose notification is up.
 *
 * @property since when it rang; of the button alone, when it came.
 */
data class Showing(val ring: Ring, val stage: Stage, val since: Instant)

/** What a phone does for reminders; it decides nothing. */
interface Bell {
    /** What is up now. The phone knows that also of a process that was killed. */
    fun shown(): List<Showing>

    /** Makes the phone's alarms those of [holding]. Done twice, it is done once. */
    fun hold(holding: Holding)

    /** Lets [Reminders.bedtime] be called when the button of [ring] begins; null: not at all. */
    fun atBedtime(ring: Ring?)

    /** Shows [ring]'s notification, loud; false where none may be shown. */
    fun ring(ring: Ring): Boolean

    /** From now on only the button of [ring] is left, silent. */
    fun leaveButton(ring: Ring)

    /** Takes [ring]'s notification away. */
    fun clear(ring: Ring)

    /** Takes all notifications and alarms away. */
    fun clearAll()
}
