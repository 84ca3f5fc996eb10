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
import kotlinx.coroutines.MainScope
import kotlinx.coroutines.cancel
import kotlinx.coroutines.launch
import org.nightcramp.Cramp
import org.nightcramp.EntryKey
import org.nightcramp.Face
import org.nightcramp.Journal
import org.nightcramp.JournalException
import org.nightcramp.demo.Dimmer
import org.nightcramp.demo.Haptics
import org.nightcramp.demo.Kept
import org.nightcramp.demo.R
import org.nightcramp.demo.app
import org.nightcramp.demo.day.DayActivity
import org.nightcramp.demo.patiently
import org.nightcramp.demo.view.fadeTo
import org.nightcramp.inbox.InboxSource
import org.nightcramp.inbox.InboxTap

/**
 * The night's world, and the door of the app: black until the journal has said which face comes first.
 *
 * Whatever the journal says or fails to say, the moon takes the tap.
 */
class NightActivity :
    Activity(),
    MoonScreen.Actions,
    LoggedScreen.Actions {
    private lateinit var frame: FrameLayout
    private lateinit var dimmer: Dimmer
    private val scope: CoroutineScope = MainScope()
    private val moonScreen = MoonScreen(this, this)
    private val loggedScreen = LoggedScreen(this, this)
    private val letSleep = Runnable { window.clearFlags(FLAG_KEEP_SCREEN_ON) }

    /** What is on the screen. */
    var shown: NightShown = NightShown.Blank
        private set

    /** The tap that found no place, to be sent again as the same one. */
    private var unsaved: InboxTap? = null
    private var onTheWay = 0
    private var face = Face.NIGHT

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
    }

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        setIntent(intent)
    }

    override fun onResume() {
        super.onResume()
        dimmer.lower()
        if (shown !is NightShown.Logged && shown !is NightShown.TakenBack) askJournal()
    }

    override fun onPause() {
        dimmer.restore()
        super.onPause()
    }

    override fun onStop() {
        // Hours later this must be the moon again, not the word of the last cramp.
        if (onTheWay == 0) show(NightShown.Blank)
        super.onStop()
    }

    override fun onDestroy() {
        frame.removeCallbacks(letSleep)
        scope.cancel()
        super.onDestroy()
    }

    override fun onConfigurationChanged(now: Configuration) {
        super.onConfigurationChanged(now)
        show(shown)
    }

    @Deprecated("the platform's own way back for all versions from 26 on")
    override fun onBackPressed() {
        if (shown is NightShown.Moon || shown is NightShown.Blank) finish() else done()
    }

    override fun tap() {
        val clock = app.clock()
        val press = unsaved ?: InboxTap.now(InboxSource.APP, clock.instant(), clock.zone)
        onTheWay++
        waiting(true)
        // In the application's scope: a tap reaches the disk even if this screen goes away.
        app.scope.launch {
            val kept = app.door.tap(press)
            onTheWay--
            answer(press, kept)
        }
    }

    override fun openJournal() = startActivity(DayActivity.journal(this, dark = face == Face.NIGHT))

    override fun undo(tapId: String) = ask({ undo(tapId) }) { cramp: Cramp -> show(NightShown.TakenBack(cramp.id, tapId)) }

    override fun putBack(shown: NightShown.TakenBack) =
        ask({ restore(EntryKey.Cramp(shown.crampId)) }) { show(NightShown.Logged(already = false, shown.tapId)) }

    override fun done() = askJournal()

    private fun answer(press: InboxTap, kept: Kept) {
        val haptics = Haptics(this)
        when (kept) {
            Kept.SAVED, Kept.WAITING -> haptics.saved()
            Kept.ALREADY_SAVED -> haptics.alreadySaved()
            Kept.NOT_SAVED -> Unit
        }
        unsaved = if (kept == Kept.NOT_SAVED) press else null
        if (isDestroyed) return
        waiting(onTheWay > 0)
        if (kept == Kept.NOT_SAVED) {
            show(NightShown.Moon(notSaved = true))
            frame.announceForAccessibility(getText(R.string.not_saved))
        } else {
            stayAwake()
            show(NightShown.Logged(kept == Kept.ALREADY_SAVED, press.id.takeIf { kept != Kept.WAITING }))
        }
    }

    private fun askJournal() {
        val before = shown
        scope.launch {
            val tonight = patiently(::showMoonEarly) { app.door.tonight(app.now()).getOrNull() }
            face = tonight?.face ?: face
            val stay = intent.getBooleanExtra(STAY, false)
            when {
                onTheWay > 0 || (shown is NightShown.Logged && shown != before) -> Unit
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

    private fun show(next: NightShown) {
        shown = next
        val view =
            when (next) {
                NightShown.Blank -> return frame.removeAllViews()
                is NightShown.Moon -> moonScreen.build(next)
                is NightShown.Logged -> loggedScreen.build(next)
                is NightShown.TakenBack -> loggedScreen.build(next)
            }
        view.layoutParams = FrameLayout.LayoutParams(MATCH_PARENT, MATCH_PARENT)
        frame.fadeTo(view, FADE_MS)
    }

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

        /** The moon, whatever the hour: someone asks for it by day. */
        fun byDay(context: Context): Intent = Intent(context, NightActivity::class.java).putExtra(STAY, true)

        /** The app's first screen, as the journal decides. */
        fun first(context: Context): Intent = Intent(context, NightActivity::class.java)
    }
}
