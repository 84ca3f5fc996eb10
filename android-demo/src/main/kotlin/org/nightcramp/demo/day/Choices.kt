package org.nightcramp.demo.day

import android.content.Context
import android.view.View
import org.nightcramp.Question
import org.nightcramp.demo.view.Grid
import org.nightcramp.demo.view.Look
import org.nightcramp.demo.view.Plate
import org.nightcramp.demo.view.largeText

/** One answer among several: its words and whether it is chosen now. */
data class Choice(val words: CharSequence, val chosen: Boolean, val press: () -> Unit)

/** Answers as chips in [columns] columns of one width; in one column for those who read large text. */
fun Context.chips(choices: List<Choice>, columns: Int, look: Look = Look.CHIP): View {
    val grid = Grid(this, if (largeText && columns <= 2) 1 else columns, gap = if (columns > 2) 10 else 12)
    for (choice in choices) {
        grid.addView(Plate(this, look, choice.words, checkable = true, chosen = choice.chosen).onPress(choice.press))
    }
    return grid
}

/** The choices of a question of the core; short ones stand two in a line. One without choices takes a number. */
fun Context.questionChips(question: Question, chosen: String?, choose: (String) -> Unit): View {
    if (question.choices.isEmpty()) return numbers(chosen?.toIntOrNull()) { choose(it.toString()) }
    val choices = question.choices.map { Choice(it.text, it.id == chosen) { choose(it.id) } }
    val short = choices.size % 2 == 0 && question.choices.all { it.text.length <= SHORT }
    return if (short) chips(choices, columns = 2) else chips(choices, columns = 1, look = Look.CHIP_WIDE)
}

/** The numbers 0 to 10 as chips. */
fun Context.numbers(chosen: Int?, choose: (Int) -> Unit): View =
    chips(
        (0..WORST).map { number -> Choice(number.toString(), number == chosen) { choose(number) } },
        columns = if (roomy) 4 else 3,
        look = Look.CHIP_SMALL,
    )

/** Whether four numbers stand side by side, each with its tick: the width in sp. */
private val Context.roomy: Boolean get() = resources.configuration.run { screenWidthDp / fontScale >= ROOMY }

/** In letters; what is longer would break into three lines in half a card. */
private const val SHORT = 18

private const val WORST = 10
private const val ROOMY = 340
