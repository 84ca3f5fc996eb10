package org.nightcramp.demo

import android.app.Activity
import org.nightcramp.JournalException
import org.nightcramp.demo.day.DayActivity
import org.nightcramp.demo.day.DayShown
import org.nightcramp.demo.day.Tab
import org.nightcramp.demo.night.NightShown
import java.time.LocalDate
import java.time.LocalTime

/** Goes through every screen of the app as a person would, and stops at each. */
abstract class Walk : Phone() {
    /** The night: before the tap, after it, taken back, and later in the same night. */
    protected fun nightScreens(visit: (String, Activity) -> Unit) {
        val activity = openNight()
        visit("night", activity)
        log(activity)
        visit("logged", activity)
        press(activity, text(R.string.undo)) { activity.shown is NightShown.TakenBack }
        visit("taken-back", activity)
        press(activity, text(R.string.put_back)) { activity.shown is NightShown.Logged }
        press(activity, text(R.string.done)) { activity.shown is NightShown.Moon }
        visit("night-again", activity)
        log(activity)
        visit("logged-already", activity)
        noPlace()
        press(activity, text(R.string.done)) { activity.shown is NightShown.Moon }
        tapMoon(activity)
        settle { (activity.shown as? NightShown.Moon)?.notSaved == true }
        visit("not-saved", activity)
    }

    /** The morning after a night of which nothing is known, and after one tap. */
    protected fun morningScreens(visit: (String, Activity) -> Unit) {
        clock(MORNING)
        val nothing = openDay()
        visit("morning", nothing)
        press(nothing, text(R.string.any_none)) { (nothing.shown as DayShown.Morning).saidNone }
        visit("morning-none", nothing)
        press(nothing, text(R.string.undo)) { (nothing.shown as DayShown.Morning).question != null }

        journal { November.tap(this, LAST_NIGHT, LocalTime.of(3, 10)) }
        val activity = openDay()
        press(activity, text(R.string.calf))
        visit("morning-question", activity)
        press(activity, text(R.string.next)) { page<DayShown.Morning>(activity).more == 1 }
        visit("morning-pain", activity)
        press(activity, "6")
        press(activity, text(R.string.next)) { page<DayShown.Morning>(activity).more == 0 }
        visit("morning-long", activity)
        press(activity, text(R.string.skip)) { page<DayShown.Morning>(activity).question == null }
        visit("morning-done", activity)
    }

    /** The journal: empty, and with a November in it. */
    protected fun journalScreens(visit: (String, Activity) -> Unit) {
        clock(MORNING)
        val empty = openDay()
        press(empty, text(R.string.journal)) { empty.shown is DayShown.Journal }
        visit("journal-empty", empty)

        journal {
            November.fill(this)
            November.tap(this, LAST_NIGHT, LocalTime.of(3, 10))
        }
        val activity = openDay()
        press(activity, text(R.string.journal)) { activity.shown is DayShown.Journal }
        visit("journal", activity)
        nightPage(activity, visit)
    }

    private fun nightPage(activity: DayActivity, visit: (String, Activity) -> Unit) {
        activity.openNight(LocalDate.of(2026, 11, 16))
        settle { activity.shown is DayShown.Night }
        visit("night-page-none", activity)
        activity.openNight(LocalDate.of(2026, 11, 20))
        settle {
            (activity.shown as? DayShown.Night)
                ?.page
                ?.mark
                ?.night
                ?.dayOfMonth == 20
        }
        visit("night-page", activity)
        press(activity, text(R.string.edit)) { activity.shown is DayShown.Edit }
        visit("edit", activity)
        press(activity, text(R.string.delete)) { activity.shown is DayShown.Night }
        visit("deleted", activity)
        press(activity, text(R.string.undo)) { page<DayShown.Night>(activity).deletedId == null }
    }

    /** The help page on a good day and on a bad one, the day after a repair, trouble, and the way to erase everything. */
    protected fun careScreens(visit: (String, Activity) -> Unit) {
        clock(MORNING)
        journal { November.tap(this, LAST_NIGHT, LocalTime.of(3, 10)) }
        val activity = openDay()
        val today = page<DayShown.Morning>(activity)

        fun visit(name: String, shown: DayShown) {
            activity.show(shown)
            settle { activity.shown == shown }
            visit(name, activity)
        }
        visit("repaired", today.copy(recovery = BadDay.recovery))
        visit("nearly-full", today.copy(recovery = BadDay.recovery.copy(lost = emptyList(), fromCopy = 0u), missingBytes = BadDay.MISSING))
        visit("trouble", DayShown.Trouble(JournalException.StorageUnavailable("EIO")))
        visit("trouble-full", DayShown.Trouble(JournalException.StorageFull(BadDay.MISSING)))
        visit("trouble-full-somehow", DayShown.Trouble(JournalException.StorageFull(0u)))
        visit("trouble-newer", DayShown.Trouble(JournalException.NewerSchema(9u, 2u)))
        visit("trouble-busy", DayShown.Trouble(JournalException.StorageBusy()))
        visit("help", DayShown.Help(BadDay.well, null, Tab.JOURNAL))
        visit("help-new", DayShown.Help(BadDay.new, null, Tab.JOURNAL))
        visit("help-repaired", DayShown.Help(BadDay.repaired, null, Tab.JOURNAL))
        visit("help-bad", DayShown.Help(BadDay.bad, null, Tab.JOURNAL))
        visit("help-closed", DayShown.Help(null, JournalException.NotAJournal(), Tab.TODAY))
        val erase = DayShown.Erase(DayShown.Help(BadDay.well, null, Tab.JOURNAL))
        visit("erase", erase)
        visit("erase-sure", erase.copy(sure = true))
        visit("erased", erase.copy(erased = true))
    }

    /** From now on neither the journal nor the inbox can take a tap. */
    protected fun noPlace() {
        journal { suspend() }
        Inbox.of(app).apply { deleteRecursively() }.writeText("a file where the inbox should be")
    }

    protected fun text(id: Int): String = app.getString(id)

    companion object {
        const val MORNING = "2026-11-23T07:30:00+01:00[Europe/Berlin]"
        val LAST_NIGHT: LocalDate = LocalDate.of(2026, 11, 23)
    }
}
