// As much of SwiftUI's surface as the demo's screens use, and nothing behind it: so that they can be type-checked against
// the kit where SwiftUI is not. Written by hand from the public documentation. That a screen fits this file says nothing
// about Apple's frameworks; that it does not fit says that it is wrong.
// What each part does, Apple documents.
// swift-format-ignore-file
@_exported import Foundation
@_exported import Observation

// MARK: Views

@MainActor @preconcurrency public protocol View {
    associatedtype Body: View
    @ViewBuilder @MainActor @preconcurrency var body: Body { get }
}

extension Never: View {
    public var body: Never { get { fatalError() } }
}

public protocol PrimitiveView: View where Body == Never {}
extension PrimitiveView {
    public var body: Never { fatalError() }
}

@resultBuilder @MainActor public struct ViewBuilder {
    public static func buildExpression<Content: View>(_ content: Content) -> Content { content }
    public static func buildBlock() -> EmptyView { EmptyView() }
    public static func buildBlock<Content: View>(_ content: Content) -> Content { content }
    public static func buildBlock<each Content: View>(_ content: repeat each Content) -> Group {
        Group()
    }
    public static func buildIf<Content: View>(_ content: Content?) -> Content? { content }
    public static func buildEither<First: View, Second: View>(first: First) -> Either<First, Second> { Either() }
    public static func buildEither<First: View, Second: View>(second: Second) -> Either<First, Second> { Either() }
}

public struct Either<First: View, Second: View>: PrimitiveView {}
public struct Group: PrimitiveView {}
public struct EmptyView: PrimitiveView { public init() {} }
public struct Divider: PrimitiveView { public init() {} }
public struct Spacer: PrimitiveView { public init() {} }
extension Optional: View where Wrapped: View { public var body: Never { fatalError() } }

public struct HStack: PrimitiveView {
    public init<Content: View>(
        alignment: VerticalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content
    ) {}
}
public struct VStack: PrimitiveView {
    public init<Content: View>(
        alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content
    ) {}
}
public struct ZStack: PrimitiveView { public init<Content: View>(@ViewBuilder content: () -> Content) {} }
public struct ScrollView: PrimitiveView { public init<Content: View>(@ViewBuilder content: () -> Content) {} }
public struct ViewThatFits: PrimitiveView { public init<Content: View>(@ViewBuilder content: () -> Content) {} }
public struct NavigationStack: PrimitiveView { public init<Content: View>(@ViewBuilder root: () -> Content) {} }
public struct TabView: PrimitiveView {
    public init<Tab: Hashable, Content: View>(selection: Binding<Tab>, @ViewBuilder content: () -> Content) {}
}
public struct GeometryProxy { public var size: CGSize { .zero } }
public struct GeometryReader: PrimitiveView {
    public init<Content: View>(@ViewBuilder content: @escaping (GeometryProxy) -> Content) {}
}
public struct GridItem {
    public enum Size { case flexible(minimum: CGFloat = 10, maximum: CGFloat = .infinity) }
    public init(_ size: Size, spacing: CGFloat? = nil) {}
}
public struct LazyVGrid: PrimitiveView {
    public init<Content: View>(columns: [GridItem], spacing: CGFloat? = nil, @ViewBuilder content: () -> Content) {}
}
public struct ForEach: PrimitiveView {
    public init<Elements: RandomAccessCollection, ID: Hashable, Content: View>(
        _ elements: Elements, id: KeyPath<Elements.Element, ID>,
        @ViewBuilder content: @escaping (Elements.Element) -> Content
    ) {}
}

public struct Text: PrimitiveView {
    public init(_ text: String) {}
    public func font(_ font: Font?) -> Text { self }
    public func fontWeight(_ weight: Font.Weight?) -> Text { self }
    public func foregroundStyle<Style: ShapeStyle>(_ style: Style) -> Text { self }
    public static func + (first: Text, second: Text) -> Text { first }
}
public struct Image: PrimitiveView { public init(systemName: String) {} }
public struct Label: PrimitiveView { public init(_ title: String, systemImage: String) {} }

