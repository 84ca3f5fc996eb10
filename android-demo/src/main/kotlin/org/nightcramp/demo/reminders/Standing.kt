package org.nightcramp.demo.reminders

import org.nightcramp.LeftOutReason
import org.nightcramp.Plan

/** Whether the reminder [id] is wanted: it rings, or this plan says why not. What was turned off it does not know. */
fun Plan.knows(id: String): Boolean = items.any { it.id == id } || leftOut.any { it.id == id }

/** Whether the call [id], which is up, may stay there: nothing that was done or said elsewhere has answered it. */
fun Plan.leavesUp(id: String): Boolean = items.any { it.id == id } || leftOut.any { it.id == id && it.reason !in SETTLED }

private val SETTLED =
    setOf(
        LeftOutReason.DONE,
        LeftOutReason.NOT_TONIGHT,
        LeftOutReason.IN_BED,
        LeftOutReason.ANSWERED,
        LeftOutReason.NOTHING_OPEN,
        LeftOutReason.PAUSED,
    )
