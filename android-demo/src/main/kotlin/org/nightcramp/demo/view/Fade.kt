package org.nightcramp.demo.view

import android.animation.ValueAnimator
import android.view.View
import android.view.ViewGroup

/** Puts [next] in the place of what this holds, in a fade of [ms]; at once where the person has turned animations off. */
fun ViewGroup.fadeTo(next: View, ms: Long) {
    removeAllViews()
    addView(next)
    if (!ValueAnimator.areAnimatorsEnabled()) return
    next.alpha = 0f
    next.animate().alpha(1f).setDuration(ms)
}
