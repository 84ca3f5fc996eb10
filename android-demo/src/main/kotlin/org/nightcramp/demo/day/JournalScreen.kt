package org.nightcramp.demo.day

import android.content.Context
import android.text.SpannableStringBuilder
import android.text.style.TypefaceSpan
import android.view.View
import android.widget.ImageButton
import android.widget.LinearLayout
import org.nightcramp.NightState
import org.nightcramp.demo.R
import org.nightcramp.demo.view.Flow
import org.nightcramp.demo.view.Grid
import org.nightcramp.demo.view.MarkView
import org.nightcramp.demo.view.Type
import org.nightcramp.demo.view.column
import org.nightcramp.demo.view.dp
import org.nightcramp.demo.view.heading
import org.nightcramp.demo.view.largeText
import org.nightcramp.demo.view.pad
import org.nightcramp.demo.view.put
import org.nightcramp.demo.view.putIcon
import org.nightcramp.demo.view.row
import org.nightcramp.demo.view.scroll
import org.nightcramp.demo.view.title
import org.nightcramp.demo.view.words
import java.time.LocalDate
import java.time.YearMonth
import java.time.format.TextStyle
import java.time.temporal.WeekFields

/** A month of nights as discs, rings and dots, and the last fortnight in a sentence. */
class JournalScreen(private val context: Context, private val on: Actions) {
    /** What a person can do here. */
    interface Actions {
        fun openMonth(month: YearMonth)

        fun openNight(night: LocalDate)

        fun openReminders()

        fun openHelp()
    }

    private val words = Words(context)
    private val locale = context.resources.configuration.locales[0]
    private val large = context.largeText

    /** The screen for [shown]. */
    fun build(shown: DayShown.Journal): View =
        context.scroll(
            context.column {
                pad(0, PAGE_TOP, 0, 20)
                put(titleRow())
                put(monthRow(shown))
                put(weekdays())
                put(days(shown))
                put(legend(), top = 6)
                put(sentence(shown), top = 14)
            },
        )

    private fun titleRow() =
        context.row {
            pad(20, 0, 10, 0)
            minimumHeight = context.dp(48)
            put(context.title(context.getText(R.string.journal)), weight = 1f)
            putIcon(context.iconButton(R.drawable.ic_bell, R.color.ink, R.string.reminders, on::openReminders))
            putIcon(context.iconButton(R.drawable.ic_help, R.color.ink, R.string.help, on::openHelp))
        }

    private fun inset(view: View) = context.column { pad(20, 0, 20, 0) }.apply { put(view) }

    private fun monthRow(shown: DayShown.Journal): LinearLayout =
        context.row {
            pad(10, 0, 10, 0)
            val last = YearMonth.from(shown.latest)
            putIcon(arrow(R.drawable.ic_back, R.string.month_before, enabled = true) { on.openMonth(shown.month.minusMonths(1)) })
            val month = context.heading(words.month(shown.month))
            month.textAlignment = View.TEXT_ALIGNMENT_CENTER
            put(month, weight = 1f)
            putIcon(arrow(R.drawable.ic_next, R.string.month_after, shown.month < last) { on.openMonth(shown.month.plusMonths(1)) })
        }

    private fun arrow(
        icon: Int,
        spoken: Int,
        enabled: Boolean,
        press: () -> Unit,
    ): ImageButton =
        context.iconButton(icon, if (enabled) R.color.ink else R.color.edge, spoken, press).apply {
            isEnabled = enabled
        }

    private fun weekdays(): Grid {
        val grid = grid()
        for (day in week()) {
            val name = day.getDisplayName(if (large) TextStyle.NARROW_STANDALONE else TextStyle.SHORT_STANDALONE, locale)
            val head = context.words(Type.CAPTION, R.color.ink2, name)
            head.textAlignment = View.TEXT_ALIGNMENT_CENTER
            head.contentDescription = day.getDisplayName(TextStyle.FULL_STANDALONE, locale)
            grid.addView(head)
        }
        return grid
    }

    private fun days(shown: DayShown.Journal): Grid {
        val grid = grid()
        val first = shown.month.atDay(1)
        repeat(week().indexOf(first.dayOfWeek)) { grid.addView(View(context)) }
        for (date in 1..shown.month.lengthOfMonth()) {
            val night = shown.month.atDay(date)
            val today = night == shown.today
            val mark = shown.marks[night].takeIf { night <= shown.latest }
            val cell = NightCell(context, night, mark, today)
            if (mark != null) {
                cell.contentDescription = words.spoken(mark, today)
                cell.setOnClickListener { on.openNight(night) }
            }
            grid.addView(cell)
        }
        return grid
    }

    private fun week() = (0L until DAYS).map { WeekFields.of(locale).firstDayOfWeek.plus(it) }

    private fun grid() =
        Grid(context, DAYS.toInt(), gap = 0).apply {
            val side = if (large) 4 else 12
            pad(side, 0, side, 0)
        }

    private fun legend(): View {
        val flow = Flow(context, gapX = 16, gapY = 4, spread = true)
        flow.addView(key(NightState.CRAMP, R.string.cramp))
        flow.addView(key(NightState.NO_CRAMP, R.string.no_cramp))
        flow.addView(key(NightState.UNKNOWN, R.string.not_known))
        return inset(flow)
    }

    private fun key(state: NightState, text: Int) =
        context.row {
            putIcon(MarkView(context, state, cramps = 1, size = 28))
            put(context.words(Type.CAPTION, R.color.ink, context.getText(text)), start = 6)
        }

    private fun sentence(shown: DayShown.Journal): View {
        val tally = shown.tally
        val empty = tally.cramp + tally.noCramp == 0u && shown.marks.values.all { it.state == NightState.UNKNOWN }
        val text = SpannableStringBuilder()
        if (empty) {
            text.append(context.getText(R.string.empty))
        } else {
            text.append(context.resources.getQuantityString(R.plurals.last_nights, shown.nights, shown.nights))
            text.setSpan(TypefaceSpan("sans-serif-medium"), 0, text.length, 0)
            text.append(' ').append(words.tally(tally))
        }
        return inset(context.card(14, 18) { put(context.words(Type.BODY, R.color.ink, text)) })
    }

    private companion object {
        const val DAYS = 7L
    }
}
