package org.nightcramp.demo.day

import android.content.Context
import android.text.format.DateFormat
import android.text.format.Formatter
import org.nightcramp.Answer
import org.nightcramp.Cramp
import org.nightcramp.CrampDetails
import org.nightcramp.CrampDuration
import org.nightcramp.JournalException
import org.nightcramp.Moment
import org.nightcramp.Muscle
import org.nightcramp.NightMark
import org.nightcramp.NightState
import org.nightcramp.NightTally
import org.nightcramp.Problem
import org.nightcramp.Quiet
import org.nightcramp.Recovery
import org.nightcramp.Response
import org.nightcramp.Side
import org.nightcramp.Sign
import org.nightcramp.SignRow
import org.nightcramp.demo.R
import java.time.Instant
import java.time.LocalDate
import java.time.LocalTime
import java.time.YearMonth
import java.time.ZoneId
import java.time.format.DateTimeFormatter
import java.time.format.TextStyle
import java.time.temporal.TemporalAccessor
import java.util.Locale

/** What the day's screens say about values: dates and times as the phone's language writes them, answers as words. */
class Words(private val context: Context) {
    private val locale: Locale = context.resources.configuration.locales[0]

    /** Friday, 20 November. */
    fun date(day: LocalDate): String = written(day, "EEEEdMMMM")

    /** 13 November. */
    fun shortDate(day: LocalDate): String = written(day, "dMMMM")

    /** November 2026. */
    fun month(month: YearMonth): String = written(month.atDay(1), "yMMMM")

    /** Friday. */
    fun weekday(day: LocalDate): String = day.dayOfWeek.getDisplayName(TextStyle.FULL_STANDALONE, locale)

    /** 3:10, on the clock that was on the wall then. */
    fun time(moment: Moment): String = time(moment.wallTime())

    /** 3:10. */
    fun time(time: LocalTime): String {
        val pattern = DateFormat.getBestDateTimePattern(locale, if (DateFormat.is24HourFormat(context)) "Hm" else "hm")
        return DateTimeFormatter.ofPattern(pattern.replace("HH", "H"), locale).format(time)
    }

    /** Small numbers as words. */
    fun count(number: Int): String = context.resources.getStringArray(R.array.count_words).getOrElse(number) { number.toString() }

    /** Cramp at 3:10. */
    fun title(cramp: Cramp): String =
        cramp.at?.let { context.getString(R.string.cramp_at, time(it)) } ?: context.getString(R.string.cramp_untimed)

    /** You logged one cramp, at 3:10. */
    fun logged(cramps: List<Cramp>): String {
        val times = cramps.mapNotNull { it.at }.sortedBy { it.at }
        val form = if (times.size == cramps.size) R.plurals.you_logged else R.plurals.you_said
        val sentence =
            context.resources.getQuantityString(
                form,
                cramps.size,
                count(cramps.size),
                times.joinToString(", ", transform = ::time),
            )
        return sentence.replaceFirstChar { it.titlecase(locale) }
    }

    /** Two more questions. Stop any time. */
    fun more(questions: Int): String {
        if (questions == 0) return context.getString(R.string.last_question)
        return context.resources
            .getQuantityString(
                R.plurals.more_questions,
                questions,
                count(questions),
            ).replaceFirstChar { it.titlecase(locale) }
    }

    /** 7 with a cramp, 5 without, 2 not known. */
    fun tally(tally: NightTally): String {
        fun part(form: Int, nights: UInt) = context.resources.getQuantityString(form, nights.toInt(), nights.toInt())
        return context.getString(
            R.string.tally,
            part(R.plurals.tally_cramp, tally.cramp),
            part(R.plurals.tally_none, tally.noCramp),
            part(R.plurals.tally_unknown, tally.unknown),
        )
    }

