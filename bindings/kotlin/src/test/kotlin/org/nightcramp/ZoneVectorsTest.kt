package org.nightcramp

import com.google.gson.JsonObject
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.time.Instant
import java.time.ZoneId
import java.time.zone.ZoneRulesProvider

/** The windows that Rust, Kotlin and Swift build of the same zones, each from a database of its own. */
class ZoneVectorsTest {
    @Test
    fun `a window is that of every other database`() {
        val here = ZoneRulesProvider.getVersions("UTC").lastKey()
        val all = Vectors.read("zones.json").getAsJsonArray("windows").map { it.asJsonObject }
        val (known, unknown) = all.partition { it["tzdb"].asString <= here }
        // Their laws are younger than this system. A phone that knows them is asked in the same way.
        println("zones: this JDK has $here; not compared: ${unknown.map { it["zone"].asString }}")

        val windows = known.map(::window)
        assertEquals(windows, windows.map(::built))
        val zones = windows.distinctBy { it.zone }.size
        println("figure zones_kotlin $zones zones promise >= 40")
        assertTrue(zones >= 40, "this JDK is too old to tell: $here")
    }

    private fun window(json: JsonObject) =
        ZoneWindow(
            json["zone"].asString,
            json.instant("start"),
            json.instant("end"),
            json["offset_s"].asInt,
            json.getAsJsonArray("transitions").map { it.asJsonObject }.map { Transition(it.instant("at"), it["offset_s"].asInt) },
        )

    private fun built(told: ZoneWindow) = ZoneWindow.of(ZoneId.of(told.zone), told.start, told.end)

    private fun JsonObject.instant(name: String) = Instant.parse(this[name].asString)
}
