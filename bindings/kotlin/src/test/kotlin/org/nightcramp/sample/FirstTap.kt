package org.nightcramp.sample

// embed:start
import org.nightcramp.JournalRepository
import org.nightcramp.Moment
import org.nightcramp.Tap
import org.nightcramp.TapOutcome
import org.nightcramp.TapSource
import org.nightcramp.inbox.TapId
import org.nightcramp.now
import java.nio.file.Path

/** Opens the journal in the app's own folder, takes in what the tile wrote, keeps a tap, and says what to show. */
suspend fun firstTap(files: Path): String {
    val journal = JournalRepository.open(files.resolve("journal").toString())
    journal.ingest(files.resolve("journal/inbox").toString())

    val kept = journal.tap(Tap(TapId.next(), Moment.now(), TapSource.APP))
    val haptic = if (kept.outcome == TapOutcome.SAVED) "one long" else "two short"

    val tonight = journal.tonight()
    journal.shut()
    return "Logged, $haptic. Cramps tonight: ${tonight.current.cramps}. Still to ask: ${tonight.questions.size}"
}
// embed:end
