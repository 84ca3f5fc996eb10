package org.nightcramp.demo.reminders

import android.content.Context
import org.nightcramp.demo.R
import java.time.Duration
import java.time.Instant

/** A reminder that only shows that reminders come: by an alarm, as they do, and nothing of it is taken down. */
object TestReminder {
    /** Its kind, which no plan has. */
    const val KIND = "test"

    /** Its id, which is its alarm's address too, so that it stands beside the next reminder. */
    const val ID = "$KIND:now"

    /** How long until it comes. */
    val WAIT: Duration = Duration.ofSeconds(5)

    private val STAYS = Duration.ofHours(1)

    /** The reminder for [at]. */
    fun of(context: Context, at: Instant): Ring =
        Ring(
            id = ID,
            at = at,
            tooLate = at.plus(STAYS),
            windowS = 0,
            requestCode = 0,
            buttonFrom = null,
            buttonUntil = null,
            unlessAnswered = null,
            locked = context.getString(R.string.test_reminder),
            title = context.getString(R.string.test_reminder),
            body = context.getString(R.string.test_reached),
            answers = emptyList(),
            cramp = null,
        )
}
