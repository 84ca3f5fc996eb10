package org.nightcramp.bench

import org.nightcramp.Answer
import org.nightcramp.ClockMark
import org.nightcramp.Cramp
import org.nightcramp.CrampDetails
import org.nightcramp.CrampDuration
import org.nightcramp.Evening
import org.nightcramp.Exercise
import org.nightcramp.Face
import org.nightcramp.FactorAnswer
import org.nightcramp.Moment
import org.nightcramp.Morning
import org.nightcramp.MorningQuestion
import org.nightcramp.Muscle
import org.nightcramp.NightMark
import org.nightcramp.NightPage
import org.nightcramp.NightState
import org.nightcramp.NightTally
import org.nightcramp.QuestionKind
import org.nightcramp.Relief
import org.nightcramp.Side
import org.nightcramp.Sign
import org.nightcramp.Soreness
import org.nightcramp.StretchKind
import org.nightcramp.Supplement
import org.nightcramp.Tap
import org.nightcramp.TapSource
import org.nightcramp.Tonight
import java.nio.file.Path
import java.sql.ResultSet
import java.time.Instant
import java.time.LocalDate
import java.time.LocalDateTime
import java.time.ZoneOffset

/**
 * The first screen as an app would build it in Kotlin with sqlite-jdbc: the same questions to the same tables, the same
 * records. Only the default cut-off, noon.
 */
internal class PlainJournal(folder: Path) : AutoCloseable {
    private val connection = PlainConnection(folder.resolve("journal.db"))

    init {
        check(connection.rows("PRAGMA application_id") { it.getInt(1) } == listOf(APPLICATION_ID))
    }

    override fun close() = connection.close()

    /** What the core's `tonight` answers. */
    fun tonight(now: Moment): Tonight {
        check(connection.rows("SELECT cut_hour FROM preference") { it.getInt(1) } == listOf(NOON))
        check(connection.rows(FROM_THE_FUTURE, now.at.toEpochMilli() + TWELVE_HOURS_MS) { it.getInt(1) } == listOf(0))
        val current = nightOf(now)
        val hours = sinceNoon(now).hour
        val asked = if (hours >= MORNING) current else current.minusDays(1)
        val first = asked.minusDays(13)
        val cramps = crampsBetween(first, current)
        val remembered = remembered(first, current)
        val marks = generateSequence(first) { it.plusDays(1) }.takeWhile { it <= current }.map { mark(it, cramps, remembered[it]) }.toList()
        val tonight = cramps.filter { it.night == current }.map(::withTaps).reversed()
        val newest = tonight.flatMap { it.taps }.maxByOrNull { it.at.at }
        val page = page(asked, cramps.filter { it.night == asked }.map(::withTaps))
        val nights = marks.filter { it.night <= asked }
        return Tonight(
            face = if (hours in EVENING until MORNING) Face.NIGHT else Face.DAY,
            current = marks.last(),
            cramps = tonight,
            undoTapId = newest?.id.takeIf { hours < MORNING },
            asked = page,
            questions = questions(page),
            nights = nights,
            tally = tally(nights),
            suspects = episodes("$TAPPED AND c.clock = 'suspect' AND c.removed IS NULL").map(::withTaps),
        )
    }

    private fun crampsBetween(first: LocalDate, last: LocalDate): List<Cramp> {
        val from =
            first
                .minusDays(2)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli()
        val to =
            last
                .plusDays(3)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli()
        val sql =
            "$TAPPED AND t.utc_ms >= ? AND t.utc_ms < ? AND c.removed IS NULL UNION ALL " +
                "$TOLD c.utc_ms >= ? AND c.utc_ms < ? AND c.removed IS NULL UNION ALL " +
                "$TOLD c.night >= ? AND c.night <= ? AND c.removed IS NULL"
        return episodes(sql, from, to, from, to, first.toString(), last.toString())
            .filter { it.night in first..last }
            .sortedWith(compareBy({ it.night }, { it.at == null }, { it.at?.at }, { it.id }))
    }

    private fun episodes(sql: String, vararg values: Any): List<Cramp> =
        connection.rows(sql, *values) { row ->
            val at = moment(row, 2)
            val details = details(row)
            Cramp(
                id = row.getString(1),
                night = at?.let(::nightOf) ?: LocalDate.parse(row.getString(5)),
                at = at,
                taps = emptyList(),
                daytime = at != null && sinceNoon(at).hour < EVENING && details.wokeMe != Answer.YES,
                clock = row.getString(6)?.let { if (it == "suspect") ClockMark.SUSPECT else ClockMark.CONFIRMED } ?: ClockMark.PLAUSIBLE,
                removed = row.getString(7) != null,
                details = details,
            )
        }

