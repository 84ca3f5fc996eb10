package org.nightcramp.demo

import org.nightcramp.Health
import org.nightcramp.LocalCopy
import org.nightcramp.Problem
import org.nightcramp.Recovery
import java.time.Instant

/** What a journal may say of itself: the same on every machine that draws a picture of it. */
object BadDay {
    const val MISSING = 2_097_152uL

    /** Most came back after damage. */
    val recovery =
        Recovery(
            at = Instant.parse("2026-11-23T02:30:00Z"),
            keptIn = "damaged/20261123T023000Z",
            fromFile = 38u,
            fromCopy = 3u,
            lost = listOf("a", "b", "c"),
        )

    /** Checked and copied, with nothing to say. */
    val well =
        Health(
            bytes = 1_204_224u,
            freeBytes = 11_811_160_064u,
            checkedAt = Instant.parse("2026-11-21T21:10:00Z"),
            copies = listOf(copy(3, "21"), copy(2, "14"), copy(1, "07")),
            recovery = null,
            problems = emptyList(),
        )

    /** Just made. */
    val new = well.copy(bytes = 307_200u, freeBytes = null, checkedAt = null, copies = emptyList())

    /** Repaired, and well since. */
    val repaired = well.copy(recovery = recovery, problems = listOf(Problem.FilesSetAside(1u)))

    /** All that can be the matter at once. */
    val bad =
        well.copy(
            recovery = recovery,
            freeBytes = 12_288u,
            problems =
                listOf(
                    Problem.ReadOnly,
                    Problem.StorageLow(MISSING),
                    Problem.CheckOverdue,
                    Problem.RowsSetAside(3u),
                    Problem.FilesSetAside(2u),
                    Problem.Damaged("page 7"),
                ),
        )

    private fun copy(number: Int, day: String) =
        LocalCopy("00000$number-202611${day}T211000Z.db", Instant.parse("2026-11-${day}T21:10:00Z"), 262_144u, null)
}