    /** What a mark says to those who do not see it: Tuesday 17 November, two cramps. */
    fun spoken(mark: NightMark, today: Boolean): String {
        val cramps = mark.cramps.toInt()
        val state =
            when (mark.state) {
                NightState.CRAMP -> context.resources.getQuantityString(R.plurals.cell_cramps, cramps, count(cramps))
                NightState.NO_CRAMP -> context.getString(R.string.cell_none)
                NightState.UNKNOWN -> context.getString(R.string.cell_unknown)
            }
        val cell = context.getString(R.string.cell_spoken, date(mark.night), state)
        return if (today) context.getString(R.string.cell_today, cell) else cell
    }

    /** What a page says when it comes. */
    fun spoken(page: DayShown): CharSequence =
        when (page) {
            is DayShown.Morning -> page.question?.text ?: context.getText(R.string.thank_you)
            is DayShown.Journal, is DayShown.Trouble -> context.getText(R.string.journal)
            is DayShown.Doctor -> context.getText(R.string.doctor)
            is DayShown.Rules -> context.getText(page.verdict.title)
            is DayShown.Why -> context.getText(page.finding.verdict.title)
            is DayShown.Emergency -> context.getText(R.string.get_help)
            is DayShown.Signs -> context.getText(R.string.what_different)
            is DayShown.GoodToKnow -> context.getText(R.string.to_know)
            is DayShown.Stretch -> page.spoken ?: context.getText(R.string.done_tonight)
            is DayShown.Help -> context.getText(R.string.help)
            is DayShown.Reminders -> context.getText(R.string.reminders)
            is DayShown.ReminderDetails -> context.getText(page.about.title)
            is DayShown.Erase -> context.getText(if (page.erased) R.string.erased else R.string.erase_all)
            is DayShown.Night -> date(page.page.mark.night)
            is DayShown.Edit -> title(page.cramp)
        }

    /** Why the journal can't be read or written, and what would help. */
    fun trouble(why: Throwable?): String =
        when (why) {
            is JournalException.StorageFull -> {
                if (why.missingBytes > 0u) {
                    context.getString(R.string.trouble_full, size(why.missingBytes))
                } else {
                    context.getString(R.string.trouble_full_some)
                }
            }

            is JournalException.StorageBusy -> {
                context.getString(R.string.trouble_busy)
            }

            is JournalException.NewerSchema -> {
                context.getString(R.string.trouble_newer)
            }

            else -> {
                context.getString(R.string.trouble)
            }
        }

    /** This phone is nearly full. Free 2 MB, so that everything can be saved. */
    fun nearlyFull(missingBytes: ULong): String = context.getString(R.string.nearly_full, size(missingBytes))

    /** What is not as it should be, as a sentence. */
    fun problem(problem: Problem): String =
        when (problem) {
            is Problem.ReadOnly -> context.getString(R.string.problem_read_only)
            is Problem.StorageLow -> nearlyFull(problem.missingBytes)
            is Problem.CheckOverdue -> context.getString(R.string.problem_overdue)
            is Problem.RowsSetAside -> many(R.plurals.problem_rows, problem.rows.toInt())
            is Problem.FilesSetAside -> many(R.plurals.problem_files, problem.folders.toInt())
            is Problem.Damaged -> context.getString(R.string.problem_damaged)
        }

    /** The file was damaged. 41 entries are back. 3 of them come from a copy. 3 entries could not be read again. They are kept. */
    fun repaired(recovery: Recovery): String {
        val copied = recovery.fromCopy.toInt()
        return listOfNotNull(
            many(R.plurals.repaired_back, recovery.fromFile.toInt() + copied),
            many(R.plurals.repaired_copied, copied).takeIf { copied > 0 },
            if (recovery.lost.isEmpty()) context.getString(R.string.repaired_all) else many(R.plurals.repaired_lost, recovery.lost.size),
        ).joinToString("\n")
    }

    /** So many of something. */
    private fun many(form: Int, number: Int): String = context.resources.getQuantityString(form, number, number)

    /** 236 kB. */
    fun size(bytes: ULong): String = Formatter.formatShortFileSize(context, bytes.toLong()).replace(AFTER_NUMBER, "\u00A0")

    /** 23 November, 22:10. */
    fun dayAndTime(at: Instant, zone: ZoneId): String {
        val local = at.atZone(zone)
        return context.getString(R.string.day_and_time, written(local.toLocalDate(), "dMMMM"), time(local.toLocalTime()))
    }

