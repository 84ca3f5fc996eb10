package org.nightcramp

import com.google.gson.JsonArray
import com.google.gson.JsonObject
import java.time.Duration
import java.time.LocalDate
import java.time.LocalTime
import java.time.OffsetDateTime
import java.time.ZoneId
import java.time.ZoneOffset

/** Writes a journal file, as `core/docs/journal.schema.json` describes it, into an empty journal: by calls that an app makes. */
class JournalFile(private val json: JsonObject) {
    /** Everything in it, in the order in which one entry needs another. */
    fun load(journal: Journal) {
        json.byte("cut-hour")?.let { journal.setCutHour(it) }
        json.objects("cramps").forEach { cramp(journal, it) }
        json.objects("factors").forEach { journal.saveFactor(Factor(it.id(), it.need("name"), it.flag("retired"))) }
        // Before the evenings, which alone say what holds. One that only a record tells of is told by Rust's tests.
        json.objects("reminder-records").forEach { journal.recordReminder(reminderRecord(it)) }
        json.objects("evenings").forEach { journal.saveEvening(evening(it)) }
        json.objects("mornings").forEach { journal.saveMorning(morning(it)) }
        json.objects("profiles").forEach { journal.saveProfile(profile(it.getAsJsonObject("profile")), LocalDate.parse(it.need("since"))) }
        json.objects("conditions").forEach {
            journal.saveCondition(Condition(it.id(), word(it.need("kind")), it.answer("answer"), it.day("since"), it.day("until")))
        }
        json.objects("medicines").forEach {
            val dates = listOf("started", "changed", "stopped").map { name -> it.day(name) }
            journal.saveMedicine(Medicine(it.id(), word(it.need("class")), it.text("name"), dates[0], dates[1], dates[2]))
        }
        json.objects("signs").forEach {
            journal.reportSign(SignReport(it.id(), word(it.need("sign")), it.answer("answer"), it.moment("at")!!, it.day("since")))
        }
        json.objects("acknowledgements").forEach {
            journal.acknowledge(Acknowledgement(it.id(), it.need("rule-id"), response(it), it.moment("at")!!))
        }
        json.getAsJsonObject("reminder-preferences")?.let { journal.saveReminderPreferences(preferences(it)) }
    }

    private fun cramp(journal: Journal, json: JsonObject) {
        val id = json.id()
        val taps = json.objects("taps").sortedBy { it.id() != id }
        taps.forEach { journal.tap(Tap(it.id(), it.moment("at")!!, word(it.need("source")))) }
        if (taps.isEmpty()) journal.addCramp(told(journal, json))
        when (json.text("clock")) {
            null -> Unit
            "confirmed" -> if (json.has("at") || json.has("night")) journal.moveCramp(told(journal, json)) else journal.confirm(id)
            else -> error("a clock in doubt is told by Rust's tests")
        }
        json.getAsJsonObject("details")?.let { journal.describe(id, details(it)) }
        if (json.flag("removed")) journal.delete(EntryKey.Cramp(id))
    }

    /** A cramp that was told: by its time, or by its night alone. */
    private fun told(journal: Journal, json: JsonObject): NewCramp {
        val at = json.moment("at")
        if (at == null) {
            val night = json.day("night")!!
            return NewCramp(json.id(), night, null, ZoneWindow.around(night, ZoneId.of("UTC")))
        }
        val days = Duration.ofDays(2)
        val zone = ZoneWindow(at.zone, at.at - days, at.at + days, at.offsetS, listOf())
        val local = at.at.atOffset(ZoneOffset.ofTotalSeconds(at.offsetS))
        return NewCramp(json.id(), night(local, journal.cutHour().toLong()), local.toLocalTime(), zone)
    }

    /** The night of a time on the wall clock. `tonight` would say it too, and find the entries after that time suspect. */
    private fun night(local: OffsetDateTime, cutHour: Long): LocalDate {
        val began = local.minusHours(cutHour).toLocalDate()
        return if (cutHour >= 6) began.plusDays(1) else began
    }

