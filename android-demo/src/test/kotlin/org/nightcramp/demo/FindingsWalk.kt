package org.nightcramp.demo

import android.app.Activity
import android.view.View
import android.widget.ScrollView
import org.nightcramp.Answer
import org.nightcramp.EntryKey
import org.nightcramp.Finding
import org.nightcramp.Findings
import org.nightcramp.NewCramp
import org.nightcramp.Sign
import org.nightcramp.SignReport
import org.nightcramp.StretchKind
import org.nightcramp.Verdict
import org.nightcramp.demo.day.DayActivity
import org.nightcramp.demo.day.DayShown
import org.nightcramp.demo.day.StretchTimer
import org.nightcramp.demo.day.newCramp
import java.time.Duration
import java.time.LocalDate
import java.time.LocalTime

/** Goes through what the rules say by day: findings, emergencies, signs, guidance and the stretch. */
abstract class FindingsWalk : Walk() {
    /** What the core says now, in the language of the phone. */
    protected fun findings(): Findings = journal { findings(app.now(), LANGUAGE) }

    /** What the core says of the rule [id]. */
    protected fun finding(id: String): Finding = findings().run { fired + unknown + notFired }.single { it.ruleId == id }

    /** The core's name of [sign]. */
    protected fun word(sign: Sign): String = journal { signList(app.now(), LANGUAGE) }.single { it.sign == sign }.text

    /** Reports [sign] as another surface would have done. */
    protected fun report(sign: Sign): String =
        journal {
            val id = newId()
            reportSign(SignReport(id, sign, Answer.YES, app.now(), null))
            id
        }

    /** Where the person lives, for the numbers to call. */
    protected fun live(country: String) = journal { saveProfile(profile().copy(country = country), LAST_NIGHT.minusYears(1)) }

    /** A November with a cramp in the last night as well. */
    protected fun november() =
        journal {
            November.fill(this)
            November.tap(this, LAST_NIGHT, LocalTime.of(3, 10))
        }

    /** Opens the day on the page *Doctor*. */
    protected fun openDoctor(): DayActivity = openDay().also { press(it, text(R.string.doctor)) { it.shown is DayShown.Doctor } }

    /** Opens the page that says why the rule [id] says what it says, by the row with its title. */
    protected fun openWhy(id: String): DayActivity {
        val activity = openDoctor()
        val finding = finding(id)
        val rows = activity.views().mapNotNull { it.contentDescription?.toString() }
        val row = rows.firstOrNull { it.endsWith(finding.title) }
        if (row == null) {
            val list = rows.first { it.startsWith(text(finding.verdict.listed)) }
            press(activity, list) { activity.shown is DayShown.Rules }
        }
        press(activity, row ?: finding.title) { activity.shown is DayShown.Why }
        return activity
    }

    private val Verdict.listed: Int
        get() = if (this == Verdict.UNKNOWN) R.string.cannot_tell_title else R.string.not_applying_title

    /** Makes [activity] anew, as the system does when it has taken it away. */
    protected fun anew(activity: DayActivity): DayActivity {
        val next = controller(activity).recreate().get()
        settle { next.shown != null }
        return next
    }

    /** The findings list, its lists of other rules, and why. */
    protected fun doctorScreens(visit: (String, Activity) -> Unit) {
        clock(MORNING)
        val empty = openDoctor()
        visit("doctor-empty", empty)
        november()
        painfulNights()
        report(Sign.SWOLLEN_OR_WARM)
        live("DE")
        val activity = openDoctor()
        visit("doctor", activity)
        press(activity, activity.spoken(text(R.string.cannot_tell_title))) { activity.shown is DayShown.Rules }
        visit("rules-unknown", activity)
        activity.back()
        press(activity, activity.spoken(text(R.string.not_applying_title))) { activity.shown is DayShown.Rules }
        visit("rules-not", activity)
        whyScreens(visit)
    }

    private fun whyScreens(visit: (String, Activity) -> Unit) {
        val why = openWhy("R2")
        visit("why", why)
        (why.views().first { it is ScrollView } as ScrollView).fullScroll(View.FOCUS_DOWN)
        settle { true }
        visit("why-end", why)
        press(why, text(R.string.seen)) { page<DayShown.Why>(why).finding.quiet != null }
        visit("why-quiet", why)
        visit("why-today", openWhy("E2"))
        val unknown = openWhy("R11")
        press(unknown, "Yes")
        visit("why-unknown", unknown)
        visit("why-not", openWhy("E7"))
    }

