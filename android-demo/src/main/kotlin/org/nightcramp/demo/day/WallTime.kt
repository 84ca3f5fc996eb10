package org.nightcramp.demo.day

import org.nightcramp.Moment
import org.nightcramp.NewCramp
import org.nightcramp.ZoneWindow
import org.nightcramp.around
import java.time.LocalDate
import java.time.LocalTime
import java.time.ZoneId
import java.time.ZoneOffset

/** The time that was on the wall at this moment, wherever the phone is now. */
fun Moment.wallTime(): LocalTime = at.atOffset(ZoneOffset.ofTotalSeconds(offsetS)).toLocalTime()

/** A cramp of [night] at [time] on a clock of [zone]; null where the time is not known. */
fun newCramp(
    id: String,
    night: LocalDate,
    time: LocalTime?,
    zone: ZoneId,
): NewCramp = NewCramp(id, night, time, ZoneWindow.around(night, zone))
