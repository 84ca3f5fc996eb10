package org.nightcramp.demo.night

import android.content.Context
import android.os.Build
import android.view.View
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.widget.LinearLayout
import org.nightcramp.Sign
import org.nightcramp.SignRow
import org.nightcramp.demo.R
import org.nightcramp.demo.view.Look
import org.nightcramp.demo.view.NightTick
import org.nightcramp.demo.view.Plate
import org.nightcramp.demo.view.Type
import org.nightcramp.demo.view.asHeading
import org.nightcramp.demo.view.column
import org.nightcramp.demo.view.dp
import org.nightcramp.demo.view.pad
import org.nightcramp.demo.view.put
import org.nightcramp.demo.view.scroll
import org.nightcramp.demo.view.words

/** What was different: signs to tick, in the order in which the core gives them. */
class DifferentScreen(private val context: Context, private val on: Actions) {
    /** What a person can do here. */
    interface Actions {
        fun tick(sign: Sign, ticked: Boolean)

        fun openOthers()

        fun doneDifferent()
    }

    private var ticks = emptyMap<Sign, NightTick>()

    /** The screen for [shown]. */
    fun build(shown: NightShown.Different): LinearLayout =
        context.column {
            val title = context.getText(R.string.what_different)
            if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) accessibilityPaneTitle = title
            setBackgroundColor(context.getColor(R.color.n_bg))
            pad(24, 20, 24, 16)
            put(context.words(Type.N_TITLE, R.color.n_ink, title).asHeading())
            put(context.words(Type.N_LINE, R.color.n_dim, context.getText(R.string.tap_what_fits)), top = 6)
            addView(context.scroll(list(shown)), LinearLayout.LayoutParams(MATCH_PARENT, 0, 1f))
            putNightRule()
            put(Plate(context, Look.NIGHT, context.getText(R.string.done)).onPress(on::doneDifferent), top = 12)
        }

    /** Ticks what is ticked now, in place; false where [shown] has other rows. */
    fun update(shown: NightShown.Different): Boolean {
        val rows = shown.listed
        if (rows.map { it.sign } != ticks.keys.toList()) return false
        rows.forEach { ticks.getValue(it.sign).isChecked = it.reportId != null }
        return true
    }

    private fun list(shown: NightShown.Different): LinearLayout =
        context.column {
            val rows = shown.listed
            ticks = rows.associate { it.sign to tick(it) }
            rows.forEachIndexed { index, row ->
                if (index > 0) addView(line())
                put(ticks.getValue(row.sign))
            }
            shown.door?.let { row ->
                addView(line())
                put(Plate(context, Look.NIGHT_ROW, row.text, R.drawable.ic_next).onPress(on::openOthers))
            }
        }

    private fun tick(row: SignRow) =
        NightTick(context, row.text).apply {
            isChecked = row.reportId != null
            setOnClickListener { on.tick(row.sign, isChecked) }
        }

    private fun line() =
        View(context).apply {
            setBackgroundColor(context.getColor(R.color.n_press))
            layoutParams = LinearLayout.LayoutParams(MATCH_PARENT, context.dp(1))
        }

    private companion object {
        /** *Something else*, which leads from the night's few rows to the others and is the first of them. */
        val NightShown.Different.door: SignRow?
            get() = rows.firstOrNull { it.sign == Sign.SOMETHING_ELSE }?.takeUnless { others }

        val NightShown.Different.listed: List<SignRow>
            get() = rows.filter { (it.atNight && it.sign != Sign.SOMETHING_ELSE) != others }
    }
}
