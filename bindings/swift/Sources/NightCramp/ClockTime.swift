/// A time on the wall clock, to the minute, without a date.
public struct ClockTime: Hashable, Sendable {
    /// The hour, 0 to 23.
    public let hour: Int
    /// The minute, 0 to 59.
    public let minute: Int

    /// A time, or nil when no clock shows it.
    public init?(hour: Int, minute: Int) {
        guard (0...23).contains(hour), (0...59).contains(minute) else { return nil }
        self.hour = hour
        self.minute = minute
    }

    /// The time in the form `22:30`, as the library writes it.
    init(text: String) {
        guard let time = Self(text) else { preconditionFailure("the library sent \(text), which is no time") }
        self = time
    }

    /// The time in the form `22:30`.
    public var text: String { "\(padded(hour, to: 2)):\(padded(minute, to: 2))" }
}

extension ClockTime: LosslessStringConvertible {
    /// A time from text in the form `22:30`, or nil when it is none.
    public init?(_ description: String) {
        guard let parts = numbers(in: description, widths: [2, 2], between: ":") else { return nil }
        self.init(hour: parts[0], minute: parts[1])
    }

    /// The same as ``text``.
    public var description: String { text }
}

extension ClockTime: Comparable {
    /// Whether one time comes before another on the same day.
    public static func < (earlier: ClockTime, later: ClockTime) -> Bool {
        (earlier.hour, earlier.minute) < (later.hour, later.minute)
    }
}

extension ClockTime: Codable {
    /// Reads the form `22:30`.
    public init(from decoder: any Decoder) throws {
        self = try decoded(from: decoder)
    }

    /// Writes the form `22:30`.
    public func encode(to encoder: any Encoder) throws {
        try encoded(self, to: encoder)
    }
}
