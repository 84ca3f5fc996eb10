import NightKit

#if canImport(CoreHaptics)
    import CoreHaptics
#endif

/// The answer that the hand feels: one long for saved, two short for saved already. No sound.
@MainActor
final class Haptics {
    #if canImport(CoreHaptics)
        private var engine: CHHapticEngine?

        func play(_ feel: Feel) {
            guard CHHapticEngine.capabilitiesForHardware().supportsHaptics else { return }
            do {
                let engine = try engine ?? CHHapticEngine()
                engine.playsHapticsOnly = true
                engine.isAutoShutdownEnabled = true
                self.engine = engine
                try engine.start()
                try engine.makePlayer(with: CHHapticPattern(events: events(of: feel), parameters: [])).start(atTime: 0)
            } catch {
                // The picture says the same, a moment later.
                engine = nil
            }
        }

        private func events(of feel: Feel) -> [CHHapticEvent] {
            let full = CHHapticEventParameter(parameterID: .hapticIntensity, value: 1)
            switch feel {
            case .saved:
                return [CHHapticEvent(eventType: .hapticContinuous, parameters: [full], relativeTime: 0, duration: 0.4)]
            case .alreadySaved:
                return [0, 0.18].map {
                    CHHapticEvent(eventType: .hapticTransient, parameters: [full], relativeTime: $0)
                }
            }
        }
    #else
        func play(_ feel: Feel) {}
    #endif
}
