package org.nightcramp.inbox

import java.time.Instant
import java.time.ZoneId

/** Where a press came from; the same list as the journal's `TapSource`. */
public enum class InboxSource(internal val word: String) {
    /** The app's own screen. */
    APP("app"),

    /** The Quick Settings tile. */
    TILE("tile"),

    /** The button of a notification. */
    NOTIFICATION("notification"),

    /** A control of the system, such as one on the lock screen. */
    CONTROL("control"),

    /** A widget of the home screen. */
    WIDGET("widget"),

    /** A watch. */
    WATCH("watch"),

    /** A voice assistant. */
    VOICE("voice"),
}

/**
 * One press, as it waits in the inbox until the journal takes it in.
 *
 * @property id a UUIDv7 in lower case; see [TapId].
 * @property at when it was, kept to the millisecond; years 1970 to 9999.
 * @property offsetS the clock's seconds east of UTC at that instant, at most 18 hours either way.
 * @property zone the clock's IANA zone id.
 * @property source the surface that was pressed.
 * @throws IllegalArgumentException if a value breaks what is said here.
 */
public data class InboxTap(
    val id: String,
    val at: Instant,
    val offsetS: Int,
    val zone: String,
    val source: InboxSource,
) {
    init {
        requireSound(id, at, offsetS, zone)
    }

    /** The name of the tap's file. */
    public val fileName: String get() = "$id.evt"

    /** The file's bytes, all of them ASCII. The same tap gives the same bytes. */
    public fun encode(): ByteArray =
        withSum(
            "nightcramp-inbox 1\n" +
                "id $id\n" +
                "at ${at.toEpochMilli()} $offsetS $zone\n" +
                "kind tap\n" +
                "source ${source.word}\n",
        )

    public companion object {
        /** A press at [at], with a fresh id and the offset that [zone] has then. */
        @JvmStatic
        @JvmOverloads
        public fun now(source: InboxSource, at: Instant = Instant.now(), zone: ZoneId = ZoneId.systemDefault()): InboxTap =
            InboxTap(TapId.next(at), at, zone.rules.getOffset(at).totalSeconds, zone.id, source)
    }
}