    private fun withTaps(cramp: Cramp): Cramp = cramp.copy(taps = connection.rows(TAPS, cramp.id, cramp.id, read = ::tap))

    private fun tap(row: ResultSet) = Tap(row.getString(1), checkNotNull(moment(row, 2)), word<TapSource>(row.getString(5)))

    private fun remembered(first: LocalDate, last: LocalDate): Map<LocalDate, Int> =
        connection
            .rows(REMEMBERED, first.toString(), last.toString()) { LocalDate.parse(it.getString(1)) to it.getInt(2) }
            .toMap()

    private fun page(night: LocalDate, cramps: List<Cramp>): NightPage {
        val morning = connection.rows(MORNING_OF, night.toString()) { morning(it, night) }.singleOrNull()
        return NightPage(
            mark = mark(night, cramps, morning?.cramps?.toInt()),
            beginsOn = night.minusDays(1),
            cramps = cramps,
            evening = connection.rows(EVENING_OF, night.toString()) { evening(it, night) }.singleOrNull(),
            morning = morning,
        )
    }

    private fun evening(row: ResultSet, night: LocalDate) =
        Evening(
            night = night,
            stretched = answer(row, 1),
            stretchKind = row.getString(2)?.let { word<StretchKind>(it) },
            stretchMinutes = number(row, 3)?.toUShort(),
            stretchedAt = moment(row, 4),
            waterGlasses = number(row, 7)?.toUByte(),
            alcoholDrinks = number(row, 8)?.toUByte(),
            caffeineDrinks = number(row, 9)?.toUByte(),
            exercise = row.getString(10)?.let { word<Exercise>(it) },
            longSitting = answer(row, 11),
            longStanding = answer(row, 12),
            sweating = answer(row, 13),
            heat = answer(row, 14),
            fever = answer(row, 15),
            heavyBlanket = answer(row, 16),
            warmSoak = answer(row, 17),
            supplements = row.getString(18)?.let { words<Supplement>(it) },
            factors = connection.rows(FACTORS_OF, night.toString()) { FactorAnswer(it.getString(1), answer(it, 2)) },
            note = row.getString(19),
        )
}

private const val APPLICATION_ID = 0x6e636b6a

private const val NOON = 12

/** Hours after noon at which the night and the morning begin. */
private const val EVENING = 8
private const val MORNING = 19

private const val TWELVE_HOURS_MS = 12 * 3_600_000L

private const val FROM_THE_FUTURE =
    "SELECT EXISTS (SELECT 1 FROM tap t LEFT JOIN cramp c ON c.id = t.cramp WHERE t.utc_ms > ?1 AND c.clock IS NULL " +
        "AND c.utc_ms IS NULL AND c.night IS NULL) OR EXISTS (SELECT 1 FROM cramp WHERE utc_ms > ?1 AND clock IS NULL)"
private const val DETAILS =
    "c.clock, c.removed, c.side, c.muscle, c.pain, c.duration, c.duration_s, c.hard_knot, c.eased_by_stretching, c.woke_me, " +
        "c.got_out_of_bed, c.near_fall, c.fall, c.soreness_after, c.soreness_lasted, c.urge_to_move, c.eased_by_walking, " +
        "c.what_helped, c.different, c.note"
private const val TAPPED =
    "SELECT t.id, t.utc_ms, t.offset_s, t.zone, NULL, $DETAILS FROM tap t LEFT JOIN cramp c ON c.id = t.id " +
        "WHERE t.cramp = t.id AND c.utc_ms IS NULL AND c.night IS NULL"
private const val TOLD = "SELECT c.id, c.utc_ms, c.offset_s, c.zone, c.night, $DETAILS FROM cramp c WHERE"
private const val TAPS =
    "SELECT id, utc_ms, offset_s, zone, source FROM tap WHERE id = ? AND cramp = id UNION ALL " +
        "SELECT id, utc_ms, offset_s, zone, source FROM tap WHERE cramp = ? AND cramp <> id ORDER BY utc_ms, id"
private const val REMEMBERED =
    "SELECT night, cramps FROM morning WHERE night BETWEEN ? AND ? AND removed = 0 AND cramps IS NOT NULL"
private const val MORNING_OF =
    "SELECT cramps, sleep_disturbance, toilet_visits, soreness, tiredness, note FROM morning WHERE night = ? AND removed = 0"
private const val EVENING_OF =
    "SELECT stretched, stretch_kind, stretch_minutes, stretched_ms, stretched_offset_s, stretched_zone, water_glasses, " +
        "alcohol_drinks, caffeine_drinks, exercise, long_sitting, long_standing, sweating, heat, fever, heavy_blanket, " +
        "warm_soak, supplements, note FROM evening WHERE night = ? AND removed = 0"
