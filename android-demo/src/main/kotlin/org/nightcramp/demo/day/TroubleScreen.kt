package org.nightcramp.demo.day

import android.content.Context
import android.view.View
import org.nightcramp.demo.R
import org.nightcramp.demo.view.Look
import org.nightcramp.demo.view.Plate
import org.nightcramp.demo.view.Type
import org.nightcramp.demo.view.column
import org.nightcramp.demo.view.pad
import org.nightcramp.demo.view.put
import org.nightcramp.demo.view.scroll
import org.nightcramp.demo.view.title
import org.nightcramp.demo.view.words

/** What stands here while the journal can't be read or written: nothing is lost by waiting, and what would help. */
class TroubleScreen(private val context: Context, private val help: () -> Unit) {
    /** The screen for [shown]. */
    fun build(shown: DayShown.Trouble): View =
        context.scroll(
            context.column {
                pad(20, 20, 20, 20)
                put(context.title(context.getText(R.string.journal)))
                put(context.card(22, 20) { put(context.words(Type.BODY, R.color.ink, Words(context).trouble(shown.why))) }, top = 20)
                put(Plate(context, Look.SECOND, context.getText(R.string.help), R.drawable.ic_help).onPress(help), top = 20)
            },
        )
}
