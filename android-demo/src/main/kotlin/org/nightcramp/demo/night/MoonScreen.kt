package org.nightcramp.demo.night

import android.content.Context
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.widget.LinearLayout
import org.nightcramp.demo.R
import org.nightcramp.demo.view.Flow
import org.nightcramp.demo.view.Look
import org.nightcramp.demo.view.Plate
import org.nightcramp.demo.view.column
import org.nightcramp.demo.view.dp
import org.nightcramp.demo.view.pad

/** Before the tap: quiet words at the top, and below them nothing but the moon. */
class MoonScreen(private val context: Context, private val on: Actions) {
    /** What a person can do here. */
    interface Actions {
        fun tap()

        fun openJournal()

        fun different()

        fun undo(tapId: String)
    }

    /** The moon of the last [build]. */
    lateinit var moon: MoonView
        private set

    /** The screen for [shown]. */
    fun build(shown: NightShown.Moon): LinearLayout =
        context.column {
            setBackgroundColor(context.getColor(R.color.n_bg))
            addView(quietRow(shown.undoTapId))
            moon = MoonView(context)
            moon.line = context.getText(if (shown.notSaved) R.string.not_saved else R.string.one_tap)
            moon.setOnClickListener { on.tap() }
            addView(moon, LinearLayout.LayoutParams(MATCH_PARENT, 0, 1f))
        }

    private fun quietRow(undoTapId: String?): Flow {
        val row = Flow(context, gapX = 16, gapY = 0, spread = true)
        row.pad(24, 20, 24, 0)
        row.addView(Plate(context, Look.NIGHT_QUIET, context.getText(R.string.journal)).onPress(on::openJournal))
        // One row is all that a hand that misses may hit; once something is logged, the list opens from the journal as well.
        if (undoTapId == null) {
            row.addView(Plate(context, Look.NIGHT_QUIET, context.getText(R.string.different)).onPress(on::different))
        } else {
            val undo = Plate(context, Look.NIGHT_QUIET, context.getText(R.string.undo_last), R.drawable.ic_undo)
            row.addView(undo.onPress { on.undo(undoTapId) })
        }
        return row
    }
}
