package org.nightcramp.demo.day

import org.nightcramp.Answer
import org.nightcramp.EntryKey
import org.nightcramp.Finding
import org.nightcramp.SignReport
import org.nightcramp.SignRow
import org.nightcramp.demo.emergencies
import org.nightcramp.demo.key
import java.util.concurrent.ConcurrentHashMap

/** What a person can do with signs: tick them, take them back, and call for help when one of them asks for it. */
class SignsRoom(private val house: House, private val tookBack: (List<String>) -> Unit) :
    SignsScreen.Actions,
    FindingActions {
    /** The emergencies that the person has put aside by going back; they stay as cards on the pages. */
    private val aside = mutableSetOf<String>()

    /** The reports made since the list was opened. Unticking one of them takes a mistake back; an older one is over. */
    private val made: MutableSet<String> = ConcurrentHashMap.newKeySet()

    /** Opens the list of what could have been different. */
    fun open() {
        made.clear()
        again()
    }

    /** The list with what is ticked now. */
    fun again() {
        val now = house.now
        house.ask({ signList(now, house.language) }) { house.show(DayShown.Signs(it)) }
    }

    /** The page that stands on top of [page] while there is an emergency that was not put aside; else null. */
    fun emergency(day: Day, page: DayShown?): DayShown.Emergency? {
        val first = day.findings.emergencies.firstOrNull { it.key !in aside } ?: return null
        return DayShown.Emergency(first, day.findings.phones, under = if (page is DayShown.Emergency) page.under else page)
    }

    /** Puts [emergency] aside for now. */
    fun putAside(emergency: DayShown.Emergency) {
        aside += emergency.finding.key
    }

    /** Whatever was put aside comes again: the app was left and has come back. */
    fun comeBack() = aside.clear()

    override fun back() = house.open(Tab.TODAY)

    override fun tick(row: SignRow) {
        val now = house.now
        house.ask({
            val id = newId()
            val standing = signList(now, house.language).firstOrNull { it.sign == row.sign }?.reportId
            when {
                // The second press of a shaking hand: the row was ticked, or unticked, meanwhile.
                standing != row.reportId -> Unit

                standing == null -> reportSign(SignReport(id, row.sign, Answer.YES, now, null)).also { made += id }

                made.remove(standing) -> delete(EntryKey.Sign(standing))

                else -> reportSign(SignReport(id, row.sign, Answer.NO, now, null))
            }
        }) { house.refresh() }
    }

    override fun call(number: String?) = house.dial(number)

    override fun mistake(finding: Finding) {
        val reports = finding.ticked.mapNotNull { it.reportId }.distinct()
        house.ask({ reports.forEach { delete(EntryKey.Sign(it)) } }) { tookBack(reports) }
    }

    override fun why(finding: Finding, from: DayShown.Why.From) {
        house.show(DayShown.Why(finding, from, acknowledgedId = house.day?.acknowledgedId(finding.ruleId)))
    }
}
