package org.nightcramp.demo

import android.app.Activity
import android.app.Application
import android.content.Context
import android.os.Bundle
import android.os.UserManager
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.launch
import org.nightcramp.JournalException
import org.nightcramp.JournalRepository
import org.nightcramp.Moment
import org.nightcramp.demo.reminders.PhoneBell
import org.nightcramp.demo.reminders.ReminderFiles
import org.nightcramp.demo.reminders.Reminders
import org.nightcramp.of
import java.io.File
import java.time.Clock

/**
 * Holds the one journal of the process.
 *
 * Warms the native library up on a thread of its own as soon as an activity is on its way, and not before: a process
 * that the tile has started must stay without native code. Looks after the journal when the last activity has gone.
 */
open class DemoApplication : Application() {
    /** The way to the journal. */
    val door: JournalDoor by lazy { JournalDoor(File(filesDir, "journal"), Inbox.of(this), scope, ::openJournal) }

    /** Alarms and notifications. */
    val bell: PhoneBell by lazy { PhoneBell(this) { clock().instant() } }

    /** The way from the core's plan to them. */
    val reminders: Reminders by lazy {
        val files = ReminderFiles(checkNotNull(Inbox.of(this).parentFile))
        Reminders(door, files, bell, { clock() }, bell::abilities) { resources.configuration.locales[0].toLanguageTag() }
    }

    /** What the person has heard of already. */
    val told: Told by lazy { Told(this) }

    /** Work that must outlive a screen, such as a tap on its way to the disk. */
    val scope = CoroutineScope(SupervisorJob() + Dispatchers.Main.immediate)

    /** The phone's clock and zone, asked anew at each use because both can change; a test puts its own here. */
    var clock: () -> Clock = Clock::systemDefaultZone

    /** Now, on the phone's clock. */
    fun now(): Moment = clock().let { Moment.of(it.instant(), it.zone) }

    /** Plans anew: the app has come to the front, or something was entered. */
    fun planSoon() {
        scope.launch { reminders.used() }
    }

    /** Opens the journal in [directory]; a test makes this slow. */
    protected open suspend fun openJournal(directory: String): JournalRepository {
        refuseWhileLocked(this)
        return JournalRepository.open(directory)
    }

    /** Erases everything that the person ever entered. */
    suspend fun erase() =
        reminders.forget {
            door.erase()
            told.forget()
        }

    override fun onCreate() {
        super.onCreate()
        registerActivityLifecycleCallbacks(Comings())
    }

    /** Who comes and goes. */
    private inner class Comings : ActivityLifecycleCallbacks {
        private var warm = false
        private var inFront = 0

        override fun onActivityCreated(activity: Activity, state: Bundle?) {
            if (warm) return
            warm = true
            scope.launch { door.warmUp() }
        }

        override fun onActivityStarted(activity: Activity) {
            inFront++
            if (inFront == 1) planSoon()
        }

        override fun onActivityResumed(activity: Activity) = Unit

        override fun onActivityPaused(activity: Activity) = Unit

        override fun onActivityStopped(activity: Activity) {
            inFront--
            if (inFront != 0) return
            scope.launch {
                door.maintain()
                reminders.planAnew()
            }
        }

        override fun onActivitySaveInstanceState(activity: Activity, state: Bundle) = Unit

        override fun onActivityDestroyed(activity: Activity) = Unit
    }
}

/**
 * Before the first unlock the journal's storage is not there, and an empty journal in its place would be worse than none.
 * Outside the class, so that the tile does not load the journal's errors with it.
 */
private fun refuseWhileLocked(context: Context) {
    if (!context.getSystemService(UserManager::class.java).isUserUnlocked) throw JournalException.StorageUnavailable("locked")
}

/** The application of this screen. */
val Activity.app: DemoApplication get() = application as DemoApplication
