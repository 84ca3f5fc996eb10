package org.nightcramp.demo.night

import android.app.Activity
import android.content.Context
import android.content.Intent
import android.content.res.Configuration
import android.os.Build
import android.os.Bundle
import android.view.View
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.WindowInsets
import android.view.WindowInsetsController
import android.view.WindowManager.LayoutParams.FLAG_KEEP_SCREEN_ON
import android.widget.FrameLayout
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.MainScope
import kotlinx.coroutines.cancel
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeoutOrNull
import org.nightcramp.Cramp
import org.nightcramp.EntryKey
import org.nightcramp.Face
import org.nightcramp.Journal
import org.nightcramp.JournalException
import org.nightcramp.demo.Dimmer
import org.nightcramp.demo.Haptics
import org.nightcramp.demo.Kept
import org.nightcramp.demo.PATIENCE_MS
import org.nightcramp.demo.R
import org.nightcramp.demo.app
import org.nightcramp.demo.day.DayActivity
import org.nightcramp.demo.patiently
import org.nightcramp.demo.view.fadeTo
import org.nightcramp.inbox.InboxSource
import org.nightcramp.inbox.InboxTap
import java.time.Duration
import java.time.Instant

/**
 * The night's world, and the door of the app: black until the journal has said which face comes first.
 *
 * Whatever the journal says or fails to say, the moon takes the tap.
 */
