/// The CRC-32 of zip and Ethernet, bit by bit: an inbox file has under 300 bytes, so a table would cost more than it saves.
func crc32(_ bytes: some Sequence<UInt8>) -> UInt32 {
    var remainder: UInt32 = ~0
    for byte in bytes {
        remainder ^= UInt32(byte)
        for _ in 0..<8 {
            remainder = (remainder >> 1) ^ (remainder & 1 == 1 ? 0xEDB8_8320 : 0)
        }
    }
    return ~remainder
}
