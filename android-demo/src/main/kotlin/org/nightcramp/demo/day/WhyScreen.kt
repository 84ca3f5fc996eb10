package org.nightcramp.demo.day

import android.content.Context
import android.view.Gravity
import android.view.View
import android.widget.LinearLayout
import org.nightcramp.FactLine
import org.nightcramp.Finding
import org.nightcramp.Question
import org.nightcramp.Source
import org.nightcramp.Urgency
import org.nightcramp.Verdict
import org.nightcramp.demo.R
import org.nightcramp.demo.view.Look
import org.nightcramp.demo.view.Plate
import org.nightcramp.demo.view.RowButton
import org.nightcramp.demo.view.StripView
import org.nightcramp.demo.view.Type
import org.nightcramp.demo.view.column
import org.nightcramp.demo.view.dp
import org.nightcramp.demo.view.heading
import org.nightcramp.demo.view.icon
import org.nightcramp.demo.view.largeText
import org.nightcramp.demo.view.pad
import org.nightcramp.demo.view.put
import org.nightcramp.demo.view.putIcon
import org.nightcramp.demo.view.row
import org.nightcramp.demo.view.scroll
import org.nightcramp.demo.view.words

/** Why a rule says what it says, or why it says nothing: every fact, how sure it is, and where it comes from. */
class WhyScreen(private val context: Context, private val on: Actions) {
    /** What a person can do here. */
    interface Actions : FindingActions {
        fun back()

        fun choose(choiceId: String)

        fun settle(question: Question, choiceId: String)

        fun haveVisit(finding: Finding)

        fun seenFine(finding: Finding)

        fun undoAcknowledgement(id: String)

        fun openSource(address: String)
    }

    private val words = Words(context)

    /** The screen for [shown]. */
    fun build(shown: DayShown.Why): View =
        context.scroll(
            context.column {
                pad(0, PAGE_TOP, 20, 20)
                val finding = shown.finding
                put(context.pageHead(context.getString(finding.verdict.title), null, on::back))
                put(
                    context.column {
                        pad(20, 0, 0, 0)
                        if (finding.verdict == Verdict.FIRED) says(finding) else put(context.heading(finding.title), top = 8)
                        finding.question?.let { put(question(it, shown.draft), top = 12) }
                        facts(finding)
                        if (finding.verdict != Verdict.FIRED) wouldSay(finding)
                        reasons(finding)
                    },
                )
            },
        )

    /** The two answers to a finding, or the one that was given and the way back. */
    fun foot(shown: DayShown.Why): View? {
        val finding = shown.finding
        val quiet = finding.quiet
        val id = shown.acknowledgedId
        return when {
            quiet != null && id != null -> context.undoBar(words.quiet(quiet)) { on.undoAcknowledgement(id) }
            finding.verdict == Verdict.FIRED && finding.urgency in ANSWERED -> answers(finding)
            else -> null
        }
    }

    private fun answers(finding: Finding): View {
        val visit = Plate(context, Look.FIRST, context.getText(R.string.have_visit)).onPress { on.haveVisit(finding) }
        val fine = Plate(context, Look.SECOND, context.getText(R.string.seen)).onPress { on.seenFine(finding) }
        return context.footBar {
            if (context.largeText) {
                val one = context.column { pad(20, 10, 20, 14) }
                one.put(visit)
                one.put(fine, top = 10)
                put(one)
            } else {
                val one = context.row { pad(20, 10, 20, 14) }
                one.put(visit, weight = 1f)
                one.put(fine, start = 10, weight = 1f)
                put(one)
            }
        }
    }

    private fun LinearLayout.says(finding: Finding) {
        put(context.urgency(finding), top = 4)
        put(context.words(Type.BODY, R.color.ink, finding.message), top = 6)
        context.ticked(finding)?.let { put(context.words(Type.BODY, R.color.ink2, it), top = 8) }
        context.mistakePlate(finding, on)?.let { put(it, top = 4) }
        finding.quiet?.let { put(context.words(Type.BODY, R.color.ink2, words.quiet(it)), top = 8) }
    }

    /** The one answer that would settle it, given on the spot. */
    private fun question(question: Question, draft: String?): View =
        context.card(18, 18) {
            put(context.words(Type.CAPTION, R.color.ink2, context.getText(R.string.one_answer)))
            put(context.heading(question.text), top = 4)
            put(context.questionChips(question, draft, on::choose), top = 14)
            val done = Plate(context, Look.FIRST, context.getText(R.string.done)).available(draft != null)
            put(done.onPress { if (draft != null) on.settle(question, draft) }, top = 12)
            pad(18, 16, 18, 16)
        }

