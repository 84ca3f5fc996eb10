package org.nightcramp.inbox

import java.time.DateTimeException
import java.time.Instant
import java.time.LocalDate
import java.time.ZoneId

/** What happened to a reminder; the same list as the journal's `ReminderAction`. */
public enum class InboxAction(internal val word: String) {
    /** It was shown. */
    DELIVERED("delivered"),

    /** "Done". */
    DONE("done"),

    /** "Later". */
    LATER("later"),

    /** "Not tonight". */
    NOT_TONIGHT("not-tonight"),

    /** "Already in bed": only with a bedtime call. */
    IN_BED("in-bed"),
}

/**
 * That a reminder was shown, or what the person answered, as it waits in the inbox until the journal takes it in.
 *
 * @property id a UUIDv7 in lower case, made for this record; see [TapId]. It only names the file.
 * @property reminder the id of the planned reminder.
 * @property action what happened.
 * @property at when, kept to the millisecond; years 1970 to 9999.
 * @property offsetS the clock's seconds east of UTC at that instant, at most 18 hours either way.
 * @property zone the clock's IANA zone id.
 * @throws IllegalArgumentException if a value breaks what is said here.
 */
public data class InboxReminder(
    val id: String,
    val reminder: String,
    val action: InboxAction,
    val at: Instant,
    val offsetS: Int,
    val zone: String,
) {
    init {
        requireSound(id, at, offsetS, zone)
        require(isReminder(reminder)) { "no plan has such a reminder" }
        require(action != InboxAction.IN_BED || reminder.startsWith("bedtime:")) { "in-bed belongs to a bedtime call" }
    }

    /** The name of the record's file. */
    public val fileName: String get() = "$id.evt"

    /** The file's bytes, all of them ASCII. The same record gives the same bytes. */
    public fun encode(): ByteArray =
        withSum(
            "nightcramp-inbox 2\n" +
                "id $id\n" +
                "at ${at.toEpochMilli()} $offsetS $zone\n" +
                "kind reminder\n" +
                "reminder $reminder\n" +
                "action ${action.word}\n",
        )

    public companion object {
        /** `kind:rule:night`, and `:2` for a second evening of the same night. */
        private val FORM = Regex("[a-z]+:[0-9A-Za-z-]{1,36}:((?:19|[2-9][0-9])[0-9]{2}-[0-9]{2}-[0-9]{2})(:2)?")

        private fun isReminder(text: String): Boolean {
            val night = FORM.matchEntire(text)?.groupValues?.get(1) ?: return false
            return try {
                LocalDate.parse(night)
                true
            } catch (_: DateTimeException) {
                false
            }
        }

        /** What happened to [reminder] at [at], with a fresh id and the offset that [zone] has then. */
        @JvmStatic
        @JvmOverloads
        public fun now(
            reminder: String,
            action: InboxAction,
            at: Instant = Instant.now(),
            zone: ZoneId = ZoneId.systemDefault(),
        ): InboxReminder = InboxReminder(TapId.next(at), reminder, action, at, zone.rules.getOffset(at).totalSeconds, zone.id)
    }
}
