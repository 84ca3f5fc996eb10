#if canImport(SwiftUI)
    import NightCramp
    import NightKit
    import SwiftUI

    /// Filled, ring, dot: cramp, no cramp, not known. Colour only repeats the shape.
    struct Mark: View {
        let state: NightState
        let cramps: UInt32
        var size: CGFloat = 30
        @Environment(\.colorScheme) private var scheme

        var body: some View {
            let palette = Palette(scheme)
            ZStack {
                switch state {
                case .cramp:
                    Circle().fill(palette.accent)
                    if cramps > 1 { Text("\(cramps)").font(.dayLabel).foregroundStyle(palette.onAccent) }
                case .noCramp:
                    Circle().stroke(palette.edge, lineWidth: 2)
                case .unknown:
                    Circle().fill(palette.edge).frame(width: size * 0.27, height: size * 0.27)
                }
            }
            .frame(width: size, height: size)
            .accessibilityHidden(true)
        }
    }

    /// The page's title.
    struct PageTitle: View {
        let text: String
        @Environment(\.colorScheme) private var scheme

        init(_ text: String) { self.text = text }

        var body: some View {
            Text(text).font(.dayTitle).foregroundStyle(Palette(scheme).ink).accessibilityAddTraits(.isHeader)
        }
    }

    /// A card on the page.
    struct Card<Content: View>: View {
        @ViewBuilder let content: () -> Content
        @Environment(\.colorScheme) private var scheme

        var body: some View {
            VStack(alignment: .leading, spacing: 12) { content() }
                .padding(20)
                .frame(maxWidth: .infinity, alignment: .leading)
                .background(RoundedRectangle(cornerRadius: 20).fill(Palette(scheme).surface))
                .overlay(RoundedRectangle(cornerRadius: 20).stroke(Palette(scheme).line, lineWidth: 1))
        }
    }

    /// How a button of the day looks.
    struct DayButton: ButtonStyle {
        enum Look { case first, second, quiet, chip, chosenChip }
        let look: Look
        @Environment(\.colorScheme) private var scheme
        @Environment(\.isEnabled) private var isEnabled

        init(_ look: Look) { self.look = look }

        func makeBody(configuration: Configuration) -> some View {
            let palette = Palette(scheme)
            let chosen = look == .chosenChip || configuration.isPressed
            let shape = RoundedRectangle(cornerRadius: look == .chip || look == .chosenChip ? 20 : 18)
            configuration.label
                .font(.dayLabel)
                .multilineTextAlignment(.center)
                .padding(.horizontal, 12)
                .frame(maxWidth: .infinity, minHeight: 56)
                .foregroundStyle(
                    look == .first ? palette.onAccent : look == .chip && !chosen ? palette.ink : palette.accent
                )
                .background(shape.fill(look == .first ? palette.accent : chosen ? palette.tint : .clear))
                .overlay(
                    shape.stroke(
                        look == .chosenChip ? palette.accent : look == .chip || look == .second ? palette.edge : .clear,
                        lineWidth: look == .chosenChip ? 3 : 2)
                )
                .opacity(isEnabled ? 1 : 0.45)
                .contentShape(Rectangle())
        }
    }

    /// Answers to choose from: two columns, one where the text is large.
    struct Chips<Value: Hashable>: View {
        let values: [Value]
        let chosen: Value?
        let words: (Value) -> String
        let choose: @MainActor (Value) -> Void
        var columns = 2
        @Environment(\.dynamicTypeSize) private var typeSize

        var body: some View {
            let count = typeSize.isAccessibilitySize ? 1 : columns
            LazyVGrid(columns: Array(repeating: GridItem(.flexible(), spacing: 12), count: count), spacing: 12) {
                ForEach(values, id: \.self) { value in
                    Button {
                        choose(value)
                    } label: {
                        HStack {
                            if value == chosen { Image(systemName: "checkmark").accessibilityHidden(true) }
                            Text(words(value))
                        }
                    }
                    .buttonStyle(DayButton(value == chosen ? .chosenChip : .chip))
                    .accessibilityAddTraits(value == chosen ? .isSelected : [])
                }
            }
        }
    }

    /// Something about the journal that a person should know.
    struct NoticeCard: View {
        let notice: Notice
        @Environment(\.colorScheme) private var scheme

        var body: some View {
            Card {
                HStack(spacing: 12) {
                    Image(systemName: "info.circle").foregroundStyle(Palette(scheme).today).accessibilityHidden(true)
                    Text(notice.words).font(.dayBody).foregroundStyle(Palette(scheme).ink)
                }
            }
        }
    }

    /// Questions and their answers, one below the other.
    struct Rows: View {
        let rows: [PageRow]
        @Environment(\.colorScheme) private var scheme

        var body: some View {
            ForEach(rows, id: \.label) { row in
                VStack(spacing: 12) {
                    Divider()
                    ViewThatFits {
                        HStack { line(row) }
                        VStack(alignment: .leading) { line(row) }
                    }
                }
                .accessibilityElement(children: .combine)
            }
        }

        @ViewBuilder private func line(_ row: PageRow) -> some View {
            let palette = Palette(scheme)
            Text(row.label).font(.dayBody).foregroundStyle(palette.ink2)
            Spacer()
            Text(row.value ?? Words.Journal.notAnswered).font(.dayBody)
                .foregroundStyle(row.value == nil ? palette.accent : palette.ink)
        }
    }

    /// A page of the day: scrolls, on the day's ground, with what should be known first, and room for the undo bar.
    struct Page<Content: View>: View {
        var notices: [Notice] = []
        @ViewBuilder let content: () -> Content
        @Environment(\.colorScheme) private var scheme

        var body: some View {
            let palette = Palette(scheme)
            ScrollView {
                VStack(alignment: .leading, spacing: 12) {
                    ForEach(notices, id: \.self) { NoticeCard(notice: $0) }
                    content()
                }
                .padding(20)
                .frame(maxWidth: .infinity, alignment: .leading)
            }
            .background(palette.ground.ignoresSafeArea())
        }
    }

    /// What was just done, with the way back, until the page is left.
    struct UndoBar: View {
        let text: String
        let undo: @MainActor () -> Void
        @Environment(\.colorScheme) private var scheme

        var body: some View {
            HStack {
                Text(text).font(.dayBody).foregroundStyle(Palette(scheme).ink)
                Button(Words.Night.undo, action: undo).buttonStyle(DayButton(.quiet)).fixedSize()
            }
            .padding(.horizontal, 20)
            .frame(maxWidth: .infinity)
            .background(Palette(scheme).surface)
        }
    }
#endif
