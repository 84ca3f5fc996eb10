package org.nightcramp.demo.day

import android.content.Context
import android.view.View
import android.widget.LinearLayout
import org.nightcramp.Finding
import org.nightcramp.Findings
import org.nightcramp.Urgency
import org.nightcramp.Verdict
import org.nightcramp.demo.R
import org.nightcramp.demo.view.Type
import org.nightcramp.demo.view.column
import org.nightcramp.demo.view.dp
import org.nightcramp.demo.view.icon
import org.nightcramp.demo.view.pad
import org.nightcramp.demo.view.put
import org.nightcramp.demo.view.putIcon
import org.nightcramp.demo.view.row
import org.nightcramp.demo.view.scroll
import org.nightcramp.demo.view.title
import org.nightcramp.demo.view.words

/** What deserves a doctor, as a list; and the rules that did not fire, each with its reason. */
class DoctorScreen(private val context: Context, private val on: Actions) {
    /** What a person can do here. */
    interface Actions : FindingActions {
        fun back()

        fun openRules(verdict: Verdict)

        fun openHelp()
    }

    /** The list of what fired. An emergency is never a row of it, but a card on top. */
    fun build(shown: DayShown.Doctor): View =
        context.scroll(
            context.column {
                pad(20, PAGE_TOP, 20, 20)
                put(titleRow())
                val findings = shown.findings
                val (emergencies, others) = findings.fired.partition { it.urgency == Urgency.EMERGENCY }
                emergencies.forEach { put(context.emergencyCard(it, findings.phones, DayShown.Why.From.DOCTOR, on), top = 8) }
                if (others.isNotEmpty()) put(context.rows(others.map { row(it, DayShown.Why.From.DOCTOR) }), top = 8)
                if (findings.fired.isEmpty()) put(nothing(), top = 8)
                others(findings)?.let { put(it, top = 14) }
            },
        )

    /** The list of what cannot be told, or does not apply. */
    fun build(shown: DayShown.Rules): View =
        context.scroll(
            context.column {
                pad(0, PAGE_TOP, 20, 20)
                put(context.pageHead(context.getString(shown.verdict.title), null, on::back))
                val rules = if (shown.verdict == Verdict.UNKNOWN) shown.findings.unknown else shown.findings.notFired
                put(
                    context.column {
                        pad(20, 0, 0, 0)
                        if (rules.isNotEmpty()) put(context.rows(rules.map(::ruleRow)), top = 14)
                    },
                )
            },
        )

    private fun titleRow() =
        context.row {
            minimumHeight = context.dp(48)
            put(context.title(context.getText(R.string.doctor)), weight = 1f)
            putIcon(context.iconButton(R.drawable.ic_help, R.color.ink, R.string.help, on::openHelp))
            clipToPadding = false
        }

    private fun row(finding: Finding, from: DayShown.Why.From) = context.findingRow(finding) { on.why(finding, from) }

    private fun nothing() = context.card(18, 18) { put(context.words(Type.BODY, R.color.ink, context.getText(R.string.no_findings))) }

    private fun others(findings: Findings): View? {
        val missing = if (findings.unknown.all { it.question != null }) R.string.one_missing else R.string.some_missing
        val rows =
            listOfNotNull(
                countRow(Verdict.UNKNOWN, findings.unknown.size, R.plurals.cannot_tell, missing),
                countRow(Verdict.NOT_FIRED, findings.notFired.size, R.plurals.not_applying, R.string.can_read),
            )
        return if (rows.isEmpty()) null else context.rows(rows)
    }

    private fun countRow(
        verdict: Verdict,
        count: Int,
        form: Int,
        below: Int,
    ): View? {
        if (count == 0) return null
        val text = context.resources.getQuantityString(form, count, count)
        return context.openRow(context.icon(verdict.icon, R.color.ink, ROW_ICON), text, { on.openRules(verdict) }) {
            put(context.words(Type.BODY, R.color.ink, text))
            put(context.words(Type.CAPTION, R.color.ink2, context.getText(below)))
        }
    }

    private fun ruleRow(finding: Finding): View =
        context.openRow(
            context.icon(finding.verdict.icon, R.color.ink, ROW_ICON),
            finding.title,
            { on.why(finding, DayShown.Why.From.RULES) },
        ) { ruleTexts(finding) }

    private fun LinearLayout.ruleTexts(finding: Finding) {
        put(context.words(Type.BODY, R.color.ink, finding.title))
        finding.question?.let { put(context.words(Type.CAPTION, R.color.ink2, it.text)) }
    }
}
