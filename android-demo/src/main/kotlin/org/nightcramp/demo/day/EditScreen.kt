package org.nightcramp.demo.day

import android.content.Context
import android.view.View
import android.widget.LinearLayout
import org.nightcramp.Answer
import org.nightcramp.Cramp
import org.nightcramp.CrampDetails
import org.nightcramp.Muscle
import org.nightcramp.Side
import org.nightcramp.Sign
import org.nightcramp.SignRow
import org.nightcramp.demo.R
import org.nightcramp.demo.view.Look
import org.nightcramp.demo.view.Plate
import org.nightcramp.demo.view.column
import org.nightcramp.demo.view.heading
import org.nightcramp.demo.view.pad
import org.nightcramp.demo.view.put
import org.nightcramp.demo.view.scroll
import org.nightcramp.demo.view.title

/** All details of one cramp as chips. Each press is kept at once; pressing a chosen chip makes it unknown again. */
class EditScreen(private val context: Context, private val on: Actions) {
    /** What a person can do here. */
    interface Actions {
        fun back()

        fun change(cramp: Cramp, details: CrampDetails)

        fun changeTime(cramp: Cramp)

        fun delete(cramp: Cramp)
    }

    private val words = Words(context)

    /** The screen for [shown]. */
    fun build(shown: DayShown.Edit): View =
        context.scroll(
            context.column {
                pad(0, PAGE_TOP, 20, 20)
                put(context.pageHead(words.title(shown.cramp), words.date(shown.cramp.night), on::back))
                put(
                    context.column {
                        pad(20, 0, 0, 0)
                        questions(shown.cramp, shown.signs)
                    },
                )
            },
        )

    private fun LinearLayout.questions(cramp: Cramp, signs: List<SignRow>) {
        val known = cramp.details

        fun keep(details: CrampDetails) = on.change(cramp, details)
        card(R.string.when_it_was) { timeChip(cramp) }
        card(R.string.side) { one(Side.entries, known.side, { it.word }, 3) { keep(known.copy(side = it)) } }
        card(R.string.where) { one(Muscle.entries, known.muscle, { it.word }, 2) { keep(known.copy(muscle = it)) } }
        card(R.string.pain) {
            val pain = known.pain?.toInt()
            context.numbers(pain) { keep(known.copy(pain = it.takeIf { it != pain }?.toUByte())) }
        }
        card(R.string.how_long) { one(SPANS, known.duration, { it.word }, 2) { keep(known.copy(duration = it)) } }
        card(R.string.eased) { yesNo(known.easedByStretching) { keep(known.copy(easedByStretching = it)) } }
        card(R.string.got_up) { yesNo(known.gotOutOfBed) { keep(known.copy(gotOutOfBed = it)) } }
        card(R.string.different) { signs(known.different, signs) { keep(known.copy(different = it)) } }
        put(Plate(context, Look.QUIET, context.getText(R.string.delete), R.drawable.ic_trash).onPress { on.delete(cramp) }, top = 12)
    }

    private fun LinearLayout.card(title: Int, content: () -> View) {
        val card =
            context.card(14, 18) {
                put(context.heading(context.getText(title)))
                put(content(), top = 12)
                pad(18, 14, 18, 16)
            }
        put(card, top = 12)
    }

    private fun timeChip(cramp: Cramp): View {
        val text = cramp.at?.let(words::time) ?: context.getString(R.string.not_known)
        return Plate(context, Look.CHIP, text).onPress { on.changeTime(cramp) }
    }

    private fun <T> one(
        all: List<T>,
        chosen: T?,
        word: (T) -> Int,
        columns: Int,
        keep: (T?) -> Unit,
    ): View {
        val oneColumn = columns > 2 && context.resources.configuration.fontScale > 1f
        val choices = all.map { Choice(context.getText(word(it)), it == chosen) { keep(it.takeIf { it != chosen }) } }
        return context.chips(choices, if (oneColumn) 1 else columns)
    }

    private fun yesNo(chosen: Answer, keep: (Answer) -> Unit): View {
        val choices =
            listOf(Answer.YES to R.string.yes, Answer.NO to R.string.no).map { (answer, word) ->
                Choice(context.getText(word), answer == chosen) { keep(if (answer == chosen) Answer.UNKNOWN else answer) }
            }
        return context.chips(choices, columns = 2)
    }

    /** Nothing different is an answer of its own; no chip at all means that it is not answered. */
    private fun signs(chosen: List<Sign>?, names: List<SignRow>, keep: (List<Sign>?) -> Unit): View {
        val ticked = chosen.orEmpty()
        val none = chosen != null && chosen.isEmpty()
        val choices =
            (names.filter { it.atNight }.map { it.sign } + ticked).distinct().map { sign ->
                val on = sign in ticked
                val next = if (on) ticked - sign else ticked + sign
                Choice(words.name(sign, names), on) { keep(next.ifEmpty { null }) }
            } + Choice(context.getText(R.string.sign_none), none) { keep(if (none) null else emptyList()) }
        return context.chips(choices, columns = 1, look = Look.CHIP_WIDE)
    }
}