    /** Nights that hurt, so that a finding is for the next visit. */
    private fun painfulNights() =
        journal {
            for (day in listOf(20, 19, 17)) {
                val night = LAST_NIGHT.withDayOfMonth(day)
                val cramp = night(night).cramps.firstOrNull { !it.removed } ?: addCramp(cramp(night, newId()))
                describe(cramp.id, cramp.details.copy(pain = 9u))
            }
        }

    private fun cramp(night: LocalDate, id: String): NewCramp = newCramp(id, night, LocalTime.of(2, 0), app.clock().zone)

    /** The morning's other cards: one question of a rule, what must be seen today, an emergency, and what remains of it. */
    protected fun urgentScreens(visit: (String, Activity) -> Unit) {
        clock(MORNING)
        november()
        val asked = openDay()
        press(asked, checkNotNull(page<DayShown.Morning>(asked).question).choices.first().text)
        visit("morning-rule", asked)
        abroad(visit)
        live("DE")
        report(Sign.SWOLLEN_OR_WARM)
        visit("morning-today", openDay())
        val activity = openDay()
        press(activity, text(R.string.something_different)) { activity.shown is DayShown.Signs }
        visit("signs", activity)
        press(activity, word(Sign.CHEST_PAIN_OR_BREATHLESS)) { activity.shown is DayShown.Emergency }
        visit("emergency-day", activity)
        activity.back()
        settle { activity.shown is DayShown.Signs }
        press(activity, text(R.string.done)) { activity.shown is DayShown.Morning }
        visit("morning-emergency", activity)
        press(activity, text(R.string.doctor)) { activity.shown is DayShown.Doctor }
        visit("doctor-emergency", activity)
        press(activity, text(R.string.today)) { activity.shown is DayShown.Morning }
        press(activity, text(R.string.by_mistake)) { page<DayShown.Morning>(activity).takenBack.isNotEmpty() }
        visit("morning-taken-back", activity)
    }

    private fun abroad(visit: (String, Activity) -> Unit) {
        val id = report(Sign.CHEST_PAIN_OR_BREATHLESS)
        visit("emergency-abroad-day", openDay())
        journal { delete(EntryKey.Sign(id)) }
    }

    /** The evening: the offer, the stretch from its first step to its end, why there is none, and what is good to know. */
    protected fun eveningScreens(visit: (String, Activity) -> Unit) {
        clock(EVENING)
        november()
        val activity = openDay()
        visit("evening", activity)
        press(activity, text(R.string.start)) { activity.shown is DayShown.Stretch }
        visit("stretch-start", activity)
        press(activity, text(R.string.start)) { !page<DayShown.Stretch>(activity).timer.stands }
        // Into the second round, three seconds of its ten.
        pass(Duration.ofMillis(23_000 - 250))
        visit("stretch", activity)
        pass(Duration.ofSeconds(10))
        visit("stretch-rest", activity)
        press(activity, text(R.string.pause)) { page<DayShown.Stretch>(activity).timer.stands }
        press(activity, text(R.string.seated)) { page<DayShown.Stretch>(activity).routine.kind == StretchKind.SEATED }
        visit("stretch-seated", activity)
        press(activity, text(R.string.skip)) { page<DayShown.Stretch>(activity).step == 1 }
        press(activity, text(R.string.skip)) { page<DayShown.Stretch>(activity).over }
        visit("stretch-done", activity)
        press(activity, text(R.string.done)) { activity.shown is DayShown.Morning }
        press(activity, text(R.string.to_know)) { activity.shown is DayShown.GoodToKnow }
        visit("know", activity)
        report(Sign.SWOLLEN_OR_WARM)
        val held = openDay()
        held.openStretchForTest()
        visit("stretch-held-back", held)
        press(held, text(R.string.back)) { held.shown is DayShown.Morning }
        press(held, text(R.string.to_know)) { held.shown is DayShown.GoodToKnow }
        visit("know-held-back", held)
    }

    private fun DayActivity.openStretchForTest() {
        val routine = journal { stretchRoutine(StretchKind.STANDING, app.now(), LANGUAGE) }
        val shown = DayShown.Stretch(routine, StretchTimer(emptyList()))
        show(shown)
        settle { this.shown == shown }
    }

    /** The words of the first thing to press that begins with [start]. */
    protected fun Activity.spoken(start: String): String =
        views().filter { it.isClickable }.mapNotNull { it.contentDescription?.toString() }.first { it.startsWith(start) }

    companion object {
        const val LANGUAGE = "en-GB"
        const val EVENING = "2026-11-23T18:30:00+01:00[Europe/Berlin]"
    }
}
