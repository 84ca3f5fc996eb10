import Foundation
import NightCramp

/// Something about the journal that a person should know. In words: ``words``.
public enum Notice: Hashable, Sendable {
    /// The phone has no room. So many bytes have to be freed; 0 when it does not say.
    case full(missingBytes: UInt64)
    /// The file was damaged: so many entries are back, so many are not.
    case recovered(back: Int, lost: Int)
    /// A newer app wrote the journal.
    case newerApp
    /// The journal can be read, and takes nothing.
    case readOnly
    /// The journal cannot be reached now.
    case unreadable

    /// What a call that failed means to a person.
    public init(_ error: any Error) {
        self =
            switch error as? JournalError {
            case .StorageFull(let missingBytes): .full(missingBytes: missingBytes)
            case .NewerSchema: .newerApp
            default: .unreadable
            }
    }

    /// What came back after damage, and what did not.
    public init(_ recovery: Recovery) {
        self = .recovered(back: Int(recovery.fromFile) + Int(recovery.fromCopy), lost: recovery.lost.count)
    }

    /// How long a recovery is told; after that it stands on the help page alone.
    static let toldFor = 7.0 * 86_400

    /// What to say beside the day's questions at the moment `now`.
    static func all(in health: Health, at now: Date) -> [Notice] {
        let missing = health.problems.compactMap { if case .storageLow(let bytes) = $0 { bytes } else { nil } }.first
        // A full disk takes no writes either; one sentence about it is enough.
        let room: Notice? = missing.map(Notice.full) ?? (health.problems.contains(.readOnly) ? .readOnly : nil)
        let told = health.recovery.flatMap { now.timeIntervalSince($0.at) < toldFor ? Notice($0) : nil }
        return [room, told].compactMap { $0 }
    }
}
