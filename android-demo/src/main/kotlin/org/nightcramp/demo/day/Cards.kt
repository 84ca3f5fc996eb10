package org.nightcramp.demo.day

import android.content.Context
import android.widget.LinearLayout
import org.nightcramp.demo.R
import org.nightcramp.demo.view.column
import org.nightcramp.demo.view.pad
import org.nightcramp.demo.view.shape

/** A card, filled by [build]; its paddings in dp. */
fun Context.card(upright: Int, side: Int, build: LinearLayout.() -> Unit): LinearLayout =
    column {
        background = context.shape(R.color.surface, radius = 20, edge = R.color.line, edgeWidth = 1)
        pad(side, upright, side, upright - UNDER)
        build()
    }

/** The last line of a card brings some air of its own. */
private const val UNDER = 4
