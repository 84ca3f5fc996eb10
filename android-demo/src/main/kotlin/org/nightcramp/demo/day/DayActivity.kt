package org.nightcramp.demo.day

import android.app.Activity
import android.app.TimePickerDialog
import android.content.Context
import android.content.Intent
import android.content.pm.PackageManager
import android.content.res.Configuration
import android.os.Bundle
import android.text.format.DateFormat
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.MainScope
import kotlinx.coroutines.async
import kotlinx.coroutines.cancel
import kotlinx.coroutines.launch
import org.nightcramp.Cramp
import org.nightcramp.CrampDetails
import org.nightcramp.EntryKey
import org.nightcramp.Face
import org.nightcramp.Health
import org.nightcramp.Journal
import org.nightcramp.JournalException
import org.nightcramp.Moment
import org.nightcramp.demo.Dimmer
import org.nightcramp.demo.R
import org.nightcramp.demo.app
import org.nightcramp.demo.night.NightActivity
import org.nightcramp.demo.patiently
import java.time.LocalDate
import java.time.LocalTime
import java.time.YearMonth

/**
 * The day's world: what the morning asks, the journal, and what the rules say.
 *
 * Opened during the night it comes dark and keeps the lowered brightness, so that a slip does not light up the room. Holds the page in
 * front, and knows the nights' pages and those about the journal itself; the other pages belong to the rooms.
 */
