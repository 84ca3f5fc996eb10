package org.nightcramp.demo

import android.content.Context
import java.io.File

/** Where taps wait. A file of its own, so that the tile touches no class that knows the journal. */
object Inbox {
    /** The inbox, in the storage that is open before the first unlock, where the tile may write at any time. */
    fun of(context: Context): File = File(context.applicationContext.createDeviceProtectedStorageContext().filesDir, "inbox")
}
