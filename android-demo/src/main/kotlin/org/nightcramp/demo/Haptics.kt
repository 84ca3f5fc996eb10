package org.nightcramp.demo

import android.content.Context
import android.media.AudioAttributes
import android.os.Build
import android.os.VibrationAttributes
import android.os.VibrationEffect
import android.os.Vibrator
import android.os.VibratorManager

/** The answer in the hand, for eyes that stay shut: one long for saved, two short for already saved. */
class Haptics(context: Context) {
    private val vibrator: Vibrator =
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.S) {
            context.getSystemService(VibratorManager::class.java).defaultVibrator
        } else {
            context.getSystemService(Vibrator::class.java)
        }

    /** The tap is on disk. */
    fun saved() = vibrate(VibrationEffect.createOneShot(LONG_MS, VibrationEffect.DEFAULT_AMPLITUDE))

    /** The tap belongs to a cramp that was on disk before. */
    fun alreadySaved() = vibrate(VibrationEffect.createWaveform(longArrayOf(0, SHORT_MS, BETWEEN_MS, SHORT_MS), -1))

    /** What became of a tap; nothing where it is not on disk. */
    fun answer(kept: Kept) =
        when (kept) {
            Kept.SAVED, Kept.WAITING -> saved()
            Kept.ALREADY_SAVED -> alreadySaved()
            Kept.NOT_SAVED -> Unit
        }

    /** As an alarm: the system drops any other vibration of an app that is not in front, and at night most sounds are off. */
    private fun vibrate(effect: VibrationEffect) {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
            vibrator.vibrate(effect, VibrationAttributes.createForUsage(VibrationAttributes.USAGE_ALARM))
        } else {
            @Suppress("DEPRECATION")
            vibrator.vibrate(effect, AudioAttributes.Builder().setUsage(AudioAttributes.USAGE_ALARM).build())
        }
    }

    private companion object {
        const val LONG_MS = 400L
        const val SHORT_MS = 60L
        const val BETWEEN_MS = 120L
    }
}
