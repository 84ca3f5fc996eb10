package org.nightcramp.demo.day

import android.content.Context
import android.view.View
import android.widget.LinearLayout
import org.nightcramp.Answer
import org.nightcramp.Cramp
import org.nightcramp.Evening
import org.nightcramp.Morning
import org.nightcramp.NightState
import org.nightcramp.SignRow
import org.nightcramp.demo.R
import org.nightcramp.demo.view.Flow
import org.nightcramp.demo.view.Type
import org.nightcramp.demo.view.column
import org.nightcramp.demo.view.dp
import org.nightcramp.demo.view.heading
import org.nightcramp.demo.view.icon
import org.nightcramp.demo.view.largeText
import org.nightcramp.demo.view.pad
import org.nightcramp.demo.view.put
import org.nightcramp.demo.view.putIcon
import org.nightcramp.demo.view.row
import org.nightcramp.demo.view.scroll
import org.nightcramp.demo.view.title
import org.nightcramp.demo.view.words

/** One night: its cramps with their details, the morning and the evening before. */
class NightScreen(private val context: Context, private val on: Actions) {
    /** What a person can do here. */
    interface Actions {
        fun back()

        fun edit(cramp: Cramp)
    }

    private val words = Words(context)

    /** The screen for [shown]; the way to add a cramp is the foot's. */
    fun build(shown: DayShown.Night): View {
        val page = shown.page
        return context.scroll(
            context.column {
                pad(0, PAGE_TOP, 20, 20)
                put(context.pageHead(words.date(page.mark.night), between(shown), on::back))
                put(
                    context.column {
                        pad(20, 0, 0, 0)
                        var top = 14
                        val cards =
                            page.cramps.filterNot { it.removed }.map { crampCard(it, shown.signs) } +
                                listOfNotNull(noCramp(page.mark.state), page.morning?.let(::morningCard), page.evening?.let(::eveningCard))
                        for (card in cards) {
                            put(card, top = top)
                            top = 12
                        }
                    },
                )
            },
        )
    }

    private fun between(shown: DayShown.Night): String? {
        val page = shown.page
        if (page.beginsOn == page.mark.night) return null
        return context.getString(R.string.night_from_to, words.weekday(page.beginsOn), words.weekday(page.mark.night))
    }

    private fun crampCard(cramp: Cramp, signs: List<SignRow>): View =
        context.sheet(
            context.sheetHead(context.icon(R.drawable.ic_cramp, R.color.accent), words.title(cramp)) {
                putIcon(context.iconButton(R.drawable.ic_pencil, R.color.accent, R.string.edit) { on.edit(cramp) })
            },
            buildList {
                val details = cramp.details
                add(R.string.where to words.where(details))
                add(R.string.pain to details.pain?.toString())
                add(R.string.how_long to words.duration(details.duration))
                add(R.string.eased to words.answer(details.easedByStretching))
                add(R.string.got_up to words.answer(details.gotOutOfBed))
                add(R.string.different to words.signs(details.different, signs))
            },
        )

    /** A night without a cramp says so with its shape and its words, and as calmly that it is not known. */
    private fun noCramp(state: NightState): View? {
        val (text, shape) =
            when (state) {
                NightState.CRAMP -> return null
                NightState.NO_CRAMP -> R.string.no_cramp to R.drawable.ic_none
                NightState.UNKNOWN -> R.string.not_known to R.drawable.ic_unknown
            }
        return context.sheet(context.sheetHead(context.icon(shape, R.color.edge), context.getString(text)), emptyList())
    }

    private fun morningCard(morning: Morning): View? {
        val facts =
            listOfNotNull(
                morning.sleepDisturbance?.let { R.string.disturbed to it.toString() },
                morning.toiletVisits?.let { R.string.passed_water to times(it.toInt()) },
                words.answer(morning.soreness)?.let { R.string.soreness to it },
                words.answer(morning.tiredness)?.let { R.string.tiredness to it },
            )
        if (facts.isEmpty()) return null
        return context.sheet(context.sheetHead(context.icon(R.drawable.ic_sun, R.color.ink), context.getString(R.string.morning)), facts)
    }

    private fun eveningCard(evening: Evening): View? {
        val stretched = words.answer(evening.stretched) ?: return null
        val minutes = evening.stretchMinutes?.toInt()
        val value =
            if (evening.stretched == Answer.YES && minutes != null) {
                context.resources.getQuantityString(R.plurals.stretched_minutes, minutes, minutes)
            } else {
                stretched
            }
        return context.sheet(
            context.sheetHead(context.icon(R.drawable.ic_moon, R.color.ink), context.getString(R.string.evening_before)),
            listOf(R.string.stretched to value),
        )
    }

    private fun times(count: Int): String =
        context.resources.getStringArray(R.array.times).getOrElse(count) {
            context.resources.getQuantityString(R.plurals.times_more, count, count)
        }
}

/** Where a page with a way back begins, in dp; its title then stands as high as on the other pages. */
const val PAGE_TOP = 12

/** The way back, a title and perhaps a line under it. */
fun Context.pageHead(title: String, below: String?, back: () -> Unit): View =
    row {
        gravity = android.view.Gravity.TOP
        pad(10, 0, 0, 0)
        putIcon(iconButton(R.drawable.ic_back, R.color.ink, R.string.back, back))
        put(
            column {
                minimumHeight = dp(48)
                pad(0, 8, 0, 0)
                put(context.title(title))
                if (below != null) put(words(Type.BODY, R.color.ink2, below))
            },
            start = 4,
            weight = 1f,
        )
    }
