package org.nightcramp.bench

import java.nio.file.Path
import java.sql.DriverManager
import java.sql.PreparedStatement
import java.sql.ResultSet

/** An SQLite file opened by sqlite-jdbc under the settings that the core gives its own. */
internal class PlainConnection(file: Path) : AutoCloseable {
    private val connection = DriverManager.getConnection("jdbc:sqlite:$file")

    init {
        SETTINGS.forEach(::run)
    }

    /** Runs [sql] for what it does. */
    fun run(sql: String) {
        connection.createStatement().use { it.execute(sql) }
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
        val SETTINGS =
            listOf(
                "PRAGMA busy_timeout = 5000",
                "PRAGMA journal_mode = WAL",
                "PRAGMA synchronous = FULL",
                "PRAGMA wal_autocheckpoint = 250",
                "PRAGMA journal_size_limit = 1048576",
                "PRAGMA secure_delete = ON",
                "PRAGMA temp_store = MEMORY",
                "PRAGMA trusted_schema = OFF",
                "PRAGMA cell_size_check = ON",
            )
    }
}
