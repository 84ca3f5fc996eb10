package org.nightcramp.demo.night

import android.view.View
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.widget.LinearLayout
import org.nightcramp.demo.R
import org.nightcramp.demo.view.dp

/** Adds the line under a list that scrolls: it goes on below. */
internal fun LinearLayout.putNightRule() {
    val rule = View(context)
    rule.setBackgroundColor(context.getColor(R.color.n_rule))
    addView(rule, LinearLayout.LayoutParams(MATCH_PARENT, context.dp(2)))
}
