import Foundation

/// Why a tap or a record of a reminder was not left in the inbox.
public enum InboxError: Error, Equatable {
    /// A value that it cannot have: which one, and what it must be.
    case invalid(field: String, reason: String)
    /// The storage refused: what was tried, and the system's error number.
    case storage(operation: String, code: Int32)
}

extension InboxError: LocalizedError {
    /// A sentence for developers and logs.
    public var errorDescription: String? {
        switch self {
        case .invalid(let field, let reason): "\(field) \(reason)"
        case .storage(let operation, let code): "cannot \(operation): \(String(cString: strerror(code)))"
        }
    }
}

/// The milliseconds since 1970 of a moment that the journal takes, under an id that it takes.
func sound(id: String, at: Date, offsetS: Int, zone: String) throws -> Int64 {
    // The same rounding as the journal's, so that what is sent to both is the same.
    let milliseconds = (at.timeIntervalSince1970 * 1000).rounded()
    let wrong: (field: String, reason: String)? =
        if !TapID.isValid(id) {
            ("id", "must be a UUID in lower case")
        } else if !(0..<253_402_300_800_000).contains(milliseconds) {
            ("at", "must lie in the years 1970 to 9999")
        } else if !(-64_800...64_800).contains(offsetS) {
            ("offset_s", "must be at most 18 hours")
        } else if !(1...64).contains(zone.utf8.count) || !zone.utf8.allSatisfy({ (33...126).contains($0) }) {
            ("zone", "must be the zone's IANA id such as Europe/Berlin")
        } else {
            nil
        }
    if let wrong { throw InboxError.invalid(field: wrong.field, reason: wrong.reason) }
    return Int64(milliseconds)
}

/// The bytes of a file with this body: the body and its sum.
func withSum(_ body: String) -> [UInt8] {
    Array("\(body)crc32 \(hex(crc32(body.utf8), width: 8))\n".utf8)
}