    /** Left calf; null while neither is known. */
    fun where(details: CrampDetails): String? {
        val side = details.side?.let { context.getString(it.word) }
        val muscle = details.muscle?.let { context.getString(it.word) }
        if (side == null || muscle == null) return side ?: muscle
        return context.getString(R.string.side_muscle, side, muscle.lowercase(locale))
    }

    /** 1 to 5 minutes; a time that was measured falls into the same four words. */
    fun duration(duration: CrampDuration?): String? = duration?.let { context.getString(it.word) }

    /** Yes, No; null while it is not known. */
    fun answer(answer: Answer): String? =
        when (answer) {
            Answer.YES -> context.getString(R.string.yes)
            Answer.NO -> context.getString(R.string.no)
            Answer.UNKNOWN -> null
        }

    /** The signs one after the other, in the core's [names]; null while it is not answered. */
    fun signs(signs: List<Sign>?, names: List<SignRow>): String? {
        if (signs == null) return null
        if (signs.isEmpty()) return context.getString(R.string.sign_none)
        return signs.map { sign -> name(sign, names) }.distinct().joinToString("\n")
    }

    /** What the core calls [sign]; one that it does not list for this person is at least not hidden. */
    fun name(sign: Sign, names: List<SignRow>): String =
        names.firstOrNull { it.sign == sign }?.text ?: context.getString(R.string.something_different)

    /** Why a finding is quiet, in the core's words; a date as the phone's language writes it. */
    fun quiet(quiet: Quiet): String =
        when (val response = quiet.response) {
            is Response.Appointment -> quiet.text.replace(response.on.toString(), date(response.on))
            is Response.SeenFine -> quiet.text
        }

    private fun written(value: TemporalAccessor, skeleton: String): String {
        val text = DateTimeFormatter.ofPattern(DateFormat.getBestDateTimePattern(locale, skeleton), locale).format(value)
        return text.replace(AFTER_NUMBER, "\u00A0")
    }

    private companion object {
        /** Where a line must not break: 23 and its November stay together. */
        val AFTER_NUMBER = Regex("(?<=\\d|\\d\\.) ")
    }
}

/** The word for a side of the body. */
val Side.word: Int
    get() =
        when (this) {
            Side.LEFT -> R.string.left
            Side.RIGHT -> R.string.right
            Side.BOTH -> R.string.both
        }

/** The word for a muscle. */
val Muscle.word: Int
    get() =
        when (this) {
            Muscle.CALF -> R.string.calf
            Muscle.FOOT -> R.string.foot
            Muscle.TOES -> R.string.toes
            Muscle.FRONT_OF_THIGH -> R.string.front_thigh
            Muscle.BACK_OF_THIGH -> R.string.back_thigh
            Muscle.HAND -> R.string.hand
            Muscle.ARM -> R.string.arm
            Muscle.TRUNK -> R.string.trunk
            Muscle.FACE -> R.string.face
            Muscle.OTHER -> R.string.elsewhere
        }

/** The words for how long it took. */
val CrampDuration.word: Int
    get() =
        when (this) {
            is CrampDuration.UnderOneMinute -> {
                R.string.under_one
            }

            is CrampDuration.OneToFiveMinutes -> {
                R.string.one_to_five
            }

            is CrampDuration.FiveToTenMinutes -> {
                R.string.five_to_ten
            }

            is CrampDuration.OverTenMinutes -> {
                R.string.over_ten
            }

            is CrampDuration.Timed -> {
                when {
                    seconds < 60u -> R.string.under_one
                    seconds <= 300u -> R.string.one_to_five
                    seconds <= 600u -> R.string.five_to_ten
                    else -> R.string.over_ten
                }
            }
        }

/** The four spans a person chooses from. */
val SPANS: List<CrampDuration> =
    listOf(CrampDuration.UnderOneMinute, CrampDuration.OneToFiveMinutes, CrampDuration.FiveToTenMinutes, CrampDuration.OverTenMinutes)
