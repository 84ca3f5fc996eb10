package org.nightcramp.demo

import org.junit.runner.JUnitCore
import java.io.File
import java.util.concurrent.TimeUnit
import kotlin.system.exitProcess

/** Runs one test class in a process of its own, which the parent may watch or kill. */
object Child {
    @JvmStatic
    fun main(arguments: Array<String>) {
        val result = JUnitCore.runClasses(Class.forName(arguments.single()))
        result.failures.forEach { System.err.println(it.trace) }
        exitProcess(if (result.wasSuccessful()) 0 else 1)
    }

    /** Starts [test] on the phone whose storage is [phone]. */
    fun start(test: Class<*>, phone: File, vararg options: String): Process {
        val java = File(System.getProperty("java.home"), "bin/java").path
        val classPath = System.getProperty("surefire.test.class.path") ?: System.getProperty("java.class.path")
        val handedOn =
            listOf("jna.library.path", "robolectric.offline", "robolectric.dependency.dir", "nightcramp.demo")
                .map { "-D$it=${System.getProperty(it)}" }
        val command =
            listOf(java, "-Xmx1g", "-cp", classPath, "-Dnightcramp.phone=$phone") + handedOn + options +
                listOf(Child::class.java.name, test.name)
        return ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start()
    }

    /** Waits until [child] has ended by itself; true when its test passed. */
    fun passed(child: Process): Boolean = child.waitFor(2, TimeUnit.MINUTES) && child.exitValue() == 0
}
