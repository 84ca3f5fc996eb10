package org.nightcramp.demo

import org.nightcramp.Answer
import org.nightcramp.AnyCramp
import org.nightcramp.CrampDuration
import org.nightcramp.Journal
import org.nightcramp.Moment
import org.nightcramp.Muscle
import org.nightcramp.Side
import org.nightcramp.Tap
import org.nightcramp.TapSource
import org.nightcramp.of
import org.nightcramp.unansweredDetails
import org.nightcramp.unansweredEvening
import org.nightcramp.unansweredMorning
import java.time.LocalDate
import java.time.LocalTime
import java.time.ZoneId

/** The November that the pictures show. */
object November {
    private val zone = ZoneId.of("Europe/Berlin")

    /** From the first night on: x a cramp, 2 two of them, o none, ? not known. The night to the 23rd is the test's own. */
    private const val NIGHTS = "oxo?oxo2?xoxx?xo2ooxo?"

    /** Fills [journal] with the nights up to the 22nd. */
    fun fill(journal: Journal) {
        NIGHTS.forEachIndexed { index, state ->
            val night = LocalDate.of(2026, 11, index + 1)
            when (state) {
                'x' -> tap(journal, night, LocalTime.of(2, 40))
                '2' -> listOf(LocalTime.of(1, 5), LocalTime.of(4, 30)).forEach { tap(journal, night, it) }
                'o' -> journal.answerAnyCramp(night, AnyCramp.NO_CRAMP, journal.newId())
            }
        }
        describeFriday(journal)
    }

    /** A tap in the night to [night]. */
    fun tap(journal: Journal, night: LocalDate, time: LocalTime): String {
        val moment = Moment.of(night.atTime(time).atZone(zone).toInstant(), zone)
        return journal.tap(Tap(journal.newId(), moment, TapSource.APP)).crampId
    }

    private fun describeFriday(journal: Journal) {
        val night = LocalDate.of(2026, 11, 20)
        val details =
            unansweredDetails().copy(
                side = Side.LEFT,
                muscle = Muscle.CALF,
                pain = 6u,
                duration = CrampDuration.OneToFiveMinutes,
                easedByStretching = Answer.YES,
                gotOutOfBed = Answer.NO,
            )
        journal.describe(
            journal
                .night(night)
                .cramps
                .single()
                .id,
            details,
        )
        journal.saveMorning(unansweredMorning(night).copy(sleepDisturbance = 4u, toiletVisits = 1u))
        journal.saveEvening(unansweredEvening(night).copy(stretched = Answer.YES, stretchMinutes = 3u))
    }
}
