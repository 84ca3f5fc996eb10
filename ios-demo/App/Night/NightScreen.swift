#if canImport(SwiftUI)
    import NightKit
    import SwiftUI

    /// The night's world: black, one target, no clock.
    struct NightScreen: View {
        let night: NightModel
        let openJournal: @MainActor () -> Void
        @Environment(\.accessibilityReduceMotion) private var reduceMotion

        var body: some View {
            ZStack {
                Color.nightGround.ignoresSafeArea()
                switch night.shown {
                case .blank:
                    EmptyView()
                case .moon(let undoTapId, let notSaved):
                    MoonScreen(
                        isWaiting: night.isWaiting, notSaved: notSaved, undoTapId: undoTapId,
                        tap: { Task { await night.tap() } }, undo: { id in Task { await night.undo(id) } },
                        openJournal: openJournal)
                case .logged(let already, let undoTapId):
                    if let logged = night.logged {
                        LoggedScreen(already: already, undoTapId: undoTapId, night: night, logged: logged)
                    }
                case .takenBack:
                    TakenBackScreen(night: night)
                case .passed:
                    NightText(Words.Night.sleepWell, .title).multilineTextAlignment(.center).padding(24)
                case .different:
                    if let different = night.different { DifferentScreen(night: night, different: different) }
                case .emergency:
                    if let emergency = night.emergency { EmergencyScreen(night: night, emergency: emergency) }
                }
            }
            .animation(reduceMotion ? nil : .easeInOut(duration: 0.15), value: night.shown)
            .statusBarHidden(true)
            .persistentSystemOverlays(.hidden)
            .task(id: light) {
                switch light {
                case .asItIs: break
                case .low: Light.lower()
                case .full: Light.restore()
                }
            }
        }

        private enum ScreenLight { case asItIs, low, full }

        /// Not low while it is black: by day the journal's answer leads away from here.
        private var light: ScreenLight { night.shown == .blank ? .asItIs : night.needsLight ? .full : .low }
    }
#endif
