package org.nightcramp

import com.google.gson.JsonArray
import com.google.gson.JsonElement
import com.google.gson.JsonObject
import com.google.gson.JsonPrimitive
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.io.TempDir
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.MethodSource
import java.nio.file.Path
import java.time.Instant
import java.time.LocalDate
import java.time.ZoneOffset
import java.time.format.DateTimeFormatter

/** The planner on the shared cases, through the library that a phone loads. */
class PlanVectorsTest {
    @TempDir
    lateinit var dir: Path

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    fun `what is planned is what all languages say`(case: Case) =
        withJournal(dir) { journal ->
            val run = PlanRun(journal)
            case.json.getAsJsonArray("steps").forEach { run.step(it.asJsonObject) }
            held += 1
        }

    /** One case, shown by its name. */
    class Case(val json: JsonObject) {
        override fun toString(): String = json["name"].asString
    }

    companion object {
        private var held = 0

        @JvmStatic
        fun cases(): List<Case> = VECTORS.getAsJsonArray("cases").map { Case(it.asJsonObject) }

        @JvmStatic
        @AfterAll
        fun figure() = println("figure plan_vectors_kotlin $held cases promise >= 40")
    }
}

private val VECTORS = Vectors.read("plan.json")

/** One case on a journal of its own. */
private class PlanRun(private val journal: Journal) {
    /** What the phone holds by the plan before. */
    private var held = emptyList<Pending>()

    fun step(step: JsonObject) {
        val (kind, value) = step.entrySet().single()
        when (kind) {
            "journal" -> JournalFile(value.asJsonObject).load(journal)
            "record" -> journal.recordReminder(reminderRecord(value.asJsonObject))
            "in-bed" -> journal.alreadyInBed(step.moment(kind)!!)
            "trust" -> journal.trustReminder(value.asString)
            "ledger" -> ledger(value.asJsonObject)
            "plan" -> plan(value.asJsonObject)
            else -> error("no such step: $kind")
        }
    }

    private fun ledger(step: JsonObject) {
        val (first, last) = listOf("first", "last").map { LocalDate.parse(step[it].asString) }
        val ended = journal.reminderLedger(first, last).filter { it.outcome != null }
        assertEquals(step["expect"], json(ended.associate { it.reminder to JsonPrimitive(it.outcome!!.word) }))
    }

    private fun plan(step: JsonObject) {
        val (now, expect) = step["now"].asString to step.getAsJsonObject("expect")
        expect["error"]?.let { field ->
            val refused = assertThrows(JournalException.InvalidInput::class.java) { planned(step) }
            assertEquals(field.asString, refused.field, now)
            return
        }
        val plan = planned(step)
        assertEquals(plan, planned(step), "$now, asked twice")
        expect["items"]?.asJsonArray?.forEachIndexed { index, item ->
            assertEquals(item, told(plan.items[index], item.asJsonObject), now)
        }
        expect["also"]?.asJsonArray?.map { it.asJsonObject }?.forEach { item ->
            assertEquals(item, told(plan.items.single { it.id == item["id"].asString }, item), now)
        }
        val leftOut = plan.leftOut.associate { it.id to JsonPrimitive(it.reason.word) }
        expect["left-out-among"]?.asJsonObject?.entrySet()?.forEach { (id, reason) -> assertEquals(reason, leftOut[id], "$now: $id") }
        val diff = planDiff(held, plan.pending())
        held = plan.pending()
        val found =
            mapOf(
                "count" to JsonPrimitive(plan.items.size),
                "notes" to list(plan.notes.map { listOfNotNull(it.kind.word, it.about).joinToString(" ") }),
                "boot" to list(plan.bootSlice.map { it.id }),
                "left-out" to json(leftOut),
                "refill-by" to utc(plan.refillBy),
                "diff" to json(mapOf("cancel" to list(diff.cancel), "set" to list(diff.set))),
            )
        found.filterKeys(expect::has).forEach { (field, value) -> assertEquals(expect[field], value, "$now: $field") }
    }

    private fun planned(step: JsonObject): Plan {
        val zones = ReminderZones(window(step["phone"]), step["home"]?.let(::window))
        val able = capabilities(step.getAsJsonObject("capabilities") ?: JsonObject())
        return journal.plan(Instant.parse(step["now"].asString), zones, able, "en")
    }

    /** A phone that can do everything, but for what the case says. */
    private fun capabilities(json: JsonObject) =
        Capabilities(
            mostPending = (json["most-pending"]?.asInt ?: 60).toUByte(),
            notifications = json["notifications"]?.asBoolean ?: true,
            exact = json["exact"]?.asBoolean ?: true,
            windowS = (json["window-s"]?.asInt ?: 600).toUInt(),
            runsAtDelivery = json["runs-at-delivery"]?.asBoolean ?: true,
            upSince = json["up-since"]?.let { Instant.parse(it.asString) },
        )

    private fun window(name: JsonElement): ZoneWindow {
        val json = VECTORS.getAsJsonObject("zones").getAsJsonObject(name.asString)
        val (start, end) = listOf("start", "end").map { Instant.parse(json[it].asString) }
        val changes = json.getAsJsonArray("transitions").map { it.asJsonObject }
        val transitions = changes.map { Transition(Instant.parse(it["at"].asString), it["offset-s"].asInt) }
        return ZoneWindow(json["zone"].asString, start, end, json["offset-s"].asInt, transitions)
    }
}

/** An item as the vectors tell it: what is as usual is left out, and what the case does not ask about. */
private fun told(item: Planned, expected: JsonObject): JsonObject {
    val at = item.at.at.atOffset(ZoneOffset.ofTotalSeconds(item.at.offsetS))
    val told = mutableMapOf<String, JsonElement>("id" to JsonPrimitive(item.id), "at" to JsonPrimitive(CLOCK.format(at)))
    if (item.adjustment != Adjustment.NONE) told["adjustment"] = JsonPrimitive(item.adjustment.word)
    if (item.windowS != 0u) told["window-s"] = JsonPrimitive(item.windowS.toInt())
    if (item.shownTwice) told["shown-twice"] = JsonPrimitive(true)
    val asked =
        mapOf(
            "answers" to list(item.answers.map { it.word }),
            "unless-answered" to item.unlessAnswered?.let(::JsonPrimitive),
            "too-late" to utc(item.tooLate),
            "button-from" to item.buttonFrom?.let(::utc),
            "button-until" to item.buttonUntil?.let(::utc),
        )
    asked.filterKeys(expected::has).forEach { (field, value) -> value?.let { told[field] = it } }
    return json(told)
}

/** The wall clock with its offset, as the vectors write it. */
private val CLOCK = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx")

private fun utc(at: Instant) = JsonPrimitive(at.toString())

private fun list(texts: List<String>) = JsonArray().apply { texts.forEach(::add) }

private fun json(fields: Map<String, JsonElement>) = JsonObject().apply { fields.forEach(::add) }
