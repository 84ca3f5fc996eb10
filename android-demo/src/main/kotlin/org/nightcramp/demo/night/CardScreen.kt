package org.nightcramp.demo.night

import android.content.Context
import android.graphics.text.LineBreaker
import android.os.Build
import android.view.View
import android.view.ViewGroup
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.widget.LinearLayout
import org.nightcramp.Finding
import org.nightcramp.PhoneNumbers
import org.nightcramp.demo.R
import org.nightcramp.demo.view.Look
import org.nightcramp.demo.view.Plate
import org.nightcramp.demo.view.Type
import org.nightcramp.demo.view.asHeading
import org.nightcramp.demo.view.column
import org.nightcramp.demo.view.icon
import org.nightcramp.demo.view.largeText
import org.nightcramp.demo.view.pad
import org.nightcramp.demo.view.put
import org.nightcramp.demo.view.putIcon
import org.nightcramp.demo.view.row
import org.nightcramp.demo.view.scroll
import org.nightcramp.demo.view.words

/** What cannot wait until the morning, and whom to call. */
class CardScreen(private val context: Context, private val on: Actions) {
    /** What a person can do here. */
    interface Actions {
        /** Opens the dialler with [number] in it, or empty. Never calls by itself. */
        fun dial(number: String?)

        fun mistaken(shown: NightShown.Emergency)

        fun goBack()
    }

    /** Get help now: the message scrolls, the button stays. */
    fun build(shown: NightShown.Emergency): ViewGroup {
        val call = CallButton(context, Type.N_CALL, shown.phones.call, CALL_ICON, on.dialling(shown.phones.emergency))
        return CallPage(context, call).apply {
            prepare(R.string.get_help)
            put(head(R.drawable.ic_now, R.string.get_help))
            addView(context.scroll(message(shown.finding, shown.cannotCall)), LinearLayout.LayoutParams(MATCH_PARENT, 0, 1f))
            if (context.largeText) putNightRule()
            putNumbers(shown.phones, top = 8)
            put(call, top = 8)
            val mistakable = shown.finding.reportIds.isNotEmpty()
            val quiet = Plate(context, Look.NIGHT_QUIET, context.getText(if (mistakable) R.string.by_mistake else R.string.back))
            put(quiet.onPress { if (mistakable) on.mistaken(shown) else on.goBack() }, top = 14)
        }
    }

    /** See someone today: all of it scrolls. */
    fun build(shown: NightShown.SeeToday): ViewGroup {
        val page =
            context.column {
                prepare(R.string.see_today)
                put(head(R.drawable.ic_today, R.string.see_today))
                put(message(shown.finding, shown.cannotCall))
                put(View(context), weight = 1f)
                shown.phones.advice?.let { number ->
                    val words = context.getString(R.string.advice_line, number.unbroken)
                    put(Plate(context, Look.NIGHT_STRONG, words, R.drawable.ic_phone).onPress { on.dial(number) }, top = 18)
                }
                val worse = context.getText(R.string.worse)
                putNumbers(shown.phones, top = 12)
                put(CallButton(context, worse, shown.phones.call, on.dialling(shown.phones.emergency)), top = 12)
                put(Plate(context, Look.NIGHT, context.getText(R.string.remind_morning)).onPress(on::goBack), top = 12)
            }
        return context.scroll(page).apply { setBackgroundColor(context.getColor(R.color.n_bg)) }
    }

    /** The journal can't be reached: help can. */
    fun build(shown: NightShown.Unreachable): ViewGroup {
        val call = CallButton(context, Type.N_CALL, context.getText(R.string.call_for_help), CALL_ICON, on.dialling(null))
        return CallPage(context, call).apply {
            prepare(R.string.unreachable)
            put(context.words(Type.N_TITLE, R.color.n_ink, context.getText(R.string.unreachable)).asHeading())
            val why =
                context.column {
                    if (shown.cannotCall) put(cannotCall(), top = 12)
                    put(line(R.color.n_ink, context.getText(R.string.in_doubt)), top = 12)
                }
            addView(context.scroll(why), LinearLayout.LayoutParams(MATCH_PARENT, 0, 1f))
            put(numbers(context.getString(R.string.numbers_anywhere)))
            put(call, top = 8)
            put(Plate(context, Look.NIGHT_QUIET, context.getText(R.string.back)).onPress(on::goBack), top = 14)
        }
    }

    private fun LinearLayout.prepare(title: Int) {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) accessibilityPaneTitle = context.getText(title)
        setBackgroundColor(context.getColor(R.color.n_bg))
        pad(24, 20, 24, 16)
    }

    private fun head(icon: Int, title: Int) =
        context.row {
            putIcon(context.icon(icon, R.color.n_ink, HEAD_ICON))
            put(context.words(Type.N_TITLE, R.color.n_ink, context.getText(title)).asHeading(), start = 16, weight = 1f)
        }

    private fun message(finding: Finding, cannotCall: Boolean) =
        context.column {
            if (cannotCall) put(cannotCall(), top = 18)
            put(line(R.color.n_ink, finding.message), top = if (cannotCall) 14 else 18)
            val why = if (finding.ticked.isEmpty()) finding.because else ticked(finding)
            if (why.isNotBlank()) put(line(R.color.n_dim, why), top = 14)
        }

    private fun ticked(finding: Finding) = context.getString(R.string.you_ticked, finding.ticked.joinToString("; ") { it.text })

    private fun cannotCall() = line(R.color.n_ink, context.getText(R.string.cannot_call))

    /** A sentence; only a word that is longer than a line is broken. */
    private fun line(ink: Int, text: CharSequence) =
        context.words(Type.N_LINE, ink, text).apply { breakStrategy = LineBreaker.BREAK_STRATEGY_SIMPLE }

    /** Where no country is known, the numbers that work in most of the world. */
    private fun LinearLayout.putNumbers(phones: PhoneNumbers, top: Int) {
        if (phones.emergency == null) put(numbers(phones.common.joinToString(BETWEEN_NUMBERS) { it.unbroken }), top = top)
    }

    private fun numbers(text: String) =
        context.words(Type.N_TITLE, R.color.n_ink, text).apply { textAlignment = View.TEXT_ALIGNMENT_CENTER }

    private val PhoneNumbers.call: CharSequence
        get() = emergency?.let { context.getString(R.string.call, it.unbroken) } ?: context.getText(R.string.call_for_help)

    private fun Actions.dialling(number: String?): () -> Unit = { dial(number) }

    private companion object {
        const val HEAD_ICON = 52
        const val CALL_ICON = 64
        const val BETWEEN_NUMBERS = " \u00B7 "

        /** A number stays on one line. */
        val String.unbroken get() = replace(' ', '\u00A0')
    }
}

/** The reports that a finding speaks of. */
val Finding.reportIds: List<String> get() = ticked.mapNotNull { it.reportId }
