import Testing

@testable import NightKit

@Suite("The page that a notification asks for")
@MainActor
struct CalledPageTests {
    private let called = CalledPage()

    private func takeStretch() -> ReminderPage? { called.take { $0 == .stretch } }

    @Test("is opened once, and again for the next notification, also for the same page")
    func once() {
        #expect(takeStretch() == nil && !called.isAsked)
        for n in 1...3 {
            called.ask(for: .stretch)
            #expect(called.count == n, "so that whoever waits for it looks again")
            #expect(called.take { $0 == .today } == nil, "it is another's")
            #expect(takeStretch() == .stretch)
            #expect(takeStretch() == nil, "back on the tab nothing opens again")
            #expect(called.isAsked && called.count == n)
        }
    }

    @Test("the newest counts, and what nobody has opened is forgotten when the app leaves the screen")
    func left() {
        called.ask(for: .stretch)
        called.ask(for: .why(ruleId: "R2"))
        #expect(takeStretch() == nil)
        called.leave()
        #expect(!called.isAsked && called.take { _ in true } == nil)
        called.ask(for: .stretch)
        #expect(called.isAsked && takeStretch() == .stretch)
    }
}
