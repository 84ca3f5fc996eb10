package org.nightcramp.demo

import android.app.Notification
import android.os.SystemClock
import android.os.VibratorManager
import android.view.View
import android.widget.RemoteViews
import android.widget.TextView
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.nightcramp.Answer
import org.nightcramp.Face
import org.nightcramp.ReminderAction
import org.nightcramp.TapSource
import org.nightcramp.Weekday
import org.nightcramp.demo.day.DayActivity
import org.nightcramp.demo.day.DayShown
import org.nightcramp.demo.reminders.Alarms
import org.nightcramp.demo.reminders.Notices
import org.nightcramp.demo.reminders.Ring
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import java.time.Duration
import java.time.LocalTime

/** The notification: the call, its answers, its button, and what is left of it from bedtime on. */
class NoticeTest : ReminderWalk() {
    private val vibrator get() = shadowOf(app.getSystemService(VibratorManager::class.java).defaultVibrator)
    private val word get() = words(checkNotNull(notice()?.opened)).last()

    private fun rung(): Notification {
        plan()
        come(Alarms.RING)
        return checkNotNull(notice())
    }

    @Test
    fun `unlocked it says what it is about, with three answers and the button`() {
        val notification = rung()
        val views = words(checkNotNull(notification.opened))
        assertEquals(listOf("Three minutes of stretching?", "Tap to start. Standing or seated.", "Cramp now"), views)
        assertEquals(listOf("Stretched", "Later", "Not tonight"), notification.actions.map { it.title.toString() })
        assertEquals(Notification.VISIBILITY_PRIVATE, notification.visibility)
        assertEquals(Notices.CHANNEL, notification.channelId)
        assertEquals(0, notification.flags and Notification.FLAG_ONGOING_EVENT)
    }

    @Test
    fun `on the lock screen it has no word of health`() {
        val public = checkNotNull(rung().publicVersion)
        val said = said(public)
        assertTrue(said.containsAll(listOf("Time for your evening routine", "Log now", "Done", "Later", "Not tonight")))
        assertEquals(emptyList<String>(), said.filter { HEALTH.containsMatchIn(it) })
    }

    @Test
    fun `from bedtime on only the button is left, silent, until the morning`() {
        rung()
        come(Alarms.BEDTIME)
        val night = checkNotNull(notice())
        assertEquals(listOf("Cramp now"), words(checkNotNull(night.opened)))
        assertEquals(listOf("Cramp now"), words(checkNotNull(night.closed)))
        assertEquals(listOf("Log now"), words(checkNotNull(night.publicVersion?.opened)))
        assertEquals(0, night.actions.orEmpty().size)
        assertTrue(night.flags and Notification.FLAG_ONGOING_EVENT != 0)
        assertEquals("silent", Notification.GROUP_ALERT_SUMMARY, night.groupAlertBehavior)
        assertEquals("gone at seven", Duration.ofMinutes(510).toMillis(), night.timeoutAfter)
    }

    @Test
    fun `an answer before bedtime takes the call away, and the button comes at bedtime all the same`() {
        rung()
        answer("Stretched")
        assertNull(notice())
        assertEquals(ReminderAction.DONE, ledger(CALL)?.action)
        assertEquals(Answer.YES, journal { night(LAST_NIGHT.plusDays(1)) }.evening?.stretched)
        come(Alarms.BEDTIME)
        assertNotNull(notice())
    }

    @Test
    fun `an answer after bedtime leaves the button`() {
        rung()
        answer("Later")
        clock("2026-11-23T22:35:00+01:00[Europe/Berlin]")
        come(Alarms.RING, app.clock().instant())
        answer("Not tonight")
        assertEquals(listOf("Cramp now"), words(checkNotNull(notice()?.opened)))
        assertFalse(held().any { it.about == CALL && it.what == Alarms.RING })
    }

    @Test
    fun `cramp now is on disk, answers in the hand, says so for a moment and opens nothing`() {
        rung()
        come(Alarms.BEDTIME)
        clock("2026-11-24T02:40:00+01:00[Europe/Berlin]")
        pressCramp { word == "Logged" }
        assertEquals(400L, vibrator.milliseconds)
        val tap =
            journal { night(LAST_NIGHT.plusDays(1)) }
                .cramps
                .single()
                .taps
                .single()
        assertEquals(TapSource.NOTIFICATION to app.now(), tap.source to tap.at)
        assertNull(shadowOf(app).nextStartedActivity)
        afterLogged()
        assertEquals("Cramp now", word)

        pressCramp { word == "Logged" }
        afterLogged()
        assertArrayEquals("the same cramp", longArrayOf(0, 60, 120, 60), vibrator.pattern)
        assertEquals(
            2,
            journal { night(LAST_NIGHT.plusDays(1)) }
                .cramps
                .single()
                .taps.size,
        )
    }

