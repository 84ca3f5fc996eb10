package org.nightcramp.demo.day

import android.content.Context
import android.view.View
import android.widget.LinearLayout
import org.nightcramp.PlanNote
import org.nightcramp.PlanNoteKind
import org.nightcramp.ReminderPreferences
import org.nightcramp.Weekday
import org.nightcramp.demo.R
import org.nightcramp.demo.day.DayShown.ReminderDetails.About
import org.nightcramp.demo.view.Look
import org.nightcramp.demo.view.Plate
import org.nightcramp.demo.view.Type
import org.nightcramp.demo.view.column
import org.nightcramp.demo.view.heading
import org.nightcramp.demo.view.pad
import org.nightcramp.demo.view.put
import org.nightcramp.demo.view.scroll
import org.nightcramp.demo.view.words

/** Whether reminders reach the person, and which they want. */
class RemindersScreen(private val context: Context, private val on: Actions) {
    /** What a person can do here. */
    interface Actions {
        fun back()

        fun allowNotifications()

        fun allowExact()

        fun openBattery()

        fun change(change: ReminderPreferences.() -> ReminderPreferences)

        fun trust(reminder: String)

        fun openDetails(about: About)

        fun sendTest()
    }

    private val words = ReminderWords(context)
    private val rows = ReminderRows(context)

    /** The screen for [shown]. */
    fun build(shown: DayShown.Reminders): View =
        context.scroll(
            context.column {
                pad(0, PAGE_TOP, 20, 20)
                put(context.pageHead(context.getString(R.string.reminders), null, on::back))
                put(
                    context.column {
                        pad(20, 0, 0, 0)
                        put(reachCard(shown), top = 12)
                        shown.notes.forEach { put(note(it), top = 12) }
                        put(switches(shown), top = 12)
                    },
                )
            },
        )

    /** The way to try it, under the page. */
    fun foot(shown: DayShown.Reminders): View =
        context.footBar {
            pad(0, 0, 0, 14)
            val test = Plate(context, Look.SECOND, context.getText(R.string.send_test), R.drawable.ic_bell)
            put(
                context.column {
                    pad(20, 10, 20, 0)
                    shown.test?.let {
                        val said = context.words(Type.BODY, R.color.ink2, context.getText(it.words))
                        said.accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE
                        said.textAlignment = View.TEXT_ALIGNMENT_CENTER
                        put(said)
                        pad(20, 6, 20, 0)
                    }
                    put(test.onPress(on::sendTest), top = if (shown.test != null) 6 else 0)
                },
            )
        }

    private val DayShown.Reminders.Test.words: Int
        get() =
            when (this) {
                DayShown.Reminders.Test.COMES -> R.string.test_comes
                DayShown.Reminders.Test.COMES_LATE -> R.string.test_comes_late
                DayShown.Reminders.Test.BY_DAY -> R.string.test_by_day
            }

    /** What the plan has to say; what it doubts can be confirmed. */
    private fun note(note: PlanNote): View {
        val said = context.words(Type.BODY, R.color.ink2, note.text)
        val doubted = note.about.takeIf { note.kind == PlanNoteKind.DOUBTED } ?: return said
        val right = Plate(context, Look.QUIET, context.getText(R.string.was_right))
        return context.column {
            put(said)
            put(right.onPress { on.trust(doubted) }, top = 8)
        }
    }

    private fun reachCard(shown: DayShown.Reminders): View =
        context.card(14, 18) {
            put(context.heading(context.getText(R.string.reach_you)))
            put(context.words(Type.BODY, R.color.ink, shown.reliability.text), top = 2)
            shown.reliability.hint?.let { put(context.words(Type.BODY, R.color.today, it), top = 4) }
            val phone = shown.phone
            val shows = if (phone.notifications) R.string.allowed else R.string.not_allowed
            check(R.string.notifications, phone.notifications, shows, if (shown.atNight) null else on::allowNotifications)
            putLine()
            check(R.string.exact_time, phone.exact, if (phone.exact) R.string.allowed else R.string.some_minutes, on::allowExact)
            putLine()
            val last = shown.reliability.lastCame
            put(rows.check(R.string.last_came, last != null, words.came(last, shown.today), null))
            putLine()
            check(R.string.battery_saver, !phone.mayDelay, if (phone.mayDelay) R.string.may_delay else R.string.leaves_them, null)
            if (phone.mayDelay) {
                val open = Plate(context, Look.SECOND, context.getText(R.string.open_battery), R.drawable.ic_battery)
                put(open.onPress(on::openBattery), top = 8)
            }
            pad(18, 14, 18, 16)
        }

    private fun LinearLayout.check(
        name: Int,
        well: Boolean,
        value: Int,
        mend: (() -> Unit)?,
    ) = put(rows.check(name, well, context.getString(value), mend.takeUnless { well }))

    private fun switches(shown: DayShown.Reminders): View =
        context.card(6, 18) {
            val now = shown.preferences
            opening(R.drawable.ic_moon, About.BEDTIME, words.bedtime(shown), now.bedtimeStretch) { copy(bedtimeStretch = it) }
            putLine()
            switch(R.drawable.ic_sun, R.string.morning_questions, words.morning(now), now.morningCheckIn) {
                copy(morningCheckIn = it)
            }
            putLine()
            switch(R.drawable.ic_glass, R.string.last_water, words.beforeBed(now.lastWaterMin.toInt()), now.lastWater) {
                copy(lastWater = it)
            }
            putLine()
            switch(R.drawable.ic_bath, R.string.warm_soak, words.beforeBed(now.warmSoakMin.toInt()), now.warmSoak) {
                copy(warmSoak = it)
            }
            putLine()
            opening(R.drawable.ic_clock, About.BREAKS, words.breaks(now), now.breakDays.isNotEmpty()) {
                copy(breakDays = if (it) WORKDAYS else emptyList())
            }
            putLine()
            opening(R.drawable.ic_cal, About.REVIEW, words.review(now), now.reviewOn != null) {
                copy(reviewOn = if (it) Weekday.SUNDAY else null)
            }
            putLine()
            switch(R.drawable.ic_visit, R.string.visit_follow_up, context.getString(R.string.visit_when), now.visitFollowUp) {
                copy(visitFollowUp = it)
            }
            putLine()
            switch(R.drawable.ic_self, R.string.follow_habit, context.getString(R.string.follow_how), now.followHabit) {
                copy(followHabit = it)
            }
            pad(18, 6, 18, 6)
        }

    private fun LinearLayout.opening(
        icon: Int,
        about: About,
        below: String,
        isOn: Boolean,
        changed: ReminderPreferences.(Boolean) -> ReminderPreferences,
    ) = put(
        rows.opening(icon, context.getString(about.title), below, isOn, { on.openDetails(about) }) { wish ->
            on.change { changed(wish) }
        },
    )

    private fun LinearLayout.switch(
        icon: Int,
        name: Int,
        below: String,
        isOn: Boolean,
        changed: ReminderPreferences.(Boolean) -> ReminderPreferences,
    ) = put(rows.switch(icon, context.getString(name), below, isOn) { wish -> on.change { changed(wish) } })

    private companion object {
        /** A start: most people sit on these. */
        val WORKDAYS = listOf(Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY, Weekday.FRIDAY)
    }
}
