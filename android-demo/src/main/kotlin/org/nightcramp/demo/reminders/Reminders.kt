package org.nightcramp.demo.reminders

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import org.nightcramp.Adjustment
import org.nightcramp.Capabilities
import org.nightcramp.Journal
import org.nightcramp.Plan
import org.nightcramp.demo.JournalDoor
import org.nightcramp.inbox.InboxAction
import org.nightcramp.inbox.InboxReminder
import java.time.Clock
import java.time.Duration
import java.time.Instant

/**
 * Keeps the phone's alarms those of the core's plan, and tells the journal what became of them. Decides nothing about when to ring.
 *
 * One thing at a time: two triggers at once end with the plan of the later one.
 *
 * @property door the way to the journal.
 * @property files what may be known before the first unlock, or where the journal cannot be opened.
 * @property bell the phone.
 * @property clock the phone's clock and zone.
 * @property ability what the phone can do.
 * @property language what the core shall speak.
 */
class Reminders(
    private val door: JournalDoor,
    private val files: ReminderFiles,
    private val bell: Bell,
    private val clock: () -> Clock,
    private val ability: (Instant) -> Capabilities,
    private val language: () -> String,
) {
    private val turn = Mutex()
    private val slice = files.slice
    private val button = NightButton(files.button, bell) { now }

    /**
     * What was rung, or could not be, since the process began. The journal hears of it after the next alarm is set, and an alarm may
     * be on its way here meanwhile; where no disk takes it down, it must not ring for ever.
     */
    private val tried = mutableSetOf<String>()

    /** Whether everything was erased and nobody has used the app since; null until that was looked up. */
    @Volatile
    private var forgotten: Boolean? = null

    private val now: Instant get() = clock().instant()

    /** The person uses the app: it came to the front, or something was entered. Plans anew, also after everything was erased. */
    suspend fun used() {
        // At once and not in turn: what was asked for before the erasing must not count as use after it.
        forgotten = false
        inTurn(::hold)
    }

    /** Plans anew and holds the plan; a reminder that is late already rings at once. */
    suspend fun planAnew() = inTurn(::hold)

    /**
     * The phone has started, or its clock, zone, language or rights have changed. The next alarm is set from what is known before the
     * journal is asked: opening it may take long, or fail.
     *
     * @param bare whether the phone has taken all notifications away as well.
     */
    suspend fun changed(bare: Boolean = false) =
        inTurn {
            holdSlice()
            button.hold(comes = bare)
            hold()
        }

    /**
     * The alarm of [ring] has come. The next one is set before anything else: whatever happens then, that one comes. It may have
     * rung while its alarm was on the way here; an answer such as *Later* lets it ring again.
     */
    suspend fun rang(ring: Ring) =
        inTurn {
            slice.drop(ring.id)
            holdSlice()
            if (ring.id !in tried) show(ring)
            hold()
        }

    /** It is bedtime: of the call only the button is left. */
    suspend fun bedtime() =
        inTurn {
            button.hold(comes = true)
            hold()
        }

    /** The person has answered [ring]. */
    suspend fun answered(ring: Ring, action: InboxAction) =
        inTurn {
            tried -= ring.id
            button.takeDown(ring)
            // Where the journal cannot be asked nobody else says so: the answer to the first call is one to the second.
            slice.read().filter { it.unlessAnswered == ring.id }.forEach {
                tried += it.id
                slice.drop(it.id)
            }
            if (action == InboxAction.LATER && !ring.isTelling) slice.put(ring.bare().copy(at = now.plus(LATER)))
            report(ring, action, now)
            hold()
        }

    /** The plan of now, with what the phone can do now. What waits in the inbox must be taken in before. */
    fun plan(journal: Journal): Plan {
        val clock = clock()
        val at = clock.instant()
        return journal.plan(at, journal.zones(clock.zone, at), ability(at), language())
    }

    /**
     * Lets [erase] erase everything. Then nothing is shown, nothing is held, and nothing is planned or told until the person uses the
     * app again: leaving the screen that erased leaves no trace, nor does a restart. Where [erase] fails all stays as it is.
     */
    suspend fun forget(erase: suspend () -> Unit) =
        alone {
            erase()
            forgotten = true
            files.erase()
            tried.clear()
            bell.clearAll()
        }

    /** Nothing after everything was erased: an alarm or an answer may have been on its way here. */
    private suspend fun inTurn(work: suspend () -> Unit) =
        alone {
            val isForgotten = forgotten ?: files.isErased
            forgotten = isForgotten
            if (!isForgotten) {
                files.begin()
                work()
            }
        }

    /** Off the main thread: the slice is a file. */
    private suspend fun alone(work: suspend () -> Unit) = turn.withLock { withContext(Dispatchers.IO) { work() } }

    private suspend fun hold() {
        var plan = ask() ?: return holdBlind()
        val late = plan.late()
        if (late != null) {
            show(late)
            plan = ask() ?: return holdBlind()
        }
        slice.write(Ring.slice(plan))
        button.settle(plan)
        val over = plan.items.filter { it.adjustment == Adjustment.LATE && it.id in tried }.map { it.id }
        bell.hold(Holding.of(Ring.all(plan).filter { it.id !in over }, plan.refillBy))
    }

    /** An alarm for what is late already might be held back as long as the first: so it rings now. */
    private fun Plan.late(): Ring? {
        val first = items.firstOrNull { it.id !in tried } ?: return null
        val soon = first.at.at <= now.plus(AT_ONCE)
        return if (first.adjustment == Adjustment.LATE && soon) Ring.all(this).first { it.id == first.id } else null
    }

    /** The plan; null where the journal cannot say, or not soon: what is due must not wait for a repair. */
    private suspend fun ask(): Plan? =
        try {
            door.freshSoon(::plan)?.getOrNull()
        } catch (cancelled: CancellationException) {
            throw cancelled
        } catch (whatever: Exception) {
            // Whatever the core refused: the slice of the last plan still rings.
            null
        }

    /** Sets the next alarm from the slice alone. */
    private fun holdSlice() {
        val at = now
        bell.hold(Holding.of(slice.read().filter { it.at > at }, at.plus(Holding.BLIND)))
    }

    /** No journal to ask: rings what is due by the slice, and holds the rest of it. */
    private suspend fun holdBlind() {
        val at = now
        // Where the disk is full, what has rung is still in the slice.
        slice.read().filter { it.at <= at && it.id !in tried }.forEach { show(it) }
        button.hold(comes = false)
        holdSlice()
    }

    /** Shown first, told then: the notification waits for no disk. What was not shown is not told. */
    private suspend fun show(ring: Ring) {
        slice.drop(ring.id)
        tried += ring.id
        val at = now
        if (at >= ring.tooLate) return
        // A process that was killed before it could tell has left its notification: that one has rung.
        val up = bell.shown().firstOrNull { it.ring.id == ring.id && it.stage == Stage.CALL }
        if (up == null && !bell.ring(ring)) return
        button.keep(ring)
        report(ring, InboxAction.DELIVERED, up?.since ?: at)
    }

    private suspend fun report(ring: Ring, action: InboxAction, at: Instant) =
        door.report(InboxReminder.now(ring.id, action, at, clock().zone), ring.isTelling)

    private companion object {
        /** The core gives it the next full minute. */
        val AT_ONCE: Duration = Duration.ofMinutes(1)

        /** As long as the core's *Later*: where the journal can be asked, its plan takes the place of this. */
        val LATER: Duration = Duration.ofMinutes(10)
    }
}
