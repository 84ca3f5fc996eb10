package org.nightcramp.demo

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.withTimeoutOrNull
import org.nightcramp.Health
import org.nightcramp.Journal
import org.nightcramp.JournalException
import org.nightcramp.JournalRepository
import org.nightcramp.Moment
import org.nightcramp.ReminderAction
import org.nightcramp.ReminderRecord
import org.nightcramp.Tap
import org.nightcramp.TapOutcome
import org.nightcramp.TapSource
import org.nightcramp.Tonight
import org.nightcramp.inbox.InboxReminder
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

    ;

    /** Whether it is on disk. */
    val isKept: Boolean get() = this != NOT_SAVED
}

/**
 * The way every screen goes to the journal: opens it once, recovers it where it is damaged, and takes in what waits in the inbox
 * before anything is shown.
 *
 * @property directory where the journal lives, readable after the first unlock.
 * @property inbox where taps wait, readable always.
 * @property scope in which the journal is opened; whoever waits for that may stop waiting.
 * @property open how it is opened.
 */
class JournalDoor(
    private val directory: File,
    private val inbox: File,
    private val scope: CoroutineScope,
    private val open: suspend (String) -> JournalRepository,
) {
    private val turn = Mutex()
    private val mending = Mutex()

    @Volatile
    private var mended = 0
    private var opening: Deferred<JournalRepository>? = null

    /** The journal, opened at the first call and recovered first if it must be; a failed opening is tried again at the next call. */
    suspend fun journal(): JournalRepository =
        turn
            .withLock {
                opening?.takeUnless { it.isCancelled } ?: scope
                    .async(Dispatchers.IO) {
                        directory.mkdirs()
                        open(directory.path)
                    }.also { opening = it }
            }.await()

    /** Opens the journal ahead of the first call; what goes wrong is said to that call. */
    suspend fun warmUp() {
        runCatching { journal() }
    }

    // embed:start

    /** Keeps a tap: in the journal, or in the inbox when the journal can't take it. On disk when this returns. */
    suspend fun tap(press: InboxTap): Kept =
        runCatching {
            val moment = Moment(press.at, press.offsetS, press.zone)
            // A journal that is repaired on opening takes longer than a tap should wait.
            val journal = withTimeout(PATIENCE_MS) { journal() }
            val kept = journal.tap(Tap(press.id, moment, TapSource.valueOf(press.source.name)))
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

    /**
     * Takes down what became of a reminder; false where that could not be done.
     *
     * In the inbox, which the next plan takes in first: that waits for no journal, so nothing is lost when the process is killed now.
     * What says something of health, [telling], lies there only when the journal cannot take it: the inbox can be read before the
     * first unlock.
     */
    suspend fun report(report: InboxReminder, telling: Boolean): Boolean =
        if (telling) inJournal(report) || inInbox(report) else inInbox(report) || inJournal(report)

    private suspend fun inInbox(report: InboxReminder): Boolean = withContext(Dispatchers.IO) { leave(report) }

    private suspend fun inJournal(report: InboxReminder): Boolean {
        val moment = Moment(report.at, report.offsetS, report.zone)
        val record = ReminderRecord(report.reminder, ReminderAction.valueOf(report.action.name), moment)
        return freshSoon { recordReminder(record) }?.isSuccess == true
    }

    private fun leave(report: InboxReminder): Boolean =
        try {
            InboxWriter(inbox.toPath()).write(report)
            true
        } catch (full: IOException) {
            false
        }

    /** What the first screen shows at [now], with every tap that waited; or why the journal can't be read. */
    suspend fun tonight(now: Moment): Result<Tonight> = fresh { tonight(now) }

    /** What [read] reads, with every tap that waited; or why the journal can't be read. */
    suspend fun <T> fresh(read: Journal.() -> T): Result<T> =
        tried {
            takeIn()
            read()
        }

    /** As [fresh], but null where that takes long. The journal finishes it all the same: once begun, nothing there can be stopped. */
    suspend fun <T> freshSoon(read: Journal.() -> T): Result<T>? {
        val said = scope.async(Dispatchers.IO) { fresh(read) }
        return withTimeoutOrNull(SOON_MS) { said.await() }
    }

    /** How the journal is; or why that can't be said. */
    suspend fun health(): Result<Health> = tried { health() }

    /** Work with the journal. Where it meets damage the journal is recovered, and the work done once more. */
    suspend fun <T> on(work: Journal.() -> T): T {
        val journal = journal()
        val before = mended
        return try {
            journal.on(work)
        } catch (damaged: JournalException.Corrupt) {
            mend(journal, before)
            journal.on(work)
        } catch (shut: JournalException.Shut) {
            turn.withLock { opening = null }
            throw shut
        }
    }

    /** Recovers the journal, once where several meet the same damage: a second recovery would find nothing, and say so. */
    private suspend fun mend(journal: JournalRepository, before: Int) =
        mending.withLock {
            if (mended == before) {
                journal.recover()
                mended++
            }
        }

    /** Does what is due: checks, copies, mends. For when the app goes to the background; no tap waits for it. */
    suspend fun maintain() {
        try {
            journal().maintain()
        } catch (later: JournalException) {
            // What is due stays due, and the help page says what stands in the way.
        } catch (missing: LinkageError) {
            // Without the library there is nothing to look after.
        }
    }

    /** Erases the journal with its copies, and what waits in the inbox. */
    suspend fun erase() = on { erase(listOf(inbox.path)) }

    private suspend fun <T> tried(work: Journal.() -> T): Result<T> =
        try {
            Result.success(on(work))
        } catch (refused: JournalException) {
            Result.failure(refused)
        } catch (missing: LinkageError) {
            Result.failure(missing)
        }

    private fun Journal.takeIn() {
        try {
            ingest(inbox.path)
        } catch (damaged: JournalException.Corrupt) {
            throw damaged
        } catch (full: JournalException) {
            // The files stay, and are taken in the next time; what is in the journal can still be read.
        }
    }

    private companion object {
        /** Longer than a tap should wait, for nobody looks on; twice that is within the ten seconds of a receiver. */
        const val SOON_MS = 3_000L
    }
}
