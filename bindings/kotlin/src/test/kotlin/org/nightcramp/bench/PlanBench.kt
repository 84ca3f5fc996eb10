package org.nightcramp.bench

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Tag
import org.junit.jupiter.api.Test
import org.nightcramp.Capabilities
import org.nightcramp.Journal
import org.nightcramp.ReminderZones
import org.nightcramp.Vectors
import org.nightcramp.Weekday
import org.nightcramp.of
import org.nightcramp.pending
import org.nightcramp.planDiff
import org.nightcramp.reminderDefaults
import java.nio.file.Path
import java.time.Instant
import java.time.ZoneId
import java.util.Locale
import kotlin.io.path.copyTo
import kotlin.io.path.readText

/** From `now` to what the phone must change: the zones, a plan of 60 reminders on ten years and the difference, beside the plan alone in Rust. */
@Tag("bench")
class PlanBench {
    @Test
    fun `a plan and its difference`() {
        val folder = benchFolder("plan")
        TEN_YEARS.resolve("journal.db").copyTo(folder.resolve("journal.db"))
        Journal.open(folder.toString()).use { journal ->
            val all =
                reminderDefaults().copy(
                    secondCall = true,
                    lastWater = true,
                    warmSoak = true,
                    breakDays = Weekday.entries,
                    reviewOn = Weekday.SUNDAY,
                )
            journal.saveReminderPreferences(all)

            fun plan() = journal.plan(NOW, ReminderZones.of(BERLIN, NOW), PHONE, "en")
            val held = plan().pending()
            assertEquals(60, held.size)
            val times =
                List(WARM_UP + ROUNDS) {
                    val start = System.nanoTime()
                    val diff = planDiff(held, plan().pending())
                    (System.nanoTime() - start).also { assertEquals(emptyList<String>(), diff.cancel + diff.set) }
                }
            val ours = times.drop(WARM_UP).sorted()[ROUNDS / 2] / 1e6
            val rust = RUST_MS.readText().trim().toDouble()
            println("kotlin_plan_10_years: ${show(ours)} ms beside ${show(rust)} ms in Rust, medians")
            println("figure kotlin_plan_10_years ${show(ours)} ms promise <= 1.5")
            println("figure kotlin_plan_to_rust ${show(ours / rust)} x promise <= 1.5")
            journal.shut()
        }
        folder.toFile().deleteRecursively()
    }

    private fun show(value: Double) = String.format(Locale.ROOT, "%.2f", value)

    private companion object {
        const val ROUNDS = 500
        const val WARM_UP = 500
        val BERLIN: ZoneId = ZoneId.of("Europe/Berlin")

        /** The morning after the journal's last night. */
        val NOW: Instant = Instant.parse("2026-11-23T02:10:00Z")
        val PHONE = Capabilities(60u, true, true, 600u, true, null)

        /** Both made by Rust programs that test-kotlin runs. */
        val TEN_YEARS: Path = Vectors.workspace.resolve("target/kotlin/ten-years")
        val RUST_MS: Path = Vectors.workspace.resolve("target/kotlin/plan-ms")
    }
}
