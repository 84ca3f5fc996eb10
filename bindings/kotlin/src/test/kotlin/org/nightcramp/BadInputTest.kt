package org.nightcramp

import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.ValueSource
import java.nio.charset.CharacterCodingException
import java.nio.file.Path
import java.time.Instant
import java.time.LocalDate
import java.time.LocalTime

/** What an app may send by mistake: an error it can name, or a sensible answer; nothing lost either way. */
class BadInputTest {
    @TempDir
    lateinit var dir: Path

    private lateinit var journal: Journal
    private lateinit var before: NightPage
    private val crampId get() = before.cramps.single().id

    @BeforeEach
    fun `a night with one cramp`() {
        journal = Journal.open(dir.toString())
        journal.tap(Berlin.tap("2026-02-10T03:10", ID))
        before = journal.night(Berlin.night)
    }

    @AfterEach
    fun `the journal still works`() {
        assertEquals(TapOutcome.SAVED, journal.tap(Berlin.tap("2026-02-10T05:00")).outcome)
        journal.shut()
        journal.close()
    }

    /** Runs [work], which must be refused with [field]; the journal must be as before. */
    private fun refused(field: String, work: () -> Unit) {
        val refusal = assertThrows(JournalException.InvalidInput::class.java, work)
        assertEquals(field, refusal.field)
        assertTrue(refusal.reason.isNotBlank() && refusal.reason in refusal.toString(), refusal.toString())
        assertEquals(before, journal.night(Berlin.night))
    }

    private fun describe(details: CrampDetails): CrampDetails = journal.describe(crampId, details).details

    @Test
    fun `numbers out of range`() {
        listOf(11, 255).forEach { refused("pain") { describe(unansweredDetails().copy(pain = it.toUByte())) } }
        refused("duration") { describe(unansweredDetails().copy(duration = CrampDuration.Timed(UInt.MAX_VALUE))) }
        refused("cramps") { journal.saveMorning(morning().copy(cramps = 255u)) }
        refused("sleep_disturbance") { journal.saveMorning(morning().copy(sleepDisturbance = 11u)) }
        refused("cut_hour") { journal.setCutHour(24u) }
        assertEquals(12u.toUByte(), journal.cutHour())
    }

    @ParameterizedTest
    @ValueSource(strings = ["", "1", "0199f0c2", "0199f0c2-7b1e-7cc3-9a52-3f1d6b0c8a1g", "\u0000", "'; DROP TABLE tap; --", "🌙"])
    fun `ids that are none`(id: String) {
        refused("id") { journal.tap(Berlin.tap("2026-02-10T03:30", id)) }
    }

    @Test
    fun `an id used twice with other content`() {
        assertThrows(JournalException.IdTaken::class.java) { journal.tap(Berlin.tap("2026-02-10T04:30", ID)) }
        assertEquals(before, journal.night(Berlin.night))
    }

    @Test
    fun `an id that nobody knows`() {
        val id = journal.newId()
        assertEquals(id, assertThrows(JournalException.NotFound::class.java) { journal.undo(id) }.id)
        assertThrows(JournalException.NotFound::class.java) { journal.describe(id, unansweredDetails()) }
    }

    @Test
    fun `offsets and zones`() {
        val at = Berlin.at("2026-02-10T04:30")
        listOf(64_801, -64_801, Int.MAX_VALUE, Int.MIN_VALUE).forEach { refused("offset_s") { tap(at.copy(offsetS = it)) } }
        listOf("", " ", "Europe/Ber lin", "a\u0000b", "x".repeat(10_000)).forEach { refused("zone") { tap(at.copy(zone = it)) } }
        assertEquals(TapOutcome.SAVED, tap(at.copy(zone = "Mars/Olympus_Mons")).outcome)
    }

    @ParameterizedTest
    @ValueSource(
        strings = [
            "1969-12-31T23:59:59.999Z", "+10000-01-01T00:00:00Z", "-0001-01-01T00:00:00Z",
            // Past the last year that the core can name, before the last that a count of milliseconds can.
            "+262144-01-01T00:00:00Z", "-262145-01-01T00:00:00Z", "+292278994-08-17T07:12:55.807Z", "-292275055-05-16T16:47:04.192Z",
        ],
    )
    fun `instants outside the years 1970 to 9999`(at: String) {
        refused("at") { tap(Moment(Instant.parse(at), 0, "UTC")) }
        refused("at") { journal.tonight(Moment(Instant.parse(at), 0, "UTC")) }
    }

    @Test
    fun `instants past what a count of milliseconds holds end before the border`() {
        listOf(Instant.MAX, Instant.MIN).forEach {
            assertThrows(ArithmeticException::class.java) { tap(Moment(it, 0, "UTC")) }
        }
        assertEquals(before, journal.night(Berlin.night))
    }

