import NightCramp
import Observation

/// How the journal is: what to say beside the day's questions, the page for whoever helps, and the end of everything.
@MainActor
@Observable
public final class HelpModel {
    /// How far the erasing is. It takes two presses, in two places.
    public enum Erasing: Sendable {
        /// Nobody asked for it.
        case resting
        /// It was asked for, and what it means is said.
        case asked
        /// Everything is gone.
        case done
        /// Something is still there.
        case failed
    }

    /// How the journal is; nil before it was asked, and while it cannot say.
    public private(set) var health: Health?
    /// What a person should know, without looking for it.
    public private(set) var notices: [Notice] = []
    /// Whether everything is about to go.
    public private(set) var erasing = Erasing.resting
    /// Whether a check is under way.
    public private(set) var isChecking = false

    private let door: JournalDoor
    private let clock: @Sendable () -> Moment
    private let forget: Erase

    /// Something to be done around the erasing of the journal, which is handed to it.
    public typealias Erase = @Sendable (_ journal: @Sendable () async throws -> Void) async throws -> Void

    /// Help with the journal behind `door`. `forget` erases it, with what lies elsewhere: the notifications.
    public init(
        door: JournalDoor, clock: @escaping @Sendable () -> Moment = { .now() },
        forget: @escaping Erase = { try await $0() }
    ) {
        self.door = door
        self.clock = clock
        self.forget = forget
    }

    /// Asks the journal how it is.
    public func appear() async {
        erasing = .resting
        await read { try await $0.health() }
    }

    /// Checks everything now, and recovers what that finds damaged.
    public func check() async {
        isChecking = true
        await read { try await $0.check() }
        isChecking = false
    }

    /// The first press: says what erasing means.
    public func askToErase() { erasing = .asked }

    /// The way out.
    public func keepEverything() { erasing = .resting }

    /// The second press, which counts only after the first.
    public func erase() async {
        guard erasing == .asked || erasing == .failed else { return }
        do {
            try await forget { [door] in try await door.erase() }
            erasing = .done
        } catch {
            erasing = .failed
        }
        await read { try await $0.health() }
    }

    /// The rows of the page; none while the journal cannot say.
    public var rows: [PageRow] { health.map { $0.rows(on: clock()) } ?? [] }

    /// What to say on a page that has met trouble of its own, each thing once.
    public func notices(with trouble: Notice?) -> [Notice] {
        [trouble].compactMap { $0 } + notices.filter { $0 != trouble }
    }

    private func read(_ ask: (JournalDoor) async throws -> Health) async {
        do {
            let health = try await ask(door)
            notices = Notice.all(in: health, at: clock().at)
            self.health = health
        } catch {
            notices = [Notice(error)]
            health = nil
        }
    }
}
