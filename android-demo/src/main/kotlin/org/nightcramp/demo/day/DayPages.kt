package org.nightcramp.demo.day

import android.content.Context
import android.view.View
import org.nightcramp.demo.R
import org.nightcramp.demo.view.Look
import org.nightcramp.demo.view.Plate
import org.nightcramp.demo.view.column
import org.nightcramp.demo.view.pad
import org.nightcramp.demo.view.put
import java.time.LocalDate
import java.time.ZoneId

/** What a page looks like: the screen for a value, and what stands under it. */
class DayPages(
    private val context: Context,
    private val zone: ZoneId,
    private val rooms: Rooms,
    private val on: Actions,
) {
    /** The rooms with what can be done in them. */
    class Rooms(
        val morning: MorningRoom,
        val doctor: DoctorRoom,
        val signs: SignsRoom,
        val stretch: StretchRoom,
        val reminders: RemindersRoom,
    )

    /** What can be done on the other pages, and at the foot of all. */
    interface Actions :
        JournalScreen.Actions,
        NightScreen.Actions,
        EditScreen.Actions,
        HelpScreen.Actions,
        EraseScreen.Actions {
        fun open(tab: Tab)

        fun restore(crampId: String, night: LocalDate)

        fun add(night: LocalDate)
    }

    /** The page for [next] and its feet. */
    fun build(next: DayShown): Pair<View, List<View>> =
        when (next) {
            is DayShown.Morning -> MorningScreen(context, rooms.morning).build(next) to morningFeet(next)
            is DayShown.Journal -> JournalScreen(context, on).build(next) to tabs(Tab.JOURNAL)
            is DayShown.Night -> NightScreen(context, on).build(next) to nightFeet(next)
            is DayShown.Edit -> EditScreen(context, on).build(next) to emptyList()
            is DayShown.Doctor -> DoctorScreen(context, rooms.doctor).build(next) to tabs(Tab.DOCTOR)
            is DayShown.Rules -> DoctorScreen(context, rooms.doctor).build(next) to emptyList()
            is DayShown.Why -> WhyScreen(context, rooms.doctor).let { it.build(next) to listOfNotNull(it.foot(next)) }
            is DayShown.Emergency -> EmergencyScreen(context, rooms.signs).build(next) to emptyList()
            is DayShown.Signs -> SignsScreen(context, rooms.signs).let { it.build(next) to listOf(it.foot()) }
            is DayShown.GoodToKnow -> KnowScreen(context, rooms.stretch).build(next) to tabs(Tab.KNOW)
            is DayShown.Stretch -> rooms.stretch.build(next).let { (view, foot) -> view to listOf(foot) }
            is DayShown.Reminders -> RemindersScreen(context, rooms.reminders).let { it.build(next) to listOf(it.foot(next)) }
            is DayShown.ReminderDetails -> ReminderDetailsScreen(context, rooms.reminders).build(next) to emptyList()
            is DayShown.Help -> HelpScreen(context, zone, on).build(next) to emptyList()
            is DayShown.Erase -> EraseScreen(context, on).build(next) to if (next.erased) tabs(Tab.TODAY) else emptyList()
            is DayShown.Trouble -> TroubleScreen(context, on::openHelp).build(next) to tabs(Tab.TODAY)
        }

    private fun tabs(chosen: Tab): List<View> = listOf(context.tabs(chosen, on::open))

    private fun morningFeet(next: DayShown.Morning): List<View> {
        val undo =
            when {
                next.saidNone -> context.undoBar(context.getText(R.string.any_none), rooms.morning::undoNone)
                next.takenBack.isNotEmpty() -> context.undoBar(context.getText(R.string.taken_back), rooms.morning::putBack)
                else -> null
            }
        return listOfNotNull(undo) + tabs(Tab.TODAY)
    }

    private fun nightFeet(next: DayShown.Night): List<View> {
        val night = next.page.mark.night
        val undo = next.deletedId?.let { id -> context.undoBar(context.getText(R.string.deleted)) { on.restore(id, night) } }
        return listOfNotNull(undo, addBar(night))
    }

    private fun addBar(night: LocalDate): View =
        context.footBar {
            pad(0, 0, 0, 14)
            val add = Plate(context, Look.SECOND, context.getText(R.string.add_cramp), R.drawable.ic_plus)
            put(context.column { pad(20, 10, 20, 0) }.apply { put(add.onPress { on.add(night) }) })
        }
}