public struct Button: PrimitiveView {
    public init<Words: View>(action: @escaping @MainActor () -> Void, @ViewBuilder label: () -> Words) {}
    public init(_ title: String, action: @escaping @MainActor () -> Void) {}
}
public struct Link: PrimitiveView {
    public init<Words: View>(destination: URL, @ViewBuilder label: () -> Words) {}
}
public struct Toggle: PrimitiveView {
    public init(_ title: String, isOn: Binding<Bool>) {}
    public init<Words: View>(isOn: Binding<Bool>, @ViewBuilder label: () -> Words) {}
}
public struct DatePicker: PrimitiveView {
    public struct Components: Sendable { public static let hourAndMinute = Components(), date = Components() }
    public init(_ title: String, selection: Binding<Date>, displayedComponents: Components) {}
    public init(
        _ title: String, selection: Binding<Date>, in range: PartialRangeFrom<Date>, displayedComponents: Components
    ) {}
}

public struct TimelineViewContext { public let date: Date }
public struct PeriodicSchedule {
    public static func periodic(from start: Date, by interval: TimeInterval) -> PeriodicSchedule { PeriodicSchedule() }
}
public struct TimelineView: PrimitiveView {
    public init<Content: View>(
        _ schedule: PeriodicSchedule, @ViewBuilder content: @escaping (TimelineViewContext) -> Content
    ) {}
}

// MARK: Shapes and drawing

public protocol Shape: View {}
extension Shape {
    public func fill<Style: ShapeStyle>(_ style: Style) -> some View { self }
    public func stroke<Style: ShapeStyle>(_ content: Style, lineWidth: CGFloat) -> some View { self }
    public func stroke<Style: ShapeStyle>(_ content: Style, style: StrokeStyle) -> some View { self }
    public func trim(from: CGFloat, to: CGFloat) -> some Shape { self }
}
public enum CGLineCap: Sendable { case round }
public enum CGLineJoin: Sendable { case round }
public struct StrokeStyle: Sendable {
    public init(lineWidth: CGFloat, lineCap: CGLineCap, lineJoin: CGLineJoin = .round) {}
}
public struct Circle: Shape, PrimitiveView { public init() {} }
public struct Rectangle: Shape, PrimitiveView { public init() {} }
public struct RoundedRectangle: Shape, PrimitiveView { public init(cornerRadius: CGFloat) {} }
public struct Path {
    public init() {}
    public mutating func move(to: CGPoint) {}
    public mutating func addLine(to: CGPoint) {}
    public init(ellipseIn rect: CGRect) {}
    public mutating func addQuadCurve(to: CGPoint, control: CGPoint) {}
}
public struct GraphicsContext {
    public struct Shading { public static func color(_ color: Color) -> Shading { Shading() } }
    public func fill(_ path: Path, with shading: Shading) {}
    public func stroke(_ path: Path, with shading: Shading, lineWidth: CGFloat) {}
    public func stroke(_ path: Path, with shading: Shading, style: StrokeStyle) {}
}
public struct Canvas: PrimitiveView {
    public init(renderer: @escaping (inout GraphicsContext, CGSize) -> Void) {}
}

// A view only in an extension, so that a colour may be made anywhere.
public struct Color: Sendable {
    public init(red: Double, green: Double, blue: Double) {}
    public static var clear: Color { Color(red: 0, green: 0, blue: 0) }
}
// What fills a shape is generic, so that a colour of one's own needs its type's name there, as it does on a Mac.
public protocol ShapeStyle {}
extension ShapeStyle where Self == Color {
    public static var clear: Color { Color(red: 0, green: 0, blue: 0) }
}
extension Color: ShapeStyle {}
extension Color: PrimitiveView {}
public struct Font: Sendable {
    public struct Weight: Sendable {
        public static let regular = Weight(), medium = Weight(), bold = Weight()
    }
    public enum TextStyle: Sendable { case largeTitle, title }
    public static let largeTitle = Font(), title = Font(), title2 = Font(), title3 = Font(), body = Font()
    public static func system(size: CGFloat, weight: Weight) -> Font { Font() }
    public func weight(_ weight: Weight) -> Font { self }
}

// MARK: Values