    @ParameterizedTest
    @ValueSource(strings = ["-999999999-01-01", "+999999999-12-31", "+10000-01-01", "-0001-01-01", "1899-12-31"])
    fun `dates outside the years 1900 to 9999`(text: String) {
        val date = LocalDate.parse(text)
        refused("night") { journal.night(date) }
        refused("night") { journal.saveMorning(morning().copy(night = date)) }
        refused("night") { journal.answerAnyCramp(date, AnyCramp.ONE, journal.newId()) }
        refused("night") { unansweredEvening(date) }
        refused("night") { unansweredMorning(date) }
        assertThrows(JournalException.InvalidInput::class.java) { journal.nights(date, Berlin.night) }
        assertThrows(JournalException.InvalidInput::class.java) { journal.pages(Berlin.night, date) }
    }

    @Test
    fun `the edges of the calendar are answered or refused`() {
        val edges = listOf("1970-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z").map(Instant::parse)
        val days = listOf("1900-01-01", "1970-01-01", "9999-12-31").map(LocalDate::parse)
        val work = mutableListOf<() -> Any>()
        (0..23).forEach { hour -> work += { journal.setCutHour(hour.toUByte()) } }
        edges.forEach { at ->
            listOf(-64_800, 64_800).map { Moment(at, it, "UTC") }.forEach { moment ->
                work += { tap(moment) }
                work += { journal.tonight(moment) }
                work += { journal.saveEvening(unansweredEvening(Berlin.night).copy(stretchedAt = moment)) }
            }
        }
        val window = ZoneWindow("UTC", edges[0], edges[1], 64_800, emptyList())
        days.forEach { day ->
            work += { journal.night(day) }
            work += { journal.saveMorning(unansweredMorning(day)) }
            work += { journal.answerAnyCramp(day, AnyCramp.TWO_OR_MORE, journal.newId()) }
            work += { journal.undoNoCramp(day) }
            work += { journal.profileOn(day) }
            work += { journal.saveProfile(journal.profile(), day) }
            work += { journal.nights(day.minusDays(200), day) }
            work += { journal.pages(day, day.plusDays(200)) }
            listOf(null, LocalTime.MIN, LocalTime.NOON, LocalTime.MAX).forEach { time ->
                work += { journal.addCramp(NewCramp(journal.newId(), day, time, window)) }
            }
        }
        work.forEachIndexed { n, call ->
            val failure = runCatching(call).exceptionOrNull()
            assertTrue(failure is JournalException?, "call $n: $failure")
        }
        journal.setCutHour(12u)
        // Seen from 1970 it lay in the future, so its clock is in doubt now; nothing else about it changed.
        val after = journal.night(Berlin.night).cramps
        assertEquals(before.cramps, after.map { it.copy(clock = ClockMark.PLAUSIBLE) })
    }

    @Test
    fun `a note that is too long is refused, one of any language is kept to the letter`() {
        refused("note") { describe(unansweredDetails().copy(note = "x".repeat(1 shl 20))) }
        val note = "🦵🏽 אני ער \u202Eעכשיו\u202C\r\n第二行 👨‍👩‍👧 e\u0301 \uFEFF"
        assertEquals(note, describe(unansweredDetails().copy(note = note)).note)
        journal.shut()
        journal = Journal.open(dir.toString())
        assertEquals(note, keptNote())
    }

    @Test
    fun `a NUL in a note is kept, never cut`() {
        val note = "before\u0000after"
        assertEquals(note, describe(unansweredDetails().copy(note = note)).note)
        assertEquals(note, keptNote())
    }

    private fun keptNote(): String? {
        val cramp = journal.night(Berlin.night).cramps.single()
        return cramp.details.note
    }

    @Test
    fun `a factor without a name`() {
        listOf("", "   ", "x".repeat(101)).forEach { refused("name") { journal.saveFactor(Factor(journal.newId(), it, false)) } }
        assertTrue(journal.factors().isEmpty())
    }

    @Test
    fun `zone windows that cannot be`() {
        val window = ZoneWindow.around(Berlin.night, Berlin.zone)
        listOf(
            "zone" to window.copy(zone = ""),
            "end" to window.copy(end = window.start),
            "offset_s" to window.copy(offsetS = 100_000),
            "transitions" to window.copy(transitions = listOf(Transition(window.end, 0))),
        ).forEach { (field, zone) ->
            refused(field) { journal.addCramp(NewCramp(journal.newId(), Berlin.night, null, zone)) }
        }
    }

    @Test
    fun `calls after shut`() {
        val other = dir.resolve("other")
        val shut = Journal.open(other.toString())
        shut.shut()
        assertThrows(JournalException.Shut::class.java) { shut.tonight(Berlin.at("2026-02-10T03:10")) }
        assertThrows(JournalException.Shut::class.java) { shut.tap(Berlin.tap("2026-02-10T03:10")) }
        shut.shut()
        shut.close()
        assertThrows(IllegalStateException::class.java) { shut.cutHour() }
    }

    private fun tap(at: Moment): TapKept = journal.tap(Tap(journal.newId(), at, TapSource.APP))

    private fun morning() = unansweredMorning(Berlin.night)

    private companion object {
        const val ID = "0199f0c2-7b1e-7cc3-9a52-3f1d6b0c8a11"
    }
}
