package org.nightcramp

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import java.time.LocalDate

/**
 * The journal, off the main thread and one call at a time. Values pass through; nothing is decided here.
 *
 * Upkeep runs beside those calls, so that a tap need not wait for it: [maintain], [recover] and [restoreCopy]. While the file is
 * being replaced a tap says [JournalException.StorageBusy] at once and belongs into the inbox.
 *
 * A cancelled coroutine does not take back a call that has begun: a tap may be on disk although nobody hears of it.
 * Send it again with the same id, it is kept once.
 *
 * Every function throws what the [Journal] throws: a [JournalException].
 */
public class JournalRepository private constructor(
    private val journal: Journal,
    private val io: CoroutineDispatcher,
    private val aside: CoroutineDispatcher,
) {
    /** See [Journal.tap]. Only when this has returned may a screen say "logged". */
    public suspend fun tap(tap: Tap): TapKept = on { tap(tap) }

    /** See [Journal.undo]. */
    public suspend fun undo(tapId: String): Cramp = on { undo(tapId) }

    /** See [Journal.split]. */
    public suspend fun split(tapId: String): Cramp = on { split(tapId) }

    /** See [Journal.describe]. */
    public suspend fun describe(crampId: String, details: CrampDetails): Cramp = on { describe(crampId, details) }

    /** See [Journal.answerAnyCramp]. */
    public suspend fun answerAnyCramp(night: LocalDate, answer: AnyCramp, id: String): NightPage = on { answerAnyCramp(night, answer, id) }

    /** See [Journal.saveMorning]. */
    public suspend fun saveMorning(morning: Morning): NightPage = on { saveMorning(morning) }

    /** See [Journal.saveEvening]. */
    public suspend fun saveEvening(evening: Evening): NightPage = on { saveEvening(evening) }

    /** See [Journal.night]. */
    public suspend fun night(night: LocalDate): NightPage = on { night(night) }

    /** See [Journal.tonight]. One call holds all that the first screen shows. */
    public suspend fun tonight(now: Moment = Moment.now()): Tonight = on { tonight(now) }

    /** See [Journal.ingest]. */
    public suspend fun ingest(inboxDirectory: String): Ingested = on { ingest(inboxDirectory) }

    /** See [Journal.maintain]. Call it when the app goes to the background; a tap does not wait for it. */
    public suspend fun maintain(): Health = withContext(aside) { journal.maintain() }

    /** See [Journal.recover]. Call it when a call has thrown [JournalException.Corrupt]; [open] does it by itself. */
    public suspend fun recover(): Recovery = withContext(aside) { journal.recover() }

    /** See [Journal.restoreCopy]. The names are those of [Health.copies]. */
    public suspend fun restoreCopy(name: String): Unit = withContext(aside) { journal.restoreCopy(name) }

    /** See [Journal.health]. For a support page, and for what a recovery brought back. */
    public suspend fun health(): Health = on { health() }

    /** See [Journal.erase]. What was sent before is erased, what is sent after it goes into the empty journal. No way back. */
    public suspend fun erase(inboxes: List<String>): Unit = on { erase(inboxes) }

    /** See [Journal.suspend]. After the calls already waiting; from then on every call that writes throws [JournalException.Suspended]. */
    public suspend fun suspend(): Unit = on { suspend() }

    /** See [Journal.resume]. */
    public suspend fun resume(): Unit = on { resume() }

    /** Any other work with the journal, or several calls that nothing may come between. */
    public suspend fun <T> on(work: Journal.() -> T): T = withContext(io) { journal.work() }

    /** Closes the file after the calls already waiting; every later call throws [JournalException.Shut]. */
    public suspend fun shut(): Unit = on { shut() }

    public companion object {
        /**
         * Opens or creates the journal in [directory]; see [Journal.openRecovering].
         *
         * A damaged one is recovered first, which takes longer than a tap should wait: put a tap into the inbox meanwhile. What
         * came back stands in [Health.recovery].
         */
        public suspend fun open(directory: String, dispatcher: CoroutineDispatcher = Dispatchers.IO): JournalRepository {
            // One at a time: SQLite has one writer, and a screen's calls arrive in the order in which they were made.
            val io = dispatcher.limitedParallelism(1)
            return withContext(io) { JournalRepository(Journal.openRecovering(directory), io, dispatcher) }
        }
    }
}
