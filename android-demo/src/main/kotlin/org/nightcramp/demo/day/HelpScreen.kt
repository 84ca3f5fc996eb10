package org.nightcramp.demo.day

import android.content.Context
import android.view.View
import org.nightcramp.Health
import org.nightcramp.Recovery
import org.nightcramp.demo.R
import org.nightcramp.demo.view.Look
import org.nightcramp.demo.view.Plate
import org.nightcramp.demo.view.Type
import org.nightcramp.demo.view.column
import org.nightcramp.demo.view.icon
import org.nightcramp.demo.view.pad
import org.nightcramp.demo.view.put
import org.nightcramp.demo.view.scroll
import org.nightcramp.demo.view.words
import java.time.ZoneId

/** How the journal is, for a person who shows it to whoever helps them, and the way to erase it. */
class HelpScreen(private val context: Context, private val zone: ZoneId, private val on: Actions) {
    /** What a person can do here. */
    interface Actions {
        fun back()

        fun askToErase()
    }

    private val words = Words(context)

    /** The screen for [shown]. */
    fun build(shown: DayShown.Help): View =
        context.scroll(
            context.column {
                pad(0, PAGE_TOP, 20, 20)
                put(context.pageHead(context.getString(R.string.help), null, on::back))
                put(
                    context.column {
                        pad(20, 0, 0, 0)
                        put(stateCard(shown), top = 14)
                        val health = shown.health ?: return@column
                        put(journalCard(health), top = 12)
                        health.recovery?.let { put(recoveryCard(it), top = 12) }
                        put(context.words(Type.BODY, R.color.ink2, context.getText(R.string.help_for)), top = 18)
                        val erase = Plate(context, Look.SECOND, context.getText(R.string.erase_all), R.drawable.ic_trash)
                        put(erase.onPress(on::askToErase), top = 18)
                    },
                )
            },
        )

    private fun stateCard(shown: DayShown.Help): View {
        val problems = shown.health?.problems?.map(words::problem) ?: listOf(words.trouble(shown.why))
        val (mark, title) =
            if (problems.isEmpty()) {
                context.icon(R.drawable.ic_check, R.color.accent) to R.string.all_well
            } else {
                context.icon(R.drawable.ic_info, R.color.accent) to R.string.to_know
            }
        return context.card(10, 20) {
            put(context.sheetHead(mark, context.getString(title)))
            for (problem in problems) {
                putLine()
                put(context.words(Type.BODY, R.color.ink, problem).apply { pad(0, 8, 0, 8) })
            }
        }
    }

    private fun journalCard(health: Health): View =
        context.sheet(
            context.sheetHead(context.icon(R.drawable.ic_cal, R.color.ink), context.getString(R.string.journal)),
            listOfNotNull(
                R.string.help_size to words.size(health.bytes),
                health.freeBytes?.let { R.string.help_free to words.size(it) },
                R.string.help_checked to (health.checkedAt?.let { words.dayAndTime(it, zone) } ?: context.getString(R.string.not_yet)),
                R.string.help_copies to health.copies.size.toString(),
                health.copies.firstOrNull()?.let { R.string.help_newest to words.dayAndTime(it.madeAt, zone) },
            ),
        )

    private fun recoveryCard(recovery: Recovery): View =
        context.sheet(
            context.sheetHead(context.icon(R.drawable.ic_undo, R.color.ink), context.getString(R.string.repaired_short)),
            listOf(
                R.string.help_when to words.dayAndTime(recovery.at, zone),
                R.string.help_from_file to recovery.fromFile.toString(),
                R.string.help_from_copy to recovery.fromCopy.toString(),
                R.string.help_lost to recovery.lost.size.toString(),
                R.string.help_kept to recovery.keptIn,
            ),
        )
}
