package org.nightcramp.demo.day

import org.nightcramp.Cramp
import org.nightcramp.Finding
import org.nightcramp.Findings
import org.nightcramp.Guidance
import org.nightcramp.Health
import org.nightcramp.NightMark
import org.nightcramp.NightPage
import org.nightcramp.NightTally
import org.nightcramp.PhoneNumbers
import org.nightcramp.PlanNote
import org.nightcramp.Question
import org.nightcramp.Recovery
import org.nightcramp.Reliability
import org.nightcramp.ReminderPreferences
import org.nightcramp.SignRow
import org.nightcramp.StretchRoutine
import org.nightcramp.Verdict
import java.time.LocalDate
import java.time.LocalTime
import java.time.YearMonth

/** What a page of the day shows; one value, one picture. */
sealed interface DayShown {
    /** Whether [next] is this page with other answers on it, and not another page. */
    fun isSamePageAs(next: DayShown): Boolean

    /**
     * What the morning asks.
     *
     * @property night the night it asks about.
     * @property early whether that night has only just ended: it is morning.
     * @property cramps what is known of that night, without what was taken back.
     * @property question the open question in front; null when nothing is open, or everything was skipped.
     * @property more how many open questions come after it.
     * @property draft the choice that is made and not yet sent; null while nothing is chosen.
     * @property answered whether something was answered or skipped while this was open.
     * @property recovery what came back after damage, until the person has seen it.
     * @property missingBytes how much to free on a disk that is nearly full.
     * @property saidNone whether "no cramp" was the last answer, so that it can be undone.
     * @property cards what the rules want shown now, the most urgent first.
     * @property phones whom to call.
     * @property stretch whether the evening's stretch is offered.
     * @property takenBack the reports that were just taken back as a mistake and can come back.
     */
    data class Morning(
        val night: LocalDate,
        val early: Boolean,
        val cramps: List<Cramp>,
        val question: Question?,
        val more: Int,
        val draft: String? = null,
        val answered: Boolean = false,
        val saidNone: Boolean = false,
        val recovery: Recovery? = null,
        val missingBytes: ULong? = null,
        val cards: List<Finding> = emptyList(),
        val phones: PhoneNumbers = PhoneNumbers(null, null, emptyList()),
        val stretch: Boolean = false,
        val takenBack: List<String> = emptyList(),
    ) : DayShown {
        override fun isSamePageAs(next: DayShown): Boolean =
            next is Morning && question == next.question && saidNone == next.saidNone && takenBack == next.takenBack
    }

    /**
     * The calendar of nights.
     *
     * @property marks the nights of [month] that have begun.
     * @property today the date on the phone.
     * @property latest the night that now lies in; later ones can't be opened.
     * @property tally what is known of the last [nights] nights.
     */
    data class Journal(
        val month: YearMonth,
        val marks: Map<LocalDate, NightMark>,
        val today: LocalDate,
        val latest: LocalDate,
        val nights: Int,
        val tally: NightTally,
    ) : DayShown {
        override fun isSamePageAs(next: DayShown): Boolean = next is Journal
    }

    /**
     * One night.
     *
     * @property deletedId the cramp that was just deleted and can come back.
     * @property signs the names of signs.
     */
    data class Night(val page: NightPage, val deletedId: String? = null, val signs: List<SignRow> = emptyList()) : DayShown {
        override fun isSamePageAs(next: DayShown): Boolean = next is Night && page.mark.night == next.page.mark.night
    }

    /**
     * The details of one cramp, to be changed.
     *
     * @property signs what can have been different.
     */
    data class Edit(val cramp: Cramp, val signs: List<SignRow>) : DayShown {
        override fun isSamePageAs(next: DayShown): Boolean = next is Edit && cramp.id == next.cramp.id
    }

    /** What the rules say, as a list. */
    data class Doctor(val findings: Findings) : DayShown {
        override fun isSamePageAs(next: DayShown): Boolean = next is Doctor
    }

    /** The rules that did not fire, as a list: those that cannot be told, or those that do not apply. */
    data class Rules(val verdict: Verdict, val findings: Findings) : DayShown {
        override fun isSamePageAs(next: DayShown): Boolean = next is Rules && verdict == next.verdict
    }

