package org.nightcramp.inbox

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.ValueSource
import java.time.Instant
import java.util.UUID

class TapIdTest {
    private val night = Instant.parse("2026-10-25T01:15:00.123Z")

    @Test
    fun `an id carries its millisecond, version and variant`() {
        val id = UUID.fromString(TapId.next(night))
        assertEquals(night.toEpochMilli(), id.mostSignificantBits ushr 16)
        assertEquals(7, id.version())
        assertEquals(2, id.variant())
    }

    @Test
    fun `ids made in one millisecond differ, and later ones sort later`() {
        val made = List(10_000) { TapId.next(night) }
        assertEquals(made.size, made.toSet().size)
        assertTrue(made.max() < TapId.next(night.plusMillis(1)))
    }

    @ParameterizedTest
    @ValueSource(strings = ["-1000000000-01-01T00:00:00Z", "1969-12-31T23:59:59.999Z", "+1000000000-12-31T23:59:59Z"])
    fun `a clock far off still gets a valid id`(at: String) {
        assertTrue(TapId.isValid(TapId.next(Instant.parse(at))))
    }

    @ParameterizedTest
    @ValueSource(
        strings = [
            "",
            "0199F0C2-7B1E-7CC3-9A52-3F1D6B0C8A11",
            "0199f0c2-7b1e-4cc3-9a52-3f1d6b0c8a11",
            "0199f0c2-7b1e-7cc3-7a52-3f1d6b0c8a11",
            "0199f0c27b1e7cc39a523f1d6b0c8a11",
            "0199f0c2-7b1e-7cc3-9a52-3f1d6b0c8a11\n",
            "../../../../etc/passwd",
        ],
    )
    fun `other texts are no ids`(text: String) {
        assertFalse(TapId.isValid(text))
    }
}
