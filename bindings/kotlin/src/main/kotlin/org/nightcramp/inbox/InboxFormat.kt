package org.nightcramp.inbox

import java.time.Instant
import java.util.zip.CRC32

// What the files of taps and of reminders have in common.

private val FIRST = Instant.EPOCH
private val END = Instant.parse("+10000-01-01T00:00:00Z")
private const val MOST_OFFSET_S = 18 * 60 * 60
private const val LONGEST_ZONE = 64

/** Refuses an id or a moment that the journal would not take. */
internal fun requireSound(
    id: String,
    at: Instant,
    offsetS: Int,
    zone: String,
) {
    require(TapId.isValid(id)) { "the id is not a UUIDv7 in lower case" }
    require(at >= FIRST && at < END) { "the instant lies outside the years 1970 to 9999" }
    require(offsetS in -MOST_OFFSET_S..MOST_OFFSET_S) { "the offset is more than 18 hours" }
    require(zone.length in 1..LONGEST_ZONE && zone.all { it in '!'..'~' }) { "the zone is not an IANA id" }
}

/** The bytes of a file with this body, all of them ASCII: the body and its sum. */
internal fun withSum(body: String): ByteArray {
    val crc = CRC32().apply { update(body.toByteArray(Charsets.US_ASCII)) }.value
    return (body + "crc32 ${crc.toString(16).padStart(8, '0')}\n").toByteArray(Charsets.US_ASCII)
}
