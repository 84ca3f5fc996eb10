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
        let reminders: RemindersModel
        let keeper: ReminderKeeper
        let life: AppLife
        let door: JournalDoor
        /// Nil follows the core; the person may open the journal at night, or the moon by day.
        var chosen: World?
        /// The page that a pressed reminder asks for.
        let called = CalledPage()
        /// The tab of the day that is open.
        var tab = DayTab.today
        private var presses: ReminderPresses?

        init() {
            let haptics = Haptics()
            door = JournalDoor(
                directory: Places.journal, inbox: Places.inbox, others: [Places.sharedInbox].compactMap { $0 })
            night = NightModel(door: door, feel: haptics.play)
            morning = MorningModel(door: door)
            journal = JournalModel(door: door, firstWeekday: Places.firstWeekday)
            doctor = DoctorModel(door: door)
            guidance = GuidanceModel(door: door)
            life = AppLife(door: door, time: SystemTime())
            let center = SystemReminders()
            let keeper = ReminderKeeper(door: door, center: center)
            self.keeper = keeper
            help = HelpModel(door: door, forget: keeper.forget)
            reminders = RemindersModel(door: door, keeper: keeper, center: center)
            presses = ReminderPresses(home: self)
            SystemClock.watch { [weak self] in self?.clockMoved() }
        }

        var world: World { chosen ?? (night.face == .day ? .day : .night) }

        /// Reads what the page of today shows.
        func read() async {
            await morning.appear()
            await doctor.appear()
            await guidance.appear()
            await help.appear()
            await keeper.keep()
        }

        /// Somebody has done something with a notification; the app may have been started in the back for it.
        func answer(_ response: ReminderResponse) async {
            if let page = response.page {
                called.ask(for: page)
                chosen = .day
                tab = DayTab(page)
            }
            await life.whileAwake { await keeper.answer(response) }
        }

        private func clockMoved() { Task { await life.whileAwake { _ = await keeper.keep() } } }

        /// The stretch of this evening.
        func stretch() -> StretchModel {
            let keeper = keeper
            return StretchModel(door: door, saved: { _ = await keeper.keep() })
        }

        /// Reads what the day's pages show that have stayed while the app was away.
        func readAgain() async {
            await read()
            await journal.appear()
        }

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
                    // Whoever is in the middle of something comes back to it, but hours later to what the core says.
                    if home.night.wasAwayLong && !home.called.isAsked { home.chosen = nil }
                    let stays = home.world == .day
                    await home.night.comeBack(after: home.life.comeBack)
                    await home.keeper.appear()
                    if stays && home.world == .day { await home.readAgain() }
                    if home.isNight && !home.night.needsLight { Light.lower() }
                case .background:
                    Light.restore()
                    home.night.leave()
                    home.called.leave()
                    // A moon has nothing to lose; a day's page has, at night too: the stretch is done in the evening.
                    if home.night.shown == .blank && home.world == .night { home.chosen = nil }
                    await home.life.leave { _ = await home.keeper.keep() }
                default:
                    Light.restore()
                }
            }
        }
    }
#endif
