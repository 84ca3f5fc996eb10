package org.nightcramp.demo

import android.app.KeyguardManager
import android.os.Looper
import android.os.UserManager
import android.os.VibratorManager
import android.service.quicksettings.Tile
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.nightcramp.TapSource
import org.nightcramp.demo.tile.CrampTile
import org.nightcramp.inbox.InboxWriter
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import java.io.File
import java.time.Duration

/** One press of the tile in a process of its own; [TileTest] watches which classes that loads. */
@RunWith(RobolectricTestRunner::class)
class TileAlone {
    @Test
    fun press() {
        val tile = Robolectric.setupService(CrampTile::class.java)
        tile.onStartListening()
        tile.onClick()
        check(
            Inbox
                .of(RuntimeEnvironment.getApplication())
                .list()
                .orEmpty()
                .single()
                .endsWith(".evt"),
        )
    }
}

/** The Quick Settings tile on a phone that is locked. */
class TileTest : Walk() {
    private fun lockedTile(): CrampTile {
        shadowOf(app.getSystemService(KeyguardManager::class.java)).setKeyguardLocked(true)
        shadowOf(app.getSystemService(UserManager::class.java)).setUserUnlocked(false)
        return Robolectric.setupService(CrampTile::class.java).apply { onStartListening() }
    }

    private fun unlock() = shadowOf(app.getSystemService(UserManager::class.java)).setUserUnlocked(true)

    private fun CrampTile.shows() = Triple(qsTile.state, qsTile.label.toString(), qsTile.subtitle.toString())

    @Test
    fun `a press on a locked phone waits in the inbox and is in the journal when the app opens`() {
        val tile = lockedTile()
        tile.onClick()
        assertEquals(
            1,
            Inbox
                .of(app)
                .list()
                .orEmpty()
                .size,
        )
        assertTrue("only storage that is open before the first unlock", Inbox.of(app).startsWith(File(PhoneApplication.root, "device")))

        unlock()
        openNight()

        val tap =
            journal { night(LAST_NIGHT) }
                .cramps
                .single()
                .taps
                .single()
        assertEquals(TapSource.TILE, tap.source)
        assertEquals(app.now(), tap.at)
        assertTrue(
            Inbox
                .of(app)
                .list()
                .orEmpty()
                .isEmpty(),
        )
    }

    @Test
    fun `it says Logged for a moment, answers in the hand, and rests again`() {
        val tile = lockedTile()
        assertEquals(Triple(Tile.STATE_INACTIVE, "Cramp", "Tap to log"), tile.shows())

        tile.onClick()
        assertEquals(Triple(Tile.STATE_ACTIVE, "Cramp", "Logged"), tile.shows())
        assertEquals(400L, shadowOf(app.getSystemService(VibratorManager::class.java).defaultVibrator).milliseconds)

        shadowOf(Looper.getMainLooper()).idleFor(Duration.ofSeconds(3))
        assertEquals(Triple(Tile.STATE_INACTIVE, "Cramp", "Tap to log"), tile.shows())
    }

    @Test
    fun `a second press appends and never toggles`() {
        val tile = lockedTile()
        tile.onClick()
        tile.onClick()
        assertEquals(Tile.STATE_ACTIVE, tile.qsTile.state)
        assertEquals(
            2,
            Inbox
                .of(app)
                .list()
                .orEmpty()
                .size,
        )
        unlock()
        openNight()
        assertEquals(
            2,
            journal { night(LAST_NIGHT) }
                .cramps
                .single()
                .taps.size,
        )
    }

    @Test
    fun `where nothing can be written it does not say Logged`() {
        val tile = lockedTile()
        Inbox.of(app).writeText("a file where the inbox should be")
        tile.onClick()
        assertEquals(Triple(Tile.STATE_INACTIVE, "Cramp", "Tap to log"), tile.shows())
        Inbox.of(app).delete()
    }

    @Test
    fun `it loads no native code and nothing of the journal`() {
        val log = File(PhoneApplication.root, "classes.log")
        val child = Child.start(TileAlone::class.java, PhoneApplication.root, "-Xlog:class+load:file=$log")
        assertTrue("the press was kept", Child.passed(child))

        val loaded = log.readLines().mapNotNull { LOADED.find(it)?.groupValues?.get(1) }.toSet()
        assertTrue("the log names what was loaded", InboxWriter::class.java.name in loaded && CrampTile::class.java.name in loaded)
        val ours =
            loaded.filter {
                it.startsWith("org.nightcramp.") && !it.startsWith("org.nightcramp.demo.") &&
                    !it.startsWith("org.nightcramp.inbox.")
            }
        assertEquals(emptyList<String>(), ours + loaded.filter { it.startsWith("com.sun.jna.") })
    }

    private companion object {
        val LOADED = Regex("""^\[.*?]\[.*?]\[class,load\s*] (\S+) source:""")
    }
}
