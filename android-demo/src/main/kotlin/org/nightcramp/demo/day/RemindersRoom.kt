package org.nightcramp.demo.day

import android.app.TimePickerDialog
import android.content.ActivityNotFoundException
import android.content.Intent
import android.net.Uri
import android.os.Build
import android.provider.Settings
import android.text.format.DateFormat
import org.nightcramp.Face
import org.nightcramp.Journal
import org.nightcramp.Profile
import org.nightcramp.ReminderPreferences
import org.nightcramp.demo.R
import org.nightcramp.demo.app
import org.nightcramp.demo.day.DayShown.ReminderDetails.About
import org.nightcramp.demo.reminders.TestReminder
import java.time.LocalTime

/** What a person can do about reminders: choose them, see whether they come, and mend what holds them back. */
class RemindersRoom(private val house: House, private val permission: Permission) :
    RemindersScreen.Actions,
    ReminderDetailsScreen.Actions {
    private val app get() = house.activity.app
    private val today get() = app.clock().let { it.instant().atZone(it.zone).toLocalDate() }

    /** Then nobody is asked for anything: nobody wants to decide, and the question is bright. */
    private val atNight get() = house.day?.tonight?.face != Face.DAY

    /** What the page in front holds, or the one behind it. */
    private val page get() = house.shown.let { (it as? DayShown.ReminderDetails)?.page ?: it as? DayShown.Reminders }

    /** Opens the page. */
    fun open() = show(null) {}

    override fun openDetails(about: About) = show(about) {}

    /** Shows the page in front again: something on the phone may have changed. */
    fun again() = journal {}

    override fun back() = if (house.shown is DayShown.ReminderDetails) open() else house.open(Tab.JOURNAL)

    override fun change(change: ReminderPreferences.() -> ReminderPreferences) {
        val before = page?.preferences
        // What the journal holds is changed, not what the page shows: that may be older than the last press.
        journal { saveReminderPreferences(reminderPreferences().change()) }
        if (!atNight && before != null && before.change().asksMoreThan(before)) permission.ask()
    }

    override fun trust(reminder: String) = journal { trustReminder(reminder) }

    override fun changeWeekday() =
        pick(R.string.bedtime_weekdays, page?.weekday ?: USUAL) { time ->
            saveBedtimes { copy(bedtimeWeekday = time, bedtimeWeekend = bedtimeWeekend ?: time) }
        }

    override fun changeWeekend() =
        pick(R.string.bedtime_weekends, page?.run { weekend ?: weekday } ?: USUAL) { time ->
            saveBedtimes { copy(bedtimeWeekday = bedtimeWeekday ?: time, bedtimeWeekend = time) }
        }

    override fun changeWaking() = pick(R.string.waking, page?.preferences?.waking ?: MORNING) { change { copy(waking = it) } }

    /** They hold from today on. */
    private fun saveBedtimes(change: Profile.() -> Profile) {
        val today = today
        journal { saveProfile(profile().change(), today) }
    }

    override fun sendTest() {
        val page = house.shown as? DayShown.Reminders ?: return
        if (!page.phone.notifications) {
            return if (atNight) house.show(page.copy(test = DayShown.Reminders.Test.BY_DAY)) else allowNotifications()
        }
        val at = app.clock().instant().plus(TestReminder.WAIT)
        app.bell.test(TestReminder.of(house.themed, at), at)
        val comes = if (page.phone.exact) DayShown.Reminders.Test.COMES else DayShown.Reminders.Test.COMES_LATE
        house.show(page.copy(test = comes))
    }

    override fun allowNotifications() {
        if (atNight) return
        if (!permission.ask()) {
            settings(Intent(Settings.ACTION_APP_NOTIFICATION_SETTINGS).putExtra(Settings.EXTRA_APP_PACKAGE, app.packageName))
        }
    }

    override fun allowExact() {
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.S) return
        settings(Intent(Settings.ACTION_REQUEST_SCHEDULE_EXACT_ALARM, Uri.fromParts("package", app.packageName, null)))
    }

    override fun openBattery() = settings(Intent(Settings.ACTION_IGNORE_BATTERY_OPTIMIZATION_SETTINGS))

    private fun settings(intent: Intent) {
        try {
            house.activity.startActivity(intent)
        } catch (none: ActivityNotFoundException) {
            // A phone without such a page; the row still says what is the matter.
        }
    }

    /** Changes something in the journal, and shows the page in front again. */
    private fun journal(first: Journal.() -> Unit) = show((house.shown as? DayShown.ReminderDetails)?.about, first)

    private fun show(about: About?, first: Journal.() -> Unit) {
        val now = house.now
        val clock = app.clock()
        val today = today
        house.ask({
            first()
            val said = reliability(now, house.language)
            val profile = profile()
            val page =
                DayShown.Reminders(
                    preferences = reminderPreferences(),
                    weekday = profile.bedtimeWeekday,
                    weekend = profile.bedtimeWeekend,
                    reliability = said,
                    notes = app.reminders.plan(this).notes,
                    phone = PhoneCheck.of(app, app.bell, said),
                    today = today,
                    zone = clock.zone.id,
                    atNight = atNight,
                )
            if (about == null) page else DayShown.ReminderDetails(page, about)
        }, house::show)
    }

    private fun pick(title: Int, start: LocalTime, done: (LocalTime) -> Unit) {
        val picked = TimePickerDialog.OnTimeSetListener { _, hour, minute -> done(LocalTime.of(hour, minute)) }
        val day = DateFormat.is24HourFormat(house.activity)
        TimePickerDialog(house.themed, R.style.Nightcramp_Picker, picked, start.hour, start.minute, day)
            .apply { setTitle(title) }
            .show()
    }

    private companion object {
        val USUAL: LocalTime = LocalTime.of(22, 0)
        val MORNING: LocalTime = LocalTime.of(7, 0)
    }
}

/** Whether a reminder is on that was off before. */
private fun ReminderPreferences.asksMoreThan(before: ReminderPreferences): Boolean =
    wishes.zip(before.wishes).any { (now, was) -> now && !was }

private val ReminderPreferences.wishes: List<Boolean>
    get() = listOf(bedtimeStretch, morningCheckIn, lastWater, warmSoak, breakDays.isNotEmpty(), reviewOn != null, visitFollowUp)
