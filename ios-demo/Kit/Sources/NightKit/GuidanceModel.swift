import Foundation
import NightCramp
import Observation

/// What is known to help or not to, for this person, and what is held back and why.
@MainActor
@Observable
public final class GuidanceModel {
    /// Everything, as the core orders it; nil before it was asked.
    public private(set) var guidance: Guidance?
    /// Why the journal could not be read; nil when it could.
    public private(set) var trouble: Notice?

    private var isStretchOpen = false
    private let door: JournalDoor
    private let clock: @Sendable () -> Moment
    private let language: String

    /// The guidance of the journal behind `door`.
    public init(
        door: JournalDoor, clock: @escaping @Sendable () -> Moment = { .now() }, language: String = Locale.spoken
    ) {
        self.door = door
        self.clock = clock
        self.language = language
    }

    /// The tips that fit what the journal shows.
    public var fitting: [Tip] { guidance?.tips.filter(\.fits) ?? [] }

    /// The other tips of one kind.
    public func tips(_ kind: TipKind) -> [Tip] { guidance?.tips.filter { !$0.fits && $0.kind == kind } ?? [] }

    /// What is held back.
    public var suppressed: [Suppressed] { guidance?.suppressed ?? [] }

    /// Whether to offer the stretch by itself: the core says that it may be, and the evening that it is not done yet.
    public var offersStretch: Bool { isStretchOpen && guidance?.stretchPrompt == true }

    /// Asks the core.
    public func appear() async {
        let (now, language) = (clock(), language)
        do {
            let (guidance, tonight, coming) = try await door.perform { journal in
                let tonight = try await journal.tonight(at: now)
                return (
                    try await journal.guidance(at: now, in: language), tonight,
                    try await journal.night(tonight.current.night)
                )
            }
            self.guidance = guidance
            // In the morning the night that now lies in is the one that has ended.
            isStretchOpen = coming.mark.night != tonight.asked.mark.night && coming.evening?.stretched != .yes
            trouble = nil
        } catch {
            trouble = Notice(error)
        }
    }
}
