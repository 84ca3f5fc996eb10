package org.nightcramp.demo

import android.app.AlarmManager
import android.app.Notification
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.Intent
import android.os.UserManager
import android.view.View
import android.widget.FrameLayout
import android.widget.RemoteViews
import android.widget.TextView
import kotlinx.coroutines.runBlocking
import org.junit.Before
import org.nightcramp.LedgerLine
import org.nightcramp.Plan
import org.nightcramp.ReminderPreferences
import org.nightcramp.demo.reminders.Alarms
import org.nightcramp.demo.reminders.Bell
import org.nightcramp.demo.reminders.ChangeReceiver
import org.nightcramp.demo.reminders.Notices
import org.nightcramp.demo.reminders.ReminderFiles
import org.nightcramp.demo.reminders.ReminderReceiver
import org.nightcramp.demo.reminders.Reminders
import org.nightcramp.demo.reminders.RingText
import org.nightcramp.demo.reminders.TestReminder
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowAlarmManager
import java.io.File
import java.time.Duration
import java.time.Instant
import java.time.LocalTime

/** A phone with reminders: its alarms, its notifications, and a person who goes to bed at half past ten. */
abstract class ReminderWalk : FindingsWalk() {
    private val shadow get() = shadowOf(app.getSystemService(AlarmManager::class.java))
    private val manager get() = app.getSystemService(NotificationManager::class.java)

    /** Where the next reminders lie before the first unlock. */
    protected val slice: File get() = File(PhoneApplication.root, "device/reminders")

    @Before
    fun mayRing() {
        ShadowAlarmManager.setCanScheduleExactAlarms(true)
        clock(EVENING)
        bedtimes("22:30", "23:30")
    }

    protected fun bedtimes(weekday: String, weekend: String) =
        journal {
            val known = profile().copy(bedtimeWeekday = LocalTime.parse(weekday), bedtimeWeekend = LocalTime.parse(weekend))
            saveProfile(known, LAST_NIGHT.minusYears(1))
        }

    protected fun prefer(change: ReminderPreferences.() -> ReminderPreferences) =
        journal { saveReminderPreferences(reminderPreferences().change()) }

    /** An alarm of the system: what it sends, about what, when, and how late that may be. */
    protected data class Held(
        val what: String,
        val about: String,
        val at: Instant,
        val windowMs: Long,
        val whileIdle: Boolean,
    )

    /** Every alarm there is, soonest first. */
    protected fun held(): List<Held> =
        shadow.scheduledAlarms.sortedBy { it.triggerAtMs }.map {
            val intent = shadowOf(it.sends).savedIntent
            val ring = intent.getStringExtra(ReminderReceiver.CARRIED)?.let(RingText::read)?.first()
            Held(intent.action.orEmpty(), ring?.id.orEmpty(), Instant.ofEpochMilli(it.triggerAtMs), it.windowLengthMs, it.isAllowWhileIdle)
        }

    /** The alarm of the next reminder. */
    protected fun next(): Held = held().single { it.what == Alarms.RING && !it.about.startsWith(TestReminder.KIND) }

    protected fun plan() {
        app.planSoon()
        settle { app.isIdle }
    }

    /** What the core plans now. */
    protected fun planned(): Plan = journal { app.reminders.plan(this) }

    /** Lets the alarm that sends [what] come, at its time or [at] a later one. */
    protected fun come(what: String, at: Instant? = null) {
        val alarm = shadow.scheduledAlarms.single { shadowOf(it.sends).savedIntent.action == what }
        clockAt(at ?: Instant.ofEpochMilli(alarm.triggerAtMs))
        shadow.fireAlarm(alarm)
        settle { app.isIdle }
    }

    /** Lets the alarm of a test come. */
    protected fun comeTest() {
        val alarm = shadow.scheduledAlarms.single { shadowOf(it.sends).savedIntent.data?.schemeSpecificPart == TestReminder.ID }
        clockAt(Instant.ofEpochMilli(alarm.triggerAtMs))
        shadow.fireAlarm(alarm)
        settle { app.isIdle }
    }

    /** Sets the clock to [at] in the zone that it has. */
    protected fun clockAt(at: Instant) = clock(at.atZone(app.clock().zone).toString())

    /** The system says [action]. */
    protected fun system(action: String) {
        check(action in ChangeReceiver.CHANGES)
        // The manifest's own receivers, as the system would find them.
        app.sendBroadcast(Intent(action).setPackage(app.packageName))
        settle { app.isIdle }
    }

    /** Takes every alarm away, as a power-off or a force-stop does. */
    protected fun loseAlarms() = shadow.scheduledAlarms.toList().forEach { app.getSystemService(AlarmManager::class.java).cancel(it.sends) }

