package org.nightcramp.demo.reminders

import org.nightcramp.ActionWords
import org.nightcramp.BootItem
import org.nightcramp.Plan
import org.nightcramp.Planned
import org.nightcramp.ReminderAction
import org.nightcramp.ReminderKind.BEDTIME_STRETCH
import java.time.Instant

/**
 * What can be pressed on a notification.
 *
 * @property word what it does: the name of a [ReminderAction], or [Ring.CRAMP].
 * @property locked what it is called on the lock screen.
 * @property title what it is called unlocked; null where no word of health may lie.
 */
data class Press(val word: String, val locked: String, val title: String?)

/**
 * A reminder as the phone holds it: all that is needed to ring it, also where no journal can be asked.
 *
 * @property unlessAnswered the id of the reminder whose answer makes this one needless: of a second call, its first.
 * @property title null before the first unlock: then it says no more than [locked].
 * @property answers what the person can answer.
 * @property cramp the button *Cramp now*; null where the reminder has none.
 */
data class Ring(
    val id: String,
    val at: Instant,
    val tooLate: Instant,
    val windowS: Int,
    val requestCode: Int,
    val buttonFrom: Instant?,
    val buttonUntil: Instant?,
    val unlessAnswered: String?,
    val locked: String,
    val title: String?,
    val body: String?,
    val answers: List<Press>,
    val cramp: Press?,
) {
    /** What it is about, as its id says. One notification a kind: the second call stands where the first stood. */
    val kind: String get() = id.substringBefore(':')

    /** Whether its id names a rule about health: the core keeps these out of the slice. */
    val isTelling: Boolean get() = kind == "visit"

    /** Of this night's calls the one that the others go with. */
    val first: String get() = unlessAnswered ?: id

    /** This reminder without a word of health. */
    fun bare(): Ring = copy(title = null, body = null, answers = answers.map { it.copy(title = null) }, cramp = cramp?.copy(title = null))

    companion object {
        /** What the button *Cramp now* does. */
        const val CRAMP = "LOG"

        /** The reminders of [plan], soonest first. */
        fun all(plan: Plan): List<Ring> = plan.items.map { of(it, plan.actions) }

        /** What may lie where it can be read before the first unlock: the next few, without a word of health. */
        fun slice(plan: Plan): List<Ring> {
            val items = plan.items.associateBy { it.id }
            return plan.bootSlice.map { of(it, items[it.id], plan.actions) }
        }

        /** The button *Cramp now* in the words of [plan]. */
        fun button(plan: Plan): Press? = press(null, plan.actions)

        private fun of(item: Planned, words: List<ActionWords>) =
            // Only the stretch is answered with *Stretched*; whatever else is done is *Done*.
            Ring(
                id = item.id,
                at = item.at.at,
                tooLate = item.tooLate,
                windowS = item.windowS.toInt(),
                requestCode = item.requestCode,
                buttonFrom = item.buttonFrom,
                buttonUntil = item.buttonUntil,
                unlessAnswered = item.unlessAnswered,
                locked = item.text.locked,
                title = item.text.title,
                body = item.text.body,
                answers = item.answers.mapNotNull { press(it, words) }.map { if (item.kind == BEDTIME_STRETCH) it else it.plain() },
                cramp = if (item.buttonUntil == null) null else press(null, words),
            )

        private fun of(item: BootItem, planned: Planned?, words: List<ActionWords>) =
            Ring(
                id = item.id,
                at = item.at,
                tooLate = item.tooLate,
                windowS = planned?.windowS?.toInt() ?: 0,
                requestCode = item.requestCode,
                buttonFrom = planned?.buttonFrom,
                buttonUntil = item.buttonUntil,
                unlessAnswered = item.unlessAnswered,
                locked = item.locked,
                title = null,
                body = null,
                answers = planned?.answers.orEmpty().mapNotNull { press(it, words)?.copy(title = null) },
                cramp = if (item.buttonUntil == null) null else press(null, words)?.copy(title = null),
            )

        private fun Press.plain() = copy(title = locked)

        private fun press(action: ReminderAction?, words: List<ActionWords>): Press? =
            words.firstOrNull { it.action == action }?.let { Press(action?.name ?: CRAMP, it.locked, it.title) }
    }
}
