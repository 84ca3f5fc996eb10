package org.nightcramp

import com.google.gson.JsonObject
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.io.TempDir
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.MethodSource
import java.nio.file.Path

/** The journals of the rulebook's cases, written and judged through the library that a phone loads. */
class VignettesTest {
    @TempDir
    lateinit var dir: Path

    @ParameterizedTest(name = "{0}")
    @MethodSource("vignettes")
    fun `every rule says of a journal what all languages say`(vignette: Vignette) =
        withJournal(dir) { journal ->
            val json = vignette.json
            JournalFile(json.getAsJsonObject("journal")).load(journal)
            val expected = json.getAsJsonObject("expect").entrySet().associate { it.key to it.value.asString }
            assertEquals(expected.toSortedMap(), said(journal.findings(json.moment("now")!!, "en")).toSortedMap())
        }

    /** By rule: how soon where it fires, else what is made of it. */
    private fun said(findings: Findings): Map<String, String> {
        val rules = findings.fired + findings.unknown + findings.notFired
        val verdicts = rules.associate { it.ruleId to (if (it.verdict == Verdict.FIRED) it.urgency else it.verdict).word }
        return verdicts + findings.guards.associate { it.guardId to it.verdict.word }
    }

    /** One journal with its moment and what the rules say, shown by its name. */
    class Vignette(val json: JsonObject) {
        override fun toString(): String = json["name"].asString
    }

    companion object {
        @JvmStatic
        fun vignettes(): List<Vignette> = Vectors.read("vignettes.json").getAsJsonArray("cases").map { Vignette(it.asJsonObject) }
    }
}
