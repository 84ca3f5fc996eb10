package org.nightcramp.demo.day

import android.app.DatePickerDialog
import org.nightcramp.Acknowledgement
import org.nightcramp.EntryKey
import org.nightcramp.Finding
import org.nightcramp.Question
import org.nightcramp.Response
import org.nightcramp.Verdict
import org.nightcramp.demo.R
import java.time.LocalDate
import java.time.ZoneId

/** What a person can do with findings: read why, answer what is missing, and say that they have a visit or that all is well. */
class DoctorRoom(
    private val house: House,
    private val signs: SignsRoom,
    private val zone: () -> ZoneId,
    private val help: () -> Unit,
) : DoctorScreen.Actions,
    WhyScreen.Actions,
    FindingActions by signs {
    /** The list of findings. */
    fun open() {
        val day = house.day ?: return house.refresh()
        house.show(DayShown.Doctor(day.findings))
    }

    /** [page] with what [day] says now; a rule that is gone leads back to the list. */
    fun again(page: DayShown, day: Day): DayShown =
        when (page) {
            is DayShown.Rules -> DayShown.Rules(page.verdict, day.findings)
            is DayShown.Why -> why(day, page.finding.ruleId, page.from)?.copy(draft = page.draft) ?: DayShown.Doctor(day.findings)
            else -> DayShown.Doctor(day.findings)
        }

    /** Why the rule [id] says what it says; null where there is no such rule. */
    fun why(day: Day, id: String, from: DayShown.Why.From): DayShown.Why? {
        val all = day.findings.run { fired + unknown + notFired }
        val finding = all.firstOrNull { it.ruleId == id } ?: return null
        return DayShown.Why(finding, from, acknowledgedId = day.acknowledgedId(id))
    }

    /** Opens the page that was open before the activity was made anew. */
    fun reopen(place: Place.Why) {
        val page = house.day?.let { why(it, place.ruleId, place.from) } ?: return open()
        house.show(page.copy(draft = place.draft))
    }

    override fun back() {
        val day = house.day ?: return house.open(Tab.TODAY)
        val page = house.shown as? DayShown.Why
        when (page?.from) {
            DayShown.Why.From.DOCTOR -> house.show(DayShown.Doctor(day.findings))
            DayShown.Why.From.RULES -> house.show(DayShown.Rules(page.finding.verdict, day.findings))
            DayShown.Why.From.TODAY -> house.open(Tab.TODAY)
            null -> if (house.shown is DayShown.Rules) open() else house.open(Tab.TODAY)
        }
    }

    override fun openRules(verdict: Verdict) {
        val day = house.day ?: return
        house.show(DayShown.Rules(verdict, day.findings))
    }

    override fun openHelp() = help()

    override fun choose(choiceId: String) {
        val now = house.shown as? DayShown.Why ?: return
        house.show(now.copy(draft = choiceId))
    }

    override fun settle(question: Question, choiceId: String) {
        val at = house.now
        (house.shown as? DayShown.Why)?.let { house.show(it.copy(draft = null)) }
        house.ask({ answer(question, choiceId, newId(), at) }) { house.refresh() }
    }

    override fun haveVisit(finding: Finding) {
        val now = house.now.at.atZone(zone())
        val today = now.toLocalDate()
        val pick =
            DatePickerDialog.OnDateSetListener { _, year, month, day ->
                acknowledge(finding, Response.Appointment(LocalDate.of(year, month + 1, day)))
            }
        val dialog = DatePickerDialog(house.themed, R.style.Nightcramp_Picker, pick, today.year, today.monthValue - 1, today.dayOfMonth)
        val start = today.atStartOfDay(zone())
        dialog.datePicker.minDate = start.toInstant().toEpochMilli()
        dialog.show()
    }

    override fun seenFine(finding: Finding) = acknowledge(finding, Response.SeenFine)

    override fun undoAcknowledgement(id: String) = house.ask({ delete(EntryKey.Acknowledgement(id)) }) { house.refresh() }

    override fun openSource(address: String) = house.browse(address)

    private fun acknowledge(finding: Finding, response: Response) {
        val at = house.now
        house.ask({ acknowledge(Acknowledgement(newId(), finding.ruleId, response, at)) }) { house.refresh() }
    }
}
