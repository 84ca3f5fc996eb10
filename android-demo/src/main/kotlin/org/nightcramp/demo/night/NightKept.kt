package org.nightcramp.demo.night

import android.os.Bundle
import org.nightcramp.Sign
import java.time.Instant

/**
 * What must outlive the process to bring a screen back. Names and ids; what the core says of them is asked anew.
 *
 * @property place which screen.
 * @property left when the person went away.
 * @property logged the word that the screen was opened from, if it was.
 * @property crampId what was taken back.
 * @property ticked what was ticked on the list, if there was one.
 * @property others whether the rarer signs were shown.
 */
class NightKept private constructor(
    val place: Place,
    val left: Instant,
    val logged: NightShown.Logged?,
    val crampId: String?,
    val ticked: Set<Sign>,
    val others: Boolean,
) {
    /** The screens that come back. */
    enum class Place { LOGGED, TAKEN_BACK, DIFFERENT, EMERGENCY, TODAY }

    /** As the system keeps it. */
    fun toBundle(): Bundle =
        Bundle().apply {
            putString(PLACE, place.name)
            putLong(LEFT, left.toEpochMilli())
            putString(CRAMP, crampId)
            putStringArray(TICKED, ticked.map { it.name }.toTypedArray())
            putBoolean(OTHERS, others)
            logged?.let { putBundle(WORD, it.toBundle()) }
        }

    companion object {
        private const val PLACE = "place"
        private const val LEFT = "left"
        private const val CRAMP = "cramp"
        private const val TICKED = "ticked"
        private const val OTHERS = "others"
        private const val WORD = "logged"
        private const val ALREADY = "already"
        private const val TAP = "tap"
        private const val WAITS = "waits"
        private const val START = "start"
        private const val FULL = "full"
        private const val LINES = "lines"
        private const val HELD_BACK = "held-back"

        /** What [shown] needs to come back; `null` for a screen that starts anew. */
        fun of(shown: NightShown, left: Instant): NightKept? =
            when (shown) {
                is NightShown.Logged -> NightKept(Place.LOGGED, left, shown, null, emptySet(), false)
                is NightShown.TakenBack -> NightKept(Place.TAKEN_BACK, left, shown.from, shown.crampId, emptySet(), false)
                is NightShown.Different -> of(Place.DIFFERENT, left, shown)
                is NightShown.Emergency -> of(Place.EMERGENCY, left, shown.from)
                is NightShown.SeeToday -> NightKept(Place.TODAY, left, shown.from as? NightShown.Logged, null, shown.signs, false)
                is NightShown.Unreachable -> of(shown.from, left)
                is NightShown.Blank, is NightShown.Moon, is NightShown.SleepWell -> null
            }

        /** What the system kept; `null` where it is not this. */
        fun of(bundle: Bundle): NightKept? {
            val place = Place.entries.firstOrNull { it.name == bundle.getString(PLACE) } ?: return null
            val names = bundle.getStringArray(TICKED).orEmpty()
            return NightKept(
                place,
                Instant.ofEpochMilli(bundle.getLong(LEFT)),
                bundle.getBundle(WORD)?.let(::logged),
                bundle.getString(CRAMP),
                Sign.entries.filter { it.name in names }.toSet(),
                bundle.getBoolean(OTHERS),
            )
        }

        private fun of(place: Place, left: Instant, list: NightShown.Different) =
            NightKept(place, left, list.from as? NightShown.Logged, null, list.ticked, list.others)

        private fun NightShown.Logged.toBundle() =
            Bundle().apply {
                putBoolean(ALREADY, already)
                putString(TAP, tapId)
                putBoolean(WAITS, waits)
                putLong(START, start.toEpochMilli())
                putBoolean(FULL, full)
                putStringArray(LINES, relief?.lines?.toTypedArray())
                putBoolean(HELD_BACK, relief?.heldBack ?: false)
            }

        private fun logged(bundle: Bundle): NightShown.Logged? {
            val lines = bundle.getStringArray(LINES)?.toList()
            return NightShown.Logged(
                bundle.getBoolean(ALREADY),
                bundle.getString(TAP) ?: return null,
                bundle.getBoolean(WAITS),
                Instant.ofEpochMilli(bundle.getLong(START)),
                lines?.let { ReliefLines(it, bundle.getBoolean(HELD_BACK)) },
                bundle.getBoolean(FULL),
            )
        }

        private val NightShown.SeeToday.signs get() = finding.ticked.map { it.sign }.toSet()
    }
}
