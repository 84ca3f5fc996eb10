package org.nightcramp.demo.reminders

import java.io.File
import java.io.IOException
import java.nio.file.Files
import java.nio.file.StandardCopyOption

/** A few reminders in a file that can be read before the first unlock; no word of health is in it. */
class Slice(private val file: File) {
    /** What is in it; nothing where there is no such file. */
    fun read(): List<Ring> =
        try {
            RingText.read(file.readText())
        } catch (none: IOException) {
            emptyList()
        }

    /** Replaces what is in it. Where the disk is full the old one stays, which is better than none. */
    fun write(rings: List<Ring>) {
        try {
            file.parentFile?.mkdirs()
            val next = File(file.path + NEXT)
            next.writeText(RingText.write(rings))
            Files.move(next.toPath(), file.toPath(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING)
        } catch (full: IOException) {
            // It is written again with the next plan.
        }
    }

    /** Takes the reminder [id] out: it has rung, or its time is over. */
    fun drop(id: String) {
        val rings = read()
        if (rings.any { it.id == id }) write(rings.filter { it.id != id })
    }

    /** Adds [ring] in its place, instead of what was known of it. */
    fun put(ring: Ring) = write((read().filter { it.id != ring.id } + ring).sortedBy { it.at })

    /** Erases it, with what a write may have left behind. */
    fun erase() {
        file.delete()
        File(file.path + NEXT).delete()
    }

    private companion object {
        const val NEXT = ".tmp"
    }
}
