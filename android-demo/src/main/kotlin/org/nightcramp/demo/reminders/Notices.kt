package org.nightcramp.demo.reminders

import android.app.KeyguardManager
import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import android.net.Uri
import android.os.Bundle
import android.provider.Settings
import android.view.View
import android.widget.RemoteViews
import org.nightcramp.demo.R
import org.nightcramp.demo.day.DayActivity
import org.nightcramp.demo.day.Tab
import org.nightcramp.demo.night.NightActivity
import java.time.Duration
import java.time.Instant

/** How a notification of a reminder looks: opened out, closed, and on the lock screen. */
class Notices(private val context: Context, private val now: () -> Instant) {
    private val manager = context.getSystemService(NotificationManager::class.java)

    private val keyguard = context.getSystemService(KeyguardManager::class.java)

    /** Whether the person lets the app show notifications, these among them. */
    val allowed: Boolean
        get() = manager.areNotificationsEnabled() && channel().importance != NotificationManager.IMPORTANCE_NONE

    /**
     * Shows [ring], in the place of what stood there for its kind; false where nothing may be shown, or its time is over.
     *
     * @param loud whether it may sound; a notification that only changes stays silent.
     * @param logged whether the button says so for a moment.
     */
    fun show(
        ring: Ring,
        stage: Stage,
        loud: Boolean,
        logged: Boolean = false,
    ): Boolean {
        val left = Duration.between(now(), ring.buttonUntil ?: ring.tooLate)
        if (left <= Duration.ZERO) clear(ring)
        if (left <= Duration.ZERO || !allowed) return false
        val before = shown().firstOrNull { it.ring.kind == ring.kind && it.stage == stage && !loud }
        val public = builder(ring, stage, locked = true, logged).build()
        val notification =
            builder(ring, stage, locked = isOverlooked, logged)
                .setVisibility(Notification.VISIBILITY_PRIVATE)
                .setPublicVersion(public)
                .setTimeoutAfter(left.toMillis())
                .setOnlyAlertOnce(!loud)
                .addExtras(
                    Bundle().apply {
                        putString(SHOWN, RingText.write(listOf(ring)))
                        putString(STAGE, stage.name)
                        putLong(SINCE, (before?.since ?: now()).toEpochMilli())
                    },
                )
        // In a group whose head alone may sound, and that has none: silent, whatever the channel is set to.
        if (!loud) notification.setGroup(SILENT).setGroupAlertBehavior(Notification.GROUP_ALERT_SUMMARY)
        manager.notify(ring.kind, NUMBER, notification.build())
        return true
    }

    /** What is up now, by whichever process. */
    fun shown(): List<Showing> =
        manager.activeNotifications.filter { it.id == NUMBER }.mapNotNull {
            val extras = it.notification.extras
            val ring = extras.getString(SHOWN)?.let(RingText::read)?.firstOrNull()
            ring?.let { Showing(ring, Stage.valueOf(extras.getString(STAGE).orEmpty()), Instant.ofEpochMilli(extras.getLong(SINCE))) }
        }

    /**
     * Whether the lock screen stands there now and shows all that it is given, words of health included. Most phones are set so, and
     * no app can change that. Then it gets the words of the lock screen only.
     */
    private val isOverlooked: Boolean
        get() {
            val hides = channel().lockscreenVisibility.let { it == Notification.VISIBILITY_PRIVATE || it == Notification.VISIBILITY_SECRET }
            return keyguard.isKeyguardLocked && !hides && Settings.Secure.getInt(context.contentResolver, SHOWS_ALL, 1) != 0
        }

    /** Takes [ring] away. */
    fun clear(ring: Ring) = manager.cancel(ring.kind, NUMBER)

    /** Takes all away. */
    fun clearAll() = manager.cancelAll()

    private fun channel(): NotificationChannel {
        val name = context.getString(R.string.reminders)
        // Made again it keeps what the person has set; only the name follows the language.
        manager.createNotificationChannel(NotificationChannel(CHANNEL, name, NotificationManager.IMPORTANCE_DEFAULT))
        return manager.getNotificationChannel(CHANNEL)
    }