    private fun details(json: JsonObject) =
        CrampDetails(
            side = json.word("side"),
            muscle = json.word("muscle"),
            pain = json.byte("pain"),
            duration = json["duration"]?.let { if (it.isJsonObject) timed(it.asJsonObject) else recalled(it.asString) },
            hardKnot = json.answer("hard-knot"),
            easedByStretching = json.answer("eased-by-stretching"),
            wokeMe = json.answer("woke-me"),
            gotOutOfBed = json.answer("got-out-of-bed"),
            nearFall = json.answer("near-fall"),
            fall = json.answer("fall"),
            sorenessAfter = json.answer("soreness-after"),
            sorenessLasted = json.word("soreness-lasted"),
            urgeToMove = json.answer("urge-to-move"),
            easedByWalking = json.answer("eased-by-walking"),
            whatHelped = json.words("what-helped"),
            different = json.words("different"),
            note = json.text("note"),
        )

    private fun timed(json: JsonObject) = CrampDuration.Timed(json.getAsJsonObject("timed")["seconds"].asInt.toUInt())

    private fun recalled(word: String) =
        when (word) {
            "under-1" -> CrampDuration.UnderOneMinute
            "1-to-5" -> CrampDuration.OneToFiveMinutes
            "5-to-10" -> CrampDuration.FiveToTenMinutes
            else -> CrampDuration.OverTenMinutes
        }

    private fun evening(json: JsonObject) =
        Evening(
            night = json.day("night")!!,
            stretched = json.answer("stretched"),
            stretchKind = json.word("stretch-kind"),
            stretchMinutes = json["stretch-minutes"]?.asInt?.toUShort(),
            stretchedAt = json.moment("stretched-at"),
            waterGlasses = json.byte("water-glasses"),
            alcoholDrinks = json.byte("alcohol-drinks"),
            caffeineDrinks = json.byte("caffeine-drinks"),
            exercise = json.word("exercise"),
            longSitting = json.answer("long-sitting"),
            longStanding = json.answer("long-standing"),
            sweating = json.answer("sweating"),
            heat = json.answer("heat"),
            fever = json.answer("fever"),
            heavyBlanket = json.answer("heavy-blanket"),
            warmSoak = json.answer("warm-soak"),
            supplements = json.words("supplements"),
            factors = json.objects("factors").map { FactorAnswer(it.need("factor-id"), it.answer("answer")) },
            note = json.text("note"),
        )

    private fun morning(json: JsonObject) =
        Morning(
            night = json.day("night")!!,
            cramps = json.byte("cramps"),
            sleepDisturbance = json.byte("sleep-disturbance"),
            toiletVisits = json.byte("toilet-visits"),
            soreness = json.answer("soreness"),
            tiredness = json.answer("tiredness"),
            note = json.text("note"),
        )

    private fun profile(json: JsonObject) =
        Profile(
            birthYear = json["birth-year"]?.asInt?.toUShort(),
            usualFrequency = json.word("usual-frequency"),
            bedtimeWeekday = json.time("bedtime-weekday"),
            bedtimeWeekend = json.time("bedtime-weekend"),
            pregnant = json.answer("pregnant"),
            due = json.day("due"),
            gaveBirth = json.day("gave-birth"),
            breastfeeding = json.answer("breastfeeding"),
            kidneyStage = json.byte("kidney-stage"),
            egfr = json.byte("egfr"),
            lastCheckUp = json.day("last-check-up"),
            crampsBegan = json.day("cramps-began"),
            medicinesComplete = json.answer("medicines-complete"),
            vitaminB6Mg = json["vitamin-b6-mg"]?.asInt?.toUShort(),
            drives = json.answer("drives"),
            country = json.text("country"),
        )

