package org.nightcramp.demo

import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch

/** How long nobody need be told that something takes long, such as a journal that is repaired first. */
const val PATIENCE_MS = 1_000L

/** Does [work], and [meanwhile] once when that takes long. */
suspend fun <T> patiently(meanwhile: () -> Unit, work: suspend () -> T): T =
    coroutineScope {
        val late =
            launch {
                delay(PATIENCE_MS)
                meanwhile()
            }
        try {
            work()
        } finally {
            late.cancel()
        }
    }
