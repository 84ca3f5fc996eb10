package org.nightcramp.bench

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Tag
import org.junit.jupiter.api.Test
import org.nightcramp.inbox.InboxSource
import org.nightcramp.inbox.InboxTap
import org.nightcramp.inbox.InboxWriter
import java.nio.ByteBuffer
import java.nio.channels.FileChannel
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardCopyOption.ATOMIC_MOVE
import java.nio.file.StandardOpenOption.CREATE_NEW
import java.nio.file.StandardOpenOption.READ
import java.nio.file.StandardOpenOption.WRITE
import kotlin.io.path.listDirectoryEntries

/** A tap into the inbox, beside the bare steps that make any file durable. */
@Tag("bench")
class InboxBench {
    @Test
    fun `a tap into the inbox`() {
        val ours = benchFolder("inbox")
        val plain = benchFolder("plain")
        val writer = InboxWriter(ours)
        val bytes = InboxTap.now(InboxSource.TILE).encode()
        Race(ROUNDS, WARM_UP)
            .run({ writer.write(InboxTap.now(InboxSource.TILE)) }, { bare(plain, "tap$it", bytes) })
            .print("kotlin_inbox_ratio", "<= 2")

        listOf(ours, plain).forEach { assertEquals(WARM_UP + ROUNDS, it.listDirectoryEntries().size) }
        listOf(ours, plain).forEach { it.toFile().deleteRecursively() }
    }

    private fun bare(directory: Path, name: String, bytes: ByteArray) {
        val hidden = directory.resolve("$name.tmp")
        FileChannel.open(hidden, CREATE_NEW, WRITE).use {
            it.write(ByteBuffer.wrap(bytes))
            it.force(true)
        }
        Files.move(hidden, directory.resolve("$name.evt"), ATOMIC_MOVE)
        FileChannel.open(directory, READ).use { it.force(true) }
    }

    private companion object {
        const val ROUNDS = 1_000
        const val WARM_UP = 200
    }
}
