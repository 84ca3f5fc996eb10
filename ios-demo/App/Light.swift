#if canImport(UIKit)
    import UIKit
#endif

/// The screen's light: at night a twentieth of the range, never more than it was, and given back on leaving.
@MainActor
enum Light {
    #if canImport(UIKit)
        private static var before: CGFloat?

        private static var screen: UIScreen? {
            UIApplication.shared.connectedScenes.lazy.compactMap { $0 as? UIWindowScene }.first?.screen
        }

        static func lower() {
            guard before == nil, let screen else { return }
            before = screen.brightness
            screen.brightness = min(screen.brightness, 0.05)
        }

        static func restore() {
            guard let light = before else { return }
            screen?.brightness = light
            before = nil
        }

        /// Keeps the screen on for two minutes, to read the words; then it may sleep.
        static func stayOn() async {
            UIApplication.shared.isIdleTimerDisabled = true
            try? await Task.sleep(for: .seconds(120))
            UIApplication.shared.isIdleTimerDisabled = false
        }

        /// Keeps the screen on while the hands are busy with something else, or no longer.
        static func keepOn(_ isOn: Bool) { UIApplication.shared.isIdleTimerDisabled = isOn }
    #else
        static func lower() {}
        static func restore() {}
        static func stayOn() async {}
        static func keepOn(_ isOn: Bool) {}
    #endif
}
