package org.nightcramp.demo.day

import android.content.Context
import android.view.View
import android.widget.LinearLayout
import org.nightcramp.SignRow
import org.nightcramp.demo.R
import org.nightcramp.demo.view.Look
import org.nightcramp.demo.view.Plate
import org.nightcramp.demo.view.Type
import org.nightcramp.demo.view.column
import org.nightcramp.demo.view.heading
import org.nightcramp.demo.view.pad
import org.nightcramp.demo.view.put
import org.nightcramp.demo.view.scroll
import org.nightcramp.demo.view.words

/** Something was different: one press says that a sign is there, another one that it is not, or no longer. Each is kept at once. */
class SignsScreen(private val context: Context, private val on: Actions) {
    /** What a person can do here. */
    interface Actions {
        fun back()

        fun tick(row: SignRow)
    }

    /** The screen for [shown]: first the few rows of the night, then all others. */
    fun build(shown: DayShown.Signs): View =
        context.scroll(
            context.column {
                pad(0, PAGE_TOP, 20, 20)
                put(context.pageHead(context.getString(R.string.what_different), null, on::back))
                put(
                    context.column {
                        pad(20, 0, 0, 0)
                        put(context.words(Type.BODY, R.color.ink2, context.getText(R.string.tick_what_fits)), top = 4)
                        val (first, more) = shown.rows.partition { it.atNight }
                        ticks(first)
                        if (more.isNotEmpty()) put(context.heading(context.getText(R.string.more_signs)), top = 20)
                        ticks(more)
                    },
                )
            },
        )

    /** The way back to the day, in reach of the thumb. */
    fun foot(): View =
        context.footBar {
            val inset = context.column { pad(20, 10, 20, 14) }
            inset.put(Plate(context, Look.FIRST, context.getText(R.string.done)).onPress(on::back))
            put(inset)
        }

    private fun LinearLayout.ticks(rows: List<SignRow>) {
        val choices = rows.map { Choice(it.text, it.reportId != null) { on.tick(it) } }
        if (choices.isNotEmpty()) put(context.chips(choices, columns = 1, look = Look.CHIP_WIDE), top = 12)
    }
}
