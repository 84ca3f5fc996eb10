package org.nightcramp.demo.view

import android.content.Context
import android.graphics.drawable.Drawable
import android.graphics.drawable.GradientDrawable
import android.graphics.drawable.LayerDrawable
import android.graphics.drawable.StateListDrawable
import android.view.Gravity
import android.widget.CheckBox
import org.nightcramp.demo.R

/** A row to tick at night: a box, filled when ticked, and words, bold when ticked. */
class NightTick(context: Context, text: CharSequence) : CheckBox(context) {
    init {
        Type.N_SMALL.applyTo(this)
        setTextColor(context.getColor(R.color.n_ink))
        this.text = text
        contentDescription = text
        minimumHeight = context.dp(HEIGHT)
        gravity = Gravity.CENTER_VERTICAL or Gravity.START
        textDirection = TEXT_DIRECTION_LOCALE
        textAlignment = TEXT_ALIGNMENT_GRAVITY
        buttonDrawable = box()
        background = ground()
        pad(GAP, UPRIGHT, 0, UPRIGHT)
    }

    /** Called by the platform's own constructor as well. */
    override fun setChecked(checked: Boolean) {
        super.setChecked(checked)
        typeface = (if (checked) Type.N_TICKED else Type.N_SMALL).typeface
    }

    private fun box(): Drawable =
        StateListDrawable().apply {
            addState(intArrayOf(android.R.attr.state_checked), ticked())
            addState(intArrayOf(), square().apply { setStroke(context.dp(EDGE).toInt(), context.getColor(R.color.n_dim)) })
        }

    private fun ticked(): Drawable {
        val check = context.getDrawable(R.drawable.ic_check)!!.mutate()
        check.setTint(context.getColor(R.color.n_bg))
        return LayerDrawable(arrayOf(square().apply { setColor(context.getColor(R.color.n_ink)) }, check)).apply {
            setLayerSize(1, context.dp(CHECK), context.dp(CHECK))
            setLayerGravity(1, Gravity.CENTER)
        }
    }

    private fun square(): GradientDrawable = context.shape(0, CORNER).apply { setSize(context.dp(BOX), context.dp(BOX)) }

    private fun ground(): Drawable =
        StateListDrawable().apply {
            addState(intArrayOf(android.R.attr.state_pressed), context.shape(R.color.n_press, CORNER))
            addState(intArrayOf(android.R.attr.state_focused), context.shape(0, CORNER, R.color.n_ink, FOCUS))
            addState(intArrayOf(), context.shape(0, CORNER))
        }

    private companion object {
        const val HEIGHT = 60
        const val BOX = 30
        const val CHECK = 26
        const val CORNER = 8
        const val EDGE = 2.5f
        const val FOCUS = 3
        const val GAP = 16
        const val UPRIGHT = 6
    }
}