    /** The reminders of another process of this app, on the same phone. */
    protected fun process(bell: Bell = app.bell): Reminders =
        Reminders(app.door, ReminderFiles(checkNotNull(slice.parentFile)), bell, { app.clock() }, app.bell::abilities) { language }

    /** The phone restarts: alarms and notifications are gone, and nobody has unlocked it. */
    protected fun restart() {
        loseAlarms()
        manager.cancelAll()
        unlocked(false)
        system(Intent.ACTION_LOCKED_BOOT_COMPLETED)
    }

    /** The phone has started and nobody has unlocked it; or somebody has. */
    protected fun unlocked(unlocked: Boolean) {
        if (!unlocked) runBlocking { app.door.journal().shut() }
        shadowOf(app.getSystemService(UserManager::class.java)).setUserUnlocked(unlocked)
        // A new process finds no journal open; here the old door notices at its next use.
        if (unlocked) runBlocking { app.door.health() }
    }

    /** The notification of [kind]; null where there is none. */
    protected fun notice(kind: String = "bedtime"): Notification? =
        manager.activeNotifications.firstOrNull { it.tag == kind && it.id == Notices.NUMBER }?.notification

    /** Everything that [notification] says, views and actions included. */
    protected fun said(notification: Notification): List<String> {
        val keys = listOf(Notification.EXTRA_TITLE, Notification.EXTRA_TEXT, Notification.EXTRA_BIG_TEXT)
        val extras = keys.mapNotNull { notification.extras.getCharSequence(it)?.toString() }
        val views = listOfNotNull(notification.closed, notification.opened).flatMap { words(it) }
        return extras + views + notification.actions.orEmpty().map { it.title.toString() }
    }

    protected fun words(views: RemoteViews): List<String> = shown(views).tree().filterIsInstance<TextView>().map { it.text.toString() }

    protected fun shown(views: RemoteViews): View = views.apply(app, FrameLayout(app))

    /** Presses what says [word] among the answers of the notification. */
    protected fun answer(word: String) {
        checkNotNull(notice())
            .actions
            .single { it.title == word }
            .actionIntent
            .send()
        settle { app.isIdle }
    }

    /** Presses *Cramp now* and waits until [done]: what the button says then it says for a moment only. */
    protected fun pressCramp(public: Boolean = false, done: () -> Boolean) {
        val notification = checkNotNull(notice())
        val views = checkNotNull((if (public) notification.publicVersion else notification)?.opened)
        shown(views).findViewById<View>(R.id.notice_button).performClick()
        settle(done)
    }

    /** Waits until the button says what it does again. */
    protected fun afterLogged() {
        settle {
            pass(Duration.ofSeconds(1))
            app.isIdle
        }
    }

    /** What the alarm that sends [what] would send. */
    protected fun sent(what: String): Intent = shadow.scheduledAlarms.map { shadowOf(it.sends).savedIntent }.single { it.action == what }

    /** [intent] arrives although nothing sends it any more. */
    protected fun arrives(intent: Intent) {
        app.sendBroadcast(intent)
        settle { app.isIdle }
    }

    /** The person swipes everything away. */
    protected fun swipe() = manager.cancelAll()

    /** What the journal says became of the reminder [id]. */
    protected fun ledger(id: String): LedgerLine? =
        journal { reminderLedger(LAST_NIGHT.minusDays(3), LAST_NIGHT.plusDays(3)) }.firstOrNull { it.reminder == id }

    protected fun inbox(): List<String> =
        Inbox
            .of(app)
            .listFiles()
            .orEmpty()
            .map { it.readText() }

    companion object {
        const val CALL = "bedtime:call:2026-11-24"

        fun utc(text: String): Instant = Instant.parse(text)

        /** The window of an alarm whose instant the system may choose. */
        const val INEXACT = -1L

        /** Words that a stranger must not read. */
        val HEALTH = Regex("cramp|stretch|leg|calf|foot|muscle|pain|health|doctor|visit|water|soak", RegexOption.IGNORE_CASE)
    }
}

/** What is shown opened out. The platform calls it deprecated for those who set it, and has no other way to read it. */
@Suppress("DEPRECATION")
val Notification.opened: RemoteViews? get() = bigContentView

/** What is shown closed. */
@Suppress("DEPRECATION")
val Notification.closed: RemoteViews? get() = contentView

/** What an alarm sends. */
@Suppress("DEPRECATION")
val ShadowAlarmManager.ScheduledAlarm.sends: PendingIntent get() = checkNotNull(operation)