    /** A wish that is left out is as it is at first. */
    private fun preferences(json: JsonObject): ReminderPreferences {
        val usual = reminderDefaults()
        return ReminderPreferences(
            clock = json["clock"]?.takeIf { it.isJsonObject }?.let { home(it.asJsonObject) } ?: ReminderClock.Phone,
            weekendEvenings = json.words("weekend-evenings") ?: usual.weekendEvenings,
            waking = json.time("waking"),
            bedtimeStretch = json.wish("bedtime-stretch", usual.bedtimeStretch),
            leadMin = json.minutes("lead-min", usual.leadMin),
            secondCall = json.wish("second-call", usual.secondCall),
            secondCallAfterMin = json.minutes("second-call-after-min", usual.secondCallAfterMin),
            tooLateMin = json.minutes("too-late-min", usual.tooLateMin),
            followHabit = json.wish("follow-habit", usual.followHabit),
            morningCheckIn = json.wish("morning-check-in", usual.morningCheckIn),
            morningAt = json.time("morning-at") ?: usual.morningAt,
            lastWater = json.wish("last-water", usual.lastWater),
            lastWaterMin = json.minutes("last-water-min", usual.lastWaterMin),
            warmSoak = json.wish("warm-soak", usual.warmSoak),
            warmSoakMin = json.minutes("warm-soak-min", usual.warmSoakMin),
            breakDays = json.words("break-days") ?: usual.breakDays,
            breakFrom = json.time("break-from") ?: usual.breakFrom,
            breakUntil = json.time("break-until") ?: usual.breakUntil,
            breakEveryMin = json.minutes("break-every-min", usual.breakEveryMin),
            reviewOn = json.word("review-on"),
            reviewAt = json.time("review-at") ?: usual.reviewAt,
            visitFollowUp = json.wish("visit-follow-up", usual.visitFollowUp),
        )
    }

    private fun home(json: JsonObject) = ReminderClock.Home(json.getAsJsonObject("home").need("zone"))

    private fun response(json: JsonObject): Response {
        val response = json["response"]
        if (!response.isJsonObject) return Response.SeenFine
        return Response.Appointment(response.asJsonObject.getAsJsonObject("appointment").day("on")!!)
    }
}

/** The value of a vocabulary for its word: `front-of-thigh` is `FRONT_OF_THIGH`. */
inline fun <reified T : Enum<T>> word(word: String): T = enumValueOf(word.uppercase().replace('-', '_'))

/** The word of a value of a vocabulary. */
val Enum<*>.word get() = name.lowercase().replace('_', '-')

/** What the phone reported of a reminder. */
fun reminderRecord(json: JsonObject) = ReminderRecord(json.need("reminder"), word(json.need("action")), json.moment("at")!!)

/** The moment under a name: RFC 3339 with the offset of the clock, and the zone. */
fun JsonObject.moment(name: String): Moment? =
    getAsJsonObject(name)?.let {
        val time = OffsetDateTime.parse(it.need("time"))
        Moment(time.toInstant(), time.offset.totalSeconds, it.need("zone"))
    }

private inline fun <reified T : Enum<T>> JsonObject.word(name: String): T? = text(name)?.let { org.nightcramp.word<T>(it) }

private inline fun <reified T : Enum<T>> JsonObject.words(name: String): List<T>? =
    getAsJsonArray(name)?.map { org.nightcramp.word<T>(it.asString) }

private fun JsonObject.answer(name: String): Answer = word<Answer>(name) ?: Answer.UNKNOWN

private fun JsonObject.text(name: String): String? = this[name]?.asString

private fun JsonObject.need(name: String): String = checkNotNull(text(name)) { "no $name in $this" }

private fun JsonObject.id(): String = need("id")

private fun JsonObject.day(name: String): LocalDate? = text(name)?.let(LocalDate::parse)

private fun JsonObject.time(name: String): LocalTime? = text(name)?.let(LocalTime::parse)

private fun JsonObject.wish(name: String, usual: Boolean): Boolean = this[name]?.asBoolean ?: usual

private fun JsonObject.minutes(name: String, usual: UShort): UShort = this[name]?.asInt?.toUShort() ?: usual

private fun JsonObject.byte(name: String): UByte? = this[name]?.asInt?.toUByte()

private fun JsonObject.flag(name: String): Boolean = this[name]?.asBoolean ?: false

private fun JsonObject.objects(name: String): List<JsonObject> = (getAsJsonArray(name) ?: JsonArray()).map { it.asJsonObject }
