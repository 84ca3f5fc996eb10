import Foundation
import NightCramp
import NightCrampInbox
import Observation

/// The morning: one card for each open question, each of which can be skipped. Which questions those are, and their words,
/// the core says.
@MainActor
@Observable
public final class MorningModel {
    /// What the core says about this morning; nil before it was asked.
    public private(set) var tonight: Tonight?
    /// The answer that is chosen and not yet kept, by its id; nil while nothing is chosen.
    public private(set) var chosen: String?
    /// Whether "no cramp" was the last answer, so that it can be undone.
    public private(set) var hasSaidNone = false
    /// Why the journal could not be read; nil when it could.
    public private(set) var trouble: Notice?

    private var asked: [Question] = []
    /// The questions that the person is through with, answered or skipped. Skipped means open, not "no": nothing is
    /// written, and the next start asks again.
    private var past: Set<Question> = []
    private let door: JournalDoor
    private let clock: @Sendable () -> Moment
    private let language: String

    /// A morning on the journal behind `door`.
    public init(
        door: JournalDoor, clock: @escaping @Sendable () -> Moment = { .now() }, language: String = Locale.spoken
    ) {
        self.door = door
        self.clock = clock
        self.language = language
    }

    /// The core knows more to ask after every answer. Three a morning are enough, beside whether there was a cramp.
    private static let most = 3

    private var open: [Question] {
        let rest = asked.filter { !past.contains($0) }
        let counted = past.filter { !$0.isAnyCramp }.count
        return rest.first?.isAnyCramp == true ? rest : Array(rest.prefix(max(0, Self.most - counted)))
    }

    /// The question in front; nil when nothing is open, or everything was skipped.
    public var question: Question? { open.first }

    /// How many open questions come after it.
    public var more: Int { max(0, open.count - 1) }

    /// Whether there is a cramp that may have been logged by mistake.
    public var canSayNone: Bool { tonight?.asked.mark.state == .cramp }

    /// Reads what the morning asks.
    public func appear() async {
        await work { _ in }
    }

    /// Chooses an answer on the card; ``next()`` keeps it.
    public func choose(_ choiceId: String) { if question != nil { chosen = choiceId } }

    /// Keeps the chosen answer.
    public func next() async {
        guard let chosen else { return }
        await answer(chosen)
    }

    /// Answers the question in front at once.
    public func answer(_ choiceId: String) async {
        guard let question else { return }
        let (now, id) = (clock(), TapID.next(at: clock().at))
        let couldSayNone = question.isAnyCramp
        await work { try await $0.answer(question, with: choiceId, id: id, at: now) }
        guard trouble == nil else { return }
        if couldSayNone { hasSaidNone = tonight?.asked.mark.state == .noCramp } else { past.insert(question) }
    }

    /// "A mistake: no cramp last night": takes the taps back, and says the explicit zero.
    public func sayNone() async {
        guard let night = tonight?.asked.mark.night else { return }
        await work { journal in _ = try await journal.answerAnyCramp(on: night, .noCramp, id: journal.newId()) }
        hasSaidNone = trouble == nil
    }

    /// Takes "no cramp" back: the cramps that were there before count again.
    public func undoSaidNone() async {
        guard hasSaidNone, let night = tonight?.asked.mark.night else { return }
        await work { journal in _ = try await journal.undoNoCramp(on: night) }
        hasSaidNone = trouble != nil
    }

    /// Leaves the question open.
    public func skip() {
        guard let question else { return }
        past.insert(question)
        chosen = nil
        hasSaidNone = false
    }

    /// Does something with the journal and reads the morning again. Where it fails, what was chosen stays.
    private func work(_ change: @Sendable (JournalActor) async throws -> Void) async {
        let (now, language) = (clock(), language)
        do {
            try await door.perform(change)
            let tonight = try await door.tonight(at: now)
            if tonight.asked.mark.night != self.tonight?.asked.mark.night {
                past = []
            }
            self.tonight = tonight
            asked = try await door.perform { try await $0.questions(at: now, in: language) }
            chosen = nil
            hasSaidNone = false
            trouble = nil
        } catch {
            trouble = Notice(error)
        }
    }
}

extension Question {
    /// "Any cramp last night?", the card of a morning of which nothing is known.
    public var isAnyCramp: Bool { id == "any-cramp" }

    /// The answers to choose from; the numbers from 0 to 10 where the core lists none.
    public var answers: [Choice] {
        choices.isEmpty ? (0...10).map { Choice(id: "\($0)", text: "\($0)") } : choices
    }

    /// Whether its answers are numbers.
    public var isScale: Bool { choices.isEmpty }
}
