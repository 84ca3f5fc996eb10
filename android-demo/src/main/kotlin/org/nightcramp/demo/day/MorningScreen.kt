package org.nightcramp.demo.day

import android.content.Context
import android.view.View
import android.widget.LinearLayout
import org.nightcramp.AnyCramp
import org.nightcramp.Cramp
import org.nightcramp.CrampDetails
import org.nightcramp.MorningQuestion
import org.nightcramp.Muscle
import org.nightcramp.QuestionKind
import org.nightcramp.Recovery
import org.nightcramp.demo.R
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
    interface Actions {
        fun answerAny(answer: AnyCramp)

        fun choose(details: CrampDetails)

        fun keep(question: MorningQuestion, details: CrampDetails)

        fun skip(question: MorningQuestion)

        fun crampNow()

        fun openHelp()

        fun seen(recovery: Recovery)
    }

    private val words = Words(context)

    /** The screen for [shown]. */
    fun build(shown: DayShown.Morning): View =
        context.scroll(
            context.column {
                pad(20, 20, 20, 20)
                val hello = shown.question != null || shown.answered
                put(context.title(context.getText(if (hello) R.string.good_morning else R.string.today)))
                put(context.words(Type.BODY, R.color.ink2, context.getString(R.string.night_to, words.date(shown.night))))
                shown.missingBytes?.let { put(nearlyFull(it), top = 16) }
                shown.recovery?.let { put(repaired(it), top = 16) }
                when (shown.question?.kind) {
                    null -> nothingOpen(shown)
                    QuestionKind.ANY_CRAMP -> anyCramp(shown.question)
                    else -> oneCramp(shown, shown.question)
                }
            },
        )

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

    private fun LinearLayout.anyCramp(question: MorningQuestion) {
        put(
            context.card(22, 20) {
                put(context.heading(context.getText(R.string.ask_any)))
                put(any(R.string.any_none, R.drawable.ic_none, AnyCramp.NO_CRAMP), top = 20)
                put(any(R.string.any_one, R.drawable.ic_cramp, AnyCramp.ONE), top = 12)
                put(any(R.string.any_two, R.drawable.ic_two, AnyCramp.TWO_OR_MORE), top = 12)
                put(Plate(context, Look.QUIET, context.getText(R.string.skip_this)).onPress { on.skip(question) }, top = 14)
            },
            top = 20,
        )
        put(sentence(context.getText(R.string.skipped_open)), top = 18)
    }

    private fun any(text: Int, icon: Int, answer: AnyCramp) =
        Plate(context, Look.CHIP_WIDE, context.getText(text), icon).onPress { on.answerAny(answer) }

    private fun LinearLayout.oneCramp(shown: DayShown.Morning, question: MorningQuestion) {
        val cramp = shown.cramps.firstOrNull { it.id == question.crampId } ?: return
        put(loggedLine(shown.cramps), top = 16)
        put(
            context.card(20, 18) {
                put(context.heading(context.getText(question.kind.asks)))
                val caption = caption(shown, question, cramp)
                if (caption != null) put(context.words(Type.CAPTION, R.color.ink2, caption), top = 4)
                put(answers(question.kind, shown.draft, cramp.details), top = 16)
                put(skipAndNext(question, shown.draft), top = 12)
            },
            top = 14,
        )
        put(sentence(words.more(shown.more)), top = 14)
        val mistake = Plate(context, Look.QUIET, context.getText(R.string.mistake))
        put(mistake.onPress { on.answerAny(AnyCramp.NO_CRAMP) }, top = 4)
    }

    /** Which cramp is meant, where there are several, and what the numbers mean. */
    private fun caption(shown: DayShown.Morning, question: MorningQuestion, cramp: Cramp): String? {
        val which = words.title(cramp).takeIf { shown.cramps.size > 1 }
        val scale = context.getString(R.string.pain).takeIf { question.kind == QuestionKind.PAIN }
        return listOfNotNull(which, scale).joinToString("\n").ifEmpty { null }
    }

    private fun loggedLine(cramps: List<Cramp>) =
        context.row {
            putIcon(context.icon(R.drawable.ic_cramp, R.color.accent, 24))
            put(context.words(Type.BODY_MEDIUM, R.color.ink, words.logged(cramps)), start = 10, weight = 1f)
        }

    private fun answers(kind: QuestionKind, draft: CrampDetails?, known: CrampDetails): View {
        val details = draft ?: known
        return when (kind) {
            QuestionKind.PAIN -> {
                context.numbers(details.pain?.toInt()) { on.choose(details.copy(pain = it.toUByte())) }
            }

            QuestionKind.DURATION -> {
                context.chips(
                    SPANS.map { span ->
                        Choice(context.getText(span.word), details.duration == span) { on.choose(details.copy(duration = span)) }
                    },
                    columns = 2,
                )
            }

            else -> {
                context.chips(
                    Muscle.entries.map { muscle ->
                        Choice(context.getText(muscle.word), details.muscle == muscle) { on.choose(details.copy(muscle = muscle)) }
                    },
                    columns = 2,
                )
            }
        }
    }

    private fun skipAndNext(question: MorningQuestion, draft: CrampDetails?) =
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
}
