import Foundation

/// Where a press came from; the same list as the journal's `TapSource`.
public enum InboxSource: String, CaseIterable, Sendable {
    /// The app's own screen.
    case app
    /// A tile of the quick settings.
    case tile
    /// The button of a notification.
    case notification
    /// A control of the system, such as one on the lock screen.
    case control
    /// A widget of the home screen.
    case widget
    /// A watch.
    case watch
    /// A voice assistant.
    case voice
}

/// One press, as it waits in the inbox until the journal takes it in.
public struct InboxTap: Hashable, Sendable {
    /// A UUID in lower case, version 7 by custom; see ``TapID``.
    public let id: String
    /// When it was, in milliseconds since 1970 UTC.
    public let utcMilliseconds: Int64
    /// The clock's seconds east of UTC then, at most 18 hours either way.
    public let offsetS: Int
    /// The clock's IANA zone id.
    public let zone: String
    /// The surface that was pressed.
    public let source: InboxSource

    /// A press with an id, a moment and a zone that are already known: those of a tap that the journal could not take.
    ///
    /// - Throws: ``InboxError/invalid(field:reason:)``.
    public init(id: String, at: Date, offsetS: Int, zone: String, source: InboxSource) throws {
        utcMilliseconds = try sound(id: id, at: at, offsetS: offsetS, zone: zone)
        self.id = id
        self.offsetS = offsetS
        self.zone = zone
        self.source = source
    }

    /// A press at `at` with a fresh id, on a clock of `zone`.
    ///
    /// - Throws: ``InboxError/invalid(field:reason:)`` when the clock shows a year before 1970 or after 9999.
    public static func now(_ source: InboxSource, at: Date = Date(), in zone: TimeZone = .current) throws -> InboxTap {
        let offset = zone.secondsFromGMT(for: at)
        return try InboxTap(id: TapID.next(at: at), at: at, offsetS: offset, zone: zone.identifier, source: source)
    }

    /// The name of the tap's file.
    public var fileName: String { "\(id).evt" }

    /// The file's bytes, as core/docs/inbox.md has them. The same tap gives the same bytes.
    public var bytes: [UInt8] {
        withSum(
            """
            nightcramp-inbox 1
            id \(id)
            at \(utcMilliseconds) \(offsetS) \(zone)
            kind tap
            source \(source.rawValue)

            """)
    }
}
