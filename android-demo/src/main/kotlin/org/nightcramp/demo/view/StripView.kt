package org.nightcramp.demo.view

import android.annotation.SuppressLint
import android.content.Context
import android.widget.FrameLayout
import android.widget.LinearLayout
import org.nightcramp.NightState

/**
 * Up to 14 nights in one line, the oldest first: disc, ring or dot. Not to be touched.
 *
 * Whoever shows it gives it a description that says every night in words.
 */
@SuppressLint("ViewConstructor")
class StripView(context: Context, nights: List<NightState>) : LinearLayout(context) {
    init {
        orientation = HORIZONTAL
        isFocusable = true
        for (night in nights) {
            val place = FrameLayout(context)
            // No number in the disc: at this size it could not be read, and the sentence above has it.
            val mark = MarkView(context, night, cramps = 1, size = SHAPE)
            place.addView(mark, FrameLayout.LayoutParams(context.dp(SHAPE), context.dp(SHAPE), android.view.Gravity.CENTER))
            addView(place, LayoutParams(0, LayoutParams.WRAP_CONTENT, 1f))
        }
        // A week stands as close as a fortnight.
        repeat(MOST - nights.size) { addView(android.view.View(context), LayoutParams(0, 1, 1f)) }
    }

    private companion object {
        const val SHAPE = 20
        const val MOST = 14
    }
}
