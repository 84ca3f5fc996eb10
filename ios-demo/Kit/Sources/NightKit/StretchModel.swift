import Foundation
import NightCramp
import Observation

/// The bedtime stretch, step by step, in the form that the person chooses.
@MainActor
@Observable
public final class StretchModel {
    /// The routine as the core has it; nil before it was asked.
    public private(set) var routine: StretchRoutine?
    /// Where it stands; nil while there is nothing to do.
    public private(set) var timer: StretchTimer?
    /// Whether somebody has begun; before that it says for whom it is not.
    public private(set) var hasBegun = false
    /// Whether the evening says that it was done.
    public private(set) var isSaved = false
    /// Whether the person has said to be in bed already: nothing rings any more until the morning.
    public private(set) var isInBed = false
    /// Why the journal could not be read or written; nil when it could.
    public private(set) var trouble: Notice?

    private let door: JournalDoor
    private let clock: @Sendable () -> Moment
    private let uptime: @Sendable () -> Double
    private let language: String
    private let saved: @Sendable () async -> Void

    /// The stretch of the journal behind `door`. `clock` is the one on the wall, for the journal alone. The timer goes by
    /// `uptime`, in seconds: nobody sets that one, and no summer ends in it. `saved` is called when the evening has changed,
    /// for the reminders.
    public init(
        door: JournalDoor, clock: @escaping @Sendable () -> Moment = { .now() },
        uptime: @escaping @Sendable () -> Double = { ProcessInfo.processInfo.systemUptime },
        language: String = Locale.spoken, saved: @escaping @Sendable () async -> Void = {}
    ) {
        self.door = door
        self.clock = clock
        self.uptime = uptime
        self.language = language
        self.saved = saved
    }

    /// Where in the routine it is now; nil once everything is over.
    public var place: StretchTimer.Place? { timer?.place(at: uptime()) }

    /// The step of a place.
    public func step(at place: StretchTimer.Place) -> StretchStep? {
        guard let steps = routine?.steps, steps.indices.contains(place.step) else { return nil }
        return steps[place.step]
    }

    /// The form that the one button offers instead.
    public var otherKind: StretchKind { routine?.kind == .seated ? .standing : .seated }

    /// Reads a form of the routine, from its first step. It goes on by itself where one was running.
    public func choose(_ kind: StretchKind = .standing) async {
        let (now, language) = (clock(), language)
        do {
            let routine = try await door.perform { try await $0.stretchRoutine(kind, at: now, in: language) }
            let worked = hasBegun ? timer?.seconds(at: uptime()) ?? 0 : 0
            timer = routine.steps.isEmpty ? nil : StretchTimer(routine.steps, worked: worked)
            self.routine = routine
            isSaved = false
            trouble = nil
            if hasBegun { begin() }
        } catch {
            trouble = Notice(error)
        }
    }

    /// Starts the timer.
    public func begin() {
        hasBegun = timer != nil
        timer?.start(at: uptime())
    }

    /// Pauses, or goes on.
    public func pauseOrGoOn() {
        let now = uptime()
        if timer?.isPaused == true { timer?.start(at: now) } else { timer?.pause(at: now) }
    }

    /// The app went to the back.
    public func leave() { timer?.pause(at: uptime()) }

    /// Leaves the rest of a step.
    public func skip() { timer?.skip(at: uptime()) }

    /// "Done for tonight": says so in the evening of the night to come, and keeps its other answers. A longer stretch of the
    /// same evening stays. Where everything was skipped there is nothing to say.
    public func done() async {
        guard let kind = routine?.kind else { return }
        timer?.pause(at: uptime())
        guard let minutes = timer?.minutes(at: uptime()) else { return }
        let now = clock()
        do {
            try await door.perform { journal in
                try await journal.perform { journal in
                    let night = try journal.tonight(now: now).current.night
                    var evening = try journal.night(night: night).evening ?? unansweredEvening(night: night)
                    if evening.stretched == .yes, let before = evening.stretchMinutes, before > minutes { return }
                    evening.stretched = .yes
                    evening.stretchKind = kind
                    evening.stretchMinutes = minutes
                    evening.stretchedAt = now
                    _ = try journal.saveEvening(evening: evening)
                }
            }
            isSaved = true
            trouble = nil
            await saved()
        } catch {
            trouble = Notice(error)
        }
    }

    /// "Already in bed".
    public func alreadyInBed() async {
        let now = clock()
        do {
            try await door.perform { try await $0.alreadyInBed(at: now) }
            isInBed = true
            trouble = nil
            await saved()
        } catch {
            trouble = Notice(error)
        }
    }
}
