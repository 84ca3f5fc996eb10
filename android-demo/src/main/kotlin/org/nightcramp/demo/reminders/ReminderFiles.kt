package org.nightcramp.demo.reminders

import java.io.File
import java.io.IOException

/** What reminders keep in a folder that can be read before the first unlock; no word of health is in it. */
class ReminderFiles(private val folder: File) {
    /** The next few reminders. */
    val slice = Slice(File(folder, "reminders"))

    /** The call of this night that has rung: from bedtime on its button stays, also over a restart. */
    val button = Slice(File(folder, "button"))

    private val mark = File(folder, "erased")

    /** Whether everything was erased and nobody has used the app since. */
    val isErased: Boolean get() = mark.exists()

    /** Erases all of it; of that only a mark is left, which is empty. */
    fun erase() {
        slice.erase()
        button.erase()
        try {
            folder.mkdirs()
            mark.createNewFile()
        } catch (full: IOException) {
            // Then nothing is held until this process ends, and the next one plans an empty journal.
        }
    }

    /** The app is used again. */
    fun begin() {
        mark.delete()
    }
}
