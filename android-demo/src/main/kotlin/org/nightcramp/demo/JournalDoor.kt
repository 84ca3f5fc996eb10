package org.nightcramp.demo

import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
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
class JournalDoor(
    private val directory: File,
    private val inbox: File,
) {
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

    // embed:start
    /** Keeps a tap: in the journal, or in the inbox when the journal can't take it. On disk when this returns. */
    suspend fun tap(press: InboxTap): Kept =
        try {
            val moment = Moment(press.at, press.offsetS, press.zone)
            val kept = journal().tap(Tap(press.id, moment, TapSource.APP))
            if (kept.outcome == TapOutcome.SAVED) Kept.SAVED else Kept.ALREADY_SAVED
        } catch (refused: JournalException) {
            leave(press)
        } catch (missing: LinkageError) {
            leave(press)
        }

    private suspend fun leave(press: InboxTap): Kept =
        withContext(Dispatchers.IO) {
            try {
                InboxWriter(inbox.toPath()).write(press)
                Kept.WAITING
            } catch (full: IOException) {
                Kept.NOT_SAVED
            }
        }

    /** What the first screen shows at [now], with every tap that waited. */
    suspend fun tonight(now: Moment): Tonight =
        journal().on {
            ingest(inbox.path)
            tonight(now)
        }
    // embed:end
}
