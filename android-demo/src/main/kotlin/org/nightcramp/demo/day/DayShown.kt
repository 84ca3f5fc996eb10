package org.nightcramp.demo.day

import org.nightcramp.Cramp
import org.nightcramp.CrampDetails
import org.nightcramp.Health
import org.nightcramp.MorningQuestion
import org.nightcramp.NightMark
import org.nightcramp.NightPage
import org.nightcramp.NightTally
import org.nightcramp.Recovery
import java.time.LocalDate
import java.time.YearMonth

/** What a page of the day shows; one value, one picture. */
sealed interface DayShown {
    /** Whether [next] is this page with other answers on it, and not another page. */
    fun isSamePageAs(next: DayShown): Boolean

    /**
     * What the morning asks.
     *
     * @property night the night it asks about.
     * @property cramps what is known of that night, without what was taken back.
     * @property question the open question in front; null when nothing is open, or everything was skipped.
     * @property more how many open questions come after it.
     * @property draft the details with the answer that is chosen and not yet sent; null while nothing is chosen.
     * @property answered whether something was answered or skipped while this was open.
     * @property recovery what came back after damage, until the person has seen it.
     * @property missingBytes how much to free on a disk that is nearly full.
     * @property saidNone whether "no cramp" was the last answer, so that it can be undone.
     */
    data class Morning(
        val night: LocalDate,
        val cramps: List<Cramp>,
        val question: MorningQuestion?,
        val more: Int,
        val draft: CrampDetails? = null,
        val answered: Boolean = false,
        val saidNone: Boolean = false,
        val recovery: Recovery? = null,
        val missingBytes: ULong? = null,
    ) : DayShown {
        override fun isSamePageAs(next: DayShown): Boolean = next is Morning && question == next.question && saidNone == next.saidNone
    }

    /**
     * The calendar of nights.
     *
     * @property marks the nights of [month] that have begun.
     * @property today the date on the phone.
     * @property latest the night that now lies in; later ones can't be opened.
     * @property tally what is known of the last [nights] nights.
     */
    data class Journal(
        val month: YearMonth,
        val marks: Map<LocalDate, NightMark>,
        val today: LocalDate,
        val latest: LocalDate,
        val nights: Int,
        val tally: NightTally,
    ) : DayShown {
        override fun isSamePageAs(next: DayShown): Boolean = next is Journal
    }

    /**
     * One night.
     *
     * @property deletedId the cramp that was just deleted and can come back.
     */
    data class Night(val page: NightPage, val deletedId: String? = null) : DayShown {
        override fun isSamePageAs(next: DayShown): Boolean = next is Night && page.mark.night == next.page.mark.night
    }

    /** The details of one cramp, to be changed. */
    data class Edit(val cramp: Cramp) : DayShown {
        override fun isSamePageAs(next: DayShown): Boolean = next is Edit && cramp.id == next.cramp.id
    }

    /** The journal can't be read or written now; [why] is what it said. */
    data class Trouble(val why: Throwable) : DayShown {
        override fun isSamePageAs(next: DayShown): Boolean = next is Trouble
    }

    /**
     * How the journal is.
     *
     * @property health what it says of itself; null where it can't.
     * @property why the reason for that.
     * @property from where the way back leads.
     */
    data class Help(val health: Health?, val why: Throwable?, val from: Tab) : DayShown {
        override fun isSamePageAs(next: DayShown): Boolean = next is Help
    }

    /**
     * The question before everything is erased.
     *
     * @property help the page from which it was asked.
     * @property sure whether the person has said that they are.
     * @property erased whether it is done.
     */
    data class Erase(val help: Help, val sure: Boolean = false, val erased: Boolean = false) : DayShown {
        override fun isSamePageAs(next: DayShown): Boolean = next is Erase && erased == next.erased
    }
}
