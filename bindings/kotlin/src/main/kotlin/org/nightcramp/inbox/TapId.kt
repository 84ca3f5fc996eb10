package org.nightcramp.inbox

import java.security.SecureRandom
import java.time.Instant
import java.util.UUID

/**
 * Makes the ids of taps and of records of reminders: UUIDv7, lower case, as a surface needs them before any native code is loaded.
 *
 * The surface makes the id once per press and sends it again with every retry, so that the press is recorded once.
 */
public object TapId {
    private const val LAST_MILLISECOND = (1L shl 48) - 1
    private const val VERSION_7 = 7L shl 12
    private const val VARIANT = 2L shl 62
    private val random = SecureRandom()

    /** A fresh id for a press at [at]. A clock outside the years 1970 to 10889 still gets a valid id, only not a sortable one. */
    @JvmStatic
    @JvmOverloads
    public fun next(at: Instant = Instant.now()): String {
        val milliseconds = at.epochSecond.coerceIn(0, LAST_MILLISECOND / 1000) * 1000 + at.nano / 1_000_000
        val high = (milliseconds.coerceAtMost(LAST_MILLISECOND) shl 16) or VERSION_7 or (random.nextLong() and 0xfff)
        val low = VARIANT or (random.nextLong() ushr 2)
        return UUID(high, low).toString()
    }

    /** Whether [text] is an id that the journal takes from an inbox: a UUIDv7 in lower case. */
    @JvmStatic
    public fun isValid(text: String): Boolean = FORM.matches(text)

    private val FORM = Regex("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
}
