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

/** Lets [next] grow over what this holds, so that what both have in common stands still. */
fun ViewGroup.fadeOver(next: View, ms: Long) {
    if (childCount == 0 || !ValueAnimator.areAnimatorsEnabled()) return fadeTo(next, ms)
    // What an earlier fade has not taken away yet.
    removeViews(0, childCount - 1)
    addView(next)
    next.alpha = 0f
    next
        .animate()
        .alpha(1f)
        .setDuration(ms)
        .withEndAction { if (next.parent === this) removeViews(0, indexOfChild(next)) }
}