private const val FACTORS_OF = "SELECT factor, answer FROM evening_factor WHERE night = ? ORDER BY factor"

private fun sinceNoon(at: Moment): LocalDateTime =
    LocalDateTime.ofEpochSecond(at.at.epochSecond, at.at.nano, ZoneOffset.ofTotalSeconds(at.offsetS)).minusHours(NOON.toLong())

private fun nightOf(at: Moment): LocalDate = sinceNoon(at).toLocalDate().plusDays(1)

private fun counts(cramp: Cramp) = !cramp.removed && !cramp.daytime && cramp.clock != ClockMark.SUSPECT

private fun mark(night: LocalDate, cramps: List<Cramp>, remembered: Int?): NightMark {
    val known = maxOf(cramps.count { it.night == night && counts(it) }, remembered ?: 0)
    val state =
        when {
            known > 0 -> NightState.CRAMP
            remembered != null -> NightState.NO_CRAMP
            else -> NightState.UNKNOWN
        }
    return NightMark(night, state, known.toUInt())
}

private fun tally(nights: List<NightMark>): NightTally {
    fun count(state: NightState) = nights.count { it.state == state }.toUInt()
    return NightTally(count(NightState.CRAMP), count(NightState.NO_CRAMP), count(NightState.UNKNOWN))
}

private fun questions(page: NightPage): List<MorningQuestion> {
    val night = page.mark.night
    val cramp = page.cramps.lastOrNull(::counts)
    if (cramp == null) {
        return listOf(MorningQuestion(QuestionKind.ANY_CRAMP, night, null)).filter { page.mark.state == NightState.UNKNOWN }
    }
    return listOfNotNull(
        QuestionKind.MUSCLE.takeIf { cramp.details.muscle == null },
        QuestionKind.PAIN.takeIf { cramp.details.pain == null },
        QuestionKind.DURATION.takeIf { cramp.details.duration == null },
    ).map { MorningQuestion(it, night, cramp.id) }
}

private fun morning(row: ResultSet, night: LocalDate) =
    Morning(
        night = night,
        cramps = number(row, 1)?.toUByte(),
        sleepDisturbance = number(row, 2)?.toUByte(),
        toiletVisits = number(row, 3)?.toUByte(),
        soreness = answer(row, 4),
        tiredness = answer(row, 5),
        note = row.getString(6),
    )

private fun details(row: ResultSet) =
    CrampDetails(
        side = row.getString(8)?.let { word<Side>(it) },
        muscle = row.getString(9)?.let { word<Muscle>(it) },
        pain = number(row, 10)?.toUByte(),
        duration = row.getString(11)?.let { duration(it, row) },
        hardKnot = answer(row, 13),
        easedByStretching = answer(row, 14),
        wokeMe = answer(row, 15),
        gotOutOfBed = answer(row, 16),
        nearFall = answer(row, 17),
        fall = answer(row, 18),
        sorenessAfter = answer(row, 19),
        sorenessLasted = row.getString(20)?.let { word<Soreness>(it) },
        urgeToMove = answer(row, 21),
        easedByWalking = answer(row, 22),
        whatHelped = row.getString(23)?.let { words<Relief>(it) },
        different = row.getString(24)?.let { words<Sign>(it) },
        note = row.getString(25),
    )

private fun duration(word: String, row: ResultSet): CrampDuration =
    when (word) {
        "under-1" -> CrampDuration.UnderOneMinute
        "1-to-5" -> CrampDuration.OneToFiveMinutes
        "5-to-10" -> CrampDuration.FiveToTenMinutes
        "over-10" -> CrampDuration.OverTenMinutes
        else -> CrampDuration.Timed(row.getInt(12).toUInt())
    }

private fun moment(row: ResultSet, column: Int): Moment? {
    val utc = row.getLong(column)
    return if (row.wasNull()) null else Moment(Instant.ofEpochMilli(utc), row.getInt(column + 1), row.getString(column + 2))
}

private fun number(row: ResultSet, column: Int): Int? = row.getInt(column).takeUnless { row.wasNull() }

private fun answer(row: ResultSet, column: Int): Answer =
    when (number(row, column)) {
        null -> Answer.UNKNOWN
        0 -> Answer.NO
        else -> Answer.YES
    }

private inline fun <reified T : Enum<T>> word(word: String): T = enumValueOf(word.uppercase().replace('-', '_'))

private inline fun <reified T : Enum<T>> words(words: String): List<T> = words.split(',').filter { it.isNotEmpty() }.map { word<T>(it) }
