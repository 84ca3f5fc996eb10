package org.nightcramp.demo.day

import android.content.Context
import android.view.View
import android.widget.LinearLayout
import org.nightcramp.Cramp
import org.nightcramp.Question
import org.nightcramp.Recovery
import org.nightcramp.Urgency
import org.nightcramp.demo.R
import org.nightcramp.demo.day.DayShown.Why
import org.nightcramp.demo.view.Flow
import org.nightcramp.demo.view.Look
import org.nightcramp.demo.view.Plate
import org.nightcramp.demo.view.Type
import org.nightcramp.demo.view.column
import org.nightcramp.demo.view.heading
import org.nightcramp.demo.view.icon
import org.nightcramp.demo.view.pad
import org.nightcramp.demo.view.put
import org.nightcramp.demo.view.putIcon
import org.nightcramp.demo.view.row
import org.nightcramp.demo.view.scroll
import org.nightcramp.demo.view.title
import org.nightcramp.demo.view.words

/** The morning: one card for each open question, each of which can be skipped. */
class MorningScreen(private val context: Context, private val on: Actions) {
    /** What a person can do here. */
    interface Actions :
        FindingActions,
        StretchOffer {
        fun choose(choiceId: String)

        fun keep(question: Question, choiceId: String)

        fun skip(question: Question)

        fun noCramp()

        fun crampNow()

        fun openSigns()

        fun openHelp()

        fun seen(recovery: Recovery)
    }

    private val words = Words(context)

    /** The screen for [shown]. */
    fun build(shown: DayShown.Morning): View =
        context.scroll(
            context.column {
                pad(20, 20, 20, 20)
                val hello = shown.early && (shown.question != null || shown.answered)
                put(context.title(context.getText(if (hello) R.string.good_morning else R.string.today)))
                put(context.words(Type.BODY, R.color.ink2, context.getString(R.string.night_to, words.date(shown.night))))
                shown.missingBytes?.let { put(nearlyFull(it), top = 16) }
                shown.recovery?.let { put(repaired(it), top = 16) }
                urgent(shown)
                if (shown.stretch) put(context.stretchOffer(on), top = 16)
                when (shown.question?.id) {
                    null -> nothingOpen(shown)
                    ANY_CRAMP -> anyCramp(shown.question)
                    else -> oneQuestion(shown, shown.question)
                }
                later(shown)
                val different = Plate(context, Look.SECOND, context.getText(R.string.something_different), R.drawable.ic_pencil)
                put(different.onPress(on::openSigns), top = 12)
            },
        )

    /** What cannot wait stands above everything that is asked. */
    private fun LinearLayout.urgent(shown: DayShown.Morning) {
        for (finding in shown.cards) {
            when (finding.urgency) {
                Urgency.EMERGENCY -> put(context.emergencyCard(finding, shown.phones, Why.From.TODAY, on), top = 16)
                Urgency.TODAY -> put(context.todayCard(finding, shown.phones, Why.From.TODAY, on), top = 16)
                else -> Unit
            }
        }
    }

    /** All else waits until the answers are given. */
    private fun LinearLayout.later(shown: DayShown.Morning) {
        val rest = shown.cards.filter { it.urgency != Urgency.EMERGENCY && it.urgency != Urgency.TODAY }
        if (rest.isEmpty()) return
        put(context.rows(rest.map { finding -> context.findingRow(finding) { on.why(finding, Why.From.TODAY) } }), top = 16)
    }

    private fun nearlyFull(missingBytes: ULong): View =
        context.card(16, 18) { put(context.words(Type.BODY, R.color.ink, words.nearlyFull(missingBytes))) }

    /** What came back after damage and what did not; it goes when it was read. */
    private fun repaired(recovery: Recovery): View =
        context.card(18, 20) {
            put(context.heading(context.getText(R.string.repaired)))
            put(context.words(Type.BODY, R.color.ink, words.repaired(recovery)), top = 6)
            val beside = Flow(context, gapX = 12, gapY = 4, spread = true)
            beside.addView(Plate(context, Look.QUIET, context.getText(R.string.help)).onPress(on::openHelp))
            beside.addView(Plate(context, Look.SECOND, context.getText(R.string.seen)).onPress { on.seen(recovery) })
            put(beside, top = 8)
        }

    private fun LinearLayout.anyCramp(question: Question) {
        put(
            context.card(22, 20) {
                put(context.heading(question.text))
                question.choices.forEachIndexed { index, choice ->
                    val answer = Plate(context, Look.CHIP_WIDE, choice.text, SHAPES.getOrElse(index) { 0 })
                    put(answer.onPress { on.keep(question, choice.id) }, top = if (index == 0) 20 else 12)
                }
                put(Plate(context, Look.QUIET, context.getText(R.string.skip_this)).onPress { on.skip(question) }, top = 14)
            },
            top = 20,
        )
        put(sentence(context.getText(R.string.skipped_open)), top = 18)
    }

    private fun LinearLayout.oneQuestion(shown: DayShown.Morning, question: Question) {
        val cramp = shown.cramps.firstOrNull { it.id == question.crampId }
        if (shown.cramps.isNotEmpty()) put(loggedLine(shown.cramps), top = 16)
        put(
            context.card(20, 18) {
                put(context.heading(question.text))
                // Which cramp is meant, where there are several.
                val which = cramp?.let(words::title)?.takeIf { shown.cramps.size > 1 }
                if (which != null) put(context.words(Type.CAPTION, R.color.ink2, which), top = 4)
                put(context.questionChips(question, shown.draft, on::choose), top = 16)
                put(skipAndNext(question, shown.draft), top = 12)
            },
            top = 14,
        )
        put(sentence(words.more(shown.more)), top = 14)
        if (cramp == null) return
        val mistake = Plate(context, Look.QUIET, context.getText(R.string.mistake))
        put(mistake.onPress(on::noCramp), top = 4)
    }

    private fun loggedLine(cramps: List<Cramp>) =
        context.row {
            putIcon(context.icon(R.drawable.ic_cramp, R.color.accent, 24))
            put(context.words(Type.BODY_MEDIUM, R.color.ink, words.logged(cramps)), start = 10, weight = 1f)
        }

    private fun skipAndNext(question: Question, draft: String?) =
        context.row {
            put(Plate(context, Look.QUIET, context.getText(R.string.skip)).onPress { on.skip(question) }, weight = 1f)
            val next = Plate(context, Look.FIRST, context.getText(R.string.next)).available(draft != null)
            put(next.onPress { if (draft != null) on.keep(question, draft) }, start = 12, weight = 1f)
        }

    private fun LinearLayout.nothingOpen(shown: DayShown.Morning) {
        if (shown.cramps.isNotEmpty()) put(loggedLine(shown.cramps), top = 16)
        put(
            context.card(22, 20) {
                val thanks =
                    context.row {
                        putIcon(context.icon(R.drawable.ic_check, R.color.accent))
                        put(context.words(Type.BODY_MEDIUM, R.color.ink, context.getText(R.string.thank_you)), start = 12, weight = 1f)
                    }
                put(thanks)
            },
            top = 20,
        )
        put(Plate(context, Look.SECOND, context.getText(R.string.cramp_now), R.drawable.ic_moon).onPress(on::crampNow), top = 20)
    }

    private fun sentence(text: CharSequence) =
        context.words(Type.BODY, R.color.ink2, text).apply { textAlignment = View.TEXT_ALIGNMENT_CENTER }

    private companion object {
        /** The shapes of *Any cramp last night?*: none, one, several. */
        val SHAPES = listOf(R.drawable.ic_none, R.drawable.ic_cramp, R.drawable.ic_two)
    }
}
