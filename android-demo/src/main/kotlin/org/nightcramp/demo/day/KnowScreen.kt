package org.nightcramp.demo.day

import android.content.Context
import android.view.View
import org.nightcramp.Suppressed
import org.nightcramp.Tip
import org.nightcramp.demo.R
import org.nightcramp.demo.view.Type
import org.nightcramp.demo.view.column
import org.nightcramp.demo.view.heading
import org.nightcramp.demo.view.pad
import org.nightcramp.demo.view.put
import org.nightcramp.demo.view.scroll
import org.nightcramp.demo.view.title
import org.nightcramp.demo.view.words

/** What is known to help and what is not, each with how sure that is; and what is held back, with the reason. */
class KnowScreen(private val context: Context, private val on: StretchOffer) {
    /** The screen for [shown]. */
    fun build(shown: DayShown.GoodToKnow): View =
        context.scroll(
            context.column {
                pad(20, 20, 20, 20)
                put(context.title(context.getText(R.string.to_know)))
                val guidance = shown.guidance
                var top = 14
                val cards =
                    listOfNotNull(context.stretchOffer(on).takeIf { guidance.stretchPrompt }) + guidance.tips.map(::tip)
                for (card in cards) {
                    put(card, top = top)
                    top = 12
                }
                if (guidance.suppressed.isNotEmpty()) put(context.heading(context.getText(R.string.held_back)), top = 20)
                guidance.suppressed.forEach { put(context.heldBack(it), top = 10) }
            },
        )

    private fun tip(tip: Tip): View =
        context.card(16, 18) {
            if (tip.fits) put(context.words(Type.CAPTION, R.color.self, context.getText(R.string.fits)))
            put(context.heading(tip.title))
            put(context.words(Type.BODY, R.color.ink, tip.text), top = 4)
            put(context.sure(tip.grade, tip.gradeText), top = 10)
            pad(18, 16, 18, 16)
        }
}

/** Advice that is held back, and why. */
fun Context.heldBack(suppressed: Suppressed): View =
    card(14, 18) {
        put(words(Type.BODY_MEDIUM, R.color.ink, suppressed.title))
        put(words(Type.BODY, R.color.ink, suppressed.why), top = 2)
        pad(18, 14, 18, 14)
    }
