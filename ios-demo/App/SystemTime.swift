import NightKit

#if canImport(UIKit)
    import UIKit
#endif

/// The background task in which the journal is put to sleep.
struct SystemTime: BackgroundTime {
    #if canImport(UIKit)
        func begin(expired: @escaping @MainActor @Sendable () -> Void) -> Int {
            UIApplication.shared.beginBackgroundTask(withName: "journal", expirationHandler: expired).rawValue
        }

        func end(_ task: Int) {
            UIApplication.shared.endBackgroundTask(UIBackgroundTaskIdentifier(rawValue: task))
        }
    #else
        func begin(expired: @escaping @MainActor @Sendable () -> Void) -> Int { 0 }
        func end(_ task: Int) {}
    #endif
}
