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
        public static let back = "Back"
        public static let passes = "It usually passes in minutes."
        public static let stillHard = "Still hard? Tap below."
        public static let hasPassed = "It has passed"
        public static let somethingDifferent = "Something was different"
        public static let sleepWell = "Good. Sleep well."
        /// What may be said to anybody while the journal, and with it the core's card, cannot be read.
        public static let withoutJournal = [
            "Breathe out slowly.", "Getting up? Sit first.", "Light on. Hold on to something.",
        ]
    }

    /// What was different, at night and by day.
    public enum Different {
        public static let title = "What was different?"
        public static let tap = "Tap what fits. One is enough."
        public static let notSaved = "Not saved yet. Tap again."
        public static let cannotTell = "Saved. If you worry, call."
    }

    /// What cannot wait.
    public enum Urgent {
        public static let getHelp = "Get help now"
        public static let today = "See someone today"
        public static let callForHelp = "Call for help"
        public static let mistake = "I ticked it by mistake"
        public static let notTakenBack = "Not taken back yet. Tap again."
        public static let otherNumber = "Other number"
        public static let remind = "Remind me in the morning"
        /// Where nothing can be read: the three that work in most of the world.
        static let numbers = ["112", "911", "999"]

        /// Call 112.
        public static func call(_ number: String) -> String { "Call \(number)" }
        /// Advice line 116 117.
        public static func advice(_ number: String) -> String { "Advice line \(number)" }
        /// You ticked: one leg swollen or warm.
        public static func ticked(_ signs: String) -> String { "You ticked: \(signs)." }
        /// Chest pain, or short of breath? It is the core's name of the sign, asked.
        public static func worse(_ sign: String) -> String { "\(sign)?" }
    }

    /// The findings.
    public enum Doctor {
        public static let title = "Doctor"
        public static let cannotTell = "Cannot tell yet"
        public static let oneMissing = "One answer each is missing"
        public static let doesNotApply = "Does not apply now"
        public static let readEach = "You can read each one and why"
        public static let nothing = "Nothing to show now."
    }

    /// Why a finding is shown.
    public enum Why {
        public static let title = "Why you see this"
        public static let titleNot = "Why you do not see this"
        public static let shows = "What your journal shows"
        public static let notNeeded = "Not needed: one such sign is enough"
        public static let askFor = "Ask for"
        public static let howSure = "How sure is this?"
        public static let comesFrom = "Where it comes from"
        public static let sinceWhen = "Since when"
        public static let visit = "I have a visit"
        public static let seenFine = "Seen, fine"
        public static let visitDay = "Day of the visit"
        public static let keepVisit = "Keep this day"
        public static let kept = "Kept"
        public static let met = "Yes"
        public static let notMet = "No"
        public static let notKnown = "Not known"

        /// Rule R4, version 1.
        public static func rule(_ id: String, version: UInt32) -> String { "Rule \(id), version \(version)" }
        /// Since the night to 13 November.
        public static func since(_ night: String) -> String { "Since the night to \(night)" }
    }

    /// The stretch.
    public enum Stretch {
        public static let title = "Bedtime stretch"
        public static let prompt = "Three minutes of stretching?"
        public static let start = "Start"
        public static let hold = "Hold"
        public static let rest = "Rest"
        public static let pause = "Pause"
        public static let goOn = "Go on"
        public static let standing = "Standing"
        public static let seated = "Seated"
        public static let inBed = "In bed"
        public static let skip = "Skip"
        public static let done = "Done for tonight"
        public static let isDone = "Done for tonight."
        public static let notNow = "Not now, and why"
        public static let askFirst = "Ask first"
    }

    /// What helps.
    public enum Guidance {
        public static let title = "What helps"
        public static let fits = "For you"
        public static let heldBack = "Held back for you, and why"
        public static let causes = "What may lie behind it"
        public static let habits = "Habits"
        public static let food = "Food and drink"
        public static let supplements = "Tablets and powders"
        public static let notWorking = "What does not work, or could harm"
    }

    /// The morning.
    public enum Morning {
        public static let today = "Today"
        public static let hello = "Good morning"
        public static let skipThis = "Skip this one"
        public static let skippedIsOpen = "Skipped means open, not “no”."
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
        static let otherSign = "Something else"
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

    /// The reminders' page, and what the shell itself says in a notification.
    public enum Reminders {
        public static let title = "Reminders"
        /// Over the button that is left for the night.
        public static let tonight = "Tonight"
        public static let reachYou = "Do they reach you?"
        public static let notifications = "Notifications"
        public static let allowed = "Allowed"
        public static let denied = "Not allowed"
        public static let notAsked = "Not asked yet"
        public static let allow = "Allow notifications"
        public static let openSettings = "Open settings"
        public static let byDay = "The phone asks in a bright window. Come back by day for it."
        public static let lastCame = "Last one came"
        public static let none = "None yet"
        public static let yesterday = "yesterday"
        public static let off = "Off"
        public static let bedtime = "Bedtime on weekdays"
        public static let weekendBedtime = "Bedtime at weekends"
        public static let setBedtime = "Set your bedtime below"
        public static let lead = "Minutes before bedtime"
        public static let followsHabit = "Moves the bedtime with you, slowly"
        public static let phoneClock = "The clock of this phone counts"
        public static let zoneNotKnown = "This phone does not know that clock; its own counts."
        public static let reckonedUp = "Reckoned from your bedtime"
        public static let confirm = "Confirm"
        public static let at = "At"
        public static let from = "From"
        public static let until = "Until"
        public static let test = "Send a test reminder"
        public static let testSent = "It comes in a few seconds."
        public static let alreadyInBed = "Already in bed"
        public static let goodNight = "Nothing rings until the morning."
        // These stand on the lock screen.
        static let testTitle = "This is a test reminder"
        static let testBody = "It has reached you, and so will the others."
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
