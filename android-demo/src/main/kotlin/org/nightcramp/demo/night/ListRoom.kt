package org.nightcramp.demo.night

import android.app.Activity
import android.content.ActivityNotFoundException
import android.content.Intent
import android.net.Uri
import android.os.Bundle
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.launch
import org.nightcramp.Findings
import org.nightcramp.Sign
import org.nightcramp.Urgency
import org.nightcramp.demo.app
import org.nightcramp.demo.emergencies
import org.nightcramp.demo.key

/** The house in which the night's list is: one screen in front. */
interface NightHouse {
    /** The activity, for the dialler. */
    val activity: Activity

    /** What is in front. */
    val shown: NightShown

    /** What ends with the screen. */
    val scope: CoroutineScope

    /** Puts [next] in front. */
    fun show(next: NightShown)

    /** Notes what was pressed on the list in front, which shows it already. */
    fun note(next: NightShown.Different)

    /** One screen back. */
    fun goBack()

    /** The journal decides what comes first. */
    fun done()

    /** [word] with its ring as it is now. */
    fun upToDate(word: NightShown.Logged): NightShown.Logged
}

/** What a person can do on the list *what was different?* and on the cards that come of it. An emergency is never lost. */
class ListRoom(private val house: NightHouse, private val book: () -> NightBook) :
    DifferentScreen.Actions,
    CardScreen.Actions {
    /** The emergencies that were on the screen: one that the person has left must not stand in the way of *Done*. */
    private val told = mutableSetOf<String>()

    /** Notes that [card] is on the screen. */
    fun seen(card: NightShown.Emergency) {
        told += card.finding.key
    }

    /** Hours later every emergency is news again. */
    fun forget() = told.clear()

    /** Keeps in [state] what the journal does not know. */
    fun keepIn(state: Bundle) = state.putStringArray(TOLD, told.toTypedArray())

    /** Takes it up again. */
    fun takeUp(state: Bundle) {
        told += state.getStringArray(TOLD).orEmpty()
    }

    /** Opens the list on top of what is in front. */
    fun open() {
        val from = house.shown
        house.scope.launch {
            val rows = book().open()
            if (!house.shown.isStill(from)) return@launch
            house.show(if (rows == null) NightShown.Unreachable(from) else NightShown.Different(rows, emptySet(), others = false, from))
        }
    }

    override fun openOthers() {
        (house.shown as? NightShown.Different)?.let { house.show(it.copy(others = true)) }
    }

    override fun tick(sign: Sign, ticked: Boolean) {
        // Known at the press: *Done* may come before the journal has answered.
        val pressed = (house.shown as? NightShown.Different)?.with(sign, ticked) ?: return
        house.note(pressed)
        // Like a tap: it reaches the disk even if this screen goes away.
        house.activity.app.scope.launch {
            val said = book().tick(sign, ticked)
            if (house.activity.isDestroyed) return@launch
            val list = house.shown as? NightShown.Different ?: pressed
            if (said == null) unticked(list.with(sign, !ticked)) else follow(said, list.copy(rows = said.rows), sign)
        }
    }

    /** The tick or its end is not saved. */
    private fun unticked(list: NightShown.Different) {
        if (house.shown !is NightShown.Emergency && house.shown !is NightShown.Unreachable) house.show(NightShown.Unreachable(list))
    }

    /** What a tick of [sign] on [list] brings: an emergency comes on top of whatever is in front by now. */
    private fun follow(said: NightBook.Ticked, list: NightShown.Different, sign: Sign) {
        val now = house.shown
        val emergency = said.findings?.emergency(sign)
        when {
            emergency == null -> if (now is NightShown.Different) house.show(list)

            now !is NightShown.Emergency -> house.show(emergency.emergency(list))

            // A second tick while the first one's card came.
            now.finding.key != emergency.finding.key -> house.show(emergency.emergency(now.from))
        }
    }

    override fun doneDifferent() {
        val list = house.shown as? NightShown.Different ?: return
        if (list.ticked.isEmpty()) return goBackTo(list.from)
        house.scope.launch {
            val findings = book().findings()
            val now = house.shown as? NightShown.Different ?: return@launch
            val emergency = findings?.newEmergency(now.ticked)
            val today = findings?.card(Urgency.TODAY, now.ticked)
            when {
                findings == null -> house.show(NightShown.Unreachable(now.from))
                emergency != null -> house.show(emergency.emergency(now))
                today != null -> house.show(today.today(now.from))
                else -> goBackTo(now.from)
            }
        }
    }

    override fun mistaken(shown: NightShown.Emergency) {
        // A change like any other: it reaches the disk even if this screen goes away.
        house.activity.app.scope.launch {
            if (!book().takeBack(shown.finding.reportIds)) return@launch
            val mistakes = shown.finding.ticked.map { it.sign }
            val list = freshened(shown.from.copy(ticked = shown.from.ticked - mistakes.toSet()))
            val findings = book().findings()
            if (house.activity.isDestroyed || !house.shown.isStill(shown)) return@launch
            val other = findings?.card(Urgency.EMERGENCY, shown.from.ticked)
            when {
                list !is NightShown.Different -> house.show(list)
                findings == null -> house.show(NightShown.Unreachable(list))
                else -> house.show(other?.emergency(list) ?: list)
            }
        }
    }

    override fun goBack() = house.goBack()

    override fun dial(number: String?) {
        val address = number?.let { Uri.fromParts("tel", it.filterNot(Char::isWhitespace), null) }
        try {
            house.activity.startActivity(Intent(Intent.ACTION_DIAL, address))
        } catch (missing: ActivityNotFoundException) {
            when (val now = house.shown) {
                is NightShown.Emergency -> house.show(now.copy(cannotCall = true))
                is NightShown.SeeToday -> house.show(now.copy(cannotCall = true))
                is NightShown.Unreachable -> house.show(now.copy(cannotCall = true))
                else -> Unit
            }
        }
    }

    /** The list again, as it is now. */
    fun openList(list: NightShown.Different) {
        val before = house.shown
        house.scope.launch {
            val next = freshened(list)
            if (house.shown.isStill(before)) house.show(next)
        }
    }

    private suspend fun freshened(list: NightShown.Different): NightShown =
        book().signs()?.let { list.copy(rows = it) } ?: NightShown.Unreachable(list.from)

    /** Leaves the list, or a card, for [from]. */
    fun goBackTo(from: NightShown) {
        if (from !is NightShown.Logged) return if (from is NightShown.Different) openList(from) else house.done()
        val before = house.shown
        house.scope.launch {
            // What was ticked meanwhile may hold a line back.
            val answered = book().relief(from.tapId)
            // And an emergency may have come.
            if (house.shown.isStill(before)) house.show(house.upToDate(from.copy(relief = answered?.relief)))
        }
    }

    /** Brings back the list, or the card on it, that the system took away; it was opened from [from]. */
    suspend fun bringBack(kept: NightKept, from: NightShown) {
        val list = freshened(NightShown.Different(emptyList(), kept.ticked, kept.others, from))
        if (list !is NightShown.Different) return house.show(list)
        val findings = book().findings()
        // The process may have gone between a tick and its card.
        val unseen = if (kept.ticked.isEmpty()) null else findings?.newEmergency(kept.ticked)
        val next =
            when (kept.place) {
                NightKept.Place.EMERGENCY -> findings?.card(Urgency.EMERGENCY, kept.ticked)?.emergency(list)
                NightKept.Place.TODAY -> findings?.card(Urgency.TODAY, kept.ticked)?.today(from)
                else -> null
            }
        house.show(unseen?.emergency(list) ?: next ?: list)
    }

    /** The emergency that [sign], ticked just now, makes; else one that was never seen. */
    private fun Findings.emergency(sign: Sign): Card? {
        val own = emergencies.firstOrNull { finding -> finding.ticked.any { it.sign == sign } }
        return own?.let { Card(it, phones) } ?: newEmergency(setOf(sign))
    }

    /** An emergency that was never seen, one that names one of [signs] rather than another. */
    private fun Findings.newEmergency(signs: Set<Sign>): Card? = card(Urgency.EMERGENCY, signs) { it.key !in told }

    private fun Card.emergency(list: NightShown.Different) = NightShown.Emergency(finding, phones, list)

    private fun Card.today(from: NightShown) = NightShown.SeeToday(finding, phones, from)

    private fun NightShown.Different.with(sign: Sign, on: Boolean) = copy(ticked = if (on) ticked + sign else ticked - sign)

    private companion object {
        const val TOLD = "told"
    }
}
