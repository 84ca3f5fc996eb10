#if canImport(SwiftUI)
    import NightKit
    import SwiftUI

    /// The day's world: today's questions and the journal.
    struct DayScreen: View {
        let home: Home

        var body: some View {
            TabView {
                MorningScreen(morning: home.morning, help: home.help) { home.chosen = .night }
                    .tabItem { Label(Words.Morning.today, systemImage: "sun.max") }
                JournalScreen(journal: home.journal, help: home.help, door: home.door)
                    .tabItem { Label(Words.Night.journal, systemImage: "calendar") }
            }
            .preferredColorScheme(home.isNight ? .dark : nil)
            .task { if !home.isNight { Light.restore() } }
        }
    }
#endif
