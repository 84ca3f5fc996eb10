package org.nightcramp.demo

import android.Manifest
import android.content.pm.PackageManager
import android.os.SystemClock
import android.os.VibratorManager
import android.provider.Settings
import android.view.MotionEvent
import android.view.WindowInsets
import android.view.WindowManager.LayoutParams.BRIGHTNESS_OVERRIDE_NONE
import android.view.WindowManager.LayoutParams.FLAG_KEEP_SCREEN_ON
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.nightcramp.demo.day.DayActivity
import org.nightcramp.demo.night.MoonView
import org.nightcramp.demo.night.NightActivity
import org.nightcramp.demo.night.NightShown
import org.robolectric.Shadows.shadowOf

/** The night's screen: the tap, its answer in the hand, the way back, and the light. */
class NightTest : Walk() {
    private val vibrator get() = shadowOf(app.getSystemService(VibratorManager::class.java).defaultVibrator)
    private val inbox get() = Inbox.of(app)

    private fun waiting() = inbox.listFiles { file -> file.name.endsWith(".evt") }.orEmpty().toList()

    private fun cramps() = journal { night(LAST_NIGHT) }.cramps.filterNot { it.removed }

    @Test
    fun `a tap is on disk, is felt as one long and says Logged`() {
        val activity = openNight()
        assertEquals(NightShown.Moon(), activity.shown)

        val logged = log(activity)

        assertFalse(logged.already)
        assertEquals(LONG, vibrator.milliseconds)
        assertEquals("Logged", activity.words().first())
        assertEquals(
            logged.undoTapId,
            cramps()
                .single()
                .taps
                .single()
                .id,
        )
        assertTrue("nothing waits", waiting().isEmpty())
    }

    @Test
    fun `a second tap within ten seconds is felt as two short and says Already logged`() {
        val activity = openNight()
        log(activity)
        back(activity) { activity.shown is NightShown.Moon }

        assertTrue(log(activity).already)

        assertArrayEquals(TWO_SHORT, vibrator.pattern)
        assertEquals("Already logged", activity.words().first())
        assertEquals(2, cramps().single().taps.size)
    }

    @Test
    fun `two taps of a shaking hand are one cramp`() {
        val activity = openNight()
        val moon = activity.views().first { it is MoonView }
        repeat(2) { moon.performClick() }
        settle { (activity.shown as? NightShown.Logged)?.already == true }
        assertEquals(2, cramps().single().taps.size)
    }

    @Test
    fun `a hand that misses the moon still logs`() {
        for (corner in listOf(0.02f to 0.98f, 0.98f to 0.98f, 0.5f to 0.15f)) {
            val activity = openNight()
            touch(activity, corner.first, corner.second)
            settle { activity.shown is NightShown.Logged }
        }
    }

    private fun touch(activity: NightActivity, x: Float, y: Float) {
        val window = activity.window.decorView
        val now = SystemClock.uptimeMillis()
        for (action in listOf(MotionEvent.ACTION_DOWN, MotionEvent.ACTION_UP)) {
            val event = MotionEvent.obtain(now, now, action, window.width * x, window.height * y, 0)
            window.dispatchTouchEvent(event)
            event.recycle()
        }
    }

    @Test
    fun `an undo can be put back`() {
        val activity = openNight()
        log(activity)

        press(activity, "Undo") { activity.shown is NightShown.TakenBack }
        assertTrue(cramps().isEmpty())
        assertEquals(listOf("Taken back", "Put it back", "Done"), activity.words())

        press(activity, "Put it back") { activity.shown is NightShown.Logged }
        assertEquals(1, cramps().size)
    }

    @Test
    fun `later in the night the last one can still be undone`() {
        val first = openNight()
        log(first)
        controller(first).pause().stop()
        clock("2026-11-23T04:40:00+01:00[Europe/Berlin]")
        controller(first).start().resume()
        settle { (first.shown as? NightShown.Moon)?.undoTapId != null }

        press(first, "Undo the last one") { first.shown is NightShown.TakenBack }

        assertTrue(cramps().isEmpty())
    }

    @Test
    fun `after an undo nothing is left to undo`() {
        val activity = openNight()
        log(activity)
        press(activity, "Undo") { activity.shown is NightShown.TakenBack }
        press(activity, "Done") { activity.shown is NightShown.Moon }
        assertNull((activity.shown as NightShown.Moon).undoTapId)
    }

    @Test
    fun `a file that is no journal sends the tap to the inbox, and it counts as logged`() {
        val foreign = foreignFile()
        val activity = openNight()

        val logged = log(activity)

        assertEquals(LONG, vibrator.milliseconds)
        assertEquals("Logged", activity.words().first())
        assertNull("what waits is taken back in the morning", logged.undoTapId)
        assertEquals(1, waiting().size)
        foreign.delete()
        back(activity) { waiting().isEmpty() }
        assertEquals(1, cramps().size)
    }

    @Test
    fun `a journal that fails later sends the tap to the inbox as well`() {
        val activity = openNight()
        journal { shut() }
        log(activity)
        assertEquals(1, waiting().size)
    }