class DayActivity :
    Activity(),
    House,
    DayPages.Actions {
    private val scope: CoroutineScope = MainScope()
    private val stretch = StretchRoom(this)
    private val signs = SignsRoom(this, ::tookBack)
    private val morning: MorningRoom = MorningRoom(this, signs, stretch, { app.told }, ::openHelp)
    private val permission = Permission(this)
    private val reminders = RemindersRoom(this, permission)
    private val doctor = DoctorRoom(this, signs, { app.clock().zone }, ::openHelp)
    private lateinit var frame: DayFrame
    private lateinit var dimmer: Dimmer
    private val atNight get() = intent.getBooleanExtra(AT_NIGHT, false)

    override var shown: DayShown? = null
        private set
    override var day: Day? = null
        private set
    override val activity: Activity get() = this
    override val themed: Context get() = frame.themed
    override val now: Moment get() = app.now()
    override val language: String get() = resources.configuration.locales[0].toLanguageTag()
    private var health: Health? = null

    /** What the activity was about before it was made anew. */
    private var kept: Bundle? = null

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        kept = state
        // Made anew it comes with its first intent, and what that asked for was opened long ago.
        if (state != null) intent.removeExtra(ASKED)
        state?.let(morning::takeUp)
        dimmer = Dimmer(window)
        frame = DayFrame(this, dark = atNight)
    }

    override fun onNewIntent(next: Intent) {
        super.onNewIntent(next)
        // The night's dress stays with the page that wears it.
        next.getStringExtra(ASKED)?.let { intent.putExtra(ASKED, it) }
    }

    override fun onRequestPermissionsResult(request: Int, asked: Array<String>, answers: IntArray) {
        // No answer at all: another question came between.
        if (request != Permission.REQUEST || answers.isEmpty()) return
        permission.answered(given = answers.first() == PackageManager.PERMISSION_GRANTED)
        app.planSoon()
        if (shown is DayShown.Reminders || shown is DayShown.ReminderDetails) reminders.again()
    }

    override fun onSaveInstanceState(state: Bundle) {
        super.onSaveInstanceState(state)
        morning.keepIn(state)
        Place.of(shown)?.let { Place.keep(it, state) }
        ((shown as? DayShown.Emergency)?.under ?: shown)?.let { if (it is DayShown.Stretch) stretch.keepIn(state, it) }
    }

    override fun onResume() {
        super.onResume()
        if (atNight) dimmer.lower()
        signs.comeBack()
        refresh()
    }

    override fun onPause() {
        stretch.pause()
        dimmer.restore()
        super.onPause()
    }

    override fun onDestroy() {
        scope.cancel()
        super.onDestroy()
    }

    override fun onConfigurationChanged(now: Configuration) {
        super.onConfigurationChanged(now)
        val page = shown ?: return
        frame = DayFrame(this, frame.dark)
        shown = null
        show(page)
        // The language may be another one.
        refresh()
    }

    @Deprecated("the platform's own way back for all versions from 26 on")
    override fun onBackPressed() = back()

    override fun back() {
        when (val now = shown) {
            is DayShown.Edit -> openNight(now.cramp.night)
            is DayShown.Night -> openMonth(YearMonth.from(now.page.mark.night))
            is DayShown.Journal, is DayShown.GoodToKnow, is DayShown.Doctor -> if (atNight) finish() else openToday()
            is DayShown.Rules, is DayShown.Why -> doctor.back()
            is DayShown.Emergency -> uncover(now)
            is DayShown.Signs -> signs.back()
            is DayShown.Stretch -> stretch.back()
            is DayShown.Help -> open(now.from)
            is DayShown.Reminders, is DayShown.ReminderDetails -> reminders.back()
            is DayShown.Erase -> if (now.erased) open(Tab.TODAY) else show(now.help)
            is DayShown.Morning, is DayShown.Trouble, null -> finish()
        }
    }

    override fun openMonth(month: YearMonth) =
        ask({ nights(month.atDay(1), month.atEndOfMonth()) }) { marks ->
            val known = day?.tonight ?: return@ask
            val today = app.clock().let { it.instant().atZone(it.zone).toLocalDate() }
            show(DayShown.Journal(month, marks.associateBy { it.night }, today, known.current.night, known.nights.size, known.tally))
        }

    override fun openNight(night: LocalDate) = openNight(night, deletedId = null) {}

    private fun openNight(night: LocalDate, deletedId: String?, first: Journal.() -> Unit) {
        val now = now
        ask({
            first()
            night(night) to signList(now, language)
        }) { (page, names) -> show(DayShown.Night(page, deletedId, names)) }
    }

    override fun edit(cramp: Cramp) = openEdit { cramp }

    private fun openEdit(find: Journal.() -> Cramp) {
        val now = now
        ask({ DayShown.Edit(find(), signList(now, language)) }, ::show)
    }

    override fun change(cramp: Cramp, details: CrampDetails) {
        val names = (shown as? DayShown.Edit)?.signs.orEmpty()
        ask({ describe(cramp.id, details) }) {
            show(DayShown.Edit(it, names))
            // What was different may be an emergency.
            refresh()
        }
    }

    override fun changeTime(cramp: Cramp) {
        val start = cramp.at?.wallTime() ?: USUAL
        val pick =
            TimePickerDialog.OnTimeSetListener { _, hour, minute ->
                val moved = newCramp(cramp.id, cramp.night, LocalTime.of(hour, minute))
                openEdit { moveCramp(moved) }
            }
        TimePickerDialog(frame.themed, R.style.Nightcramp_Picker, pick, start.hour, start.minute, DateFormat.is24HourFormat(this)).show()
    }

    override fun delete(cramp: Cramp) = openNight(cramp.night, deletedId = cramp.id) { delete(EntryKey.Cramp(cramp.id)) }

    override fun restore(crampId: String, night: LocalDate) = openNight(night, deletedId = null) { restore(EntryKey.Cramp(crampId)) }

    override fun add(night: LocalDate) = openEdit { addCramp(newCramp(newId(), night, time = null)) }

    override fun openReminders() = reminders.open()

    override fun openHelp() {
        val from =
            when (shown) {
                is DayShown.Journal -> Tab.JOURNAL
                is DayShown.Doctor -> Tab.DOCTOR
                else -> Tab.TODAY
            }
        scope.launch { app.door.health().fold({ show(DayShown.Help(it, null, from)) }, { show(DayShown.Help(null, it, from)) }) }
    }

    override fun askToErase() {
        val help = shown as? DayShown.Help ?: return
        show(DayShown.Erase(help))
    }

    override fun sure(sure: Boolean) {
        val now = shown as? DayShown.Erase ?: return
        show(now.copy(sure = sure))
    }

    override fun erase() {
        val now = shown as? DayShown.Erase ?: return
        attempt({ app.erase() }) {
            day = null
            health = null
            morning.forget()
            show(now.copy(erased = true))
        }
    }

    override fun refresh() = refresh { shown }

    /** As [refresh], but the page that [front] gives comes to the front. */
    private fun refresh(front: () -> DayShown?) {
        scope.launch {
            val at = now
            val said =
                patiently({ if (shown == null) show(DayShown.Trouble(JournalException.StorageBusy())) }) {
                    app.door.fresh { Day.of(this, at, language) }
                }.getOrElse { return@launch show(DayShown.Trouble(it)) }
            day = said
            health = app.door.health().getOrNull()
            showAgain(said, front())
        }
    }

    /** Shows [front] anew; an emergency on top of it whatever it is, and whatever the hour. */
    private fun showAgain(said: Day, front: DayShown?) {
        val cover = signs.emergency(said, front)
        if (cover != null) return show(cover)
        val page = if (front is DayShown.Emergency) front.under else front
        intent.getStringExtra(ASKED)?.let { return openAsked(it) }
        // Nobody is sent away in the middle of a stretch because the night begins.
        if ((said.tonight.face == Face.NIGHT) != atNight && page !is DayShown.Stretch) return startOver()
        val before = kept?.takeIf { page == null }
        kept = null
        when (page) {
            null -> before?.let(Place::of)?.let { reopen(it, before) } ?: openFirst(said)
            is DayShown.Journal -> openMonth(page.month)
            is DayShown.Night -> openNight(page.page.mark.night)
            is DayShown.Doctor, is DayShown.Rules, is DayShown.Why -> show(doctor.again(page, said))
            is DayShown.Signs -> signs.again()
            is DayShown.Reminders, is DayShown.ReminderDetails -> reminders.again()
            is DayShown.GoodToKnow -> open(Tab.KNOW)
            is DayShown.Edit, is DayShown.Help, is DayShown.Erase, is DayShown.Stretch -> if (front != page) show(page)
            is DayShown.Morning, is DayShown.Trouble, is DayShown.Emergency -> show(morning.page(said, health))
        }
        if (said.stretch && said.tonight.face == Face.DAY) permission.askInTheEvening()
    }

    /** What a notification asked for, whatever was open and whatever the hour. */
    private fun openAsked(page: String) {
        intent.removeExtra(ASKED)
        kept = null
        if (page == STRETCH) stretch.openStretch() else open(Tab.valueOf(page))
    }

    private fun openFirst(said: Day) {
        val journal = intent.getBooleanExtra(JOURNAL, false)
        if (journal) openMonth(YearMonth.from(said.tonight.current.night)) else show(morning.page(said, health))
    }

    private fun reopen(place: Place, before: Bundle) {
        when (place) {
            is Place.First -> open(place.tab)
            is Place.Month -> openMonth(place.month)
            is Place.Night -> openNight(place.night)
            is Place.Edit -> openEdit { cramp(place.crampId) }
            is Place.Rules -> doctor.openRules(place.verdict)
            is Place.Why -> doctor.reopen(place)
            Place.Signs -> signs.open()
            Place.Reminders -> reminders.open()
            is Place.ReminderDetails -> reminders.openDetails(place.about)
            Place.Stretch -> stretch.takeUp(before)
        }
    }

    /** Goes back to what an emergency covers; the emergency stays there as a card. */
    private fun uncover(emergency: DayShown.Emergency) {
        signs.putAside(emergency)
        val said = day
        if (said == null) refresh() else showAgain(said, emergency)
    }

    /** A mistake was taken back: the first page offers to put it back. By night there is no such page. */
    private fun tookBack(reports: List<String>) {
        morning.offer(reports)
        if (atNight) refresh() else refresh { day?.let { morning.page(it, health) } }
    }

    private fun openToday() {
        val said = day
        morning.left()
        if (said == null) {
            // Whatever stands here gives way to what the journal says.
            shown = null
            refresh()
        } else if (said.tonight.face == Face.NIGHT) {
            finish()
        } else {
            show(morning.page(said, health))
        }
    }

    override fun open(tab: Tab) {
        val at = now
        when (tab) {
            Tab.TODAY -> if (shown.isPast && !atNight) askToday() else openToday()
            Tab.JOURNAL -> day?.let { openMonth(YearMonth.from(it.tonight.current.night)) } ?: refresh()
            Tab.KNOW -> ask({ guidance(at, language) }) { show(DayShown.GoodToKnow(it)) }
            Tab.DOCTOR -> doctor.open()
        }
    }

    /** After trouble there may be room again, and after the stretch it is no longer to be done. */
    private val DayShown?.isPast: Boolean get() = this is DayShown.Trouble || this is DayShown.Stretch

    private fun askToday() {
        morning.left()
        refresh { day?.let { morning.page(it, health) } }
    }

    /** The night has come, or gone: the first screen decides again. */
    private fun startOver() {
        startActivity(NightActivity.first(this))
        finish()
    }

    override fun show(next: DayShown) {
        val dark = atNight || next is DayShown.Stretch
        if (dark != frame.dark) {
            frame = DayFrame(this, dark)
            shown = null
        }
        val same = shown?.isSamePageAs(next) == true
        shown = next
        if (atNight) light(next)
        val rooms = DayPages.Rooms(morning, doctor, signs, stretch, reminders)
        val (content, feet) = DayPages(frame.themed, app.clock().zone, rooms, this).build(next)
        if (same) frame.renew(content, feet) else frame.turnTo(content, feet, Words(frame.themed).spoken(next))
    }

    /** Whoever must call for help needs to see. */
    private fun light(page: DayShown) = if (page is DayShown.Emergency) dimmer.restore() else dimmer.lower()

    private fun newCramp(id: String, night: LocalDate, time: LocalTime?) = newCramp(id, night, time, app.clock().zone)

    override fun <T> ask(work: Journal.() -> T, done: (T) -> Unit) =
        // With what waits in the inbox: a plan must know what was answered there.
        attempt({ app.door.fresh(work).getOrThrow() }) {
            done(it)
            // What was entered may be what a reminder would have asked for.
            app.planSoon()
        }

    private fun <T> attempt(work: suspend () -> T, done: (T) -> Unit) {
        // In the application's scope: an answer reaches the disk even if this screen goes away. The picture goes with the screen.
        val said =
            app.scope.async {
                try {
                    Result.success(work())
                } catch (refused: JournalException) {
                    Result.failure(refused)
                }
            }
        scope.launch { said.await().fold(done) { show(DayShown.Trouble(it)) } }
    }

    companion object {
        private const val AT_NIGHT = "night"
        private const val JOURNAL = "journal"
        private const val ASKED = "asked"
        private const val STRETCH = "stretch"
        private val USUAL: LocalTime = LocalTime.of(3, 0)

        /** The day as the app's first screen. */
        fun first(context: Context): Intent =
            Intent(context, DayActivity::class.java).addFlags(Intent.FLAG_ACTIVITY_CLEAR_TOP or Intent.FLAG_ACTIVITY_SINGLE_TOP)

        /** The stretch, opened from its notification. */
        fun stretch(context: Context): Intent = first(context).putExtra(ASKED, STRETCH)

        /** The first page of a tab, opened from a notification. */
        fun at(context: Context, tab: Tab): Intent = first(context).putExtra(ASKED, tab.name)

        /** The journal, opened from the moon. */
        fun journal(context: Context, dark: Boolean): Intent =
            Intent(context, DayActivity::class.java).putExtra(JOURNAL, true).putExtra(AT_NIGHT, dark)
    }
}
