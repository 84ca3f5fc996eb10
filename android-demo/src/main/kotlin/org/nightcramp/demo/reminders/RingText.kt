package org.nightcramp.demo.reminders

import java.time.Instant

/** Reminders as a few lines of text: in the file that is read before the first unlock, and on the way through an alarm. */
object RingText {
    /** [rings] as text. */
    fun write(rings: List<Ring>): String = rings.joinToString("\n") { block(it) }

    /** What [text] holds; a block that makes no sense is left out, so that one bad line costs one reminder. */
    fun read(text: String): List<Ring> =
        text.split("\n\n").filter { it.isNotBlank() }.mapNotNull { block ->
            runCatching { ring(block.lines().filter { it.isNotEmpty() }.map { it.substringBefore(' ') to it.substringAfter(' ', "") }) }
                .getOrNull()
        }

    private fun block(ring: Ring): String =
        listOfNotNull(
            "id" to ring.id,
            "at" to ring.at.toEpochMilli(),
            "too-late" to ring.tooLate.toEpochMilli(),
            "window" to ring.windowS,
            "code" to ring.requestCode,
            ring.buttonFrom?.let { "button-from" to it.toEpochMilli() },
            ring.buttonUntil?.let { "button-until" to it.toEpochMilli() },
            ring.unlessAnswered?.let { "unless" to it },
            "locked" to flat(ring.locked),
            ring.title?.let { "title" to flat(it) },
            ring.body?.let { "body" to flat(it) },
            *ring.answers.map { "answer" to press(it) }.toTypedArray(),
            ring.cramp?.let { "button" to press(it) },
        ).joinToString("") { (key, value) -> "$key $value\n" }

    private fun press(press: Press): String = listOfNotNull(press.word, flat(press.locked), press.title?.let(::flat)).joinToString("\t")

    /** In one line: a line's end would begin another one. */
    private fun flat(text: String): String = text.replace(Regex("\\s+"), " ")

    private fun ring(lines: List<Pair<String, String>>): Ring {
        fun maybe(key: String) = lines.firstOrNull { it.first == key }?.second

        fun must(key: String) = checkNotNull(maybe(key)) { "no $key" }

        fun instant(text: String) = Instant.ofEpochMilli(text.toLong())
        return Ring(
            id = must("id"),
            at = instant(must("at")),
            tooLate = instant(must("too-late")),
            windowS = must("window").toInt(),
            requestCode = must("code").toInt(),
            buttonFrom = maybe("button-from")?.let(::instant),
            buttonUntil = maybe("button-until")?.let(::instant),
            unlessAnswered = maybe("unless"),
            locked = must("locked"),
            title = maybe("title"),
            body = maybe("body"),
            answers = lines.filter { it.first == "answer" }.map { pressed(it.second) },
            cramp = maybe("button")?.let(::pressed),
        )
    }

    private fun pressed(line: String): Press {
        val parts = line.split('\t')
        return Press(parts[0], parts[1], parts.getOrNull(2))
    }
}
