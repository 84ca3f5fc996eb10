import NightCramp

/// What `work` gives, if it gives it within `patience`; else it goes on unheard, and this is
/// ``JournalError/StorageBusy``.
func soon<Value: Sendable>(
    within patience: Duration, _ work: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    let (answers, answer) = AsyncThrowingStream.makeStream(of: Value.self)
    Task {
        do {
            answer.yield(try await work())
        } catch {
            answer.finish(throwing: error)
        }
    }
    let waiting = Task {
        try await Task.sleep(for: patience)
        answer.finish(throwing: JournalError.StorageBusy)
    }
    defer { waiting.cancel() }
    for try await value in answers { return value }
    throw CancellationError()
}
