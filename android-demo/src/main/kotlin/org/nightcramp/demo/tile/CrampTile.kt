package org.nightcramp.demo.tile

import android.os.Build
import android.os.Handler
import android.os.Looper
import android.service.quicksettings.Tile
import android.service.quicksettings.TileService
import org.nightcramp.demo.DemoApplication
import org.nightcramp.demo.Haptics
import org.nightcramp.demo.Inbox
import org.nightcramp.demo.R
import org.nightcramp.inbox.InboxSource
import org.nightcramp.inbox.InboxTap
import org.nightcramp.inbox.InboxWriter
import java.io.IOException

/**
 * Logs a cramp from the quick settings, on a locked phone too. A press appends and never toggles.
 *
 * Goes through the inbox, so that no native code is loaded and no database opened.
 */
class CrampTile : TileService() {
    private val later = Handler(Looper.getMainLooper())

    override fun onStartListening() = show(logged = false)

    override fun onClick() {
        val clock = (application as DemoApplication).clock()
        // On this thread: one small file, and the system may end the process as soon as the call returns.
        try {
            InboxWriter(Inbox.of(this).toPath()).write(InboxTap.now(InboxSource.TILE, clock.instant(), clock.zone))
        } catch (full: IOException) {
            show(logged = false)
            return
        }
        Haptics(this).saved()
        show(logged = true)
        later.removeCallbacksAndMessages(null)
        later.postDelayed({ show(logged = false) }, SHOWN_MS)
    }

    override fun onDestroy() {
        later.removeCallbacksAndMessages(null)
        super.onDestroy()
    }

    private fun show(logged: Boolean) {
        val tile = qsTile ?: return
        tile.state = if (logged) Tile.STATE_ACTIVE else Tile.STATE_INACTIVE
        tile.label = getText(R.string.cramp)
        val words = getText(if (logged) R.string.logged else R.string.tile_rest)
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.Q) tile.subtitle = words
        tile.contentDescription = getText(R.string.cramp).toString() + ", " + words
        tile.updateTile()
    }

    private companion object {
        const val SHOWN_MS = 3_000L
    }
}
