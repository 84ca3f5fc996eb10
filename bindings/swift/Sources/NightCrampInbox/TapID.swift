import Foundation

/// Makes the ids of taps and of records of reminders: UUIDs of version 7, lower case, as a surface needs them before any
/// native code is loaded.
///
/// The surface makes the id once a press and sends it again with every retry, so that the press is recorded once.
public enum TapID {
    /// A fresh id for a press at `at`. A clock before 1970 or after 10889 still gets a valid id, only not a sortable one.
    public static func next(at: Date = Date()) -> String {
        var random = SystemRandomNumberGenerator()
        return make(at: at, high: random.next(), low: random.next())
    }

    /// The id of given random bits: 12 of `high`, 62 of `low`.
    static func make(at: Date, high: UInt64, low: UInt64) -> String {
        let since1970 = at.timeIntervalSince1970 * 1000
        let milliseconds = since1970 >= 0 ? UInt64(min(since1970, Double(lastMillisecond))) : 0
        let first = milliseconds << 16 | 7 << 12 | high & 0xFFF
        let second = 0b10 << 62 | low >> 2
        let digits = hex(first, width: 16) + hex(second, width: 16)
        let cuts = [0, 8, 12, 16, 20, 32].map { digits.index(digits.startIndex, offsetBy: $0) }
        return zip(cuts, cuts.dropFirst()).map { String(digits[$0..<$1]) }.joined(separator: "-")
    }

    /// Whether a text is an id as the inbox spells it: a UUID in lower case with hyphens.
    public static func isValid(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        let digits = Set("0123456789abcdef".utf8)
        return parts.map(\.count) == [8, 4, 4, 4, 12] && parts.allSatisfy { $0.allSatisfy(digits.contains) }
    }

    private static let lastMillisecond: UInt64 = 1 << 48 - 1
}

/// A number in lower-case hexadecimal digits with leading zeros.
func hex(_ number: some BinaryInteger, width: Int) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
