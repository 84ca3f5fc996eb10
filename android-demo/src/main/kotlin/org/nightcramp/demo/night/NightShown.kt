package org.nightcramp.demo.night

/** What the night shows; one value, one picture. */
sealed interface NightShown {
    /** Black, until the journal has said which face comes first. */
    data object Blank : NightShown

    /**
     * The moon, waiting for a tap.
     *
     * @property undoTapId the newest tap that may still be undone, if there is one.
     * @property notSaved whether the last tap found no place at all.
     */
    data class Moon(val undoTapId: String? = null, val notSaved: Boolean = false) : NightShown

    /**
     * A tap is on disk.
     *
     * @property already whether it joined a cramp that was logged just before.
     * @property undoTapId the tap, where the journal has it; a tap in the inbox can be taken back in the morning.
     */
    data class Logged(val already: Boolean, val undoTapId: String?) : NightShown

    /** A tap was undone and can be put back. */
    data class TakenBack(val crampId: String, val tapId: String) : NightShown
}
