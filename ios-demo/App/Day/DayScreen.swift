#if canImport(SwiftUI)
    import NightKit
    import SwiftUI

    /// The tabs of the day's world.
    enum DayTab: Hashable {
        case today, journal, guidance, doctor

        /// The tab that holds a page.
        init(_ page: ReminderPage) {
            self =
                switch page {
                case .today, .stretch: .today
                case .journal: .journal
                case .guidance: .guidance
                case .why: .doctor
                }
        }
    }

    /// The day's world: today's questions, the journal, what helps, and what deserves a doctor.
    struct DayScreen: View {
        @Bindable var home: Home

        var body: some View {
            TabView(selection: $home.tab) {
                TodayScreen(home: home)
                    .tabItem { Label(Words.Morning.today, systemImage: "sun.max") }
                    .tag(DayTab.today)
                JournalScreen(journal: home.journal, help: home.help, reminders: home.reminders, door: home.door)
                    .tabItem { Label(Words.Night.journal, systemImage: "calendar") }
                    .tag(DayTab.journal)
                GuidanceScreen(guidance: home.guidance, stretch: home.stretch)
                    .tabItem { Label(Words.Guidance.title, systemImage: "chart.xyaxis.line") }
                    .tag(DayTab.guidance)
                DoctorScreen(doctor: home.doctor, called: home.called)
                    .tabItem { Label(Words.Doctor.title, systemImage: "stethoscope") }
                    .tag(DayTab.doctor)
            }
            .preferredColorScheme(home.isNight ? .dark : nil)
            .task { if !home.isNight { Light.restore() } }
        }
    }
#endif
