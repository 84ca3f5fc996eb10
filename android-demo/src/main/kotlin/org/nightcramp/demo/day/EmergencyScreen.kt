package org.nightcramp.demo.day

import android.content.Context
import android.view.View
import android.widget.LinearLayout
import org.nightcramp.demo.R
import org.nightcramp.demo.view.Look
import org.nightcramp.demo.view.Plate
import org.nightcramp.demo.view.Type
import org.nightcramp.demo.view.asHeading
import org.nightcramp.demo.view.column
import org.nightcramp.demo.view.icon
import org.nightcramp.demo.view.pad
import org.nightcramp.demo.view.put
import org.nightcramp.demo.view.putIcon
import org.nightcramp.demo.view.row
import org.nightcramp.demo.view.scroll
import org.nightcramp.demo.view.words

/** Call for help: nothing else on the screen, and a third of it the call. The words scroll, the call stays. */
class EmergencyScreen(private val context: Context, private val on: FindingActions) {
    /** The screen for [shown]. */
    fun build(shown: DayShown.Emergency): View =
        context.column {
            put(context.scroll(message(shown)), weight = 1f)
            put(calls(shown))
        }

    private fun message(shown: DayShown.Emergency): LinearLayout =
        context.column {
            pad(20, 28, 20, 8)
            put(
                context.row {
                    putIcon(context.icon(R.drawable.ic_now, R.color.emergency, SHAPE))
                    val title = context.words(Type.DISPLAY_BOLD, R.color.emergency, context.getText(R.string.get_help))
                    put(title.asHeading(), start = 14, weight = 1f)
                },
            )
            put(context.words(Type.MESSAGE, R.color.ink, shown.finding.message), top = 18)
            put(View(context), weight = 1f)
            context.ticked(shown.finding)?.let { put(context.words(Type.BODY, R.color.ink2, it), top = 12) }
        }

    private fun calls(shown: DayShown.Emergency): View =
        context.column {
            pad(20, 6, 20, 12)
            val phones = shown.phones
            if (phones.emergency == null && phones.common.isNotEmpty()) {
                val numbers = context.getString(R.string.common_numbers, phones.common.joinToString(", "))
                put(context.words(Type.BODY_MEDIUM, R.color.ink, numbers)).pad(0, 0, 0, 10)
            }
            val call = Plate(context, Look.CALL, context.callWords(phones), R.drawable.ic_phone, stacked = true)
            put(call.onPress { on.call(phones.emergency) })
            val other = Plate(context, Look.QUIET_NARROW, context.getText(R.string.other_number)).onPress { on.call(null) }
            put(context.beside(context.mistakePlate(shown.finding, on), other), top = 8)
        }

    private companion object {
        const val SHAPE = 52
    }
}
