package org.nightcramp.demo

import android.app.Activity
import android.content.Context
import android.content.ContextWrapper
import android.content.Intent
import android.os.Bundle
import android.os.Looper
import android.os.UserManager
import android.view.View
import android.view.ViewGroup
import android.widget.TextView
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.job
import kotlinx.coroutines.runBlocking
import org.junit.After
import org.junit.Before
import org.junit.runner.RunWith
import org.nightcramp.Journal
import org.nightcramp.JournalRepository
import org.nightcramp.Sign
import org.nightcramp.demo.day.DayActivity
import org.nightcramp.demo.day.DayShown
import org.nightcramp.demo.night.NightActivity
import org.nightcramp.demo.night.NightShown
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import org.robolectric.annotation.GraphicsMode
import java.io.File
import java.nio.file.Files
import java.time.Clock
import java.time.Duration
import java.time.ZonedDateTime

/** The app, on storage that outlives the process: a test and the process it kills see the same files. */
class PhoneApplication : DemoApplication() {
    override fun getFilesDir(): File = storage("credential")

    override fun createDeviceProtectedStorageContext(): Context =
        object : ContextWrapper(this) {
            override fun getFilesDir(): File = storage("device")

            override fun isDeviceProtectedStorage() = true
        }

    /** The journal opens when this is complete; a repair that takes its time is one that is not. */
    var mayOpen: CompletableDeferred<Unit> = CompletableDeferred(Unit)

    override suspend fun openJournal(directory: String): JournalRepository {
        mayOpen.await()
        return super.openJournal(directory)
    }

    private fun storage(kind: String) = File(root, kind).apply { mkdirs() }

    companion object {
        /** The phone's storage; a fresh folder for every test, and a given one for a child process. */
        var root: File = File(System.getProperty("nightcramp.phone") ?: System.getProperty("java.io.tmpdir"))
    }
}

