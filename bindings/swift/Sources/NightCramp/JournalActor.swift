import Dispatch

/// The journal, off the main thread and one call at a time. Values pass through; nothing is decided here.
///
/// The actor runs on a serial queue of its own: a call that waits for the disk must not hold one of the few threads that
/// all of Swift's tasks share. A cancelled task does not take back a call that has begun: a tap may be on disk although
/// nobody hears of it. Send it again with the same id, it is kept once.
///
/// Every method throws what the ``Journal`` throws: a ``JournalError``.
public actor JournalActor {
    private let journal: Journal
    private let queue: SerialQueue

    /// Where the actor's calls run.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

    private init(_ journal: Journal, on queue: SerialQueue) {
        self.journal = journal
        self.queue = queue
    }

    /// Opens the journal in `directory`, and makes both when there is none; see ``Journal/open(dir:)``.
    public static func open(directory: String) async throws -> JournalActor {
        let queue = SerialQueue()
        return try await withCheckedThrowingContinuation { opened in
            queue.dispatch.async {
                opened.resume(with: Result { JournalActor(try Journal.open(dir: directory), on: queue) })
            }
        }
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

    /// See ``Journal/ingest(inbox:)``.
    public func ingest(inbox: String) throws -> Ingested { try journal.ingest(inbox: inbox) }

    /// See ``Journal/newId()``.
    public func newId() -> String { journal.newId() }

    /// Any other work with the journal, or several calls that nothing may come between.
    public func perform<Value: Sendable>(_ work: @Sendable (Journal) throws -> Value) throws -> Value {
        try work(journal)
    }

    /// Closes the file after the calls already waiting; every later call throws ``JournalError/Shut``.
    public func shut() { journal.shut() }
}

/// A serial queue as an actor's executor. Dispatch brings one of its own, but not on Linux.
private final class SerialQueue: SerialExecutor {
    let dispatch = DispatchQueue(label: "org.nightcramp.journal", qos: .userInitiated)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        dispatch.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
