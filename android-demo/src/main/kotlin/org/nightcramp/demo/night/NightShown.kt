package org.nightcramp.demo.night

import org.nightcramp.Finding
import org.nightcramp.PhoneNumbers
import org.nightcramp.Sign
import org.nightcramp.SignRow
import org.nightcramp.demo.key
import java.time.Instant

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
     * @property tapId the tap.
     * @property waits whether the tap is in the inbox, where it can be taken back in the morning only.
     * @property start when the cramp began.
     * @property relief what helps now; `null` where the core cannot be asked.
     * @property full whether the ring has gone round.
     */
    data class Logged(
        val already: Boolean,
        val tapId: String,
        val waits: Boolean,
        val start: Instant,
        val relief: ReliefLines?,
        val full: Boolean = false,
    ) : NightShown {
        /** The tap, where the journal has it. */
        val undoTapId: String? get() = tapId.takeUnless { waits }
    }

    /**
     * A tap was undone and can be put back.
     *
     * @property from the word it was undone under; `null` when that was the moon.
     */
    data class TakenBack(val crampId: String, val from: Logged?) : NightShown

    /** The cramp has passed. */
    data object SleepWell : NightShown

    /**
     * What was different?
     *
     * @property rows every sign that can be ticked now.
     * @property ticked what was ticked since this was opened.
     * @property others whether the rarer signs are shown.
     * @property from where it was opened.
     */
    data class Different(
        val rows: List<SignRow>,
        val ticked: Set<Sign>,
        val others: Boolean,
        val from: NightShown,
    ) : NightShown

    /**
     * Get help now.
     *
     * @property cannotCall whether this device has no dialler.
     */
    data class Emergency(
        val finding: Finding,
        val phones: PhoneNumbers,
        val from: Different,
        val cannotCall: Boolean = false,
    ) : NightShown

    /** See someone today. */
    data class SeeToday(
        val finding: Finding,
        val phones: PhoneNumbers,
        val from: NightShown,
        val cannotCall: Boolean = false,
    ) : NightShown

    /** The journal can neither be asked nor told what was different. */
    data class Unreachable(val from: NightShown, val cannotCall: Boolean = false) : NightShown
}

/**
 * What helps now.
 *
 * @property heldBack whether a guard holds a line back; the picture shows what such a line says.
 */
data class ReliefLines(val lines: List<String>, val heldBack: Boolean)

/** Whether this only waits for a tap, so that it may be replaced at any time. */
val NightShown.isDoor: Boolean get() = this is NightShown.Blank || this is NightShown.Moon

/** Whether this must be read, so that the phone's own brightness is given back. */
val NightShown.isCard: Boolean
    get() = this is NightShown.Emergency || this is NightShown.SeeToday || this is NightShown.Unreachable

/** Whether this is the screen [before], whatever has changed on it meanwhile: a press answers only that. */
fun NightShown.isStill(before: NightShown): Boolean = javaClass == before.javaClass && emergencyKey == before.emergencyKey

private val NightShown.emergencyKey: String? get() = (this as? NightShown.Emergency)?.finding?.key