    @Test
    fun `where nothing can be written it does not say Logged`() {
        rung()
        noPlace()
        pressCramp { app.isIdle }
        assertEquals("Cramp now", word)
        assertFalse(vibrator.isVibrating)
        journal { resume() }
    }

    @Test
    fun `a touch opens the stretch, whatever the hour`() {
        val notification = rung()
        clock("2026-11-23T23:20:00+01:00[Europe/Berlin]")
        val face = journal { tonight(app.now()) }.face
        val intent = shadowOf(notification.contentIntent).savedIntent
        assertEquals(DayActivity::class.java.name, intent.component?.className)
        val day = openDay(intent)
        page<DayShown.Stretch>(day)
        assertEquals("late, and all the same", Face.NIGHT, face)
    }

    @Test
    fun `a touch on another reminder opens the page where it can be done`() {
        prefer { copy(reviewOn = Weekday.MONDAY, reviewAt = LocalTime.of(19, 0)) }
        plan()
        come(Alarms.RING)
        val intent = shadowOf(checkNotNull(notice("review")).contentIntent).savedIntent
        page<DayShown.Journal>(openDay(intent))
    }

    @Test
    fun `every picture of it`() {
        RuntimeEnvironment.setQualifiers("+night")
        val notification = rung()
        val faults = mutableListOf<String>()

        fun look(name: String, views: RemoteViews) {
            // The system writes "22:15" and not how far away that is.
            SystemClock.setCurrentTimeMillis(app.clock().millis())
            if (!Picture.of(name, drawn(views)).isKept()) faults += "$name.png shows another app; renew it"
        }
        look("notice", Notification.Builder.recoverBuilder(app, notification).createBigContentView())
        look("notice-closed", Notification.Builder.recoverBuilder(app, notification).createContentView())
        look("notice-locked", Notification.Builder.recoverBuilder(app, notification.publicVersion).createBigContentView())
        come(Alarms.BEDTIME)
        look("notice-night", Notification.Builder.recoverBuilder(app, notice()).createBigContentView())
        assertEquals("", faults.joinToString("\n"))
    }

    @Test
    fun `its words fit in every language and size`() {
        for (language in listOf("en-rGB", "de-rDE", "es-rES", "zh-rTW")) {
            for (scale in listOf(1f, 2f)) {
                RuntimeEnvironment.setQualifiers("+$language")
                RuntimeEnvironment.setFontScale(scale)
                plan()
                app.bell.ring(Ring.all(planned()).first { it.id == CALL })
                val notification = checkNotNull(notice())
                val views = listOf(notification, notification.publicVersion).flatMap { listOf(it.opened, it.closed) }
                for (view in views.map { drawn(checkNotNull(it)) }) fits("$language $scale", view)
            }
        }
    }

    private fun fits(dress: String, view: View) {
        for (text in view.tree().filterIsInstance<TextView>()) {
            val layout = text.layout
            assertTrue("$dress cuts off ${text.text}", (0 until layout.lineCount).all { layout.getEllipsisCount(it) == 0 })
            assertTrue("$dress: ${text.text} reaches out", (0 until layout.lineCount).all { layout.getLineMax(it) <= text.width + 1 })
        }
        val button = view.findViewById<View>(R.id.notice_button)
        assertTrue("$dress: the button is ${button.height}", button.height >= TOUCH * app.resources.displayMetrics.density)
    }

    private fun drawn(views: RemoteViews): View {
        val shade = android.view.ContextThemeWrapper(app, android.R.style.Theme_DeviceDefault_DayNight)
        val view = views.apply(shade, android.widget.FrameLayout(shade))
        val width = (WIDTH * app.resources.displayMetrics.density).toInt()
        view.measure(
            View.MeasureSpec.makeMeasureSpec(width, View.MeasureSpec.EXACTLY),
            View.MeasureSpec.makeMeasureSpec(0, View.MeasureSpec.UNSPECIFIED),
        )
        view.layout(0, 0, view.measuredWidth, view.measuredHeight)
        view.setBackgroundColor(SHADE)
        return view
    }

    private companion object {
        const val WIDTH = 379
        const val TOUCH = 48
        const val SHADE = 0xFF1C1E29.toInt()
    }
}
