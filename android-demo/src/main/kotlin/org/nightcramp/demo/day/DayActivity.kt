package org.nightcramp.demo.day

import android.app.Activity
import android.app.TimePickerDialog
import android.content.Context
import android.content.Intent
import android.content.res.Configuration
import android.os.Bundle
import android.text.format.DateFormat
import android.view.View
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.MainScope
import kotlinx.coroutines.cancel
import kotlinx.coroutines.launch
import org.nightcramp.AnyCramp
import org.nightcramp.Cramp
import org.nightcramp.CrampDetails
import org.nightcramp.EntryKey
import org.nightcramp.Face
import org.nightcramp.Health
import org.nightcramp.Journal
import org.nightcramp.JournalException
import org.nightcramp.MorningQuestion
import org.nightcramp.Problem
import org.nightcramp.Recovery
import org.nightcramp.Tonight
import org.nightcramp.demo.Dimmer
import org.nightcramp.demo.R
import org.nightcramp.demo.app
import org.nightcramp.demo.night.NightActivity
import org.nightcramp.demo.patiently
import org.nightcramp.demo.view.Look
import org.nightcramp.demo.view.Plate
import org.nightcramp.demo.view.column
import org.nightcramp.demo.view.pad
import org.nightcramp.demo.view.put
import java.time.LocalDate
import java.time.LocalTime
import java.time.YearMonth

/**
 * The day's world: what the morning asks, and the journal.
 *
 * Opened during the night it comes dark and keeps the lowered brightness, so that a slip does not light up the room.
 */
