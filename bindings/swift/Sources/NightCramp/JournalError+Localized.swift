import Foundation

extension JournalError: LocalizedError {
    /// A sentence for developers and logs. What a person reads is the app's to say, by the case.
    public var errorDescription: String? { description }
}
