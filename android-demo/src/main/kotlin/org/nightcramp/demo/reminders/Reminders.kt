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
import org.nightcramp.ReminderClock
import org.nightcramp.ReminderZones
import org.nightcramp.demo.JournalDoor
import org.nightcramp.inbox.InboxAction
import org.nightcramp.inbox.InboxReminder
import org.nightcramp.of
import java.time.Clock
import java.time.Duration
import java.time.Instant
import java.time.ZoneId

/**
 * Keeps the phone's alarms those of the core's plan, and tells the journal what became of them. Decides nothing about when to ring.
 *
 * One thing at a time: two triggers at once end with the plan of the later one.
 *
 * @property door the way to the journal.
 * @property slice what may be known before the first unlock, or where the journal cannot be opened.
 * @property bell the phone.
 * @property clock the phone's clock and zone.
 * @property ability what the phone can do.
 * @property language what the core shall speak.
 */
class Reminders(
    private val door: JournalDoor,
    private val slice: Slice,
    private val bell: Bell,
    private val clock: () -> Clock,
    private val ability: (Instant) -> Capabilities,
    private val language: () -> String,
) {
    private val turn = Mutex()

    /** What was rung, or could not be, since the process began: where no disk takes that down, it must not ring for ever. */
    private val tried = mutableSetOf<String>()

    private val now: Instant get() = clock().instant()

    /** Plans anew and holds the plan; a reminder that is late already rings at once. */
    suspend fun planAnew() = inTurn(::hold)

    /**
     * The phone has started, or its clock, zone or rights have changed. The next alarm is set from what is known before the journal
     * is asked: opening it may take long, or fail.
     */
    suspend fun changed() =
        inTurn {
            holdSlice()
            hold()
        }

    /** The alarm of [ring] has come. The next one is set before anything else: whatever happens then, that one comes. */
    suspend fun rang(ring: Ring) =
        inTurn {
            slice.drop(ring.id)
            holdSlice()
            show(ring)
            hold()
        }

    /** It is bedtime: of [ring] only the button is left. */
    suspend fun bedtime(ring: Ring) =
        inTurn {
            bell.leaveButton(ring)
            hold()
        }

    /** The person has answered [ring]. */
    suspend fun answered(ring: Ring, action: InboxAction) =
        inTurn {
            tried -= ring.id
            val from = ring.buttonFrom
            if (from != null && from <= now) bell.leaveButton(ring) else bell.clear(ring)
            report(ring, action)
            hold()
        }

    /** The plan of now, with what the phone can do now. */
    fun plan(journal: Journal): Plan = journal.plan(now, journal.zones(), ability(now), language())

    /** Everything was erased: nothing is shown, nothing is held, and no plan leaves a trace before the app is used again. */
    suspend fun forget() =
        inTurn {
            slice.erase()
            tried.clear()
            bell.clearAll()
            holdSlice()
        }

    /** Off the main thread: the slice is a file. */
    private suspend fun inTurn(work: suspend () -> Unit) = turn.withLock { withContext(Dispatchers.IO) { work() } }

    private suspend fun hold() {
        var plan = ask() ?: return holdBlind()
        val late = plan.late()
        if (late != null) {
            show(late)
            plan = ask() ?: return holdBlind()
        }
        slice.write(Ring.slice(plan))
        val over = plan.items.filter { it.adjustment == Adjustment.LATE && it.id in tried }.map { it.id }
        bell.hold(Holding.of(Ring.all(plan).filter { it.id !in over }, plan.refillBy))
    }

    /** An alarm for what is late already might be held back as long as the first: so it rings now. */
    private fun Plan.late(): Ring? {
        val first = items.firstOrNull { it.id !in tried } ?: return null
        val soon = first.at.at <= now.plus(AT_ONCE)
        return if (first.adjustment == Adjustment.LATE && soon) Ring.all(this).first { it.id == first.id } else null
    }

    private suspend fun ask(): Plan? =
        try {
            door.fresh(::plan).getOrNull()
        } catch (cancelled: CancellationException) {
            throw cancelled
        } catch (whatever: Exception) {
            // Whatever the core refused, a zone that the system does not know: the slice of the last plan still rings.
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
        slice.read().filter { it.at <= at }.forEach { show(it) }
        holdSlice()
    }

    /** Shown first, told then: the notification waits for no disk. What was not shown is not told. */
    private suspend fun show(ring: Ring) {
        slice.drop(ring.id)
        tried += ring.id
        if (now < ring.tooLate && bell.ring(ring)) report(ring, InboxAction.DELIVERED)
    }

    private suspend fun report(ring: Ring, action: InboxAction) =
        clock().let { door.report(InboxReminder.now(ring.id, action, it.instant(), it.zone)) }

    private fun Journal.zones(): ReminderZones {
        val home = (reminderPreferences().clock as? ReminderClock.Home)?.let { ZoneId.of(it.zone) }
        return ReminderZones.of(clock().zone, now, home)
    }

    private companion object {
        /** The core gives it the next full minute. */
        val AT_ONCE: Duration = Duration.ofMinutes(1)
    }
}
