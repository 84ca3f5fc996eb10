#if canImport(SwiftUI)
    import NightCramp
    import NightKit
    import SwiftUI

    /// Everything about one night.
    struct NightPageScreen: View {
        @State var page: NightPageModel
        @State private var edited: Cramp?
        @State private var isAdding = false
        @Environment(\.colorScheme) private var scheme

        var body: some View {
            let palette = Palette(scheme)
            Page(notices: [page.trouble].compactMap { $0 }) {
                Text(page.night.words).font(.dayTitle).foregroundStyle(palette.ink).accessibilityAddTraits(.isHeader)
                if let night = page.page {
                    Text(night.nightWords).font(.dayBody).foregroundStyle(palette.ink2)
                    ForEach(night.cramps, id: \.id) { cramp in
                        Card {
                            heading(cramp.title, "circle.fill") { edited = cramp }
                            Rows(rows: page.rows(of: cramp))
                        }
                    }
                    if !page.reported.isEmpty {
                        Card {
                            heading(Words.Journal.different, "exclamationmark.bubble")
                            ForEach(page.reported, id: \.self) { sign in
                                Text(sign).font(.dayBody).foregroundStyle(palette.ink)
                            }
                        }
                    }
                    if let morning = night.morning {
                        Card {
                            heading(Words.Journal.morning, "sun.max")
                            Rows(rows: morning.rows)
                        }
                    }
                    if let evening = night.evening {
                        Card {
                            heading(Words.Journal.evening, "moon")
                            Rows(rows: evening.rows)
                        }
                    }
                }
            }
            .safeAreaInset(edge: .bottom) {
                VStack(spacing: 0) {
                    if page.deletedCrampId != nil {
                        UndoBar(text: Words.Journal.deleted) { Task { await page.undoDelete() } }
                    }
                    Button {
                        isAdding = true
                    } label: {
                        Label(Words.Journal.add, systemImage: "plus")
                    }
                    .buttonStyle(DayButton(.second))
                    .padding(20)
                    .background(palette.surface)
                }
            }
            .sheet(isPresented: $isAdding) {
                AddScreen { time in
                    isAdding = false
                    Task { await page.add(at: time) }
                }
            }
            .sheet(item: $edited) { cramp in
                EditScreen(
                    details: cramp.details, title: cramp.title,
                    keep: { details in
                        edited = nil
                        Task { await page.describe(cramp.id, as: details) }
                    },
                    delete: {
                        edited = nil
                        Task { await page.delete(cramp.id) }
                    })
            }
            .task { await page.appear() }
        }

        private func heading(_ text: String, _ symbol: String, edit: (@MainActor () -> Void)? = nil) -> some View {
            HStack {
                Image(systemName: symbol).foregroundStyle(Palette(scheme).accent).accessibilityHidden(true)
                Text(text).font(.dayHeading).foregroundStyle(Palette(scheme).ink).accessibilityAddTraits(.isHeader)
                Spacer()
                if let edit {
                    Button(action: edit) { Image(systemName: "pencil") }
                        .buttonStyle(DayButton(.quiet)).frame(width: 56)
                        .accessibilityLabel("\(Words.Journal.edit), \(text)")
                }
            }
        }
    }

    extension Cramp: @retroactive Identifiable {}

    /// A cramp told afterwards, with its time or without.
    struct AddScreen: View {
        let add: @MainActor (ClockTime?) -> Void
        @State private var isTimed = true
        @State private var time = Date()

        var body: some View {
            Page {
                Toggle(Words.Journal.timeKnown, isOn: $isTimed).font(.dayBody)
                if isTimed {
                    DatePicker(Words.Journal.when, selection: $time, displayedComponents: .hourAndMinute).font(.dayBody)
                }
                Button(Words.Journal.add) { add(isTimed ? chosen : nil) }.buttonStyle(DayButton(.first))
            }
        }

        private var chosen: ClockTime? {
            let parts = Calendar.current.dateComponents([.hour, .minute], from: time)
            return parts.hour.flatMap { hour in parts.minute.flatMap { ClockTime(hour: hour, minute: $0) } }
        }
    }

    /// The details of one cramp, to be changed. Tapping the chosen answer opens it again.
    struct EditScreen: View {
        @State var details: CrampDetails
        let title: String
        let keep: @MainActor (CrampDetails) -> Void
        let delete: @MainActor () -> Void
        @Environment(\.colorScheme) private var scheme

        var body: some View {
            Page {
                Text(title).font(.dayTitle).foregroundStyle(Palette(scheme).ink).accessibilityAddTraits(.isHeader)
                chips(Words.Journal.side, Side.allCases, details.side, \.words) { details.side = $0 }
                chips(Words.Journal.whereAt, Muscle.allCases, details.muscle, \.words) { details.muscle = $0 }
                chips(Words.Journal.pain, Array(0...10), details.pain, { "\($0)" }, columns: 4) { details.pain = $0 }
                chips(Words.Journal.duration, CrampDuration.spans, details.duration, \.words) { details.duration = $0 }
                answer(Words.Journal.eased, details.easedByStretching) { details.easedByStretching = $0 }
                answer(Words.Journal.gotUp, details.gotOutOfBed) { details.gotOutOfBed = $0 }
                Button(Words.Night.done) { keep(details) }.buttonStyle(DayButton(.first))
                Button(Words.Journal.delete, action: delete).buttonStyle(DayButton(.quiet))
            }
        }

        private func answer(_ label: String, _ answer: Answer, set: @escaping @MainActor (Answer) -> Void) -> some View
        {
            let chosen = answer == .unknown ? nil : answer
            return chips(label, [.yes, .no], chosen, { $0.words ?? "" }) { set($0 ?? .unknown) }
        }

        private func chips<Value: Hashable>(
            _ label: String, _ values: [Value], _ chosen: Value?, _ words: @escaping (Value) -> String,
            columns: Int = 2,
            set: @escaping @MainActor (Value?) -> Void
        ) -> some View {
            VStack(alignment: .leading, spacing: 8) {
                Text(label).font(.dayBody).foregroundStyle(Palette(scheme).ink2)
                Chips(
                    values: values, chosen: chosen, words: words, choose: { set($0 == chosen ? nil : $0) },
                    columns: columns)
            }
        }
    }
#endif
