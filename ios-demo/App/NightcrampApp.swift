#if canImport(SwiftUI)
    import NightCramp
    import NightKit
    import SwiftUI

    /// The app: the night's world or the day's, as the core says.
    @main
    struct NightcrampApp: App {
        @State private var home = Home()

        var body: some Scene {
            WindowGroup { HomeScreen(home: home) }
        }
    }

    /// What outlives a screen: the door to the journal and the models behind it.
    @MainActor
    @Observable
    final class Home {
        /// Which world is shown.
        enum World { case night, day }

        let night: NightModel
        let morning: MorningModel
        let journal: JournalModel
        let help: HelpModel
        let doctor: DoctorModel
        let guidance: GuidanceModel
        let life: AppLife
        let door: JournalDoor
        /// Nil follows the core; the person may open the journal at night, or the moon by day.
        var chosen: World?

        init() {
            let haptics = Haptics()
            door = JournalDoor(
                directory: Places.journal, inbox: Places.inbox, others: [Places.sharedInbox].compactMap { $0 })
            night = NightModel(door: door, feel: haptics.play)
            morning = MorningModel(door: door)
            journal = JournalModel(door: door, firstWeekday: Places.firstWeekday)
            help = HelpModel(door: door)
            doctor = DoctorModel(door: door)
            guidance = GuidanceModel(door: door)
            life = AppLife(door: door, time: SystemTime())
        }

        var world: World { chosen ?? (night.face == .day ? .day : .night) }

        /// Day pages opened during the night keep its dark and its low light: a slip must not light up the room.
        var isNight: Bool { night.face != .day }
    }

    /// Both worlds, and the passage between them.
    struct HomeScreen: View {
        let home: Home
        @Environment(\.scenePhase) private var phase

        var body: some View {
            ZStack {
                Color.nightGround.ignoresSafeArea()
                switch home.world {
                case .night: NightScreen(night: home.night) { home.chosen = .day }
                case .day: DayScreen(home: home)
                }
            }
            .task(id: phase) {
                switch phase {
                case .active:
                    await home.night.comeBack(after: home.life.comeBack)
                    if home.isNight && !home.night.needsLight { Light.lower() }
                case .background:
                    Light.restore()
                    home.night.leave()
                    // Whoever is in the middle of something comes back to it.
                    if home.night.shown == .blank { home.chosen = nil }
                    await home.life.leave()
                default:
                    Light.restore()
                }
            }
        }
    }
#endif
