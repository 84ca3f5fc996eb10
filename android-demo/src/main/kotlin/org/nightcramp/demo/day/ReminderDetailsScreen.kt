package org.nightcramp.demo.day

import android.content.Context
import android.view.View
import android.widget.LinearLayout
import org.nightcramp.ReminderClock
import org.nightcramp.ReminderPreferences
import org.nightcramp.demo.R
import org.nightcramp.demo.day.DayShown.ReminderDetails.About
import org.nightcramp.demo.reminders.knownZone
import org.nightcramp.demo.view.Look
import org.nightcramp.demo.view.Type
import org.nightcramp.demo.view.column
import org.nightcramp.demo.view.heading
import org.nightcramp.demo.view.pad
import org.nightcramp.demo.view.put
import org.nightcramp.demo.view.scroll
import org.nightcramp.demo.view.words

/** What there is to choose about one reminder; every choice is kept at once. */
class ReminderDetailsScreen(private val context: Context, private val on: Actions) {
    /** What a person can do here. */
    interface Actions {
        fun back()

        fun change(change: ReminderPreferences.() -> ReminderPreferences)

        fun changeWeekday()

        fun changeWeekend()

        fun changeWaking()
    }

    private val words = ReminderWords(context)
    private val rows = ReminderRows(context)

    /** Days and minutes need the line's whole width where they are larger. */
    private val columns = if (context.resources.configuration.fontScale > 1f) 1 else 2

    /** The screen for [shown]. */
    fun build(shown: DayShown.ReminderDetails): View =
        context.scroll(
            context.column {
                pad(0, PAGE_TOP, 20, 20)
                put(context.pageHead(context.getString(shown.about.title), null, on::back))
                put(
                    context.column {
                        pad(20, 0, 0, 0)
                        when (shown.about) {
                            About.BEDTIME -> bedtime(shown.page)
                            About.BREAKS -> breaks(shown.page.preferences)
                            About.REVIEW -> review(shown.page.preferences)
                        }
                    },
                )
            },
        )

    private fun LinearLayout.bedtime(page: DayShown.Reminders) {
        val now = page.preferences
        val times =
            context.card(6, 18) {
                put(rows.choice(R.string.bedtime_weekdays, words.time(page.weekday ?: page.weekend), on::changeWeekday))
                putLine()
                put(rows.choice(R.string.bedtime_weekends, words.time(page.weekend ?: page.weekday), on::changeWeekend))
                putLine()
                put(rows.choice(R.string.waking, words.time(now.waking), on::changeWaking))
                pad(18, 6, 18, 6)
            }
        put(times, top = 12)
        card(R.string.how_long_before) { lead(now) }
        val second =
            context.card(6, 18) {
                val name = context.getString(R.string.second_call)
                put(rows.switch(null, name, words.secondCall(now), now.secondCall) { wish -> on.change { copy(secondCall = wish) } })
                pad(18, 6, 18, 6)
            }
        put(second, top = 12)
        card(R.string.which_clock) { clocks(page) }
    }

    private fun lead(now: ReminderPreferences): View {
        val minutes = (LEADS + now.leadMin).distinct().sorted()
        val choices = minutes.map { Choice(words.lead(it.toInt()), it == now.leadMin) { on.change { copy(leadMin = it) } } }
        return context.chips(choices, columns)
    }

    /** The zone at home is the one where the phone is when that is chosen. */
    private fun clocks(page: DayShown.Reminders): View {
        val now = page.preferences.clock
        val homes = listOfNotNull((now as? ReminderClock.Home)?.zone, page.zone).distinct()
        val all = listOf(ReminderClock.Phone) + homes.map { ReminderClock.Home(it) }
        val choices = all.map { Choice(words.clock(it), it == now) { on.change { copy(clock = it) } } }
        val unknown = (now as? ReminderClock.Home)?.zone?.takeIf { knownZone(it) == null }
        return context.column {
            put(context.chips(choices, columns = 1, look = Look.CHIP_WIDE))
            val said = unknown?.let { context.getString(R.string.clock_unknown, it) } ?: context.getString(R.string.clock_why)
            put(context.words(Type.BODY, if (unknown == null) R.color.ink2 else R.color.today, said), top = 10)
        }
    }

    private fun LinearLayout.breaks(now: ReminderPreferences) =
        card(R.string.on_which_days) {
            val days =
                words.week.map { day ->
                    val chosen = day in now.breakDays
                    Choice(words.name(day), chosen) {
                        on.change { copy(breakDays = (if (chosen) breakDays - day else breakDays + day).distinct().sorted()) }
                    }
                }
            context.chips(days, columns)
        }

    private fun LinearLayout.review(now: ReminderPreferences) =
        card(R.string.on_which_day) {
            val days = words.week.map { day -> Choice(words.name(day), day == now.reviewOn) { on.change { copy(reviewOn = day) } } }
            val none = Choice(context.getText(R.string.no_day), now.reviewOn == null) { on.change { copy(reviewOn = null) } }
            context.chips(days + none, columns)
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

    private companion object {
        val LEADS = listOf<UShort>(0u, 15u, 30u, 60u)
    }
}

/** What the page about it is called. */
val About.title: Int
    get() =
        when (this) {
            About.BEDTIME -> R.string.bedtime_stretch
            About.BREAKS -> R.string.sitting_break
            About.REVIEW -> R.string.weekly_review
        }