    private fun LinearLayout.facts(finding: Finding) {
        if (finding.facts.isEmpty()) return
        put(context.heading(context.getText(R.string.journal_shows)), top = 14)
        for (fact in finding.facts) {
            val line = View(context)
            line.setBackgroundColor(context.getColor(R.color.line))
            val place = LinearLayout.LayoutParams(LinearLayout.LayoutParams.MATCH_PARENT, context.dp(1))
            place.topMargin = context.dp(if (fact === finding.facts.first()) 6 else 0)
            addView(line, place)
            put(fact(fact, finding.urgency))
        }
    }

    private fun fact(fact: FactLine, urgency: Urgency): View =
        context.row {
            gravity = Gravity.TOP
            pad(0, 9, 0, 9)
            val ink =
                when (fact.state) {
                    Verdict.FIRED -> urgency.ink
                    Verdict.NOT_FIRED -> R.color.edge
                    Verdict.UNKNOWN -> R.color.ink2
                }
            putIcon(context.icon(fact.state.icon, ink))
            put(context.column { factTexts(fact) }, start = 12, weight = 1f)
        }

    private fun LinearLayout.factTexts(fact: FactLine) {
        val sentence = context.words(Type.BODY, R.color.ink, fact.sentence)
        // The mark before it is for the eyes; this says the same.
        sentence.contentDescription = context.getString(R.string.fact_spoken, context.getString(fact.state.word), fact.sentence)
        put(sentence)
        if (fact.rule.isNotEmpty()) put(context.words(Type.CAPTION, R.color.ink2, fact.rule), top = 1)
        if (fact.nights.isEmpty()) return
        val strip = StripView(context, fact.nights.map { it.state })
        strip.contentDescription = fact.nights.joinToString("; ") { words.spoken(it, today = false) }
        put(strip, top = 4)
    }

    private fun LinearLayout.wouldSay(finding: Finding) {
        if (finding.message.isEmpty()) return
        part(R.string.would_say)
        put(context.words(Type.BODY_MEDIUM, R.color.ink2, finding.urgencyText))
        put(context.words(Type.BODY, R.color.ink, finding.message), top = 2)
    }

    private fun LinearLayout.reasons(finding: Finding) {
        if (finding.askFor.isNotEmpty()) {
            part(R.string.ask_for)
            put(askFor(finding.askFor))
        }
        part(R.string.how_sure)
        put(context.sure(finding.grade, finding.gradeText))
        part(R.string.where_from)
        finding.sources.forEach { put(source(it)) }
        val version = context.getString(R.string.rule_version, finding.ruleId, finding.version.toInt())
        put(context.words(Type.BODY, R.color.ink2, version), top = 4)
        finding.since?.let { night ->
            part(R.string.since_when)
            put(context.words(Type.BODY, R.color.ink, context.getString(R.string.since_night, words.shortDate(night))))
        }
    }

    private fun LinearLayout.part(title: Int) = put(context.heading(context.getText(title)), top = 20).pad(0, 0, 0, 6)

    private fun askFor(items: List<String>): View =
        context.card(8, 20) {
            items.forEachIndexed { index, item ->
                if (index > 0) putLine()
                put(context.words(Type.BODY, R.color.ink, item).apply { pad(0, 8, 0, 8) })
            }
            pad(20, 8, 20, 8)
        }

    /** A title as it was published; with an address it opens the browser. */
    private fun source(source: Source): View {
        val address = source.address ?: return context.words(Type.BODY, R.color.ink, source.title).apply { pad(0, 4, 0, 4) }
        val spoken = context.getString(R.string.opens_browser, source.title)
        return RowButton(context, spoken, { on.openSource(address) }) {
            put(context.words(Type.BODY, R.color.accent, source.title), weight = 1f)
            putIcon(context.icon(R.drawable.ic_next, R.color.accent, SMALL_ICON), start = 8)
        }
    }

    private companion object {
        /** What a person can answer to: nobody puts off what must be seen today. */
        val ANSWERED = setOf(Urgency.SOON, Urgency.NEXT_VISIT)
        const val SMALL_ICON = 24
    }
}