/** A phone with the real core, a real file, a clock that the test sets and real pixels. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
abstract class Phone {
    protected lateinit var app: DemoApplication
        private set
    private val open = mutableListOf<ActivityController<*>>()

    @Before
    fun switchOn() {
        PhoneApplication.root = System.getProperty("nightcramp.phone")?.let(::File) ?: Files.createTempDirectory("phone").toFile()
        app = RuntimeEnvironment.getApplication() as DemoApplication
        clock("2026-11-23T03:10:00+01:00[Europe/Berlin]")
    }

    @After
    fun switchOff() {
        open.forEach { if (!it.get().isDestroyed) it.pause().stop().destroy() }
        settle { app.isIdle }
        shadowOf(app.getSystemService(UserManager::class.java)).setUserUnlocked(true)
        runBlocking { app.door.journal().shut() }
        if (System.getProperty("nightcramp.phone") == null) PhoneApplication.root.deleteRecursively()
    }

    /** Whether nothing is under way that outlives a screen. */
    protected val DemoApplication.isIdle: Boolean
        get() =
            scope.coroutineContext.job.children
                .none()

    /** Sets the phone's clock to [time]. */
    protected fun clock(time: String) {
        val now = ZonedDateTime.parse(time)
        app.clock = { Clock.fixed(now.toInstant(), now.zone) }
    }

    /** Work on the journal, as another surface or an earlier night would have done it. */
    protected fun <T> journal(work: Journal.() -> T): T = runBlocking { app.door.journal().on(work) }

    /** Opens the app; waits for its first face. */
    protected fun openNight(): NightActivity = openNight(NightActivity.first(app))

    /** Opens the moon as someone does who has a cramp by day. */
    protected fun openMoonByDay(): NightActivity = openNight(NightActivity.byDay(app))

    private fun openNight(intent: Intent): NightActivity {
        val activity = openBlank(intent)
        settle { activity.shown != NightShown.Blank || activity.isFinishing }
        return activity
    }

    /** Opens the app as the system does with what it [kept] of an earlier process; waits for its first face. */
    protected fun openNight(kept: Bundle): NightActivity {
        val controller = Robolectric.buildActivity(NightActivity::class.java, NightActivity.first(app))
        open += controller
        val activity = controller.setup(kept).get()
        settle { activity.shown != NightShown.Blank }
        return activity
    }

    /** Opens the app and does not wait for its first face. */
    protected fun openBlank(intent: Intent = NightActivity.first(app)): NightActivity =
        start(Robolectric.buildActivity(NightActivity::class.java, intent))

    /** Opens the day's face. */
    protected fun openDay(): DayActivity = openDay(DayActivity.first(app))

    /** Opens the day's face and does not wait for its first page. */
    protected fun openDayBlank(): DayActivity = start(Robolectric.buildActivity(DayActivity::class.java, DayActivity.first(app)))

    /** Opens the journal from the night's screen. */
    protected fun openJournalAtNight(): DayActivity = openDay(DayActivity.journal(app, dark = true))

    /** Opens the day with what another screen asked for. */
    protected fun openDay(intent: Intent): DayActivity {
        val activity = start(Robolectric.buildActivity(DayActivity::class.java, intent))
        settle { activity.shown != null }
        return activity
    }

    private fun <A : Activity> start(controller: ActivityController<A>): A {
        open += controller
        return controller.setup().get()
    }

    /** The controller of [activity], to send it away and back. */
    @Suppress("UNCHECKED_CAST")
    protected fun <A : Activity> controller(activity: A) = open.first { it.get() === activity } as ActivityController<A>

    /** Taps the moon once. */
    protected fun tapMoon(activity: NightActivity) {
        activity.views().first { it is org.nightcramp.demo.night.MoonView }.performClick()
    }

    /** Taps the moon and waits for what the app says to it. */
    protected fun log(activity: NightActivity): NightShown.Logged {
        tapMoon(activity)
        settle { activity.shown is NightShown.Logged }
        return activity.shown as NightShown.Logged
    }

    /** Presses what says [words] and waits until [done]. */
    protected fun press(activity: Activity, words: String, done: () -> Boolean = { true }) {
        val view = activity.views().firstOrNull { it.isClickable && it.contentDescription?.toString() == words }
        checkNotNull(view) { "nothing to press says \"$words\"; there is ${activity.words()}" }
        if (view.isEnabled) view.performClick()
        settle(done)
    }

    /** Presses what says the sign's name on the list *what was different*. */
    protected fun tick(activity: NightActivity, sign: Sign, done: () -> Boolean) = press(activity, name(sign), done)

    /** What the core calls [sign]. */
    protected fun name(sign: Sign): String = journal { signList(app.now(), language) }.first { it.sign == sign }.text

    /** The phone's first language. */
    protected val language: String
        get() {
            val settings = RuntimeEnvironment.getApplication().resources.configuration
            return settings.locales[0].toLanguageTag()
        }

    /** Goes back by the phone's own button. */
    @Suppress("DEPRECATION")
    protected fun back(activity: NightActivity, done: () -> Boolean) {
        activity.onBackPressed()
        settle(done)
    }

    /** The page of [activity], once it is one of [A]. */
    protected inline fun <reified A : DayShown> page(activity: DayActivity): A {
        settle { activity.shown is A }
        return activity.shown as A
    }

    /** The night's screen of [activity], once it is one of [A]. */
    protected inline fun <reified A : NightShown> screen(activity: NightActivity): A {
        settle { activity.shown is A }
        return activity.shown as A
    }

    /** Lets [time] pass on the phone. */
    protected fun pass(time: Duration) = shadowOf(Looper.getMainLooper()).idleFor(time)

    /** Runs both threads until [done], and animations to their end. */
    protected fun settle(done: () -> Boolean) {
        val looper = shadowOf(Looper.getMainLooper())
        val end = System.nanoTime() + PATIENCE.toNanos()
        looper.idle()
        while (!done()) {
            check(System.nanoTime() < end) { "this did not happen within $PATIENCE" }
            Thread.sleep(2)
            looper.idle()
        }
        looper.idleFor(Duration.ofMillis(FADE_MS))
    }

    private companion object {
        val PATIENCE: Duration = Duration.ofSeconds(20)
        const val FADE_MS = 250L
    }
}

/** Every view of the window that can be seen, parents first. */
fun Activity.views(): List<View> = window.decorView.tree()

/** This view and all below it that can be seen, parents first. */
fun View.tree(): List<View> {
    if (visibility != View.VISIBLE) return emptyList()
    val below = (this as? ViewGroup)?.let { group -> (0 until group.childCount).flatMap { group.getChildAt(it).tree() } }.orEmpty()
    return listOf(this) + below
}

/** All words on the screen, in reading order. */
fun Activity.words(): List<String> = views().filterIsInstance<TextView>().map { it.text.toString() }.filter { it.isNotBlank() }
