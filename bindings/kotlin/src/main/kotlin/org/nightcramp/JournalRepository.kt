package org.nightcramp

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import java.time.LocalDate

/**
 * The journal, off the main thread and one call at a time. Values pass through; nothing is decided here.
 *
 * A cancelled coroutine does not take back a call that has begun: a tap may be on disk although nobody hears of it.
 * Send it again with the same id, it is kept once.
 *
 * Every function throws what the [Journal] throws: a [JournalException].
 */
public class JournalRepository private constructor(private val journal: Journal, private val io: CoroutineDispatcher) {
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

    /** Any other work with the journal, or several calls that nothing may come between. */
    public suspend fun <T> on(work: Journal.() -> T): T = withContext(io) { journal.work() }

    /** Closes the file after the calls already waiting; every later call throws [JournalException.Shut]. */
    public suspend fun shut(): Unit = on { shut() }

    public companion object {
        /** Opens or creates the journal in [directory]; see [Journal]. */
        public suspend fun open(directory: String, dispatcher: CoroutineDispatcher = Dispatchers.IO): JournalRepository {
            // One at a time: SQLite has one writer, and a screen's calls arrive in the order in which they were made.
            val io = dispatcher.limitedParallelism(1)
            return withContext(io) { JournalRepository(Journal.open(directory), io) }
        }
    }
}
