package org.nightcramp.demo.day

import android.content.Context
import android.view.Gravity
import android.view.View
import android.widget.LinearLayout
import org.nightcramp.Finding
import org.nightcramp.Grade
import org.nightcramp.PhoneNumbers
import org.nightcramp.demo.R
import org.nightcramp.demo.view.Flow
import org.nightcramp.demo.view.Look
import org.nightcramp.demo.view.Plate
import org.nightcramp.demo.view.RowButton
import org.nightcramp.demo.view.SureView
import org.nightcramp.demo.view.Type
import org.nightcramp.demo.view.asHeading
import org.nightcramp.demo.view.column
import org.nightcramp.demo.view.heading
import org.nightcramp.demo.view.icon
import org.nightcramp.demo.view.largeText
import org.nightcramp.demo.view.pad
import org.nightcramp.demo.view.put
import org.nightcramp.demo.view.putIcon
import org.nightcramp.demo.view.row
import org.nightcramp.demo.view.shape
import org.nightcramp.demo.view.words

/** What a person can do with a finding that stands on a page. */
interface FindingActions {
    /** Opens the dialler with [number], or empty. */
    fun call(number: String?)

    /** Takes back the reports that made [finding] fire. */
    fun mistake(finding: Finding)

    /** Opens the page that says why. */
    fun why(finding: Finding, from: DayShown.Why.From)
}

/** How soon to be seen: shape and words. */
fun Context.urgency(finding: Finding, iconSize: Int = 30): View =
    row {
        putIcon(icon(finding.urgency.icon, finding.urgency.ink, iconSize))
        put(words(Type.URGENCY, finding.urgency.ink, finding.urgencyText), start = 10, weight = 1f)
    }

/** A list of rows on one card, with lines between them. */
fun Context.rows(rows: List<View>): View =
    card(2, 0) {
        rows.forEachIndexed { index, row ->
            if (index > 0) putLine()
            put(row)
        }
        pad(0, 2, 0, 2)
    }

/** A row that opens a page: a shape, words, and the arrow. */
fun Context.openRow(
    mark: View,
    spoken: CharSequence,
    press: () -> Unit,
    texts: LinearLayout.() -> Unit,
): View =
    RowButton(this, spoken, press) {
        pad(16, 13, 12, 13)
        putIcon(mark)
        put(column(texts), start = 14, weight = 1f)
        putIcon(icon(R.drawable.ic_next, R.color.ink2), start = 8)
    }

/** A finding as a row: how soon, what, and that it is quiet if it is. */
fun Context.findingRow(finding: Finding, open: () -> Unit): View {
    val spoken = getString(R.string.row_spoken, finding.urgencyText, finding.title)
    return openRow(icon(finding.urgency.icon, finding.urgency.ink, ROW_ICON), spoken, open) {
        put(words(Type.URGENCY, finding.urgency.ink, finding.urgencyText))
        put(words(Type.BODY, R.color.ink, finding.title), top = 1)
        finding.quiet?.let { put(words(Type.CAPTION, R.color.ink2, Words(context).quiet(it))) }
    }
}

/** What must be seen within a day, as a card on a page: what to do, whom to ask, and why. */
fun Context.todayCard(
    finding: Finding,
    phones: PhoneNumbers,
    from: DayShown.Why.From,
    on: FindingActions,
): View =
    card(18, 18) {
        put(urgency(finding, ROW_ICON))
        put(heading(finding.title), top = 8)
        put(words(Type.BODY, R.color.ink, finding.message), top = 4)
        ticked(finding)?.let { put(words(Type.BODY, R.color.ink2, it), top = 8) }
        val advice = phones.advice
        if (advice != null) {
            val line = Plate(context, Look.SECOND, getString(R.string.advice_line, advice), R.drawable.ic_phone)
            put(line.onPress { on.call(advice) }, top = 14)
        }
        put(beside(whyPlate(finding, from, on), mistakePlate(finding, on)), top = 8)
    }

/** Call for help, as a card on a page: what the whole screen said before it was put aside. */
fun Context.emergencyCard(
    finding: Finding,
    phones: PhoneNumbers,
    from: DayShown.Why.From,
    on: FindingActions,
): View =
    card(18, 18) {
        background = context.shape(R.color.surface, radius = 20, edge = R.color.emergency, edgeWidth = 3)
        put(
            row {
                putIcon(icon(R.drawable.ic_now, R.color.emergency, ROW_ICON))
                put(words(Type.HEADING, R.color.emergency, getText(R.string.get_help)).asHeading(), start = 12, weight = 1f)
            },
        )
        put(words(Type.BODY, R.color.ink, finding.message), top = 8)
        ticked(finding)?.let { put(words(Type.BODY, R.color.ink2, it), top = 8) }
        val call = Plate(context, Look.CALL_SMALL, callWords(phones), R.drawable.ic_phone)
        put(call.onPress { on.call(phones.emergency) }, top = 14)
        put(beside(whyPlate(finding, from, on), mistakePlate(finding, on)), top = 8)
    }

/** Call 112; without a number where no country is known. */
fun Context.callWords(phones: PhoneNumbers): String =
    phones.emergency?.let { getString(R.string.call, it) } ?: getString(R.string.call_for_help)

/** You ticked: one leg swollen or warm; null where the person reported nothing. */
fun Context.ticked(finding: Finding): String? =
    finding.ticked
        .map { it.text }
        .distinct()
        .joinToString("; ")
        .ifEmpty { null }
        ?.let { getString(R.string.you_ticked, it) }

/** I ticked it by mistake; null where nothing can be taken back. */
fun Context.mistakePlate(finding: Finding, on: FindingActions): Plate? =
    if (finding.ticked.none { it.reportId != null }) {
        null
    } else {
        Plate(this, Look.QUIET_NARROW, getText(R.string.by_mistake)).onPress { on.mistake(finding) }
    }

/** How sure something is: discs, and the core's words. */
fun Context.sure(grade: Grade, text: String): View =
    row {
        gravity = Gravity.TOP
        val discs = grade.discs
        if (discs != null) putIcon(SureView(context, discs))
        put(words(Type.BODY, R.color.ink, text), start = if (discs != null) 12 else 0, weight = 1f)
    }

/** Quiet words beside each other, or under each other where the text is large. */
fun Context.beside(vararg plates: Plate?): View {
    val shown = plates.filterNotNull()
    if (largeText) return column { shown.forEach { put(it) } }
    return Flow(this, gapX = 12, gapY = 0, spread = true).apply { shown.forEach(::addView) }
}

private fun Context.whyPlate(finding: Finding, from: DayShown.Why.From, on: FindingActions) =
    Plate(this, Look.QUIET_NARROW, getText(R.string.why)).onPress { on.why(finding, from) }

/** In rows, a shape is this large, in dp. */
const val ROW_ICON = 32
