import NightCramp
import NightCrampInbox
import Observation

/// What the hand feels, with the eyes shut.
public enum Feel: Sendable {
    /// One long: saved.
    case saved
    /// Two short: it was saved already.
    case alreadySaved
}

/// The night: one press, then the words that help. Whatever the journal says or fails to say, the moon takes the press.
@MainActor
@Observable
public final class NightModel {
    /// What the night shows; one value, one picture.
    public enum Shown: Equatable, Sendable {
        /// Black, until the journal has said which face comes first.
        case blank
        /// The moon, with the newest tap that may still be undone, and whether the last press found no place at all.
        case moon(undoTapId: String?, notSaved: Bool)
        /// A tap is on disk. One that waits in the inbox has no id here: it can be taken back in the morning.
        case logged(already: Bool, undoTapId: String?)
        /// A tap was taken back and can be put back.
        case takenBack(crampId: String, tapId: String)
    }

    /// What is on the screen.
    public private(set) var shown: Shown = .blank
    /// Which world comes first, as the core says; nil until it has said it.
    public private(set) var face: Face?
    /// Whether a press is on its way to the disk: the moon looks pressed.
    public var isWaiting: Bool { onTheWay > 0 }

    private var onTheWay = 0
    /// How often something happened here: an answer to an older question is late.
    private var turn = 0
    /// The press that found no place, to be sent again as the same one.
    private var unsaved: Tap?
    private let door: JournalDoor
    private let clock: @Sendable () -> Moment
    private let feel: @MainActor (Feel) -> Void
    private let patience: Duration

    /// A night on the journal behind `door`. `feel` is called once a press is on disk, before the picture changes. The
    /// screen stays black no longer than `patience`, then the moon is there.
    public init(
        door: JournalDoor, clock: @escaping @Sendable () -> Moment = { .now() },
        patience: Duration = .milliseconds(500),
        feel: @escaping @MainActor (Feel) -> Void = { _ in }
    ) {
        self.door = door
        self.clock = clock
        self.feel = feel
        self.patience = patience
    }

    /// The app came to the front, or the person is done with the words: asks the journal what to show, after what has to
    /// come before that.
    public func appear(after waking: @escaping @Sendable () async -> Void = {}) async {
        guard onTheWay == 0 else { return }
        turn += 1
        let mine = turn
        // A journal that takes its time, to be recovered for instance, must not keep the moon away.
        let moon = Task {
            try await Task.sleep(for: patience)
            if mine == turn && shown == .blank { shown = .moon(undoTapId: nil, notSaved: unsaved != nil) }
        }
        await waking()
        let tonight = try? await door.tonight(at: clock())
        moon.cancel()
        guard onTheWay == 0, mine == turn else { return }
        face = tonight?.face ?? .night
        shown = .moon(undoTapId: tonight?.undoTapId, notSaved: unsaved != nil)
    }

    /// The app went to the back. Hours later this must be the moon again, not the word of the last cramp.
    public func leave() {
        guard onTheWay == 0 else { return }
        turn += 1
        unsaved = nil
        face = nil
        shown = .blank
    }

    /// One press on the moon.
    public func tap() async {
        let now = clock()
        let tap = unsaved ?? Tap(id: TapID.next(at: now.at), at: now, source: .app)
        onTheWay += 1
        turn += 1
        let kept = await door.tap(tap)
        onTheWay -= 1
        unsaved = kept == .notSaved ? tap : nil
        switch kept {
        case .saved:
            feel(.saved)
            shown = .logged(already: false, undoTapId: tap.id)
        case .alreadySaved:
            feel(.alreadySaved)
            shown = .logged(already: true, undoTapId: tap.id)
        case .waiting:
            feel(.saved)
            shown = .logged(already: false, undoTapId: nil)
        case .notSaved:
            shown = .moon(undoTapId: nil, notSaved: true)
        }
    }

    /// Takes a tap back.
    public func undo(_ tapId: String) async {
        guard let cramp = try? await door.perform({ try await $0.undo(tapId: tapId) }) else { return await appear() }
        turn += 1
        shown = .takenBack(crampId: cramp.id, tapId: tapId)
    }

    /// Puts back what was just taken back: a slip costs nothing.
    public func putBack() async {
        guard case .takenBack(let crampId, let tapId) = shown else { return }
        do {
            try await door.perform { try await $0.restore(.cramp(id: crampId)) }
            shown = .logged(already: false, undoTapId: tapId)
        } catch {
            await appear()
        }
    }
}
