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
import org.nightcramp.ReminderPreferences
import org.nightcramp.demo.R
import org.nightcramp.demo.app
import org.nightcramp.demo.reminders.TestReminder
import java.time.LocalTime

/** What a person can do about reminders: choose them, see whether they come, and mend what holds them back. */
class RemindersRoom(private val house: House, private val permission: Permission) : RemindersScreen.Actions {
    private val app get() = house.activity.app
    private val today get() = app.clock().let { it.instant().atZone(it.zone).toLocalDate() }

    /** Then nobody is asked for anything: nobody wants to decide, and the question is bright. */
    private val atNight get() = house.day?.tonight?.face != Face.DAY

    /** Opens the page. */
    fun open() = show {}

    /** Shows the page again: something on the phone may have changed. */
    fun again() = open()

    override fun back() = house.open(Tab.JOURNAL)

    override fun change(change: ReminderPreferences.() -> ReminderPreferences) {
        val before = (house.shown as? DayShown.Reminders)?.preferences
        // What the journal holds is changed, not what the page shows: that may be older than the last press.
        show { saveReminderPreferences(reminderPreferences().change()) }
        if (!atNight && before != null && before.change().asksMoreThan(before)) permission.ask()
    }

    override fun trust(reminder: String) = show { trustReminder(reminder) }

    /** The bedtimes one after the other: that of weekdays, then that of weekends. */
    override fun changeBedtime() {
        val page = house.shown as? DayShown.Reminders ?: return
        pick(R.string.bedtime_weekdays, page.weekday ?: USUAL) { weekday ->
            pick(R.string.bedtime_weekends, page.weekend ?: weekday) { weekend -> saveBedtimes(weekday, weekend) }
        }
    }

    /** Both bedtimes hold from today on. */
    private fun saveBedtimes(weekday: LocalTime, weekend: LocalTime) {
        val today = today
        show { saveProfile(profile().copy(bedtimeWeekday = weekday, bedtimeWeekend = weekend), today) }
    }

    override fun sendTest() {
        val page = house.shown as? DayShown.Reminders ?: return
        if (!page.phone.notifications) return allowNotifications()
        val at = app.clock().instant().plus(TestReminder.WAIT)
        app.bell.test(TestReminder.of(house.themed, at), at)
        house.show(page.copy(testSent = true))
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

    private fun show(first: Journal.() -> Unit) {
        val now = house.now
        val today = today
        house.ask({
            first()
            val said = reliability(now, house.language)
            val profile = profile()
            DayShown.Reminders(
                preferences = reminderPreferences(),
                weekday = profile.bedtimeWeekday,
                weekend = profile.bedtimeWeekend,
                reliability = said,
                notes = app.reminders.plan(this).notes,
                phone = PhoneCheck.of(app, app.bell, said),
                today = today,
            )
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
    }
}

/** Whether a reminder is on that was off before. */
private fun ReminderPreferences.asksMoreThan(before: ReminderPreferences): Boolean =
    wishes.zip(before.wishes).any { (now, was) -> now && !was }

private val ReminderPreferences.wishes: List<Boolean>
    get() = listOf(bedtimeStretch, morningCheckIn, lastWater, warmSoak, breakDays.isNotEmpty(), reviewOn != null, visitFollowUp)
