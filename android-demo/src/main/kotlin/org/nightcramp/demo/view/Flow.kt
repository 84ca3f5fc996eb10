package org.nightcramp.demo.view

import android.content.Context
import android.view.View
import android.view.ViewGroup

/**
 * Sets its children one after the other and begins a new line where the width ends.
 *
 * @property gapX between children of a line, in dp.
 * @property gapY between lines, in dp.
 * @property spread whether what is left of a line goes between its children instead of after them.
 */
class Flow(
    context: Context,
    private val gapX: Int,
    private val gapY: Int,
    private val spread: Boolean = false,
) : ViewGroup(context) {
    private class Line(val children: List<View>, val width: Int, val height: Int)

    private var lines = emptyList<Line>()

    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) {
        val sides = paddingStart + paddingEnd
        val room = MeasureSpec.getSize(widthMeasureSpec) - sides
        val spec = MeasureSpec.makeMeasureSpec(room, MeasureSpec.AT_MOST)
        val free = MeasureSpec.makeMeasureSpec(0, MeasureSpec.UNSPECIFIED)
        val shown = (0 until childCount).map(::getChildAt).filter { it.visibility != View.GONE }
        shown.forEach { it.measure(spec, free) }
        lines = breakUp(shown, room)
        val height = lines.sumOf { it.height } + context.dp(gapY) * (lines.size - 1).coerceAtLeast(0) + paddingTop + paddingBottom
        val wide = (lines.maxOfOrNull { it.width } ?: 0) + sides
        setMeasuredDimension(resolveSize(wide, widthMeasureSpec), resolveSize(height, heightMeasureSpec))
    }

    override fun onLayout(
        changed: Boolean,
        left: Int,
        top: Int,
        right: Int,
        bottom: Int,
    ) {
        val mirrored = layoutDirection == View.LAYOUT_DIRECTION_RTL
        val room = width - paddingStart - paddingEnd
        var y = paddingTop
        for (line in lines) {
            val slack = if (spread && line.children.size > 1) (room - line.width) / (line.children.size - 1) else 0
            var x = paddingStart
            for (child in line.children) {
                val from = if (mirrored) width - x - child.measuredWidth else x
                val above = y + (line.height - child.measuredHeight) / 2
                child.layout(from, above, from + child.measuredWidth, above + child.measuredHeight)
                x += child.measuredWidth + context.dp(gapX) + slack
            }
            y += line.height + context.dp(gapY)
        }
    }

    private fun breakUp(shown: List<View>, room: Int): List<Line> {
        val rows = mutableListOf(mutableListOf<View>())
        var used = 0
        for (child in shown) {
            val needed = child.measuredWidth + if (rows.last().isEmpty()) 0 else context.dp(gapX)
            if (rows.last().isNotEmpty() && used + needed > room) {
                rows.add(mutableListOf(child))
                used = child.measuredWidth
            } else {
                rows.last().add(child)
                used += needed
            }
        }
        return rows.filter { it.isNotEmpty() }.map { row ->
            Line(row, row.sumOf { it.measuredWidth } + context.dp(gapX) * (row.size - 1), row.maxOf { it.measuredHeight })
        }
    }
}

/** Children in [columns] columns of one width; a line is as high as its highest. For chips and the days of a month. */
class Grid(context: Context, private val columns: Int, private val gap: Int) : ViewGroup(context) {
    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) {
        val width = MeasureSpec.getSize(widthMeasureSpec)
        val room = width - paddingStart - paddingEnd
        val free = MeasureSpec.makeMeasureSpec(0, MeasureSpec.UNSPECIFIED)
        var height = 0
        for (row in rows()) {
            row.forEach { (column, child) -> child.measure(exactly(cell(room, column)), free) }
            val highest = row.maxOf { it.second.measuredHeight }
            row.forEach { (column, child) -> child.measure(exactly(cell(room, column)), exactly(highest)) }
            height += highest + if (height > 0) context.dp(gap) else 0
        }
        setMeasuredDimension(width, height + paddingTop + paddingBottom)
    }

    override fun onLayout(
        changed: Boolean,
        left: Int,
        top: Int,
        right: Int,
        bottom: Int,
    ) {
        val mirrored = layoutDirection == View.LAYOUT_DIRECTION_RTL
        val room = width - paddingStart - paddingEnd
        var y = paddingTop
        for (row in rows()) {
            for ((column, child) in row) {
                val x = paddingStart + begin(room, column)
                val from = if (mirrored) width - x - child.measuredWidth else x
                child.layout(from, y, from + child.measuredWidth, y + child.measuredHeight)
            }
            y += row.first().second.measuredHeight + context.dp(gap)
        }
    }

    private fun rows() = (0 until childCount).map { it % columns to getChildAt(it) }.chunked(columns)

    /** Columns begin on whole pixels, so that the last one ends exactly at the edge. */
    private fun begin(room: Int, column: Int) = (room + context.dp(gap)) * column / columns

    private fun cell(room: Int, column: Int) = begin(room, column + 1) - begin(room, column) - context.dp(gap)

    private fun exactly(size: Int) = MeasureSpec.makeMeasureSpec(size, MeasureSpec.EXACTLY)
}
