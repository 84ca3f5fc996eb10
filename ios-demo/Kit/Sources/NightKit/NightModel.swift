import Foundation
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
        /// The person says that it has passed.
        case passed
        /// What was different, to tick: ``NightModel/different``.
        case different
        /// What cannot wait, by its rule: ``NightModel/emergency``. The light comes back for it, the colours stay.
        case emergency(ruleId: String)
    }

    /// What is on the screen.
    public private(set) var shown: Shown = .blank
    /// Which world comes first, as the core says; nil until it has said it.
    public private(set) var face: Face?
    /// The words after the tap, and the ring.
    public private(set) var logged: LoggedModel?
    /// What was different.
    public private(set) var different: DifferentModel?
    /// What cannot wait.
    public private(set) var emergency: EmergencyModel?
    /// Whether a press is on its way to the disk: the moon looks pressed.
    public var isWaiting: Bool { onTheWay > 0 }

    /// How long somebody may be away and find the screen as it was, in seconds: a call, or a screen that went dark.
    private static let away = 900.0

    private var onTheWay = 0
    /// The face that the core named last. It outlives ``face``: whoever has left by day may have left an emergency there.
    private var toldFace: Face?
    /// When the app went to the back.
    private var left: Date?
    /// The tap that was taken back is one of earlier tonight.
    private var undidOlder = false
    /// Done was pressed once, and nobody could say what follows from the rows.
    private var hasSaidCannotTell = false
    /// The tap that can be undone once the rows are done.
    private var undoTapId: String?
    /// How often something happened here: an answer to an older question is late.
    private var turn = 0
    /// The press that found no place, to be sent again as the same one.
    private var unsaved: Tap?
    private let door: JournalDoor
    private let clock: @Sendable () -> Moment
    private let feel: @MainActor (Feel) -> Void
    private let patience: Duration
    private let language: String
    private let farewell: Duration

    /// A night on the journal behind `door`. `feel` is called once a press is on disk, before the picture changes. The
    /// screen stays black no longer than `patience`, then the moon is there. The last words stay for `farewell`.
    public init(
        door: JournalDoor, clock: @escaping @Sendable () -> Moment = { .now() },
        patience: Duration = .milliseconds(500), farewell: Duration = .seconds(2), language: String = Locale.spoken,
        feel: @escaping @MainActor (Feel) -> Void = { _ in }
    ) {
        self.door = door
        self.clock = clock
        self.feel = feel
        self.patience = patience
        self.farewell = farewell
        self.language = language
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
        let next = tonight?.face ?? .night
        // The evening must not put the moon in the place of what stands on top of the day's page.
        let urgent = toldFace == .day && next == .night ? await emergencies() : []
        moon.cancel()
        guard onTheWay == 0, mine == turn else { return }
        face = next
        // What could not be asked now is asked the next time.
        if tonight != nil && urgent != nil { toldFace = next }
        guard let found = urgent?.first else {
            shown = .moon(undoTapId: tonight?.undoTapId, notSaved: unsaved != nil)
            return
        }
        // The way back from it leads to the rows, and from there to the moon.
        logged = nil
        openList()
        show(found)
    }

    /// Every emergency that holds; nil when nobody can say.
    private func emergencies() async -> [Finding]? {
        let (now, language) = (clock(), language)
        return try? await door.perform { try await $0.findings(at: now, in: language) }.emergencies
    }

    /// The app came to the front. Whoever was only away for a call, or in the dark, goes on where they were.
    public func comeBack(after waking: @escaping @Sendable () async -> Void = {}) async {
        if wasAwayLong {
            goBlank()
            face = nil
        }
        left = nil
        switch shown {
        case .blank, .moon: await appear(after: waking)
        default: await waking()
        }
    }

    /// Whether somebody who comes back now was away too long to go on where they were.
    public var wasAwayLong: Bool {
        left.map { !(0...Self.away).contains(clock().at.timeIntervalSince($0)) } ?? false
    }

    /// The app went to the back. Hours later this must be the moon again, not the word of the last cramp. The world stays
    /// until the journal says another: by day somebody may be in the middle of a page.
    public func leave() {
        guard onTheWay == 0 else { return }
        left = clock().at
        switch shown {
        case .blank, .moon, .passed: goBlank()
        default: break
        }
    }

    private func goBlank() {
        guard onTheWay == 0 else { return }
        turn += 1
        unsaved = nil
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
        if kept != .notSaved { logged = LoggedModel(tap: tap, door: door, clock: clock, language: language) }
        unsaved = kept == .notSaved ? tap : nil
        undoTapId = kept == .saved || kept == .alreadySaved ? tap.id : nil
        switch kept {
        case .saved:
            feel(.saved)
            goOn(to: .logged(already: false, undoTapId: tap.id))
        case .alreadySaved:
            feel(.alreadySaved)
            goOn(to: .logged(already: true, undoTapId: tap.id))
        case .waiting:
            feel(.saved)
            goOn(to: .logged(already: false, undoTapId: nil))
        case .notSaved:
            goOn(to: .moon(undoTapId: nil, notSaved: true))
        }
    }

    /// Takes a tap back.
    public func undo(_ tapId: String) async {
        let isOlder = if case .moon = shown { true } else { logged == nil }
        guard let cramp = try? await door.perform({ try await $0.undo(tapId: tapId) }) else { return await appear() }
        turn += 1
        undidOlder = isOlder
        if isOlder {
            let tap = cramp.taps.first { $0.id == tapId } ?? Tap(id: tapId, at: clock(), source: .app)
            logged = LoggedModel(tap: tap, door: door, clock: clock, language: language)
        }
        goOn(to: .takenBack(crampId: cramp.id, tapId: tapId))
    }

    /// Puts back what was just taken back: a slip costs nothing.
    public func putBack() async {
        guard case .takenBack(let crampId, let tapId) = shown else { return }
        do {
            try await door.perform { try await $0.restore(.cramp(id: crampId)) }
            // Its ring would count hours in which nobody had a cramp.
            if undidOlder { return await appear() }
            goOn(to: .logged(already: false, undoTapId: tapId))
        } catch {
            await appear()
        }
    }

    /// "It has passed": the measured time is kept, the last words stay a moment, and then the moon is there again.
    public func hasPassed() async {
        guard case .logged = shown else { return }
        turn += 1
        let mine = turn
        shown = .passed
        await logged?.hasPassed()
        try? await Task.sleep(for: farewell)
        if mine == turn { await appear() }
    }

    /// "Something was different".
    public func somethingWasDifferent() {
        guard case .logged(_, let tapId) = shown else { return }
        turn += 1
        undoTapId = tapId
        openList()
        shown = .different
    }

    private func openList() {
        different = DifferentModel(door: door, clock: clock, language: language)
        hasSaidCannotTell = false
    }

    /// Ticks a row. An emergency comes at once, whatever was pressed before the journal could say so: it is told only once.
    public func tick(_ row: SignRow) async {
        hasSaidCannotTell = false
        guard let found = await different?.tick(row), !showsEmergency else { return }
        show(found)
    }

    /// Done with the rows: what must be seen today comes now, the rest in the morning. Where nobody can say what that is,
    /// the rows stay, with somebody to call; whoever has seen that and is done all the same gets out.
    public func doneTicking() async {
        let mine = turn
        let found = await different?.done()
        guard mine == turn, shown == .different else { return }
        if let found { return show(found) }
        if different?.trouble == .cannotTell && !hasSaidCannotTell {
            hasSaidCannotTell = true
            return
        }
        await goBack()
    }

    /// "I ticked it by mistake": back to the rows, but for an emergency that is left.
    public func takeBackTick() async {
        let mine = turn
        guard let left = await emergency?.takeBack(), mine == turn else { return }
        if let next = left.emergencies.first { return show(next) }
        turn += 1
        shown = .different
        await different?.appear()
    }

    /// Back to the rows, with all that is ticked.
    public func backToRows() async {
        guard case .emergency = shown else { return }
        turn += 1
        shown = .different
        await different?.appear()
    }

    /// Whether the system's light comes back: what cannot wait must be read.
    public var needsLight: Bool { if case .emergency = shown { true } else { false } }

    /// Whether there is an emergency on the screen; what must be seen today is none.
    private var showsEmergency: Bool { needsLight && emergency?.isEmergency == true }

    /// Goes on after something that took its time. An emergency that came meanwhile stays.
    private func goOn(to next: Shown) { if !showsEmergency { shown = next } }

    private func show(_ finding: Finding) {
        turn += 1
        hasSaidCannotTell = false
        emergency = EmergencyModel(finding, door: door, clock: clock, language: language)
        shown = .emergency(ruleId: finding.ruleId)
    }

    /// To the words after the tap, which the core may word anew; to the moon where there was no tap.
    private func goBack() async {
        if logged == nil { return await appear() }
        turn += 1
        shown = .logged(already: false, undoTapId: undoTapId)
    }
}
