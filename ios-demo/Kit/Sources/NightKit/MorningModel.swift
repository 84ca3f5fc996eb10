import NightCramp
import Observation

/// The morning: one card for each open question, each of which can be skipped. Which questions those are, the core says.
@MainActor
@Observable
public final class MorningModel {
    /// What the core says about this morning; nil before it was asked.
    public private(set) var tonight: Tonight?
    /// The cramp's details with the answer that is chosen and not yet kept; nil while nothing is chosen.
    public private(set) var draft: CrampDetails?
    /// Whether "no cramp" was the last answer, so that it can be undone.
    public private(set) var hasSaidNone = false
    /// Why the journal could not be read; nil when it could.
    public private(set) var trouble: Notice?

    /// Skipped means open, not "no": nothing is written, and the next start asks again.
    private var skipped: Set<MorningQuestion> = []
    private let door: JournalDoor
    private let clock: @Sendable () -> Moment

    /// A morning on the journal behind `door`.
    public init(door: JournalDoor, clock: @escaping @Sendable () -> Moment = { .now() }) {
        self.door = door
        self.clock = clock
    }

    private var open: [MorningQuestion] { tonight?.questions.filter { !skipped.contains($0) } ?? [] }

    /// The question in front; nil when nothing is open, or everything was skipped.
    public var question: MorningQuestion? { open.first }

    /// How many open questions come after it.
    public var more: Int { max(0, open.count - 1) }

    /// The cramp that the question is about.
    public var cramp: Cramp? { tonight?.asked.cramps.first { $0.id == question?.crampId } }

    /// The details that the card shows: what is known, with the answer that is chosen.
    public var details: CrampDetails? { draft ?? cramp?.details }

    /// Reads what the morning asks.
    public func appear() async {
        await work { _ in }
    }

    /// Answers "Any cramp last night?", also as "A mistake: no cramp last night".
    public func answer(_ answer: AnyCramp) async {
        guard let night = tonight?.asked.mark.night else { return }
        await work { journal in _ = try await journal.answerAnyCramp(on: night, answer, id: journal.newId()) }
        hasSaidNone = answer == .noCramp && trouble == nil
    }

    /// Takes "no cramp" back: the cramps that were there before count again.
    public func undoSaidNone() async {
        guard hasSaidNone, let night = tonight?.asked.mark.night else { return }
        await work { journal in _ = try await journal.undoNoCramp(on: night) }
        hasSaidNone = trouble != nil
    }

    /// Chooses an answer on the card; ``next()`` keeps it.
    public func choose(_ change: (inout CrampDetails) -> Void) {
        guard var details else { return }
        change(&details)
        draft = details
    }

    /// Keeps the chosen answer.
    public func next() async {
        guard let draft, let id = cramp?.id else { return }
        await work { journal in _ = try await journal.describe(crampId: id, as: draft) }
    }

    /// Leaves the question open.
    public func skip() {
        guard let question else { return }
        skipped.insert(question)
        draft = nil
        hasSaidNone = false
    }

    /// Does something with the journal and reads the morning again. Where it fails, what was chosen stays.
    private func work(_ change: @Sendable (JournalActor) async throws -> Void) async {
        do {
            try await door.perform(change)
            tonight = try await door.tonight(at: clock())
            draft = nil
            hasSaidNone = false
            trouble = nil
        } catch {
            trouble = Notice(error)
        }
    }
}
