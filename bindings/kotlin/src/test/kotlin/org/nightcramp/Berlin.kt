package org.nightcramp

import org.nightcramp.inbox.TapId
import java.nio.file.Path
import java.time.LocalDate
import java.time.LocalDateTime
import java.time.ZoneId

/** The bedroom of these tests, in a winter that lies behind us: an entry from the future is a story of its own. */
object Berlin {
    val zone: ZoneId = ZoneId.of("Europe/Berlin")

    /** The night that ends on the morning of 10 February 2026. */
    val night: LocalDate = LocalDate.parse("2026-02-10")

    /** The moment at which the clock shows [local]. */
    fun at(local: String): Moment = Moment.of(LocalDateTime.parse(local).atZone(zone).toInstant(), zone)

    /** A press of the app's button when the clock shows [local]. */
    fun tap(local: String, id: String = TapId.next()): Tap = Tap(id, at(local), TapSource.APP)
}

/** Opens the journal in [dir], works with it and shuts it, as a process that ends well. */
fun <T> withJournal(dir: Path, work: (Journal) -> T): T =
    Journal.open(dir.toString()).use { journal ->
        try {
            work(journal)
        } finally {
            journal.shut()
        }
    }
