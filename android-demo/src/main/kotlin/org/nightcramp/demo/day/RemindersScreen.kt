package org.nightcramp.demo.day

import android.content.Context
import android.view.Gravity
import android.view.View
import android.widget.LinearLayout
import org.nightcramp.PlanNote
import org.nightcramp.PlanNoteKind
import org.nightcramp.ReminderPreferences
import org.nightcramp.Weekday
import org.nightcramp.demo.R
import org.nightcramp.demo.view.Look
import org.nightcramp.demo.view.Plate
import org.nightcramp.demo.view.RowButton
import org.nightcramp.demo.view.SwitchRow
import org.nightcramp.demo.view.SwitchView
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

        fun changeBedtime()

        fun sendTest()
    }

    private val words = ReminderWords(context)
    private val large = context.largeText

    /** Whether a name and its value have no room beside each other: the width in sp. */
    private val narrow: Boolean = context.resources.configuration.run { screenWidthDp / fontScale < ROOMY }

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
                    if (shown.testSent) {
                        val comes = if (shown.phone.exact) R.string.test_comes else R.string.test_comes_late
                        val sent = context.words(Type.BODY, R.color.ink2, context.getText(comes))
                        sent.accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE
                        sent.textAlignment = View.TEXT_ALIGNMENT_CENTER
                        put(sent)
                        pad(20, 6, 20, 0)
                    }
                    put(test.onPress(on::sendTest), top = if (shown.testSent) 6 else 0)
                },
            )
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
            check(R.string.notifications, phone.notifications, shows, on::allowNotifications)
            putLine()
            check(R.string.exact_time, phone.exact, if (phone.exact) R.string.allowed else R.string.some_minutes, on::allowExact)
            putLine()
            val last = shown.reliability.lastCame
            put(checkRow(R.string.last_came, last != null, words.came(last, shown.today), null))
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
    ) = put(checkRow(name, well, context.getString(value), mend.takeUnless { well }))

    /** How one thing is; one that can be mended is pressed for that. */
    private fun checkRow(
        name: Int,
        well: Boolean,
        value: String,
        mend: (() -> Unit)?,
    ): View {
        val ink = if (well) R.color.self else R.color.today
        val fill: LinearLayout.() -> Unit = {
            pad(0, 7, 0, 7)
            minimumHeight = context.dp(ROW)
            putMark(if (well) R.drawable.ic_check else R.drawable.ic_info, ink)
            val left = context.words(Type.FACT, R.color.ink, context.getText(name))
            val right = context.words(Type.BODY_MEDIUM, ink, value)
            if (narrow) {
                val both = context.column { listOf(left, right).forEach { put(it) } }
                put(both, start = 14, weight = 1f)
            } else {
                put(left, start = 14, weight = 1f)
                right.textAlignment = View.TEXT_ALIGNMENT_VIEW_END
                put(right, start = 12)
            }
        }
        if (mend == null) return context.row(fill)
        val spoken = context.getString(R.string.row_spoken, context.getText(name), value)
        return RowButton(context, spoken, mend, fill)
    }

    private fun switches(shown: DayShown.Reminders): View =
        context.card(6, 18) {
            val now = shown.preferences
            put(bedtimeRow(shown))
            switch(R.drawable.ic_sun, R.string.morning_questions, words.morning(now), now.morningCheckIn) {
                copy(morningCheckIn = it)
            }
            switch(R.drawable.ic_glass, R.string.last_water, words.beforeBed(now.lastWaterMin.toInt()), now.lastWater) {
                copy(lastWater = it)
            }
            switch(R.drawable.ic_bath, R.string.warm_soak, words.beforeBed(now.warmSoakMin.toInt()), now.warmSoak) {
                copy(warmSoak = it)
            }
            switch(R.drawable.ic_clock, R.string.sitting_break, words.breaks(now), now.breakDays.isNotEmpty()) {
                copy(breakDays = if (it) WORKDAYS else emptyList())
            }
            switch(R.drawable.ic_cal, R.string.weekly_review, words.review(now), now.reviewOn != null) {
                copy(reviewOn = if (it) Weekday.SUNDAY else null)
            }
            switch(R.drawable.ic_visit, R.string.visit_follow_up, context.getString(R.string.visit_when), now.visitFollowUp) {
                copy(visitFollowUp = it)
            }
            switch(R.drawable.ic_self, R.string.follow_habit, context.getString(R.string.follow_how), now.followHabit) {
                copy(followHabit = it)
            }
            pad(18, 6, 18, 6)
        }

    /** Its words open the bedtimes, its switch turns it on and off. */
    private fun bedtimeRow(shown: DayShown.Reminders): View {
        val now = shown.preferences
        val name = context.getString(R.string.bedtime_stretch)
        val below = words.bedtime(shown)
        val spoken = context.getString(R.string.change_bedtime, context.getString(R.string.row_spoken, name, below))
        val times =
            RowButton(context, spoken, on::changeBedtime) {
                minimumHeight = context.dp(SWITCH_ROW)
                putMark(R.drawable.ic_moon, R.color.ink)
                put(texts(name, below), start = 14, weight = 1f)
            }
        val toggle =
            SwitchRow(context, name, now.bedtimeStretch, { wish -> on.change { copy(bedtimeStretch = wish) } }) {
                minimumHeight = context.dp(if (large) ROW else SWITCH_ROW)
                putSwitch(now.bedtimeStretch)
            }
        if (large) {
            return context.column {
                put(times)
                put(toggle)
            }
        }
        return context.row {
            put(times, weight = 1f)
            put(toggle)
        }
    }

    private fun LinearLayout.switch(
        icon: Int,
        name: Int,
        below: String,
        isOn: Boolean,
        changed: ReminderPreferences.(Boolean) -> ReminderPreferences,
    ) {
        putLine()
        val title = context.getString(name)
        put(
            SwitchRow(context, context.getString(R.string.row_spoken, title, below), isOn, { wish -> on.change { changed(wish) } }) {
                minimumHeight = context.dp(SWITCH_ROW)
                pad(0, 7, 0, 7)
                val said =
                    context.row {
                        putMark(icon, R.color.ink)
                        put(texts(title, below), start = 14, weight = 1f)
                    }
                put(said, weight = if (large) 0f else 1f)
                putSwitch(isOn)
            },
        )
    }

    /** The shape of a row, on the line of its first words. */
    private fun LinearLayout.putMark(icon: Int, ink: Int) {
        val mark = context.icon(icon, ink)
        putIcon(mark)
        if (!large) return
        val place = mark.layoutParams as LinearLayout.LayoutParams
        place.gravity = Gravity.TOP
        place.topMargin = context.dp(LINE_TOP)
    }

    private fun texts(name: String, below: String): View =
        context.column {
            put(context.words(Type.FACT, R.color.ink, name))
            put(context.words(Type.CAPTION, R.color.ink2, below))
        }

    /** Beside the words; under them where the text is large. */
    private fun LinearLayout.putSwitch(isOn: Boolean) {
        val shape = SwitchView(context, isOn)
        val place = LinearLayout.LayoutParams(shape.layoutParams.width, shape.layoutParams.height)
        place.marginStart = context.dp(if (large) UNDER_WORDS else 12)
        if (large) place.bottomMargin = context.dp(6)
        addView(shape, place)
    }

    private companion object {
        const val ROW = 56
        const val SWITCH_ROW = 68
        const val ROOMY = 320
        const val LINE_TOP = 10

        /** An icon and the gap after it. */
        const val UNDER_WORDS = 42

        /** A start: most people sit on these. */
        val WORKDAYS = listOf(Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY, Weekday.FRIDAY)
    }
}
