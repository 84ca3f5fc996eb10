#if canImport(SwiftUI)
    import NightKit
    import SwiftUI

    /// The day's world: today's questions, the journal, what helps, and what deserves a doctor.
    struct DayScreen: View {
        let home: Home

        var body: some View {
            TabView {
                TodayScreen(home: home)
                    .tabItem { Label(Words.Morning.today, systemImage: "sun.max") }
                JournalScreen(journal: home.journal, help: home.help, door: home.door)
                    .tabItem { Label(Words.Night.journal, systemImage: "calendar") }
                GuidanceScreen(guidance: home.guidance, door: home.door)
                    .tabItem { Label(Words.Guidance.title, systemImage: "chart.xyaxis.line") }
                DoctorScreen(doctor: home.doctor)
                    .tabItem { Label(Words.Doctor.title, systemImage: "stethoscope") }
            }
            .preferredColorScheme(home.isNight ? .dark : nil)
            .task { if !home.isNight { Light.restore() } }
        }
    }
#endif