class DayActivity :
    Activity(),
    MorningScreen.Actions,
    JournalScreen.Actions,
    NightScreen.Actions,
    EditScreen.Actions,
    HelpScreen.Actions,
    EraseScreen.Actions {
    private val scope: CoroutineScope = MainScope()
    private lateinit var frame: DayFrame
    private lateinit var dimmer: Dimmer
    private val atNight get() = intent.getBooleanExtra(AT_NIGHT, false)

    /** What is on the screen; null until the journal has answered for the first time. */
    var shown: DayShown? = null
        private set
    private var tonight: Tonight? = null
    private var health: Health? = null
    private val skipped = mutableSetOf<MorningQuestion>()
    private var answered = false

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        dimmer = Dimmer(window)
        frame = DayFrame(this, dark = atNight)
    }

    override fun onResume() {
        super.onResume()
        if (atNight) dimmer.lower()
        refresh()
    }

    override fun onPause() {
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
        frame = DayFrame(this, dark = atNight)
        shown = null
        show(page)
    }

    @Deprecated("the platform's own way back for all versions from 26 on")
    override fun onBackPressed() = back()

    override fun back() {
        when (val now = shown) {
            is DayShown.Edit -> openNight(now.cramp.night)
            is DayShown.Night -> openMonth(YearMonth.from(now.page.mark.night))
            is DayShown.Journal -> if (atNight) finish() else openToday()
            is DayShown.Help -> open(now.from)
            is DayShown.Erase -> if (now.erased) open(Tab.TODAY) else show(now.help)
            else -> finish()
        }
    }

    override fun openMonth(month: YearMonth) =
        ask({ nights(month.atDay(1), month.atEndOfMonth()) }) { marks ->
            val known = tonight ?: return@ask
            val today = app.clock().let { it.instant().atZone(it.zone).toLocalDate() }
            show(DayShown.Journal(month, marks.associateBy { it.night }, today, known.current.night, known.nights.size, known.tally))
        }

    override fun openNight(night: LocalDate) = ask({ night(night) }) { show(DayShown.Night(it)) }

    override fun edit(cramp: Cramp) = show(DayShown.Edit(cramp))

    override fun change(cramp: Cramp, details: CrampDetails) = ask({ describe(cramp.id, details) }) { show(DayShown.Edit(it)) }

    override fun changeTime(cramp: Cramp) {
        val start = cramp.at?.wallTime() ?: USUAL
        val pick =
            TimePickerDialog.OnTimeSetListener { _, hour, minute ->
                val moved = newCramp(cramp.id, cramp.night, LocalTime.of(hour, minute))
                ask({ moveCramp(moved) }) { show(DayShown.Edit(it)) }
            }
        TimePickerDialog(frame.themed, R.style.Nightcramp_Picker, pick, start.hour, start.minute, DateFormat.is24HourFormat(this)).show()
    }

    override fun delete(cramp: Cramp) =
        ask({
            delete(EntryKey.Cramp(cramp.id))
            night(cramp.night)
        }) { show(DayShown.Night(it, deletedId = cramp.id)) }

    override fun answerAny(answer: AnyCramp) {
        val night = tonight?.asked?.mark?.night ?: return
        answered = true
        ask({ answerAnyCramp(night, answer, newId()) }) { refresh(saidNone = answer == AnyCramp.NO_CRAMP) }
    }

    override fun choose(details: CrampDetails) {
        val now = shown as? DayShown.Morning ?: return
        show(now.copy(draft = details))
    }

    override fun keep(question: MorningQuestion, details: CrampDetails) {
        val cramp = question.crampId ?: return
        answered = true
        ask({ describe(cramp, details) }) { refresh() }
    }

    override fun skip(question: MorningQuestion) {
        answered = true
        skipped += question
        openToday()
    }

    override fun openHelp() {
        val from = if (shown is DayShown.Journal) Tab.JOURNAL else Tab.TODAY
        scope.launch { app.door.health().fold({ show(DayShown.Help(it, null, from)) }, { show(DayShown.Help(null, it, from)) }) }
    }

    override fun seen(recovery: Recovery) {
        app.told.note(recovery)
        openToday()
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
            tonight = null
            health = null
            answered = false
            skipped.clear()
            show(now.copy(erased = true))
        }
    }

    override fun crampNow() = startActivity(NightActivity.byDay(this))

    /** Asks the journal anew and shows the page that is in front with what it says. */
    private fun refresh(saidNone: Boolean = false) {
        scope.launch {
            val now =
                patiently({ if (shown == null) show(DayShown.Trouble(JournalException.StorageBusy())) }) { app.door.tonight(app.now()) }
                    .getOrElse { return@launch show(DayShown.Trouble(it)) }
            tonight = now
            health = app.door.health().getOrNull()
            if ((now.face == Face.NIGHT) != atNight) return@launch startOver()
            showAgain(now, saidNone)
        }
    }

    private fun showAgain(now: Tonight, saidNone: Boolean) {
        val page = shown
        val asked = YearMonth.from(now.current.night).takeIf { page == null && intent.getBooleanExtra(JOURNAL, false) }
        val month = (page as? DayShown.Journal)?.month ?: asked
        when {
            month != null -> openMonth(month)
            page is DayShown.Night -> openNight(page.page.mark.night)
            page !is DayShown.Edit && page !is DayShown.Help && page !is DayShown.Erase -> show(morning(now, saidNone))
        }
    }

    private fun openToday() {
        val now = tonight
        if (now == null) {
            // Whatever stands here gives way to what the journal says.
            shown = null
            refresh()
        } else if (now.face == Face.NIGHT) {
            finish()
        } else {
            show(morning(now, saidNone = false))
        }
    }

    private fun morning(now: Tonight, saidNone: Boolean): DayShown.Morning {
        val open = now.questions.filterNot { it in skipped }
        val cramps = now.asked.cramps.filterNot { it.removed }
        return DayShown.Morning(
            night = now.asked.mark.night,
            cramps = cramps,
            question = open.firstOrNull(),
            more = (open.size - 1).coerceAtLeast(0),
            answered = answered,
            saidNone = saidNone,
            recovery = health?.recovery?.takeIf(app.told::isNews),
            missingBytes = health?.problems?.firstNotNullOfOrNull { (it as? Problem.StorageLow)?.missingBytes },
        )
    }

    /** The night has come, or gone: the first screen decides again. */
    private fun startOver() {
        startActivity(NightActivity.first(this))
        finish()
    }

    /** Shows [next]; a test also shows what it takes a damaged phone to see. */
    internal fun show(next: DayShown) {
        val same = shown?.isSamePageAs(next) == true
        shown = next
        val context = frame.themed
        val content =
            when (next) {
                is DayShown.Morning -> MorningScreen(context, this).build(next)
                is DayShown.Journal -> JournalScreen(context, this).build(next)
                is DayShown.Night -> NightScreen(context, this).build(next)
                is DayShown.Edit -> EditScreen(context, this).build(next)
                is DayShown.Help -> HelpScreen(context, app.clock().zone, this).build(next)
                is DayShown.Erase -> EraseScreen(context, this).build(next)
                is DayShown.Trouble -> TroubleScreen(context, ::openHelp).build(next)
            }
        if (same) frame.renew(content, foot(next)) else frame.turnTo(content, foot(next), Words(context).spoken(next))
    }

    private fun foot(next: DayShown): List<View> {
        val context = frame.themed
        return when (next) {
            is DayShown.Morning -> {
                listOfNotNull(
                    context.undoBar(context.getText(R.string.any_none)) { undoNone(next.night) }.takeIf { next.saidNone },
                    context.tabs(Tab.TODAY, ::open),
                )
            }

            is DayShown.Journal -> {
                listOf(context.tabs(Tab.JOURNAL, ::open))
            }

            is DayShown.Night -> {
                listOfNotNull(
                    next.deletedId?.let { id -> context.undoBar(context.getText(R.string.deleted)) { restore(id, next.page.mark.night) } },
                    addBar(next.page.mark.night),
                )
            }

            is DayShown.Edit, is DayShown.Help -> {
                emptyList()
            }

            is DayShown.Erase -> {
                if (next.erased) listOf(context.tabs(Tab.TODAY, ::open)) else emptyList()
            }

            is DayShown.Trouble -> {
                listOf(context.tabs(Tab.TODAY, ::open))
            }
        }
    }

    private fun addBar(night: LocalDate): View {
        val context = frame.themed
        return context.footBar {
            pad(0, 0, 0, 14)
            val add = Plate(context, Look.SECOND, context.getText(R.string.add_cramp), R.drawable.ic_plus)
            put(context.column { pad(20, 10, 20, 0) }.apply { put(add.onPress { add(night) }) })
        }
    }

    private fun open(tab: Tab) {
        when (tab) {
            // After trouble the journal is asked anew: there may be room again.
            Tab.TODAY -> if (shown is DayShown.Trouble && !atNight) refresh() else openToday()
            Tab.JOURNAL -> tonight?.let { openMonth(YearMonth.from(it.current.night)) } ?: refresh()
        }
    }

    private fun undoNone(night: LocalDate) = ask({ undoNoCramp(night) }) { refresh() }

    private fun restore(crampId: String, night: LocalDate) = ask({ restore(EntryKey.Cramp(crampId)) }) { openNight(night) }

    private fun add(night: LocalDate) = ask({ addCramp(newCramp(newId(), night, time = null)) }) { show(DayShown.Edit(it)) }

    private fun newCramp(id: String, night: LocalDate, time: LocalTime?) = newCramp(id, night, time, app.clock().zone)

    /** Work with the journal, and then [done]; where it is refused, the page says so. */
    private fun <T> ask(work: Journal.() -> T, done: (T) -> Unit) = attempt({ app.door.on(work) }, done)

    private fun <T> attempt(work: suspend () -> T, done: (T) -> Unit) {
        scope.launch {
            try {
                done(work())
            } catch (refused: JournalException) {
                show(DayShown.Trouble(refused))
            }
        }
    }

    companion object {
        private const val AT_NIGHT = "night"
        private const val JOURNAL = "journal"
        private val USUAL: LocalTime = LocalTime.of(3, 0)

        /** The day as the app's first screen. */
        fun first(context: Context): Intent =
            Intent(context, DayActivity::class.java).addFlags(Intent.FLAG_ACTIVITY_CLEAR_TOP or Intent.FLAG_ACTIVITY_SINGLE_TOP)

        /** The journal, opened from the moon. */
        fun journal(context: Context, dark: Boolean): Intent =
            Intent(context, DayActivity::class.java).putExtra(JOURNAL, true).putExtra(AT_NIGHT, dark)
    }
}
