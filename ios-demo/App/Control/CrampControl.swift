// Logs from the lock screen, Control Center or the Action button without opening the app: one file in the app group's
// inbox, written without any native code. The target of this file links NightCrampInbox only.
#if canImport(AppIntents) && canImport(WidgetKit) && os(iOS)
    import AppIntents
    import Foundation
    import NightCrampInbox
    import SwiftUI
    import WidgetKit

    /// "Cramp now", for controls, Siri and shortcuts. Its answer is the file on disk, or the error.
    struct LogCrampIntent: AppIntent {
        static let title: LocalizedStringResource = "Cramp now"
        static let openAppWhenRun = false
        // A press on a locked phone only adds; it shows nothing that was logged.
        static let authenticationPolicy = IntentAuthenticationPolicy.alwaysAllowed

        func perform() async throws -> some IntentResult {
            guard let inbox = Places.sharedInbox else { throw CocoaError(.fileNoSuchFile) }
            try InboxWriter(directory: inbox).write(InboxTap.now(.control))
            return .result()
        }
    }

    /// The button itself. A tap never toggles.
    @available(iOS 18.0, *)
    struct CrampControl: ControlWidget {
        var body: some ControlWidgetConfiguration {
            StaticControlConfiguration(kind: "org.nightcramp.demo.cramp") {
                ControlWidgetButton(action: LogCrampIntent()) { Label("Cramp", systemImage: "moon") }
            }
            .displayName("Cramp")
        }
    }

    /// What the extension offers.
    @available(iOS 18.0, *)
    @main
    struct CrampControls: WidgetBundle {
        var body: some Widget { CrampControl() }
    }
#endif