public enum HorizontalAlignment { case leading, center }
public enum VerticalAlignment { case top, center }
public enum Alignment { case leading, center }
public struct Angle: Sendable { public static func degrees(_ degrees: Double) -> Angle { Angle() } }
public enum TextAlignment { case leading, center }
public enum Visibility { case hidden }
public enum ColorScheme: Sendable { case light, dark }
public enum ScenePhase: Sendable { case background, inactive, active }
public enum VerticalEdge { case bottom }
public struct DynamicTypeSize: Sendable { public var isAccessibilitySize: Bool { false } }
public struct EdgeSet: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    public static let horizontal = EdgeSet(rawValue: 1)
}
public struct AccessibilityTraits: SetAlgebra, Sendable {
    public static let isHeader = AccessibilityTraits(), isSelected = AccessibilityTraits()
    public init() {}
    public func contains(_ member: AccessibilityTraits) -> Bool { false }
    public func union(_ other: AccessibilityTraits) -> AccessibilityTraits { self }
    public func intersection(_ other: AccessibilityTraits) -> AccessibilityTraits { self }
    public func symmetricDifference(_ other: AccessibilityTraits) -> AccessibilityTraits { self }
    public mutating func insert(_ new: AccessibilityTraits) -> (inserted: Bool, memberAfterInsert: AccessibilityTraits)
    {
        (true, new)
    }
    public mutating func remove(_ member: AccessibilityTraits) -> AccessibilityTraits? { nil }
    public mutating func update(with new: AccessibilityTraits) -> AccessibilityTraits? { nil }
    public mutating func formUnion(_ other: AccessibilityTraits) {}
    public mutating func formIntersection(_ other: AccessibilityTraits) {}
    public mutating func formSymmetricDifference(_ other: AccessibilityTraits) {}
}
public enum AccessibilityChildren { case combine, ignore }
public struct Animation: Sendable { public static func easeInOut(duration: Double) -> Animation { Animation() } }
public struct AnyTransition: Sendable { public static let opacity = AnyTransition() }

// MARK: State

@propertyWrapper public struct State<Value> {
    public init(wrappedValue: Value) { stored = wrappedValue }
    public var wrappedValue: Value {
        get { stored }
        nonmutating set {}
    }
    public var projectedValue: Binding<Value> { Binding(stored) }
    private let stored: Value
}
extension State where Value: ExpressibleByNilLiteral {
    public init() { self.init(wrappedValue: nil) }
}
@propertyWrapper public struct Binding<Value> {
    init(_ value: Value) { stored = value }
    public init(
        get: @escaping @isolated(any) @Sendable () -> Value, set: @escaping @isolated(any) @Sendable (Value) -> Void
    ) {
        fatalError()
    }
    public var wrappedValue: Value {
        get { stored }
        nonmutating set {}
    }
    private let stored: Value
}
@propertyWrapper @dynamicMemberLookup public struct Bindable<Value: AnyObject> {
    public init(wrappedValue: Value) { self.wrappedValue = wrappedValue }
    public let wrappedValue: Value
    public var projectedValue: Bindable<Value> { self }
    public subscript<Member>(dynamicMember path: ReferenceWritableKeyPath<Value, Member>) -> Binding<Member> {
        Binding(wrappedValue[keyPath: path])
    }
}
@propertyWrapper public struct Environment<Value> {
    public init(_ key: KeyPath<EnvironmentValues, Value>) { wrappedValue = EnvironmentValues()[keyPath: key] }
    public let wrappedValue: Value
}
@MainActor public struct OpenURLAction {
    public func callAsFunction(_ url: URL) {}
}
@MainActor public struct DismissAction {
    public func callAsFunction() {}
}
public struct EnvironmentValues {
    @MainActor public var openURL: OpenURLAction { OpenURLAction() }
    @MainActor public var dismiss: DismissAction { DismissAction() }
    public var scenePhase: ScenePhase { .active }
    public var colorScheme: ColorScheme { .light }
    public var dynamicTypeSize: DynamicTypeSize { DynamicTypeSize() }
    public var accessibilityReduceMotion: Bool { false }
    public var isEnabled: Bool { true }
}
@propertyWrapper public struct ScaledMetric {
    public init(wrappedValue: CGFloat, relativeTo style: Font.TextStyle) { self.wrappedValue = wrappedValue }
    public let wrappedValue: CGFloat
}

// MARK: Styles

public struct ButtonStyleConfiguration {
    public struct Words: PrimitiveView {}
    public let label: Words
    public let isPressed: Bool
}
@MainActor @preconcurrency public protocol ButtonStyle {
    associatedtype Body: View
    typealias Configuration = ButtonStyleConfiguration
    @ViewBuilder func makeBody(configuration: Configuration) -> Body
}
public enum PlainButtonStyle { case plain }

