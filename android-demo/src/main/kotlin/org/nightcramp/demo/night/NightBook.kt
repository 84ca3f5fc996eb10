package org.nightcramp.demo.night

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.withTimeoutOrNull
import org.nightcramp.Answer
import org.nightcramp.Cramp
import org.nightcramp.CrampDuration
import org.nightcramp.EntryKey
import org.nightcramp.Finding
import org.nightcramp.Findings
import org.nightcramp.Journal
import org.nightcramp.PhoneNumbers
import org.nightcramp.Sign
import org.nightcramp.SignReport
import org.nightcramp.SignRow
import org.nightcramp.Urgency
import org.nightcramp.demo.DemoApplication
import org.nightcramp.demo.PATIENCE_MS
import org.nightcramp.demo.emergencies
import java.time.Instant
import java.util.UUID
import java.util.concurrent.ConcurrentHashMap

/**
 * What the night asks of the journal and tells it; `null` where that was not possible.
 *
 * @property language the language to answer in, as a BCP 47 tag.
 */
class NightBook(private val app: DemoApplication, private val language: () -> String) {
    /** When the cramp of a tap began, and what helps now. */
    class Answered(val start: Instant?, val relief: ReliefLines)

    /** The list after a tick, and what the rules say of a new one. */
    class Ticked(val rows: List<SignRow>, val findings: Findings?)

    /** The reports made since the list was opened. Unticking one of them takes a mistake back; an older one is over. */
    private val made: MutableSet<String> = ConcurrentHashMap.newKeySet()

    /** What helps now, in the cramp that [tapId] belongs to. */
    suspend fun relief(tapId: String): Answered? {
        val now = app.now()
        return ask {
            val cramp = tonight(now).cramps.of(tapId)
            val card = reliefCard(now, language())
            Answered(cramp?.at?.at, ReliefLines(card.lines, card.suppressed.isNotEmpty()))
        }
    }

    /** The cramp of [tapId] took so many [seconds]; whatever else was said of it stays. */
    suspend fun passed(tapId: String, seconds: UInt) {
        // A tap that waits in the inbox is taken in on this way.
        val cramp =
            app.door
                .tonight(app.now())
                .getOrNull()
                ?.cramps
                ?.of(tapId) ?: return
        tell { describe(cramp.id, cramp.details.copy(duration = CrampDuration.Timed(seconds))) }
    }

    /** Opens the list of every sign that can be ticked now: what was ticked before is no slip of the finger any more. */
    suspend fun open(): List<SignRow>? {
        made.clear()
        return signs()
    }

    /** Every sign that can be ticked now. */
    suspend fun signs(): List<SignRow>? {
        val now = app.now()
        return ask { signList(now, language()) }
    }

    /** Ticks [sign], or says that it is over; says it once, however often it is sent. A slip of the finger leaves nothing. */
    suspend fun tick(sign: Sign, on: Boolean): Ticked? {
        val now = app.now()
        val id = UUID.randomUUID().toString()

        fun Journal.reported() = signList(now, language()).firstOrNull { it.sign == sign }?.reportId
        return tell {
            val standing = reported()
            when {
                on == (standing != null) -> Unit
                standing == null -> reportSign(SignReport(id, sign, Answer.YES, now, null)).also { made += id }
                made.remove(standing) -> delete(EntryKey.Sign(standing))
                else -> reportSign(SignReport(id, sign, Answer.NO, now, null))
            }
            Ticked(signList(now, language()), if (on) findings(now, language()) else null)
        }
    }

    /** All that the rules say now. */
    suspend fun findings(): Findings? {
        val now = app.now()
        return ask { findings(now, language()) }
    }

    /** Deletes what was ticked by mistake; says whether that was possible. */
    suspend fun takeBack(reportIds: List<String>): Boolean = tell { reportIds.forEach { delete(EntryKey.Sign(it)) } } != null

    private fun List<Cramp>.of(tapId: String) = firstOrNull { cramp -> cramp.taps.any { it.id == tapId } }

    /** A question may be given up: nobody looks at a dark screen for long. */
    private suspend fun <T : Any> ask(work: Journal.() -> T): T? = withTimeoutOrNull(PATIENCE_MS) { tell(work) }

    private suspend fun <T : Any> tell(work: Journal.() -> T): T? =
        try {
            app.door.on(work)
        } catch (stopped: CancellationException) {
            throw stopped
        } catch (refused: Exception) {
            // Whatever it is: the screen says that the journal can't be reached, and offers the phone.
            null
        } catch (missing: LinkageError) {
            null
        }
}

/** A finding to show as a card, and whom to call. */
class Card(val finding: Finding, val phones: PhoneNumbers)

/** The card of [urgency] to show now among those that are [due], one that names one of [signs] rather than another. */
fun Findings.card(urgency: Urgency, signs: Set<Sign>, due: (Finding) -> Boolean = { true }): Card? {
    val all = if (urgency == Urgency.EMERGENCY) emergencies else cards.filter { it.urgency == urgency }
    val now = all.filter(due)
    val finding = now.firstOrNull { finding -> finding.ticked.any { it.sign in signs } } ?: now.firstOrNull()
    return finding?.let { Card(it, phones) }
}
