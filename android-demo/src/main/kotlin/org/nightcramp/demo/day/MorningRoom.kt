package org.nightcramp.demo.day

import android.os.Bundle
import org.nightcramp.AnyCramp
import org.nightcramp.EntryKey
import org.nightcramp.Health
import org.nightcramp.NightState
import org.nightcramp.Problem
import org.nightcramp.Question
import org.nightcramp.Recovery
import org.nightcramp.demo.Told
import org.nightcramp.demo.night.NightActivity
import java.time.LocalDate

/** What a person can do on the day's first page: answer, skip, take back. */
class MorningRoom(
    private val house: House,
    private val signs: SignsRoom,
    stretch: StretchRoom,
    private val told: () -> Told,
    private val help: () -> Unit,
) : MorningScreen.Actions,
    FindingActions by signs,
    StretchOffer by stretch {
    /** The questions that were answered or skipped. One may be open all the same: "no" does not settle everything. */
    private val done = mutableSetOf<String>()

    /**
     * What the core asked when the page first came, or when the night itself was answered. Whatever it asks later waits for another
     * time: nobody is told "two more" for ever.
     */
    private var offered = emptySet<String>()
    private var offeredOn: LocalDate? = null
    private var answered = false
    private var saidNone = false
    private var takenBack = emptyList<String>()

    private val askedNight
        get() =
            house.day
                ?.tonight
                ?.asked
                ?.mark
                ?.night

    /** A choice that was made and not sent before the activity was made anew, and its question. */
    private var draft: Pair<String, String>? = null

    /** The page for what the journal says: the open questions but for those that were skipped, and all that stands beside them. */
    fun page(day: Day, health: Health?): DayShown.Morning {
        val tonight = day.tonight
        if (offeredOn != tonight.asked.mark.night) {
            offered = day.questions.map { it.key }.toSet()
            offeredOn = tonight.asked.mark.night
        }
        val open = day.questions.filter { it.key in offered && it.key !in done }
        val question = open.firstOrNull()
        return DayShown.Morning(
            night = tonight.asked.mark.night,
            early = tonight.current.night == tonight.asked.mark.night,
            cramps = tonight.asked.cramps.filterNot { it.removed },
            question = question,
            more = (open.size - 1).coerceAtLeast(0),
            draft = draft?.takeIf { it.first == question?.key }?.second,
            answered = answered,
            saidNone = saidNone && tonight.asked.mark.state == NightState.NO_CRAMP,
            recovery = health?.recovery?.takeIf { told().isNews(it) },
            missingBytes = health?.problems?.firstNotNullOfOrNull { (it as? Problem.StorageLow)?.missingBytes },
            cards = day.findings.cards,
            phones = day.findings.phones,
            stretch = day.stretch,
            takenBack = takenBack,
        )
    }

    /** Nothing is offered for undoing any more: the page was left. */
    fun left() {
        saidNone = false
        takenBack = emptyList()
    }

    /** As if the app had just been installed. */
    fun forget() {
        left()
        answered = false
        done.clear()
        offeredOn = null
        draft = null
    }

    override fun choose(choiceId: String) {
        val now = house.shown as? DayShown.Morning ?: return
        draft = now.question?.let { it.key to choiceId }
        house.show(now.copy(draft = choiceId))
    }

    override fun keep(question: Question, choiceId: String) {
        val at = house.now
        house.ask({ answer(question, choiceId, newId(), at) }) {
            answered = true
            done += question.key
            left()
            if (question.id == ANY_CRAMP) {
                // Whether the answer was "none" is for the journal to say.
                saidNone = true
                offeredOn = null
            }
            house.refresh()
        }
    }

    /** The taps of the night were a mistake: there was no cramp. */
    override fun noCramp() {
        val night = askedNight ?: return
        house.ask({ answerAnyCramp(night, AnyCramp.NO_CRAMP, newId()) }) {
            answered = true
            saidNone = true
            offeredOn = null
            house.refresh()
        }
    }

    fun undoNone() {
        val night = askedNight ?: return
        house.ask({ undoNoCramp(night) }) {
            saidNone = false
            done.removeAll { it.startsWith(ANY_CRAMP) }
            offeredOn = null
            house.refresh()
        }
    }

    override fun skip(question: Question) {
        answered = true
        done += question.key
        house.open(Tab.TODAY)
    }

    /** Offers [reports], which were just taken back, for putting back. */
    fun offer(reports: List<String>) {
        takenBack = reports
    }

    fun putBack() {
        val reports = takenBack
        house.ask({ reports.forEach { restore(EntryKey.Sign(it)) } }) {
            takenBack = emptyList()
            house.refresh()
        }
    }

    override fun seen(recovery: Recovery) {
        told().note(recovery)
        house.open(Tab.TODAY)
    }

    override fun openHelp() = help()

    override fun openSigns() = signs.open()

    override fun crampNow() = house.activity.startActivity(NightActivity.byDay(house.activity))

    /** Keeps in [state] what the journal does not know. */
    fun keepIn(state: Bundle) {
        state.putStringArrayList(DONE, ArrayList(done))
        state.putStringArrayList(OFFERED, ArrayList(offered))
        state.putString(OFFERED_ON, offeredOn?.toString())
        state.putBoolean(ANSWERED, answered)
        draft?.let { (key, choice) -> state.putStringArray(DRAFT, arrayOf(key, choice)) }
    }

    /** Takes it up again. */
    fun takeUp(state: Bundle) {
        done += state.getStringArrayList(DONE).orEmpty()
        offered = state.getStringArrayList(OFFERED).orEmpty().toSet()
        offeredOn = state.getString(OFFERED_ON)?.let(LocalDate::parse)
        answered = state.getBoolean(ANSWERED)
        draft = state.getStringArray(DRAFT)?.let { it[0] to it[1] }
    }

    /** What makes a question the same one tomorrow. */
    private val Question.key: String get() = "$id $night ${crampId.orEmpty()}"

    private companion object {
        const val DONE = "done"
        const val OFFERED = "offered"
        const val OFFERED_ON = "offered-on"
        const val ANSWERED = "answered"
        const val DRAFT = "draft"
    }
}

/** The id of the morning's first question, which has a look of its own. */
const val ANY_CRAMP = "any-cramp"
