#if canImport(SwiftUI)
    import SwiftUI

    // The night's colours never follow the system's theme.
    extension Color {
        static let nightGround = Color(hex: 0x000000)
        static let nightInk = Color(hex: 0xCC3222)
        static let nightDim = Color(hex: 0xB8241A)
        static let nightRule = Color(hex: 0x5A100C)
        static let nightPress = Color(hex: 0x3A0A08)
        static let nightMoon = Color(hex: 0x2A0706)
        static let nightDisc = Color(hex: 0x0E0202)

        init(hex: UInt32) {
            self.init(
                red: Double(hex >> 16 & 0xFF) / 255, green: Double(hex >> 8 & 0xFF) / 255,
                blue: Double(hex & 0xFF) / 255)
        }
    }

    /// The day's colours, light or dark as the system is.
    struct Palette {
        let ground, surface, ink, ink2, edge, line, accent, onAccent, tint, today, emergency, onEmergency,
            selfCare: Color

        init(_ scheme: ColorScheme) {
            let dark = scheme == .dark
            func pick(_ light: UInt32, _ night: UInt32) -> Color { Color(hex: dark ? night : light) }
            ground = pick(0xFBF8F3, 0x111219)
            surface = pick(0xFFFFFF, 0x1C1E29)
            ink = pick(0x1B1A22, 0xF3EFE6)
            ink2 = pick(0x494752, 0xC9C5BC)
            edge = pick(0x716C60, 0x8286A0)
            line = pick(0xE2DCD0, 0x34374A)
            accent = pick(0x2E3A87, 0xBAC4FF)
            onAccent = pick(0xFFFFFF, 0x141833)
            tint = pick(0xE7E9F8, 0x2A3055)
            today = pick(0x7A4100, 0xFFC98A)
            emergency = pick(0xA3161A, 0xFFAAA3)
            onEmergency = pick(0xFFFFFF, 0x3A0004)
            selfCare = pick(0x17573F, 0x9ADDBF)
        }
    }

    // One step above the system's own sizes, so that nothing is smaller than 16 and all of it grows with the setting.
    extension Font {
        static let dayDisplay = Font.largeTitle.weight(.medium)
        static let dayTitle = Font.title.weight(.medium)
        static let dayHeading = Font.title2.weight(.medium)
        static let dayBody = Font.title3
        static let dayLabel = Font.title3.weight(.medium)
        static let dayCaption = Font.body
    }

    /// Words at night: large, in one of a few sizes that grow with the person's setting.
    struct NightText: View {
        enum Size {
            case hero, call, title, line, act, chosen

            var points: CGFloat {
                switch self {
                case .hero, .call: 56
                case .title: 36
                case .line: 26
                case .act, .chosen: 24
                }
            }

            var weight: Font.Weight {
                switch self {
                case .call, .chosen: .bold
                case .line: .regular
                case .hero, .title, .act: .medium
                }
            }
        }

        private let text: String
        private let size: Size
        private let color: Color
        @ScaledMetric private var points: CGFloat

        init(_ text: String, _ size: Size, color: Color = .nightInk) {
            self.text = text
            self.size = size
            self.color = color
            _points = ScaledMetric(wrappedValue: size.points, relativeTo: size.points == 56 ? .largeTitle : .title)
        }

        var body: some View {
            Text(text)
                .font(.system(size: points, weight: size.weight))
                .foregroundStyle(color)
        }
    }
#endif
