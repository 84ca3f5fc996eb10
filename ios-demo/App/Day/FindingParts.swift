#if canImport(SwiftUI)
    import NightCramp
    import NightKit
    import SwiftUI

    /// How soon, as a shape: octagon, triangle, calendar, speech bubble, leaf. The words beside it say the same.
    struct UrgencyMark: View {
        let urgency: Urgency
        var size: CGFloat = 28
        @Environment(\.colorScheme) private var scheme

        var body: some View {
            Image(systemName: symbol).font(.system(size: size, weight: .medium))
                .foregroundStyle(urgency.color(in: Palette(scheme)))
                .accessibilityHidden(true)
        }

        private var symbol: String {
            switch urgency {
            case .emergency: "exclamationmark.octagon.fill"
            case .today: "exclamationmark.triangle.fill"
            case .soon: "calendar"
            case .nextVisit: "text.bubble"
            case .selfCare: "leaf"
            }
        }
    }

    extension Urgency {
        /// The colour that repeats the shape.
        func color(in palette: Palette) -> Color {
            switch self {
            case .emergency: palette.emergency
            case .today: palette.today
            case .soon: palette.accent
            case .nextVisit: palette.ink2
            case .selfCare: palette.selfCare
            }
        }
    }

    /// One rule in a list: how soon, what it sees, and the way to its reasons.
    struct FindingRow: View {
        let finding: Finding
        let open: @MainActor () -> Void
        @Environment(\.colorScheme) private var scheme

        var body: some View {
            let palette = Palette(scheme)
            Button(action: open) {
                HStack(spacing: 12) {
                    mark
                    VStack(alignment: .leading, spacing: 4) {
                        if finding.verdict == .fired {
                            Text(finding.urgencyText).font(.dayLabel).fontWeight(.bold)
                                .foregroundStyle(finding.urgency.color(in: palette))
                        }
                        Text(finding.title).font(.dayBody).foregroundStyle(palette.ink)
                        if let quiet = finding.quiet {
                            Text(quiet.text).font(.dayCaption).foregroundStyle(palette.ink2)
                        }
                    }
                    .multilineTextAlignment(.leading)
                    Spacer()
                    Image(systemName: "chevron.forward").foregroundStyle(palette.ink2)
                }
                .frame(maxWidth: .infinity, minHeight: 56, alignment: .leading)
                .contentShape(Rectangle())
            }
            .buttonStyle(.plain)
            .accessibilityLabel(finding.spoken)
        }

        @ViewBuilder private var mark: some View {
            switch finding.verdict {
            case .fired: UrgencyMark(urgency: finding.urgency)
            case .unknown: VerdictMark(verdict: .unknown)
            case .notFired: VerdictMark(verdict: .notFired)
            }
        }
    }

    /// A check, a ring or a question mark: met, not met, not known.
    struct VerdictMark: View {
        let verdict: Verdict
        @Environment(\.colorScheme) private var scheme

        var body: some View {
            let palette = Palette(scheme)
            Image(systemName: symbol).font(.system(size: 24, weight: .medium))
                .foregroundStyle(verdict == .fired ? palette.accent : palette.ink2)
                .frame(width: 32)
                .accessibilityHidden(true)
        }

        private var symbol: String {
            switch verdict {
            case .fired: "checkmark"
            case .notFired: "circle"
            case .unknown: "questionmark.circle"
            }
        }
    }

    /// Rows of rules on one card.
    struct FindingList: View {
        let findings: [Finding]
        let open: @MainActor (Finding) -> Void

        var body: some View {
            Card {
                ForEach(findings, id: \.ruleId) { finding in
                    if finding.ruleId != findings.first?.ruleId { Divider() }
                    FindingRow(finding: finding) { open(finding) }
                }
            }
        }
    }

    /// The nights that a fact counts, oldest first: filled, ring, dot.
    struct Strip: View {
        let nights: [NightMark]
        let words: String

        var body: some View {
            HStack(spacing: 4) {
                ForEach(nights, id: \.night) { Mark(state: $0.state, cramps: 1, size: 18) }
            }
            .accessibilityElement(children: .ignore)
            .accessibilityLabel(words)
        }
    }

    /// How sure the evidence is: up to three discs, and the words that say it.
    struct HowSure: View {
        let grade: Grade
        let words: String
        @Environment(\.colorScheme) private var scheme

        var body: some View {
            let palette = Palette(scheme)
            HStack(spacing: 12) {
                if let filled = grade.discs {
                    HStack(spacing: 6) {
                        ForEach(0..<3, id: \.self) { number in
                            ZStack {
                                Circle().fill(number < filled ? palette.accent : .clear)
                                Circle().stroke(number < filled ? palette.accent : palette.edge, lineWidth: 2)
                            }
                            .frame(width: 20, height: 20)
                        }
                    }
                    .accessibilityHidden(true)
                }
                Text(words).font(.dayBody).foregroundStyle(palette.ink)
            }
        }
    }
#endif
