// The texts of the demo, in English; those that carry values are in Sentences.swift. Short sentences, no numbers at night.

// A text says by itself what it is.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
/// Words of the screens.
public enum Words {
    /// The night.
    public enum Night {
        public static let cramp = "Cramp"
        public static let oneTap = "One tap is enough"
        public static let notSaved = "Not saved yet. Tap again."
        public static let moonSpoken = "Log a cramp now"
        public static let journal = "Journal"
        public static let undoLast = "Undo the last one"
        public static let logged = "Logged"
        public static let alreadyLogged = "Already logged"
        public static let undo = "Undo"
        public static let takenBack = "Taken back"
        public static let putBack = "Put it back"
        public static let done = "Done"
        public static let passes = "It usually passes in minutes."
        /// What eases the cramp, in the order in which to do it.
        public static let relief = [
            "Breathe out slowly.", "Straighten the knee.", "Pull your toes toward you.", "Hold. Gently, no jerks.",
            "Rub the hard muscle.",
        ]
        /// What keeps from falling.
        public static let gettingUp = ["Getting up? Sit first.", "Light on. Hold on to something."]
    }

    /// The morning.
    public enum Morning {
        public static let today = "Today"
        public static let hello = "Good morning"
        public static let any = "Any cramp last night?"
        public static let none = "No cramp last night"
        public static let one = "One cramp"
        public static let two = "Two or more"
        public static let skipThis = "Skip this one"
        public static let skippedIsOpen = "Skipped means open, not “no”."
        public static let muscle = "Where was it?"
        public static let pain = "How bad was it?"
        public static let duration = "How long?"
        public static let skip = "Skip"
        public static let next = "Next"
        public static let mistake = "A mistake: no cramp last night"
        public static let saidNone = "Taken back. No cramp last night."
        public static let thanks = "That is all. Thank you."
        public static let crampNow = "Cramp now"

        /// The night to Monday, 23 November.
        public static func nightTo(_ night: String) -> String { "The night to \(night)" }
    }

    /// The journal and a night's page.
    public enum Journal {
        public static let cramp = "Cramp"
        public static let noCramp = "No cramp"
        public static let notKnown = "Not known"
        public static let empty = "Your nights will appear here. The first one counts."
        public static let monthBefore = "Month before"
        public static let monthAfter = "Month after"
        public static let untimed = "Cramp, time not known"
        public static let whereAt = "Where"
        public static let side = "Which leg"
        public static let pain = "Pain, 0 to 10"
        public static let duration = "How long"
        public static let eased = "Stretching eased it"
        public static let gotUp = "Got out of bed"
        public static let different = "Something different"
        public static let nothingDifferent = "Nothing different"
        public static let notAnswered = "Not answered"
        public static let morning = "Morning"
        public static let evening = "Evening before"
        public static let disturbed = "Sleep disturbed, 0 to 10"
        public static let toilet = "Up to pass water"
        public static let sore = "Sore"
        public static let tired = "Tired"
        public static let stretched = "Stretched"
        public static let add = "Add a cramp to this night"
        public static let edit = "Edit"
        public static let delete = "Delete"
        public static let deleted = "Deleted"
        public static let when = "When"
        public static let timeKnown = "I know the time"

        /// Cramp at 2:40.
        public static func crampAt(_ time: String) -> String { "Cramp at \(time)" }
        /// The night from Thursday to Friday.
        public static func nightFrom(_ first: String, to second: String) -> String {
            "The night from \(first) to \(second)"
        }
    }

    /// What a person should know about the journal.
    public enum Notice {
        public static let full = "Storage is full. Free some space to keep logging in the journal."
        public static let recovered = "Part of the journal could not be read."
        public static let oldFileKept = "The old file is kept."
        public static let newerApp = "A newer version of this app wrote the journal. Please update. Your taps are kept."
        public static let readOnly = "The journal can be read, but takes nothing now. Your taps are kept."
        public static let unreadable = "The journal cannot be read now. Your taps are kept."

        /// Storage is nearly full. Free 2 MB to keep logging in the journal.
        public static func nearlyFull(_ size: String) -> String {
            "Storage is nearly full. Free \(size) to keep logging in the journal."
        }
    }

    /// The page for whoever helps.
    public enum Help {
        public static let title = "Help"
        public static let size = "Size of the journal"
        public static let free = "Free on this phone"
        public static let checked = "Last check"
        public static let copies = "Copies"
        public static let recovered = "Brought back"
        public static let problems = "Problems"
        public static let notKnown = "Not known"
        public static let notYet = "Not yet"
        public static let none = "None"
        public static let nothingAdded = "Nothing can be added now."
        public static let overdue = "Not checked for three weeks."
        public static let damaged = "The file is damaged."
        public static let check = "Check now"
        public static let checking = "Checking"
        public static let erase = "Erase everything"
        public static let eraseMeans = "This deletes every entry on this phone. There is no way back."
        public static let keep = "Keep everything"
        public static let erased = "Everything is erased."
        public static let notErased = "Not everything is erased yet. Try again."
    }

    public static let yes = "Yes"
    public static let no = "No"
    /// Monday to Sunday.
    public static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    /// January to December.
    public static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    /// Small numbers, from none to nine.
    public static let counts = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    /// How often, from never to twice.
    public static let times = ["Not once", "Once", "Twice"]
}
