package org.nightcramp.demo.reminders

import org.nightcramp.Plan
import java.time.Instant

/**
 * The button *Cramp now* from bedtime until the morning, and the notification of the call that it comes from.
 *
 * @property file where the call lies that has rung tonight, so that its button comes back after a restart.
 * @property bell the phone.
 * @property now the time.
 */
class NightButton(private val file: Slice, private val bell: Bell, private val now: () -> Instant) {
    /** [ring] has rung: from its bedtime on it has a button. */
    fun keep(ring: Ring) {
        if (ring.buttonFrom != null) file.write(listOf(ring.bare()))
    }

    /**
     * Sees to it that the button comes at bedtime, and that it is there from then on.
     *
     * @param comes whether it comes where nothing is up: at bedtime, and after the phone took it away. Otherwise the person did.
     */
    fun hold(comes: Boolean) {
        val ring = file.read().firstOrNull() ?: return
        val at = now()
        val from = ring.buttonFrom
        val until = ring.buttonUntil
        if (from == null || until == null || at >= until) {
            file.erase()
            return bell.atBedtime(null)
        }
        if (at < from) return bell.atBedtime(ring)
        val up = bell.shown().firstOrNull { it.ring.kind == ring.kind }
        when {
            up == null -> if (comes) bell.leaveButton(ring)

            // A call that came after bedtime stays until it is answered.
            up.stage == Stage.CALL && up.since < from -> bell.leaveButton(up.ring)
        }
    }

    /** Takes down what was done elsewhere or turned off since it rang, and gives the button the words of [plan]. */
    fun settle(plan: Plan) {
        if (file.read().any { !plan.knows(it.first) }) {
            file.erase()
            bell.atBedtime(null)
        }
        hold(comes = false)
        for ((ring, stage) in bell.shown()) {
            when {
                ring.kind == TestReminder.KIND -> Unit
                !plan.knows(ring.first) -> bell.clear(ring)
                stage == Stage.CALL -> if (!plan.leavesUp(ring.id)) takeDown(ring)
                else -> inWordsOf(plan, ring)
            }
        }
    }

    /** [ring] needs no answer any more: from bedtime on its button is left, before it nothing. */
    fun takeDown(ring: Ring) {
        val from = ring.buttonFrom
        if (from != null && from <= now()) bell.leaveButton(ring) else bell.clear(ring)
    }

    private fun inWordsOf(plan: Plan, ring: Ring) {
        val words = Ring.button(plan)
        // Before the first unlock, or under another language, it was called otherwise.
        if (words != null && words != ring.cramp) bell.leaveButton(ring.copy(cramp = words))
    }
}
