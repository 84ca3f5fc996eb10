import Foundation

/// Where things lie on the phone.
enum Places {
    /// The app group that the control shares with the app; the same name stands in both targets' entitlements.
    static let group = "group.org.nightcramp.demo"

    /// The journal, in the app's own container: no file of it is ever shared between processes.
    static var journal: URL { made(support.appendingPathComponent("journal")) }

    /// Where the app's own taps wait while the journal cannot take them.
    static var inbox: URL { journal.appendingPathComponent("inbox") }

    /// Where the control leaves its taps; nil without the app group.
    static var sharedInbox: URL? {
        #if canImport(Darwin)
            FileManager.default.containerURL(forSecurityApplicationGroupIdentifier: group)?
                .appendingPathComponent("inbox")
        #else
            nil
        #endif
    }

    /// The first day of the week, 0 for Monday, as the phone is set.
    static var firstWeekday: Int { (Calendar.current.firstWeekday + 5) % 7 }

    private static var support: URL {
        FileManager.default.urls(for: .applicationSupportDirectory, in: .userDomainMask).first
            ?? FileManager.default.temporaryDirectory
    }

    /// Readable and writable on a locked phone, once it was unlocked after the start. The files that SQLite lays beside
    /// the journal take the class of their folder.
    private static func made(_ folder: URL) -> URL {
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        #if os(iOS)
            let protection = FileProtectionType.completeUntilFirstUserAuthentication
            try? FileManager.default.setAttributes([.protectionKey: protection], ofItemAtPath: folder.path)
        #endif
        return folder
    }
}