    /**
     * Why a rule says what it says.
     *
     * @property draft the choice that would settle it, made and not yet sent.
     * @property acknowledgedId the answer to the finding that can be taken back.
     * @property from where the way back leads.
     */
    data class Why(
        val finding: Finding,
        val from: From,
        val draft: String? = null,
        val acknowledgedId: String? = null,
    ) : DayShown {
        /** The page on which the row was pressed. */
        enum class From { TODAY, DOCTOR, RULES }

        override fun isSamePageAs(next: DayShown): Boolean = next is Why && finding.ruleId == next.finding.ruleId
    }

    /** Call for help, on top of the page [under], which is null where there is none yet. */
    data class Emergency(val finding: Finding, val phones: PhoneNumbers, val under: DayShown?) : DayShown {
        override fun isSamePageAs(next: DayShown): Boolean = next is Emergency && finding.ruleId == next.finding.ruleId
    }

    /** What could have been different, to be ticked. */
    data class Signs(val rows: List<SignRow>) : DayShown {
        override fun isSamePageAs(next: DayShown): Boolean = next is Signs
    }

    /** What is known to help, and what is not. */
    data class GoodToKnow(val guidance: Guidance) : DayShown {
        override fun isSamePageAs(next: DayShown): Boolean = next is GoodToKnow
    }

    /**
     * The stretch before bed.
     *
     * @property timer where it is.
     * @property step which step stands here.
     * @property begun whether the timer has run.
     * @property over whether it is at its end.
     * @property minutes how many were noted at the end; null when there was nothing to note.
     */
    data class Stretch(
        val routine: StretchRoutine,
        val timer: StretchTimer,
        val step: Int = 0,
        val begun: Boolean = false,
        val over: Boolean = false,
        val minutes: Int? = null,
    ) : DayShown {
        /** What the page is called: the step; null at the end. */
        val spoken: String? get() = if (over) null else routine.steps.getOrNull(step)?.title ?: routine.title

        override fun isSamePageAs(next: DayShown): Boolean =
            next is Stretch && routine.kind == next.routine.kind && step == next.step && over == next.over
    }

    /**
     * Which reminders the person wants, and whether they come.
     *
     * @property weekday the bedtime before a working day; null where none is set.
     * @property weekend the bedtime before a free day.
     * @property notes what the plan wants the person to know.
     * @property phone what on the phone stands in the way.
     * @property today the date on the phone.
     * @property zone the zone that the phone is in.
     * @property atNight whether nobody is asked for anything now.
     * @property test what became of the test that was asked for; null where none was.
     */
    data class Reminders(
        val preferences: ReminderPreferences,
        val weekday: LocalTime?,
        val weekend: LocalTime?,
        val reliability: Reliability,
        val notes: List<PlanNote>,
        val phone: PhoneCheck,
        val today: LocalDate,
        val zone: String,
        val atNight: Boolean = false,
        val test: Test? = null,
    ) : DayShown {
        /** Whether a test comes at once, or some minutes late; or not before notifications are allowed, which is for the day. */
        enum class Test { COMES, COMES_LATE, BY_DAY }

        override fun isSamePageAs(next: DayShown): Boolean = next is Reminders
    }

    /**
     * What there is to choose about one of the reminders.
     *
     * @property page the page from which it was opened, which holds it all.
     */
    data class ReminderDetails(val page: Reminders, val about: About) : DayShown {
        /** The reminders about which there is more to choose than on and off. */
        enum class About { BEDTIME, BREAKS, REVIEW }

        override fun isSamePageAs(next: DayShown): Boolean = next is ReminderDetails && about == next.about
    }

    /** The journal can't be read or written now; [why] is what it said. */
    data class Trouble(val why: Throwable) : DayShown {
        override fun isSamePageAs(next: DayShown): Boolean = next is Trouble
    }

    /**
     * How the journal is.
     *
     * @property health what it says of itself; null where it can't.
     * @property why the reason for that.
     * @property from where the way back leads.
     */
    data class Help(val health: Health?, val why: Throwable?, val from: Tab) : DayShown {
        override fun isSamePageAs(next: DayShown): Boolean = next is Help
    }

    /**
     * The question before everything is erased.
     *
     * @property help the page from which it was asked.
     * @property sure whether the person has said that they are.
     * @property erased whether it is done.
     */
    data class Erase(val help: Help, val sure: Boolean = false, val erased: Boolean = false) : DayShown {
        override fun isSamePageAs(next: DayShown): Boolean = next is Erase && erased == next.erased
    }
}
