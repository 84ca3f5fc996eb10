package org.nightcramp

import com.google.gson.JsonObject
import com.google.gson.JsonParser
import java.nio.file.Path
import kotlin.io.path.reader

/** The cases that the Rust, Kotlin and Swift tests share. */
object Vectors {
    /** The workspace's folder. */
    val workspace: Path = Path.of(checkNotNull(System.getProperty("nightcramp.workspace")) { "run the tests through Maven" })

    /** One file of `tests/vectors`. */
    fun read(name: String): JsonObject =
        workspace
            .resolve("tests/vectors")
            .resolve(name)
            .reader()
            .use { JsonParser.parseReader(it).asJsonObject }
}
