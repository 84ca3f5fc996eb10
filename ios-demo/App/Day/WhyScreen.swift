#if canImport(SwiftUI)
    import NightCramp
    import NightKit
    import SwiftUI

    /// Why a finding is shown: its facts, what to ask for, how sure it is, and where it comes from.
    struct WhyScreen: View {
        @State var why: WhyModel
        @State private var isChoosingDay = false
        @Environment(\.colorScheme) private var scheme

        private var finding: Finding { why.finding }
        private var palette: Palette { Palette(scheme) }

        var body: some View {
            Page(notices: [why.trouble].compactMap { $0 }) {
                PageTitle(finding.whyTitle)
                if finding.verdict == .fired {
                    HStack(spacing: 12) {
                        UrgencyMark(urgency: finding.urgency)
                        Text(finding.urgencyText).font(.dayLabel).fontWeight(.bold)
                            .foregroundStyle(finding.urgency.color(in: palette))
                    }
                    sentence(finding.message)
                } else {
                    sentence(finding.title)
                }
                if let quiet = finding.quiet { Card { sentence(quiet.text) } }
                if let question = finding.question { QuestionCard(question: question) { why.answered($0) } }
                facts
                reasons
            }
            .safeAreaInset(edge: .bottom) { foot }
            .task { await why.appear() }
            .sheet(isPresented: $isChoosingDay) {
                VisitScreen { day in
                    isChoosingDay = false
                    Task { await why.acknowledge(.appointment(on: day)) }
                }
            }
        }

        @ViewBuilder private var facts: some View {
            if !finding.facts.isEmpty {
                heading(Words.Why.shows)
                if !finding.because.isEmpty { sentence(finding.because) }
                ForEach(finding.facts, id: \.self) { FactRow(line: $0) }
            }
        }

        @ViewBuilder private var reasons: some View {
            if !finding.askFor.isEmpty {
                heading(Words.Why.askFor)
                Card {
                    ForEach(finding.askFor, id: \.self) { line in
                        if line != finding.askFor.first { Divider() }
                        sentence(line)
                    }
                }
            }
            heading(Words.Why.howSure)
            HowSure(grade: finding.grade, words: finding.gradeText)
            heading(Words.Why.comesFrom)
            SourceList(sources: finding.sources)
            caption(finding.ruleWords)
            if let since = finding.sinceWords {
                heading(Words.Why.sinceWhen)
                sentence(since)
            }
        }

        @ViewBuilder private var foot: some View {
            VStack(spacing: 0) {
                if why.acknowledgedId != nil {
                    UndoBar(text: Words.Why.kept) { Task { await why.undo() } }
                }
                if why.canAcknowledge {
                    HStack(spacing: 12) {
                        Button(Words.Why.visit) { isChoosingDay = true }.buttonStyle(DayButton(.first))
                        Button(Words.Why.seenFine) { Task { await why.acknowledge(.seenFine) } }
                            .buttonStyle(DayButton(.second))
                    }
                    .padding(20)
                    .background(palette.surface)
                }
            }
        }

        private func heading(_ text: String) -> some View {
            Text(text).font(.dayHeading).foregroundStyle(palette.ink).accessibilityAddTraits(.isHeader)
        }

        private func sentence(_ text: String) -> some View {
            Text(text).font(.dayBody).foregroundStyle(palette.ink)
        }

        private func caption(_ text: String) -> some View {
            Text(text).font(.dayCaption).foregroundStyle(palette.ink2)
        }
    }

    extension WhyModel {
        /// A press on an answer.
        fileprivate func answered(_ choiceId: String) { Task { await answer(choiceId) } }
    }

    /// One fact: met, not met or not known, what the rule asks of it, and the nights that it counts.
    struct FactRow: View {
        let line: FactLine
        @Environment(\.colorScheme) private var scheme

        var body: some View {
            let palette = Palette(scheme)
            VStack(spacing: 8) {
                Divider()
                HStack(alignment: .top, spacing: 12) {
                    VerdictMark(verdict: line.state)
                    VStack(alignment: .leading, spacing: 4) {
                        Text(line.sentence).font(.dayBody).foregroundStyle(palette.ink)
                        if let caption = line.caption {
                            Text(caption).font(.dayCaption).foregroundStyle(palette.ink2)
                        }
                        if let words = line.stripWords { Strip(nights: line.nights, words: words) }
                    }
                    Spacer()
                }
                .accessibilityElement(children: .combine)
                .accessibilityValue(line.stateWords)
            }
        }
    }

    /// Titles as published, a link where there is one.
    struct SourceList: View {
        let sources: [Source]
        @Environment(\.colorScheme) private var scheme

        var body: some View {
            ForEach(sources, id: \.id) { source in
                if let address = source.address.flatMap({ URL(string: $0) }) {
                    Link(destination: address) { title(source, Palette(scheme).accent) }
                } else {
                    title(source, Palette(scheme).ink)
                }
            }
        }

        private func title(_ source: Source, _ color: Color) -> some View {
            Text(source.title).font(.dayBody).foregroundStyle(color)
                .multilineTextAlignment(.leading)
                .frame(maxWidth: .infinity, minHeight: 56, alignment: .leading)
        }
    }

    /// One question that is answered where it stands.
    struct QuestionCard: View {
        let question: Question
        let answer: @MainActor (String) -> Void
        @Environment(\.colorScheme) private var scheme

        var body: some View {
            Card {
                Text(question.text).font(.dayHeading).foregroundStyle(Palette(scheme).ink)
                    .accessibilityAddTraits(.isHeader)
                Chips(
                    values: question.answers, chosen: nil, words: \.text, choose: { answer($0.id) },
                    columns: question.isScale ? 4 : 2)
            }
        }
    }

    /// The day of a visit.
    struct VisitScreen: View {
        let keep: @MainActor (CalendarDay) -> Void
        @State private var date = Date()

        var body: some View {
            Page {
                DatePicker(Words.Why.visitDay, selection: $date, in: today..., displayedComponents: .date).font(
                    .dayBody)
                Button(Words.Why.keepVisit) { if let day = chosen { keep(day) } }.buttonStyle(DayButton(.first))
            }
        }

        private var today: Date { Calendar.current.startOfDay(for: Date()) }

        private var chosen: CalendarDay? {
            let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: date)
            guard let year = parts.year, let month = parts.month, let day = parts.day else { return nil }
            return CalendarDay(year: year, month: month, day: day)
        }
    }
#endif
