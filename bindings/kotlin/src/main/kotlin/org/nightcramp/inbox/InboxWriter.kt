package org.nightcramp.inbox

import java.io.IOException
import java.nio.ByteBuffer
import java.nio.channels.FileChannel
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardCopyOption.ATOMIC_MOVE
import java.nio.file.StandardOpenOption.CREATE
import java.nio.file.StandardOpenOption.READ
import java.nio.file.StandardOpenOption.TRUNCATE_EXISTING
import java.nio.file.StandardOpenOption.WRITE

/**
 * Writes taps and records of reminders as files where the journal can't be opened: before the first unlock, on a full disk, in a tile
 * that must answer at once.
 *
 * Loads no native code and nothing of the journal. `Journal.ingest(directory)` takes the files in later, each once.
 *
 * @property directory the inbox; the journal's own is `inbox` in the journal's directory. Made when it is missing.
 */
public class InboxWriter(public val directory: Path) {
    /**
     * Keeps [tap]. The file and its name are on disk when this returns; only then may a surface say "logged".
     *
     * Writing the same tap again leaves the same one file.
     * @throws IOException if the storage refuses; no half-written tap is left under a name that the journal reads.
     */
    @Throws(IOException::class)
    public fun write(tap: InboxTap): Path = synchronized(turn) { place(tap.id, tap.fileName, tap.encode()) }

    /**
     * Keeps the record of a reminder, as durably as a tap.
     *
     * Writing the same record again leaves the same one file.
     * @throws IOException if the storage refuses; no half-written record is left under a name that the journal reads.
     */
    @Throws(IOException::class)
    public fun write(reminder: InboxReminder): Path = synchronized(turn) { place(reminder.id, reminder.fileName, reminder.encode()) }

    private fun place(id: String, name: String, content: ByteArray): Path {
        if (!Files.isDirectory(directory)) makeDirectory(directory)
        val hidden = directory.resolve(".$id.tmp")
        val target = directory.resolve(name)
        try {
            FileChannel.open(hidden, CREATE, WRITE, TRUNCATE_EXISTING).use { file ->
                val bytes = ByteBuffer.wrap(content)
                while (bytes.hasRemaining()) file.write(bytes)
                file.force(true)
            }
            Files.move(hidden, target, ATOMIC_MOVE)
        } catch (failure: IOException) {
            forget(hidden, failure)
            throw failure
        }
        sync(directory)
        return target
    }

    private fun forget(hidden: Path, failure: IOException) {
        try {
            Files.deleteIfExists(hidden)
        } catch (second: IOException) {
            failure.addSuppressed(second)
        }
    }

    private fun makeDirectory(wanted: Path) {
        val parent = wanted.toAbsolutePath().parent
        if (parent != null && !Files.isDirectory(parent)) makeDirectory(parent)
        Files.createDirectories(wanted)
        // Without this a power cut can take the new directory away, and the file with it.
        if (parent != null) sync(parent)
    }

    private fun sync(directory: Path) {
        FileChannel.open(directory, READ).use { it.force(true) }
    }

    private companion object {
        /** Two threads with the same file would cut each other's hidden file short. */
        val turn = Any()
    }
}
