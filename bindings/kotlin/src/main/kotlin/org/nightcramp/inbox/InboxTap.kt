package org.nightcramp.inbox

import java.time.Instant
import java.time.ZoneId
import java.util.zip.CRC32

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
        require(TapId.isValid(id)) { "the id is not a UUIDv7 in lower case" }
        require(at >= FIRST && at < END) { "the instant lies outside the years 1970 to 9999" }
        require(offsetS in -MOST_OFFSET_S..MOST_OFFSET_S) { "the offset is more than 18 hours" }
        require(zone.length in 1..LONGEST_ZONE && zone.all { it in '!'..'~' }) { "the zone is not an IANA id" }
    }

    /** The name of the tap's file. */
    public val fileName: String get() = "$id.evt"

    /** The file's bytes, all of them ASCII. The same tap gives the same bytes. */
    public fun encode(): ByteArray {
        val body =
            "nightcramp-inbox 1\n" +
                "id $id\n" +
                "at ${at.toEpochMilli()} $offsetS $zone\n" +
                "kind tap\n" +
                "source ${source.word}\n"
        val crc = CRC32().apply { update(body.toByteArray(Charsets.US_ASCII)) }.value
        return (body + "crc32 ${crc.toString(16).padStart(8, '0')}\n").toByteArray(Charsets.US_ASCII)
    }

    public companion object {
        private val FIRST = Instant.EPOCH
        private val END = Instant.parse("+10000-01-01T00:00:00Z")
        private const val MOST_OFFSET_S = 18 * 60 * 60
        private const val LONGEST_ZONE = 64

        /** A press at [at], with a fresh id and the offset that [zone] has then. */
        @JvmStatic
        @JvmOverloads
        public fun now(source: InboxSource, at: Instant = Instant.now(), zone: ZoneId = ZoneId.systemDefault()): InboxTap =
            InboxTap(TapId.next(at), at, zone.rules.getOffset(at).totalSeconds, zone.id, source)
    }
}
