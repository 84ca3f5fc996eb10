import Dispatch
import Foundation

/// The journal, off the main thread and one call at a time. Values pass through; nothing is decided here.
///
/// The actor runs on a serial queue of its own: a call that waits for the disk must not hold one of the few threads that
/// all of Swift's tasks share. A cancelled task does not take back a call that has begun: a tap may be on disk although
/// nobody hears of it. Send it again with the same id, it is kept once.
///
/// What looks after the journal as a whole, ``check()`` and ``recover()`` for instance, may take seconds and has a second
/// queue: a tap does not wait for it. Either the journal takes the tap at once or says why not, and it goes to the inbox.
///
/// Every method throws what the ``Journal`` throws: a ``JournalError``.
public actor JournalActor {
    private let journal: Journal
    private let queue: SerialQueue
    private let upkeep = DispatchQueue(label: "org.nightcramp.journal.upkeep", qos: .userInitiated)

    /// Where the actor's calls run.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

    private init(_ journal: Journal, on queue: SerialQueue) {
        self.journal = journal
        self.queue = queue
    }

    /// Opens the journal in `directory`, and makes both when there is none. One that is too damaged to open is recovered
    /// first, and nothing of it is deleted: what came back stands in ``health()``. See ``Journal/openRecovering(dir:)``.
    public static func open(directory: String) async throws -> JournalActor {
        let queue = SerialQueue()
        let journal = try await result(on: queue.dispatch) { try Journal.openRecovering(dir: directory) }
        return JournalActor(journal, on: queue)
    }

    /// See ``Journal/tap(tap:)``. Only when this has returned may a screen say "logged".
    public func tap(_ tap: Tap) throws -> TapKept { try journal.tap(tap: tap) }

    /// See ``Journal/undo(tapId:)``.
    public func undo(tapId: String) throws -> Cramp { try journal.undo(tapId: tapId) }

    /// See ``Journal/restore(entry:)``.
    public func restore(_ entry: EntryKey) throws { try journal.restore(entry: entry) }

    /// See ``Journal/delete(entry:)``.
    public func delete(_ entry: EntryKey) throws { try journal.delete(entry: entry) }

    /// See ``Journal/describe(crampId:details:)``.
    public func describe(crampId: String, as details: CrampDetails) throws -> Cramp {
        try journal.describe(crampId: crampId, details: details)
    }

    /// See ``Journal/answerAnyCramp(night:answer:id:)``.
    public func answerAnyCramp(on night: Night, _ answer: AnyCramp, id: String) throws -> NightPage {
        try journal.answerAnyCramp(night: night, answer: answer, id: id)
    }

    /// See ``Journal/undoNoCramp(night:)``.
    public func undoNoCramp(on night: Night) throws -> NightPage { try journal.undoNoCramp(night: night) }

    /// See ``Journal/addCramp(cramp:)``.
    public func add(_ cramp: NewCramp) throws -> Cramp { try journal.addCramp(cramp: cramp) }

    /// See ``Journal/tonight(now:)``. One call holds all that the first screen shows.
    public func tonight(at now: Moment = .now()) throws -> Tonight { try journal.tonight(now: now) }

    /// See ``Journal/night(night:)``.
    public func night(_ night: Night) throws -> NightPage { try journal.night(night: night) }

    /// See ``Journal/nights(first:last:)``.
    public func nights(from first: Night, to last: Night) throws -> [NightMark] {
        try journal.nights(first: first, last: last)
    }

    /// See ``Journal/findings(now:language:)``.
    public func findings(at now: Moment = .now(), in language: String = Locale.spoken) throws -> Findings {
        try journal.findings(now: now, language: language)
    }

    /// See ``Journal/questions(now:language:)``.
    public func questions(at now: Moment = .now(), in language: String = Locale.spoken) throws -> [Question] {
        try journal.questions(now: now, language: language)
    }

    /// See ``Journal/answer(question:choiceId:id:now:)``.
    public func answer(_ question: Question, with choiceId: String, id: String, at now: Moment = .now()) throws {
        try journal.answer(question: question, choiceId: choiceId, id: id, now: now)
    }

    /// See ``Journal/reportSign(report:)``. ``delete(_:)`` takes a mistaken one back.
    public func reportSign(_ report: SignReport) throws { try journal.reportSign(report: report) }

    /// See ``Journal/signReports(first:last:)``.
    public func signReports(from first: Night, to last: Night) throws -> [SignReport] {
        try journal.signReports(first: first, last: last)
    }

    /// See ``Journal/signList(now:language:)``.
    public func signList(at now: Moment = .now(), in language: String = Locale.spoken) throws -> [SignRow] {
        try journal.signList(now: now, language: language)
    }

    /// See ``Journal/acknowledge(acknowledgement:)``.
    public func acknowledge(_ acknowledgement: Acknowledgement) throws {
        try journal.acknowledge(acknowledgement: acknowledgement)
    }

    /// See ``Journal/acknowledgements()``.
    public func acknowledgements() throws -> [Acknowledgement] { try journal.acknowledgements() }

    /// See ``Journal/reliefCard(now:language:)``.
    public func reliefCard(at now: Moment = .now(), in language: String = Locale.spoken) throws -> ReliefCard {
        try journal.reliefCard(now: now, language: language)
    }

    /// See ``Journal/stretchRoutine(kind:now:language:)``.
    public func stretchRoutine(
        _ kind: StretchKind, at now: Moment = .now(), in language: String = Locale.spoken
    ) throws -> StretchRoutine {
        try journal.stretchRoutine(kind: kind, now: now, language: language)
    }

    /// See ``Journal/guidance(now:language:)``.
    public func guidance(at now: Moment = .now(), in language: String = Locale.spoken) throws -> Guidance {
        try journal.guidance(now: now, language: language)
    }

    /// See ``Journal/phoneNumbers()``.
    public func phoneNumbers() throws -> PhoneNumbers { try journal.phoneNumbers() }

    /// See ``Journal/profile()``.
    public func profile() throws -> Profile { try journal.profile() }

    /// See ``Journal/profileOn(day:)``.
    public func profile(on day: CalendarDay) throws -> Profile { try journal.profileOn(day: day) }

    /// See ``Journal/saveProfile(profile:since:)``.
    public func save(_ profile: Profile, since day: CalendarDay) throws {
        try journal.saveProfile(profile: profile, since: day)
    }

    /// See ``Journal/plan(now:zones:capabilities:language:)``, and ``ReminderZones/around(_:in:home:)``.
    public func plan(
        at now: Date = Date(), in zones: ReminderZones, on phone: Capabilities, in language: String = Locale.spoken
    ) throws -> Plan {
        try journal.plan(now: now, zones: zones, capabilities: phone, language: language)
    }

    /// See ``Journal/recordReminder(record:)``.
    public func record(_ record: ReminderRecord) throws { try journal.recordReminder(record: record) }

    /// See ``Journal/alreadyInBed(at:)``.
    public func alreadyInBed(at now: Moment = .now()) throws { try journal.alreadyInBed(at: now) }

    /// See ``Journal/trustReminder(reminder:)``.
    public func trust(reminder: String) throws { try journal.trustReminder(reminder: reminder) }

    /// See ``Journal/reminderPreferences()``.
    public func reminderPreferences() throws -> ReminderPreferences { try journal.reminderPreferences() }

    /// See ``Journal/saveReminderPreferences(preferences:)``.
    public func save(_ preferences: ReminderPreferences) throws {
        try journal.saveReminderPreferences(preferences: preferences)
    }

    /// See ``Journal/reliability(now:language:)``.
    public func reliability(at now: Moment = .now(), in language: String = Locale.spoken) throws -> Reliability {
        try journal.reliability(now: now, language: language)
    }

    /// See ``Journal/reminderLedger(first:last:)``.
    public func reminderLedger(from first: Night, to last: Night) throws -> [LedgerLine] {
        try journal.reminderLedger(first: first, last: last)
    }

    /// See ``Journal/ingest(inbox:)``.
    public func ingest(inbox: String) throws -> Ingested { try journal.ingest(inbox: inbox) }

    /// See ``Journal/newId()``.
    public func newId() -> String { journal.newId() }

    /// See ``Journal/recover()``. For a call that has thrown ``JournalError/Corrupt(reason:)``.
    public nonisolated func recover() async throws -> Recovery { try await lookAfter { try $0.recover() } }

    /// See ``Journal/maintain()``. For the time that the app is given when it goes to the background.
    public nonisolated func maintain() async throws -> Health { try await lookAfter { try $0.maintain() } }

    /// See ``Journal/check()``.
    public nonisolated func check() async throws -> Health { try await lookAfter { try $0.check() } }

    /// See ``Journal/health()``.
    public nonisolated func health() async throws -> Health { try await lookAfter { try $0.health() } }

    /// See ``Journal/restoreCopy(name:)``.
    public nonisolated func restoreCopy(named name: String) async throws {
        try await lookAfter { try $0.restoreCopy(name: name) }
    }

    /// See ``Journal/suspend()``. Waits for what looks after the journal: the system ends an app that it puts to sleep with
    /// a lock in its hand.
    public nonisolated func suspend() async throws { try await lookAfter { try $0.suspend() } }

    /// See ``Journal/resume()``.
    public nonisolated func resume() async throws { try await lookAfter { try $0.resume() } }

    /// See ``Journal/erase(inboxes:)``. There is no way back.
    public nonisolated func erase(inboxes: [String]) async throws {
        try await lookAfter { try $0.erase(inboxes: inboxes) }
    }

    /// Any other work with the journal, or several calls that nothing may come between.
    public func perform<Value: Sendable>(_ work: @Sendable (Journal) throws -> Value) throws -> Value {
        try work(journal)
    }

    /// Closes the file after the calls already waiting; every later call throws ``JournalError/Shut``.
    public func shut() { journal.shut() }

    private nonisolated func lookAfter<Value: Sendable>(
        _ work: @escaping @Sendable (Journal) throws -> Value
    ) async throws -> Value {
        let journal = journal
        return try await Self.result(on: upkeep) { try work(journal) }
    }

    private static func result<Value: Sendable>(
        on queue: DispatchQueue, of work: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { done in queue.async { done.resume(with: Result { try work() }) } }
    }
}

/// A serial queue as an actor's executor. Dispatch brings one of its own, but not on Linux.
private final class SerialQueue: SerialExecutor {
    let dispatch = DispatchQueue(label: "org.nightcramp.journal", qos: .userInitiated)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        dispatch.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