    @Test
    fun `where nothing is durable the moon stays, says so, stays silent, and sends the same tap again`() {
        val activity = openNight()
        noPlace()

        tapMoon(activity)
        settle { (activity.shown as? NightShown.Moon)?.notSaved == true }

        assertEquals(0L, vibrator.milliseconds)
        val moon = activity.views().first { it is MoonView } as MoonView
        assertEquals("Not saved yet. Tap again.", moon.line)
        inbox.delete()
        clock("2026-11-23T03:10:09+01:00[Europe/Berlin]")
        log(activity)
        assertTrue("the first press", waiting().single().readText().contains("at 1795399800000 3600 Europe/Berlin"))
    }

    @Test
    fun `a tap outlives its screen`() {
        val activity = openNight()
        tapMoon(activity)
        controller(activity).pause().stop().destroy()
        settle { cramps().size == 1 }
    }

    @Test
    fun `brightness goes to five percent and back`() {
        Settings.System.putInt(app.contentResolver, Settings.System.SCREEN_BRIGHTNESS, 200)
        val activity = openNight()
        assertEquals(0.05f, activity.window.attributes.screenBrightness)

        controller(activity).pause()
        assertEquals(BRIGHTNESS_OVERRIDE_NONE, activity.window.attributes.screenBrightness)
    }

    @Test
    fun `a phone that is darker already stays as it is`() {
        Settings.System.putInt(app.contentResolver, Settings.System.SCREEN_BRIGHTNESS, 3)
        assertEquals(3 / 255f, openNight().window.attributes.screenBrightness)
    }

    @Test
    fun `the journal opened at night is dark and keeps the lowered brightness`() {
        val night = openNight()
        press(night, "Journal")
        assertEquals(DayActivity::class.java.name, shadowOf(night).nextStartedActivity.component?.className)

        val day = openJournalAtNight()
        assertEquals(0.05f, day.window.attributes.screenBrightness)
        val picture = Picture.of("journal-at-night", day)
        assertTrue("luminance ${picture.luminance()}", picture.luminance() < DARK_PAGE)
    }

    @Test
    fun `the screen stays on for two minutes after a tap`() {
        val activity = openNight()

        fun on() = activity.window.attributes.flags and FLAG_KEEP_SCREEN_ON != 0
        assertFalse(on())
        log(activity)
        assertTrue(on())
        shadowOf(android.os.Looper.getMainLooper()).idleFor(java.time.Duration.ofMinutes(2))
        assertFalse(on())
    }

    @Test
    fun `no bars and no clock, and the first frame is black`() {
        val activity = openNight()
        val shown = activity.window.decorView.rootWindowInsets
        assertFalse(shown?.isVisible(WindowInsets.Type.statusBars()) ?: false)
        val ground =
            activity.theme.obtainStyledAttributes(
                intArrayOf(android.R.attr.windowBackground, android.R.attr.windowSplashScreenBackground),
            )
        assertEquals(app.getColor(R.color.n_bg), ground.getColor(0, -1))
        assertEquals(app.getColor(R.color.n_bg), ground.getColor(1, -1))
        ground.recycle()
    }

    @Test
    fun `in the morning the app opens on the day`() {
        clock(MORNING)
        val activity = openNight()
        assertTrue(activity.isFinishing)
        assertEquals(DayActivity::class.java.name, shadowOf(activity).nextStartedActivity.component?.className)
    }

    @Test
    fun `by day the moon's journal is light`() {
        clock(MORNING)
        val activity = openMoonByDay()
        press(activity, "Journal")
        val day = openDay(shadowOf(activity).nextStartedActivity)
        assertEquals(BRIGHTNESS_OVERRIDE_NONE, day.window.attributes.screenBrightness)
        assertTrue(Picture.of("journal-by-day", day).luminance() > LIGHT_PAGE)
    }

    @Test
    fun `a journal left open at night starts over in the morning`() {
        val day = openJournalAtNight()
        controller(day).pause().stop()
        clock(MORNING)
        controller(day).start().resume()
        settle { day.isFinishing }
        assertEquals(NightActivity::class.java.name, shadowOf(day).nextStartedActivity.component?.className)
    }

    @Test
    fun `an open day gives way to the night`() {
        clock(MORNING)
        val day = openDay()
        controller(day).pause().stop()
        clock("2026-11-24T01:00:00+01:00[Europe/Berlin]")
        controller(day).start().resume()
        settle { day.isFinishing }
        assertEquals(NightActivity::class.java.name, shadowOf(day).nextStartedActivity.component?.className)
    }

    @Test
    fun `the app may vibrate and remind, and has no way out of the phone`() {
        val asked = app.packageManager.getPackageInfo(app.packageName, PackageManager.GET_PERMISSIONS).requestedPermissions
        val reminders =
            listOf(
                Manifest.permission.POST_NOTIFICATIONS,
                Manifest.permission.SCHEDULE_EXACT_ALARM,
                Manifest.permission.RECEIVE_BOOT_COMPLETED,
            )
        assertEquals((reminders + Manifest.permission.VIBRATE).toSet(), asked?.toSet())
    }

    private companion object {
        const val LONG = 400L
        val TWO_SHORT = longArrayOf(0, 60, 120, 60)
        const val DARK_PAGE = 0.04
        const val LIGHT_PAGE = 0.5
    }
}
