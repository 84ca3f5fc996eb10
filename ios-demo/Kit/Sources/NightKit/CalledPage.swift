import Observation

/// The page that a pressed notification asks for: it is opened once, and again for the next notification.
@MainActor
@Observable
public final class CalledPage {
    /// How often a page was asked for; a screen looks for its own whenever this changes.
    public private(set) var count = 0
    /// Whether one was asked for since the app left the screen: then that comes first, however long the person was away.
    public private(set) var isAsked = false
    private var page: ReminderPage?

    /// Nobody has asked for anything.
    public init() {}

    /// Somebody has pressed a notification that leads to `page`.
    public func ask(for page: ReminderPage) {
        self.page = page
        isAsked = true
        count += 1
    }

    /// The page that is asked for, if it is one of `mine`. It is given away once: whoever leaves it and comes back to its tab
    /// must not be sent there again.
    public func take(_ mine: (ReminderPage) -> Bool) -> ReminderPage? {
        guard let asked = page, mine(asked) else { return nil }
        page = nil
        return asked
    }

    /// The app left the screen: what nobody has opened is not asked for any more.
    public func leave() {
        page = nil
        isAsked = false
    }
}
