package org.nightcramp.demo.day

import android.content.Context
import android.view.View
import android.widget.LinearLayout
import org.nightcramp.demo.R
import org.nightcramp.demo.view.Flow
import org.nightcramp.demo.view.Type
import org.nightcramp.demo.view.column
import org.nightcramp.demo.view.dp
import org.nightcramp.demo.view.heading
import org.nightcramp.demo.view.largeText
import org.nightcramp.demo.view.pad
import org.nightcramp.demo.view.put
import org.nightcramp.demo.view.putIcon
import org.nightcramp.demo.view.row
import org.nightcramp.demo.view.words

/** A card of facts: names, which are resources, and values; one that is `null` was not answered. */
fun Context.sheet(head: View, facts: List<Pair<Int, String?>>): View =
    card(10, 20) {
        put(head)
        // The icon's own edge, not that of its touch area, stands under the values' edge.
        clipToPadding = false
        (head.layoutParams as LinearLayout.LayoutParams).marginEnd = -dp(10)
        facts.forEachIndexed { index, (name, value) -> put(fact(getString(name), value), top = if (index == 0) 2 else 0) }
    }

/** What stands over a card's facts: a mark, a title, and [more] at the end. */
fun Context.sheetHead(mark: View, title: String, more: LinearLayout.() -> Unit = {}): View =
    row {
        minimumHeight = dp(48)
        putIcon(mark)
        put(heading(title), start = 12, weight = 1f)
        more()
    }

/** The line above what follows on a card. */
fun LinearLayout.putLine() {
    val line = View(context)
    line.setBackgroundColor(context.getColor(R.color.line))
    addView(line, LinearLayout.LayoutParams(LinearLayout.LayoutParams.MATCH_PARENT, context.dp(1)))
}

/** A name and its value; under each other where the text is large or the line is short. */
private fun Context.fact(name: String, value: String?): View =
    column {
        putLine()
        val left = words(Type.FACT, R.color.ink2, name)
        val known = value != null
        val right =
            words(
                if (known) Type.BODY_MEDIUM else Type.FACT,
                if (known) R.color.ink else R.color.accent,
                value ?: getText(R.string.not_answered),
            )
        if (largeText) {
            put(left, top = 8)
            put(right, top = 2)
        } else {
            val beside = Flow(this@fact, gapX = 16, gapY = 2, spread = true)
            beside.addView(left)
            beside.addView(right)
            put(beside, top = 8)
        }
        pad(0, 0, 0, 8)
    }
