package org.nightcramp.demo

import android.app.Activity
import org.nightcramp.EntryKey
import org.nightcramp.JournalException
import org.nightcramp.Sign
import org.nightcramp.demo.day.DayActivity
import org.nightcramp.demo.day.DayShown
import org.nightcramp.demo.day.Tab
import org.nightcramp.demo.night.NightShown
import java.io.File
import java.time.Clock
import java.time.Duration
import java.time.LocalDate
import java.time.LocalTime

/** Goes through every screen of the app as a person would, and stops at each. */
abstract class Walk : Phone() {
    /** The night: before the tap, after it, taken back, and later in the same night. */
    protected fun nightScreens(visit: (String, Activity) -> Unit) {
        val activity = openNight()
        visit("night", activity)
        log(activity)
        later(Duration.ofSeconds(100))
        visit("logged", activity)
        press(activity, text(R.string.undo)) { activity.shown is NightShown.TakenBack }
        visit("taken-back", activity)
        press(activity, text(R.string.put_back)) { activity.shown is NightShown.Logged }
        later(Duration.ofMinutes(9))
        visit("logged-full", activity)
        back(activity) { activity.shown is NightShown.Moon }
        visit("night-again", activity)
        log(activity)
        back(activity) { activity.shown is NightShown.Moon }
        visit("logged-already", activity.also(::log))
        press(activity, text(R.string.passed)) { activity.shown is NightShown.SleepWell }
        visit("sleep-well", activity)
        notSaved(visit)
    }

    private fun notSaved(visit: (String, Activity) -> Unit) {
        val activity = openNight()
        noPlace()
        tapMoon(activity)
        settle { (activity.shown as? NightShown.Moon)?.notSaved == true }
        visit("not-saved", activity)
    }

    /** What was different: the list, the cards that come of it, and what the next cramp's card leaves out. */
    protected fun differentScreens(visit: (String, Activity) -> Unit) {
        unreachable(visit)
        abroad(visit)
        journal { saveProfile(profile().copy(country = "DE"), LAST_NIGHT) }
        later(Duration.ofMinutes(20))
        val activity = openNight()
        log(activity)
        later(Duration.ofSeconds(100))
        press(activity, text(R.string.something_different)) { activity.shown is NightShown.Different }
        visit("different-open", activity)
        tick(activity, Sign.SWOLLEN_OR_WARM) { screen<NightShown.Different>(activity).ticked.isNotEmpty() }
        visit("different", activity)
        press(activity, text(R.string.done)) { activity.shown is NightShown.SeeToday }
        visit("see-today", activity)
        press(activity, text(R.string.remind_morning)) { activity.shown is NightShown.Logged }
        visit("logged-held-back", activity)
        press(activity, text(R.string.something_different)) { activity.shown is NightShown.Different }
        press(activity, name(Sign.SOMETHING_ELSE)) { screen<NightShown.Different>(activity).others }
        visit("different-others", activity)
        back(activity) { !screen<NightShown.Different>(activity).others }
        tick(activity, Sign.CHEST_PAIN_OR_BREATHLESS) { activity.shown is NightShown.Emergency }
        visit("emergency", activity)
    }

    private fun unreachable(visit: (String, Activity) -> Unit) {
        val foreign = foreignFile()
        val activity = openNight()
        log(activity)
        press(activity, text(R.string.something_different)) { activity.shown is NightShown.Unreachable }
        visit("unreachable", activity)
        foreign.delete()
    }

    private fun abroad(visit: (String, Activity) -> Unit) {
        val activity = openNight()
        log(activity)
        press(activity, text(R.string.something_different)) { activity.shown is NightShown.Different }
        tick(activity, Sign.CHEST_PAIN_OR_BREATHLESS) { activity.shown is NightShown.Emergency }
        visit("emergency-abroad", activity)
        press(activity, text(R.string.by_mistake)) { activity.shown is NightShown.Different }
        tick(activity, Sign.SWOLLEN_OR_WARM) { screen<NightShown.Different>(activity).ticked.isNotEmpty() }
        press(activity, text(R.string.done)) { activity.shown is NightShown.SeeToday }
        visit("see-today-abroad", activity)
        journal { signReports(LAST_NIGHT, LAST_NIGHT).forEach { delete(EntryKey.Sign(it.id)) } }
    }

    /** The morning after a night of which nothing is known, and after one tap. */
    protected fun morningScreens(visit: (String, Activity) -> Unit) {
        clock(MORNING)
        val nothing = openDay()
        visit("morning", nothing)
        press(nothing, choice(nothing, "none")) { (nothing.shown as DayShown.Morning).saidNone }
        visit("morning-none", nothing)
        press(nothing, text(R.string.undo)) { (nothing.shown as DayShown.Morning).question != null }

        journal { November.tap(this, LAST_NIGHT, LocalTime.of(3, 10)) }
        val activity = openDay()
        ask(activity, "muscle")
        press(activity, choice(activity, "calf"))
        visit("morning-question", activity)
        press(activity, text(R.string.next)) { page<DayShown.Morning>(activity).question == null }
        visit("morning-done", activity)
        val pain = openDay()
        ask(pain, "pain")
        press(pain, "6")
        visit("morning-pain", pain)
        press(pain, text(R.string.next)) { page<DayShown.Morning>(pain).question == null }
        val long = openDay()
        ask(long, "duration")
        visit("morning-long", long)
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

    /** Lets [time] pass on the wall as well as on the phone. */
    protected fun later(time: Duration) {
        val then = Clock.offset(app.clock(), time)
        app.clock = { then }
        pass(TURN_OF_RING)
    }

    /** A file that is no journal lies where the journal should be. */
    protected fun foreignFile(): File {
        val foreign = File(app.filesDir, "journal/journal.db")
        foreign.parentFile.mkdirs()
        foreign.writeText("somebody else's file, and long enough to be looked at as if it were a database\n".repeat(20))
        return foreign
    }

    /** From now on neither the journal nor the inbox can take a tap. */
    protected fun noPlace() {
        journal { suspend() }
        Inbox.of(app).apply { deleteRecursively() }.writeText("a file where the inbox should be")
    }

    /** Skips the open questions until [id] is in front. */
    protected fun ask(activity: DayActivity, id: String) {
        settle { activity.shown is DayShown.Morning }
        while (checkNotNull(page<DayShown.Morning>(activity).question) { "nobody asks for $id" }.id != id) skip(activity)
    }

    /** Skips the question in front. */
    protected fun skip(activity: DayActivity) {
        val before = page<DayShown.Morning>(activity).question
        val word = if (before?.id == "any-cramp") R.string.skip_this else R.string.skip
        press(activity, text(word)) { page<DayShown.Morning>(activity).question != before }
    }

    /** Skips whatever is open. */
    protected fun skipAll(activity: DayActivity) {
        settle { activity.shown is DayShown.Morning }
        while (page<DayShown.Morning>(activity).question != null) skip(activity)
    }

    /** The words of the choice [id] of the question in front. */
    protected fun choice(activity: DayActivity, id: String): String =
        checkNotNull(page<DayShown.Morning>(activity).question).choices.single { it.id == id }.text

    protected fun text(id: Int): String = app.getString(id)

    companion object {
        const val MORNING = "2026-11-23T07:30:00+01:00[Europe/Berlin]"
        val LAST_NIGHT: LocalDate = LocalDate.of(2026, 11, 23)
        private val TURN_OF_RING = Duration.ofSeconds(15)
    }
}
