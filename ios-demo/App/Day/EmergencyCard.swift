#if canImport(SwiftUI)
    import NightCramp
    import NightKit
    import SwiftUI

    /// An emergency by day, on top of the page.
    struct EmergencyCard: View {
        let emergency: EmergencyModel
        let takeBack: @MainActor () -> Void
        @State private var showsOthers = false
        @Environment(\.colorScheme) private var scheme

        var body: some View {
            let palette = Palette(scheme)
            VStack(alignment: .leading, spacing: 16) {
                HStack(spacing: 16) {
                    UrgencyMark(urgency: .emergency, size: 44)
                    Text(emergency.title).font(.dayDisplay).foregroundStyle(palette.emergency)
                        .accessibilityAddTraits(.isHeader)
                }
                Text(emergency.finding.message).font(.dayHeading).foregroundStyle(palette.ink)
                Text(emergency.reason).font(.dayBody).foregroundStyle(palette.ink2)
                if emergency.calls.emergency == nil {
                    Text(Words.Urgent.callForHelp).font(.dayHeading).foregroundStyle(palette.ink)
                }
                ForEach(emergency.calls.help, id: \.number) { call in
                    DayCall(call: call, minHeight: emergency.calls.help.count == 1 ? 200 : 72)
                }
                if showsOthers {
                    ForEach(emergency.calls.others, id: \.number) { DayCall(call: $0, minHeight: 72) }
                }
                ViewThatFits {
                    HStack { quiet }
                    VStack(spacing: 8) { quiet }
                }
            }
            // Also on a day's page that was opened at night: this must be read.
            .task { Light.restore() }
        }

        @ViewBuilder private var quiet: some View {
            if emergency.canTakeBack {
                Button(emergency.hasFailed ? Words.Urgent.notTakenBack : Words.Urgent.mistake, action: takeBack)
                    .buttonStyle(DayButton(.quiet))
            }
            if emergency.calls.emergency != nil {
                Button(Words.Urgent.otherNumber) { showsOthers = true }.buttonStyle(DayButton(.quiet))
            }
        }
    }

    /// A number to call by day. The only red fill there is.
    struct DayCall: View {
        let call: Call
        let minHeight: CGFloat
        @Environment(\.colorScheme) private var scheme

        var body: some View {
            let palette = Palette(scheme)
            let shape = RoundedRectangle(cornerRadius: 28)
            Link(destination: call.address) {
                VStack(spacing: 8) {
                    Image(systemName: "phone").font(.system(size: 36, weight: .medium)).accessibilityHidden(true)
                    Text(Words.Urgent.call(call.number)).font(.dayDisplay).fontWeight(.bold)
                }
                .foregroundStyle(palette.onEmergency)
                .frame(maxWidth: .infinity, minHeight: minHeight)
                .background(shape.fill(palette.emergency))
                .contentShape(shape)
            }
        }
    }
#endif