// MARK: Modifiers

extension View {
    public func accessibilityAddTraits(_ traits: AccessibilityTraits) -> some View { self }
    public func accessibilityElement(children: AccessibilityChildren) -> some View { self }
    public func accessibilityHidden(_ hidden: Bool) -> some View { self }
    public func accessibilityHint(_ text: String) -> some View { self }
    public func accessibilityLabel(_ text: String) -> some View { self }
    public func accessibilityValue(_ text: String) -> some View { self }
    public func animation<Value: Equatable>(_ animation: Animation?, value: Value) -> some View { self }
    public func background<Content: View>(_ content: Content) -> some View { self }
    public func buttonStyle<Style: ButtonStyle>(_ style: Style) -> some View { self }
    public func buttonStyle(_ style: PlainButtonStyle) -> some View { self }
    public func clipShape<Clip: Shape>(_ shape: Clip) -> some View { self }
    public func contentShape<Content: Shape>(_ shape: Content) -> some View { self }
    public func disabled(_ disabled: Bool) -> some View { self }
    public func fixedSize() -> some View { self }
    public func flipsForRightToLeftLayoutDirection(_ flips: Bool) -> some View { self }
    public func font(_ font: Font?) -> some View { self }
    public func foregroundStyle<Style: ShapeStyle>(_ style: Style) -> some View { self }
    public func frame(width: CGFloat? = nil, height: CGFloat? = nil) -> some View { self }
    public func frame(maxWidth: CGFloat? = nil, minHeight: CGFloat? = nil, alignment: Alignment = .center) -> some View
    {
        self
    }
    public func id<ID: Hashable>(_ id: ID) -> some View { self }
    public func ignoresSafeArea() -> some View { self }
    public func multilineTextAlignment(_ alignment: TextAlignment) -> some View { self }
    public func navigationDestination<Item: Hashable, Content: View>(
        item: Binding<Item?>, @ViewBuilder destination: @escaping (Item) -> Content
    ) -> some View { self }
    public func offset(x: CGFloat, y: CGFloat) -> some View { self }
    public func onDisappear(_ action: @escaping @MainActor () -> Void) -> some View { self }
    public func onChange<Value: Equatable>(of value: Value, _ action: @escaping () -> Void) -> some View { self }
    public func opacity(_ opacity: Double) -> some View { self }
    public func overlay<Content: View>(_ content: Content) -> some View { self }
    public func padding(_ length: CGFloat) -> some View { self }
    public func padding(_ edges: EdgeSet, _ length: CGFloat) -> some View { self }
    public func persistentSystemOverlays(_ visibility: Visibility) -> some View { self }
    public func preferredColorScheme(_ scheme: ColorScheme?) -> some View { self }
    public func rotationEffect(_ angle: Angle) -> some View { self }
    public func safeAreaInset<Content: View>(edge: VerticalEdge, @ViewBuilder content: () -> Content) -> some View {
        self
    }
    public func sheet<Content: View>(isPresented: Binding<Bool>, @ViewBuilder content: @escaping () -> Content)
        -> some View
    {
        self
    }
    public func sheet<Item: Identifiable, Content: View>(
        item: Binding<Item?>, @ViewBuilder content: @escaping (Item) -> Content
    ) -> some View { self }
    public func statusBarHidden(_ hidden: Bool) -> some View { self }
    public func tabItem<Content: View>(@ViewBuilder _ label: () -> Content) -> some View { self }
    public func task(@_inheritActorContext _ action: @escaping @Sendable () async -> Void) -> some View { self }
    public func task<ID: Equatable>(id: ID, @_inheritActorContext _ action: @escaping @Sendable () async -> Void)
        -> some View
    {
        self
    }
    public func tag<Tab: Hashable>(_ tab: Tab) -> some View { self }
    public func tint(_ color: Color?) -> some View { self }
    public func transition(_ transition: AnyTransition) -> some View { self }
}

// MARK: App

@MainActor @preconcurrency public protocol Scene {}
@MainActor @preconcurrency public protocol App {
    associatedtype Body: Scene
    var body: Body { get }
    init()
}
extension App {
    public static func main() {}
}
public struct WindowGroup: Scene { public init<Content: View>(@ViewBuilder content: () -> Content) {} }
