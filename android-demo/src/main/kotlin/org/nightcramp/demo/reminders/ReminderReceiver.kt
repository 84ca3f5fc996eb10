package org.nightcramp.demo.reminders

import android.app.PendingIntent
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.net.Uri
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeoutOrNull
import org.nightcramp.demo.DemoApplication
import org.nightcramp.demo.Haptics
import org.nightcramp.inbox.InboxAction
import org.nightcramp.inbox.InboxSource
import org.nightcramp.inbox.InboxTap

/** What the app's own alarms and the buttons of its notifications send. Opens no activity: whoever presses stays where they are. */
class ReminderReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        val app = context.applicationContext as DemoApplication
        val ring = intent.getStringExtra(CARRIED)?.let(RingText::read)?.firstOrNull()
        outlive(app) { handle(app, intent, ring) }
    }

    private suspend fun handle(app: DemoApplication, intent: Intent, ring: Ring?) {
        val reminders = app.reminders
        when (intent.action) {
            Alarms.RING -> if (ring?.kind == TestReminder.KIND) app.bell.ring(ring) else ring?.let { reminders.rang(it) }
            Alarms.BEDTIME -> reminders.bedtime()
            Alarms.SAID -> ring?.let { app.bell.sayAgain(it) }
            Alarms.LOOK -> reminders.changed()
            Notices.CRAMP -> cramp(app, ring ?: return)
            Notices.ANSWER -> reminders.answered(ring ?: return, InboxAction.valueOf(intent.getStringExtra(WORD) ?: return))
        }
    }

    /** As on the tile: a press appends and never toggles, and is answered in the hand once it is on disk. */
    private suspend fun cramp(app: DemoApplication, ring: Ring) {
        val clock = app.clock()
        val kept = app.door.tap(InboxTap.now(InboxSource.NOTIFICATION, clock.instant(), clock.zone))
        Haptics(app).answer(kept)
        if (kept.isKept) app.bell.sayLogged(ring)
        app.reminders.planAnew()
    }

    companion object {
        /** The reminder as text. */
        const val CARRIED = "ring"

        /** The answer. */
        const val WORD = "word"

        private const val MOST_MS = 9_000L

        /**
         * What the system shall send here. To it two of these are the same when [what], [id], [code] and [word] are the same,
         * whatever else they carry: so a button's reminder and answer stand in its address. What is carried is renewed.
         */
        fun sent(
            context: Context,
            what: String,
            id: String,
            code: Int,
            ring: Ring?,
            word: String? = null,
        ): PendingIntent {
            val intent = Intent(what, Uri.fromParts("nightcramp", id, word), context, ReminderReceiver::class.java)
            if (ring != null) intent.putExtra(CARRIED, RingText.write(listOf(ring)))
            if (word != null) intent.putExtra(WORD, word)
            return PendingIntent.getBroadcast(context, code, intent, PendingIntent.FLAG_IMMUTABLE or PendingIntent.FLAG_UPDATE_CURRENT)
        }

        /** Does [work] after [BroadcastReceiver.onReceive] has returned; the system gives that ten seconds. */
        fun BroadcastReceiver.outlive(app: DemoApplication, work: suspend () -> Unit) {
            val pending = goAsync()
            app.scope.launch {
                // In a scope of its own: what takes longer, such as a repair, goes on as long as the process is left alone.
                val job = app.scope.launch { work() }
                withTimeoutOrNull(MOST_MS) { job.join() }
                pending?.finish()
            }
        }
    }
}