    private fun builder(
        ring: Ring,
        stage: Stage,
        locked: Boolean,
        logged: Boolean,
    ): Notification.Builder {
        val button = ring.cramp
        val title = if (locked) ring.locked else ring.title ?: ring.locked
        val built =
            Notification
                .Builder(context, CHANNEL)
                .setSmallIcon(R.drawable.ic_tile)
                .setCategory(Notification.CATEGORY_REMINDER)
                .setContentTitle(title)
                .setContentText(ring.body.takeUnless { locked })
                .setContentIntent(open(ring))
                .setOngoing(stage == Stage.BUTTON)
                .setAutoCancel(stage == Stage.CALL)
                .setShowWhen(stage == Stage.CALL)
                .setWhen(ring.at.toEpochMilli())
        if (button != null) {
            built
                .setStyle(Notification.DecoratedCustomViewStyle())
                .setCustomContentView(view(closed(stage), ring, stage, locked, logged))
                .setCustomBigContentView(view(R.layout.notice, ring, stage, locked, logged))
        } else {
            built.setStyle(Notification.BigTextStyle().bigText(ring.body.takeUnless { locked }))
        }
        if (stage == Stage.CALL) ring.answers.forEach { built.addAction(action(ring, it, locked)) }
        return built
    }

    private fun closed(stage: Stage) = if (stage == Stage.CALL) R.layout.notice_closed else R.layout.notice_night

    private fun view(
        layout: Int,
        ring: Ring,
        stage: Stage,
        locked: Boolean,
        logged: Boolean,
    ): RemoteViews {
        val button = checkNotNull(ring.cramp)
        val words = if (locked) button.locked else button.title ?: button.locked
        val title = if (locked) ring.locked else ring.title ?: ring.locked
        return RemoteViews(context.packageName, layout).apply {
            line(R.id.notice_title, title.takeIf { stage == Stage.CALL })
            line(R.id.notice_body, ring.body.takeIf { stage == Stage.CALL && !locked })
            setTextViewText(R.id.notice_word, if (logged) context.getText(R.string.logged) else words)
            setOnClickPendingIntent(R.id.notice_button, pressed(CRAMP, ring, button.word))
        }
    }

    private fun RemoteViews.line(id: Int, text: String?) {
        setViewVisibility(id, if (text == null) View.GONE else View.VISIBLE)
        setTextViewText(id, text)
    }

    private fun action(ring: Ring, press: Press, locked: Boolean): Notification.Action {
        val words = if (locked) press.locked else press.title ?: press.locked
        return Notification.Action.Builder(null, words, pressed(ANSWER, ring, press.word)).build()
    }

    private fun pressed(what: String, ring: Ring, word: String): PendingIntent =
        ReminderReceiver.sent(context, what, ring.id, ring.requestCode, ring, word)

    /** The page where it can be done; where there is none, the app's first screen, as the journal decides. */
    private fun open(ring: Ring): PendingIntent {
        val intent =
            when (ring.kind) {
                "bedtime" -> DayActivity.stretch(context)
                "review" -> DayActivity.at(context, Tab.JOURNAL)
                "visit" -> DayActivity.at(context, Tab.DOCTOR)
                else -> NightActivity.first(context)
            }
        return PendingIntent.getActivity(context, ring.requestCode, intent.setData(Uri.fromParts("nightcramp", ring.id, null)), FLAGS)
    }

    companion object {
        /** The button was pressed. */
        const val CRAMP = "org.nightcramp.demo.CRAMP"

        /** An answer was pressed. */
        const val ANSWER = "org.nightcramp.demo.ANSWER"

        /** The one channel. */
        const val CHANNEL = "reminders"

        /** The number of every notification; its kind is the tag. */
        const val NUMBER = 1

        /** The system's setting *show all notifications on the lock screen*, which apps may read. */
        private const val SHOWS_ALL = "lock_screen_allow_private_notifications"
        private const val SHOWN = "shown"
        private const val STAGE = "stage"
        private const val SINCE = "since"
        private const val SILENT = "silent"
        private const val FLAGS = PendingIntent.FLAG_IMMUTABLE or PendingIntent.FLAG_UPDATE_CURRENT
    }
}
