package org.nightcramp.bench

import java.nio.file.Path
import java.sql.DriverManager
import java.sql.PreparedStatement
import java.sql.ResultSet

/** A journal's file opened by sqlite-jdbc under the settings that the core gives it. */
internal class PlainConnection(folder: Path) : AutoCloseable {
    private val connection = DriverManager.getConnection("jdbc:sqlite:${folder.resolve("journal.db")}")

    init {
        connection.createStatement().use { statement ->
            check(statement.executeQuery("PRAGMA application_id").getInt(1) == APPLICATION_ID)
            check(statement.executeQuery("PRAGMA user_version").getInt(1) >= 1)
            SETTINGS.forEach { statement.execute("PRAGMA $it") }
        }
    }

    /** The statement for [sql], with [values] bound. */
    fun prepare(sql: String, vararg values: Any): PreparedStatement =
        connection.prepareStatement(sql).apply { values.forEachIndexed { n, value -> setObject(n + 1, value) } }

    /** The rows that [sql] finds. */
    fun <T> rows(sql: String, vararg values: Any, read: (ResultSet) -> T): List<T> =
        prepare(sql, *values).use { statement ->
            statement.executeQuery().use { found -> generateSequence { if (found.next()) read(found) else null }.toList() }
        }

    override fun close() = connection.close()

    private companion object {
        const val APPLICATION_ID = 0x6e636b6a
        val SETTINGS =
            listOf(
                "busy_timeout = 5000",
                "journal_mode = WAL",
                "synchronous = FULL",
                "wal_autocheckpoint = 250",
                "journal_size_limit = 1048576",
                "foreign_keys = ON",
                "temp_store = MEMORY",
                "trusted_schema = OFF",
                "cell_size_check = ON",
            )
    }
}
