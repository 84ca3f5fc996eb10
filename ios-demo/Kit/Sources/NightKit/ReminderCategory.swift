import NightCramp

/// What somebody did with a notification.
public enum ReminderAnswer: Hashable, Sendable {
    /// *Cramp now*.
    case crampNow
    /// One of the core's answers.
    case said(ReminderAction)
    /// It was pressed: the app opens.
    case opened
    /// It was swiped away.
    case dismissed

    /// The button's name for the phone; nil for what is no button of ours.
    public var id: String? {
        switch self {
        case .crampNow: "crampNow"
        case .said(let action): "\(action)"
        case .opened, .dismissed: nil
        }
    }

    /// The button with this name; nil when there is none.
    public init?(id: String) {
        let all = [.crampNow] + ReminderAction.allCases.map { ReminderAnswer.said($0) }
        guard let answer = all.first(where: { $0.id == id }) else { return nil }
        self = answer
    }
}

/// A button of a notification. It works on a locked phone: it never asks for the code, and never opens the app.
public struct ReminderButton: Hashable, Sendable {
    /// Its name for the phone.
    public let id: String
    /// What it says, on the lock screen too: no word of health.
    public let title: String
}

/// What the notifications of one form have in common: their buttons, and what stands in their place while the phone hides
/// what they say.
public struct ReminderCategory: Hashable, Sendable {
    /// Its name for the phone.
    public let id: String
    /// What anybody may read: the core's words for the lock screen.
    public let placeholder: String
    /// The buttons; *Log now* first, on what stays on the screen through the night.
    public let buttons: [ReminderButton]

    /// The form of a reminder: those with the same buttons and the same words share one.
    static func id(_ planned: Planned) -> String {
        (answers(planned).compactMap(\.id) + [planned.text.locked]).joined(separator: "|")
    }

    init(_ planned: Planned, words: [ActionWords]) {
        id = Self.id(planned)
        placeholder = planned.text.locked
        buttons = Self.buttons(Self.answers(planned), words)
    }

    /// *Log now* belongs to what lies there at night; beside a glass of water nobody looks for it.
    private static func answers(_ planned: Planned) -> [ReminderAnswer] {
        (planned.buttonUntil == nil ? [] : [.crampNow]) + planned.answers.map { .said($0) }
    }

    /// The form of what answers a press on *Log now*, or has nothing but it: the same words whether the phone hides them or
    /// not, and the button.
    init(buttonUnder text: String, words: [ActionWords]) {
        id = text
        placeholder = text
        buttons = Self.buttons([.crampNow], words)
    }

    private static func buttons(_ answers: [ReminderAnswer], _ words: [ActionWords]) -> [ReminderButton] {
        answers.compactMap { answer in
            let action: ReminderAction? = if case .said(let action) = answer { action } else { nil }
            guard let id = answer.id, let said = words.first(where: { $0.action == action }) else { return nil }
            return ReminderButton(id: id, title: said.locked)
        }
    }
}