class NightActivity :
    Activity(),
    MoonScreen.Actions,
    LoggedScreen.Actions,
    NightHouse {
    private lateinit var frame: FrameLayout
    private lateinit var dimmer: Dimmer
    override val activity: Activity get() = this
    override val scope: CoroutineScope = MainScope()
    private val book by lazy { NightBook(app) { resources.configuration.locales[0].toLanguageTag() } }
    private val room = ListRoom(this) { book }
    private val moonScreen = MoonScreen(this, this)
    private val loggedScreen by lazy { LoggedScreen(this, ::instant, this) }
    private val differentScreen = DifferentScreen(this, room)
    private val cardScreen = CardScreen(this, room)
    private val letSleep = Runnable { window.clearFlags(FLAG_KEEP_SCREEN_ON) }
    private val leave = Runnable { finish() }
    private val turn = Runnable { turnRing() }

    /** What is on the screen. */
    override var shown: NightShown = NightShown.Blank
        private set

    /** The tap that found no place, to be sent again as the same one. */
    private var unsaved: InboxTap? = null
    private var onTheWay = 0

    /** The press that the screen answers: of two of a shaking hand the second, whichever is done first. */
    private var newest: String? = null
    private var face = Face.NIGHT
    private var inFront = false

    /** When the person went away. */
    private var left: Instant? = null

    /** Brings back what the system took away. */
    private var comingBack: Job? = null

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        dimmer = Dimmer(window)
        frame = FrameLayout(this)
        frame.setBackgroundColor(getColor(R.color.n_bg))
        frame.setOnApplyWindowInsetsListener { _, insets ->
            if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) frame.setPadding(0, insets.displayCutout?.safeInsetTop ?: 0, 0, 0)
            insets
        }
        setContentView(frame)
        hideBars()
        val kept = state?.getBundle(KEPT)?.let(NightKept::of)
        if (kept == null || !isFresh(kept.left)) return
        room.takeUp(state)
        bringBack(kept)
    }

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        setIntent(intent)
        // Someone opens the app anew: for the next cramp, unless something more urgent is open.
        if (shown is NightShown.Logged || shown is NightShown.TakenBack) show(NightShown.Blank)
    }

    override fun onStart() {
        super.onStart()
        // Hours later this must be the moon again, not the word of the last cramp.
        if (left?.let(::isFresh) == false && onTheWay == 0) {
            room.forget()
            show(NightShown.Blank)
        }
        left = null
    }

    override fun onResume() {
        super.onResume()
        inFront = true
        light()
        turnRing()
        if (shown.isDoor && comingBack?.isActive != true) askJournal()
    }

    override fun onPause() {
        inFront = false
        frame.removeCallbacks(turn)
        dimmer.restore()
        super.onPause()
    }

    override fun onStop() {
        left = instant()
        if (shown == NightShown.SleepWell) finish()
        if (shown.isDoor && onTheWay == 0) show(NightShown.Blank)
        super.onStop()
    }

    override fun onSaveInstanceState(out: Bundle) {
        super.onSaveInstanceState(out)
        NightKept.of(shown, left ?: instant())?.let { out.putBundle(KEPT, it.toBundle()) }
        room.keepIn(out)
    }

    override fun onDestroy() {
        listOf(letSleep, leave, turn).forEach(frame::removeCallbacks)
        scope.cancel()
        super.onDestroy()
    }

    override fun onConfigurationChanged(now: Configuration) {
        super.onConfigurationChanged(now)
        draw(shown)
    }

    @Deprecated("the platform's own way back for all versions from 26 on")
    override fun onBackPressed() = goBack()

    override fun goBack() {
        when (val now = shown) {
            is NightShown.Blank, is NightShown.Moon, is NightShown.SleepWell -> finish()
            is NightShown.Logged, is NightShown.TakenBack -> done()
            is NightShown.Different -> if (now.others) show(now.copy(others = false)) else room.goBackTo(now.from)
            is NightShown.Emergency -> room.openList(now.from)
            is NightShown.SeeToday -> room.goBackTo(now.from)
            is NightShown.Unreachable -> room.goBackTo(now.from)
        }
    }

    override fun tap() {
        val clock = app.clock()
        val press = unsaved ?: InboxTap.now(InboxSource.APP, clock.instant(), clock.zone)
        onTheWay++
        newest = press.id
        waiting(true)
        // In the application's scope: a tap reaches the disk even if this screen goes away.
        app.scope.launch {
            val kept = app.door.tap(press)
            Haptics(this@NightActivity).answer(kept)
            unsaved = if (kept == Kept.NOT_SAVED) press else null
            val next = if (kept == Kept.NOT_SAVED) NightShown.Moon(notSaved = true) else logged(press, kept)
            onTheWay--
            if (isDestroyed) return@launch
            if (press.id == newest) answer(next) else waiting(onTheWay > 0)
        }
    }

    override fun openJournal() = startActivity(DayActivity.journal(this, dark = face == Face.NIGHT))

    override fun undo(tapId: String) {
        val before = shown
        ask({ undo(tapId) }) { cramp: Cramp ->
            if (shown.isStill(before)) show(NightShown.TakenBack(cramp.id, before as? NightShown.Logged))
        }
    }

    override fun putBack(shown: NightShown.TakenBack) =
        ask({ restore(EntryKey.Cramp(shown.crampId)) }) {
            when {
                !this.shown.isStill(shown) -> Unit
                shown.from == null -> done()
                else -> show(shown.from.withRing())
            }
        }

    override fun done() = askJournal()

    override fun passed(shown: NightShown.Logged) {
        val seconds = Duration.between(shown.start, instant()).seconds
        scope.launch {
            // A clock that was set back has measured nothing.
            val written = app.scope.launch { if (seconds in 0..MOST_SECONDS) book.passed(shown.tapId, seconds.toUInt()) }
            withTimeoutOrNull(PATIENCE_MS) { written.join() }
            if (this@NightActivity.shown.isStill(shown)) show(NightShown.SleepWell)
        }
    }

    override fun different() = room.open()

    private fun bringBack(kept: NightKept) {
        val from = kept.logged?.withRing() ?: NightShown.Moon()
        if (kept.place == NightKept.Place.LOGGED && from is NightShown.Logged) return show(from)
        if (kept.place == NightKept.Place.TAKEN_BACK && kept.crampId != null) {
            return show(NightShown.TakenBack(kept.crampId, kept.logged))
        }
        comingBack = scope.launch { room.bringBack(kept, from) }
    }

    private suspend fun logged(press: InboxTap, kept: Kept): NightShown.Logged {
        val waits = kept == Kept.WAITING
        val answered = if (waits) null else book.relief(press.id)
        return NightShown.Logged(kept == Kept.ALREADY_SAVED, press.id, waits, answered?.start ?: press.at, answered?.relief)
    }

    private fun answer(next: NightShown) {
        waiting(onTheWay > 0)
        if (shown is NightShown.Emergency) return
        show(next)
        if (next is NightShown.Moon) frame.announceForAccessibility(getText(R.string.not_saved))
    }

    private fun askJournal() {
        val before = shown
        scope.launch {
            val tonight = patiently(::showMoonEarly) { app.door.tonight(app.now()).getOrNull() }
            face = tonight?.face ?: face
            val stay = intent.getBooleanExtra(STAY, false)
            when {
                onTheWay > 0 || shown is NightShown.Emergency || (!shown.isDoor && !shown.isStill(before)) -> Unit
                tonight?.face == Face.DAY && !stay -> goToDay()
                else -> showMoon(tonight?.undoTapId)
            }
        }
    }

    /** While the journal is being repaired: the tap waits in the inbox. */
    private fun showMoonEarly() {
        if (shown == NightShown.Blank) showMoon(null)
    }

    private fun showMoon(undoTapId: String?) {
        val moon = NightShown.Moon(undoTapId, notSaved = unsaved != null)
        if (moon != shown) show(moon)
    }

    /** A change in the journal; where it is refused, the screen stays as it is and the word can be pressed again. */
    private fun <T> ask(work: Journal.() -> T, then: (T) -> Unit) {
        scope.launch {
            try {
                then(app.door.on(work))
            } catch (refused: JournalException) {
                askJournal()
            }
        }
    }

    private fun goToDay() {
        startActivity(DayActivity.first(this))
        finish()
    }

    private fun waiting(now: Boolean) {
        if (shown is NightShown.Moon) moonScreen.moon.waiting = now
    }

    override fun note(next: NightShown.Different) {
        shown = next
    }

    override fun show(next: NightShown) {
        val before = shown
        shown = next
        if (next is NightShown.Emergency) room.seen(next)
        light()
        if (!next.isDoor) stayAwake()
        if (before is NightShown.Different && next is NightShown.Different && differentScreen.update(next)) return
        draw(next)
    }

    private fun draw(next: NightShown) {
        frame.removeCallbacks(turn)
        frame.removeCallbacks(leave)
        val view =
            when (next) {
                is NightShown.Blank -> return frame.removeAllViews()
                is NightShown.Moon -> moonScreen.build(next)
                is NightShown.Logged -> loggedScreen.build(next)
                is NightShown.TakenBack -> loggedScreen.build(next)
                is NightShown.SleepWell -> loggedScreen.buildSleepWell()
                is NightShown.Different -> differentScreen.build(next)
                is NightShown.Emergency -> cardScreen.build(next)
                is NightShown.SeeToday -> cardScreen.build(next)
                is NightShown.Unreachable -> cardScreen.build(next)
            }
        view.layoutParams = FrameLayout.LayoutParams(MATCH_PARENT, MATCH_PARENT)
        frame.fadeTo(view, FADE_MS)
        if (next is NightShown.Logged) frame.postDelayed(turn, TURN_MS)
        if (next is NightShown.SleepWell) frame.postDelayed(leave, LEAVE_MS)
    }

    /** Moves the ring on, from the stored start: what happened while the screen slept counts. */
    private fun turnRing() {
        frame.removeCallbacks(turn)
        val now = shown as? NightShown.Logged ?: return
        val next = now.withRing()
        shown = next
        loggedScreen.update(next)
        if (next.full && !now.full) frame.announceForAccessibility(getText(R.string.still_hard))
        if (inFront) frame.postDelayed(turn, TURN_MS)
    }

    override fun upToDate(word: NightShown.Logged): NightShown.Logged = word.withRing()

    private fun NightShown.Logged.withRing() = copy(full = Duration.between(start, instant()) >= LoggedScreen.TURN)

    /** Almost none, except where something must be read. */
    private fun light() {
        if (!inFront) return
        if (shown.isCard) dimmer.restore() else dimmer.lower()
    }

    private fun instant(): Instant = app.clock().instant()

    /** Whether somebody who left at [moment] finds the screen as it was. */
    private fun isFresh(moment: Instant) = Duration.between(moment, instant()) in Duration.ZERO..AWAY

    private fun stayAwake() {
        window.addFlags(FLAG_KEEP_SCREEN_ON)
        frame.removeCallbacks(letSleep)
        frame.postDelayed(letSleep, AWAKE_MS)
    }

    /** No clock, no bright icons: both bars are hidden and come back only by a swipe. */
    private fun hideBars() {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) {
            window.setDecorFitsSystemWindows(false)
            val bars = window.insetsController ?: return
            bars.hide(WindowInsets.Type.systemBars())
            bars.systemBarsBehavior = WindowInsetsController.BEHAVIOR_SHOW_TRANSIENT_BARS_BY_SWIPE
        } else {
            @Suppress("DEPRECATION")
            window.decorView.systemUiVisibility =
                View.SYSTEM_UI_FLAG_FULLSCREEN or View.SYSTEM_UI_FLAG_HIDE_NAVIGATION or View.SYSTEM_UI_FLAG_IMMERSIVE_STICKY
        }
    }

    companion object {
        private const val STAY = "stay"
        private const val FADE_MS = 150L
        private const val AWAKE_MS = 120_000L
        private const val TURN_MS = 15_000L
        private const val LEAVE_MS = 2_000L
        private const val KEPT = "kept"

        /** More than this no timer of the core takes: a day. */
        private const val MOST_SECONDS = 86_400L

        /** The dialler, a dark screen: whoever is back within this goes on where they were. */
        private val AWAY = Duration.ofMinutes(15)

        /** The moon, whatever the hour: someone asks for it by day. */
        fun byDay(context: Context): Intent = Intent(context, NightActivity::class.java).putExtra(STAY, true)

        /** The app's first screen, as the journal decides. */
        fun first(context: Context): Intent = Intent(context, NightActivity::class.java)
    }
}
