package org.nightcramp.demo.day

import android.content.Context
import android.view.View
import android.widget.LinearLayout
import org.nightcramp.demo.R
import org.nightcramp.demo.view.Look
import org.nightcramp.demo.view.Plate
import org.nightcramp.demo.view.Type
import org.nightcramp.demo.view.column
import org.nightcramp.demo.view.icon
import org.nightcramp.demo.view.pad
import org.nightcramp.demo.view.put
import org.nightcramp.demo.view.putIcon
import org.nightcramp.demo.view.row
import org.nightcramp.demo.view.scroll
import org.nightcramp.demo.view.words

/** The question before everything is erased; nobody gets past it with one slip of a finger. */
class EraseScreen(private val context: Context, private val on: Actions) {
    /** What a person can do here. */
    interface Actions {
        fun back()

        fun sure(sure: Boolean)

        fun erase()
    }

    /** The screen for [shown]. */
    fun build(shown: DayShown.Erase): View =
        context.scroll(
            context.column {
                pad(0, PAGE_TOP, 20, 20)
                put(context.pageHead(context.getString(R.string.erase_all), null, on::back))
                put(
                    context.column {
                        pad(20, 0, 0, 0)
                        if (shown.erased) erased() else question(shown.sure)
                    },
                )
            },
        )

    private fun LinearLayout.erased() {
        put(
            context.card(22, 20) {
                put(
                    context.row {
                        putIcon(context.icon(R.drawable.ic_check, R.color.accent))
                        put(context.words(Type.BODY_MEDIUM, R.color.ink, context.getText(R.string.erased)), start = 12, weight = 1f)
                    },
                )
            },
            top = 14,
        )
    }

    private fun LinearLayout.question(sure: Boolean) {
        put(
            context.card(20, 20) {
                put(context.words(Type.BODY, R.color.ink, context.getText(R.string.erase_what)))
                put(context.words(Type.BODY_MEDIUM, R.color.ink, context.getText(R.string.erase_no_way_back)), top = 12)
                val yes = Plate(context, Look.CHIP_WIDE, context.getText(R.string.erase_sure), checkable = true, chosen = sure)
                put(yes.onPress { on.sure(!sure) }, top = 18)
                val erase = Plate(context, Look.FIRST, context.getText(R.string.erase_all))
                put(erase.available(sure).onPress(on::erase), top = 12)
            },
            top = 14,
        )
        put(Plate(context, Look.QUIET, context.getText(R.string.erase_keep)).onPress(on::back), top = 14)
    }
}
