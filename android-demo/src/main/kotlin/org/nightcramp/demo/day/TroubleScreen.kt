package org.nightcramp.demo.day

import android.content.Context
import android.view.View
import org.nightcramp.demo.R
import org.nightcramp.demo.view.Type
import org.nightcramp.demo.view.column
import org.nightcramp.demo.view.pad
import org.nightcramp.demo.view.put
import org.nightcramp.demo.view.scroll
import org.nightcramp.demo.view.title
import org.nightcramp.demo.view.words

/** What stands here while the journal can't be read: taps are kept, nothing is lost by waiting. */
class TroubleScreen(private val context: Context) {
    /** The screen. */
    fun build(): View =
        context.scroll(
            context.column {
                pad(20, 20, 20, 20)
                put(context.title(context.getText(R.string.journal)))
                put(context.card(22, 20) { put(context.words(Type.BODY, R.color.ink, context.getText(R.string.trouble))) }, top = 20)
            },
        )
}
