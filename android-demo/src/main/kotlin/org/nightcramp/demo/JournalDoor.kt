package org.nightcramp.demo

import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import org.nightcramp.Journal
import org.nightcramp.JournalException
import org.nightcramp.JournalRepository
import org.nightcramp.Moment
import org.nightcramp.Tap
import org.nightcramp.TapOutcome
import org.nightcramp.TapSource
import org.nightcramp.Tonight
import org.nightcramp.inbox.InboxTap
import org.nightcramp.inbox.InboxWriter
import java.io.File
import java.io.IOException

/** Where a tap is now. */
enum class Kept {
    /** On disk, as a cramp of its own. */
    SAVED,

    /** On disk, as part of a cramp that was there before. */
    ALREADY_SAVED,

    /** On disk in the inbox; the journal takes it in when it can. */
    WAITING,

    /** Nowhere. */
    NOT_SAVED,
}

/**
 * The way every screen goes to the journal: opens it once, and takes in what waits in the inbox before anything is shown.
 *
 * @property directory where the journal lives, readable after the first unlock.
 * @property inbox where taps wait, readable always.
 */
class JournalDoor(private val directory: File, private val inbox: File) {
    private val opening = Mutex()
    private var open: JournalRepository? = null

    /** The journal, opened at the first call; a failed opening is tried again at the next. */
    suspend fun journal(): JournalRepository =
        opening.withLock {
            open ?: withContext(Dispatchers.IO) {
                directory.mkdirs()
                JournalRepository.open(directory.path)
            }.also { open = it }
        }

    /** Opens the journal ahead of the first call; what goes wrong is said to that call. */
    suspend fun warmUp() {
        runCatching { journal() }
    }

    // embed:start

    /** Keeps a tap: in the journal, or in the inbox when the journal can't take it. On disk when this returns. */
    suspend fun tap(press: InboxTap): Kept =
        runCatching {
            val moment = Moment(press.at, press.offsetS, press.zone)
            val kept = journal().tap(Tap(press.id, moment, TapSource.APP))
            if (kept.outcome == TapOutcome.SAVED) Kept.SAVED else Kept.ALREADY_SAVED
        }.getOrElse {
            // Whatever it was: the file has the same id, so that the tap is recorded once even if both have it.
            withContext(Dispatchers.IO) { leave(press) }
        }

    private fun leave(press: InboxTap): Kept =
        try {
            InboxWriter(inbox.toPath()).write(press)
            Kept.WAITING
        } catch (full: IOException) {
            Kept.NOT_SAVED
        }
    // embed:end

    /** What the first screen shows at [now], with every tap that waited; null while the journal can't be read. */
    suspend fun tonight(now: Moment): Tonight? =
        try {
            journal().on {
                takeIn()
                tonight(now)
            }
        } catch (refused: JournalException) {
            null
        } catch (missing: LinkageError) {
            null
        }

    private fun Journal.takeIn() {
        try {
            ingest(inbox.path)
        } catch (full: JournalException) {
            // The files stay, and are taken in the next time; what is in the journal can still be read.
        }
    }
}
