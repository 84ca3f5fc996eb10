package org.nightcramp.demo.day

import android.content.Context
import android.icu.text.TimeZoneNames
import org.nightcramp.Moment
import org.nightcramp.ReminderClock
import org.nightcramp.ReminderPreferences
import org.nightcramp.Weekday
import org.nightcramp.demo.R
import java.time.DayOfWeek
import java.time.LocalDate
import java.time.LocalTime
import java.time.ZoneOffset
import java.time.format.TextStyle
import java.time.temporal.WeekFields

/** What the page of reminders says about settings. */
class ReminderWords(private val context: Context) {
    private val words = Words(context)
    private val locale get() = context.resources.configuration.locales[0]

    /** 22:30, at weekends 23:30. */
    fun bedtime(shown: DayShown.Reminders): String {
        val weekday = shown.weekday ?: shown.weekend ?: return context.getString(R.string.bedtime_none)
        val weekend = shown.weekend ?: weekday
        if (weekday == weekend) return words.time(weekday)
        return context.getString(R.string.bedtime_both, words.time(weekday), words.time(weekend))
    }

    /** 7:30, only if something is open. */
    fun morning(preferences: ReminderPreferences): String = context.getString(R.string.morning_at, words.time(preferences.morningAt))

    /** 2 hours before bed. */
    fun beforeBed(minutes: Int): String {
        val hours = minutes % HOUR == 0
        val form = if (hours) R.plurals.hours_before_bed else R.plurals.minutes_before_bed
        val number = if (hours) minutes / HOUR else minutes
        return context.resources.getQuantityString(form, number, number)
    }

    /** 10:00 to 17:00, on five days a week. */
    fun breaks(preferences: ReminderPreferences): String {
        if (preferences.breakDays.isEmpty()) return context.getString(R.string.off)
        val days = preferences.breakDays.size
        val span = context.getString(R.string.from_to, words.time(preferences.breakFrom), words.time(preferences.breakUntil))
        return context.resources.getQuantityString(R.plurals.on_days, days, span, words.count(days))
    }

    /** Sunday, 18:00. */
    fun review(preferences: ReminderPreferences): String {
        val day = preferences.reviewOn ?: return context.getString(R.string.off)
        return context.getString(R.string.day_and_time, name(day), words.time(preferences.reviewAt))
    }

    /** 22:30, yesterday. */
    fun came(last: Moment?, today: LocalDate): String {
        if (last == null) return context.getString(R.string.not_yet)
        val date = last.at.atOffset(ZoneOffset.ofTotalSeconds(last.offsetS)).toLocalDate()
        val time = words.time(last)
        return when (date) {
            today -> context.getString(R.string.time_today, time)
            today.minusDays(1) -> context.getString(R.string.time_yesterday, time)
            else -> context.getString(R.string.day_and_time, words.shortDate(date), time)
        }
    }

    /** 22:30; where there is none, so. */
    fun time(time: LocalTime?): String = if (time == null) context.getString(R.string.not_set) else words.time(time)

    /** 15 minutes; at bedtime. */
    fun lead(minutes: Int): String = if (minutes == 0) context.getString(R.string.at_bedtime) else many(R.plurals.minutes, minutes)

    /** 20 minutes later, if nothing was answered. */
    fun secondCall(preferences: ReminderPreferences): String = many(R.plurals.second_call_when, preferences.secondCallAfterMin.toInt())

    /** As at home, in Berlin. */
    fun clock(clock: ReminderClock): String =
        when (clock) {
            is ReminderClock.Phone -> context.getString(R.string.clock_phone)
            is ReminderClock.Home -> context.getString(R.string.clock_home, place(clock.zone))
        }

    /** The days of the week, from the one with which it begins here. */
    val week: List<Weekday>
        get() {
            val first = WeekFields.of(locale).firstDayOfWeek.ordinal
            return Weekday.entries.drop(first) + Weekday.entries.take(first)
        }

    /** Sunday. */
    fun name(day: Weekday): String = DayOfWeek.of(day.ordinal + 1).getDisplayName(TextStyle.FULL_STANDALONE, locale)

    /** The place after which a zone is called, in the phone's language where the phone knows it. */
    private fun place(zone: String): String =
        TimeZoneNames.getInstance(locale).getExemplarLocationName(zone) ?: zone.substringAfterLast('/').replace('_', ' ')

    private fun many(form: Int, number: Int): String = context.resources.getQuantityString(form, number, number)

    private companion object {
        const val HOUR = 60
    }
}
