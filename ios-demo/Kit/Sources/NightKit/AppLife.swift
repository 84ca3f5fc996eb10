/// Time that the system gives to an app that has left the screen: a background task on iOS, nothing in a test.
@MainActor
public protocol BackgroundTime {
    /// Asks for time; `expired` is called when there is no more of it.
    func begin(expired: @escaping @MainActor @Sendable () -> Void) -> Int
    /// Gives back what ``begin(expired:)`` has given, or what has expired: the system ends an app that does not.
    func end(_ task: Int)
}

/// What becomes of the journal when the app leaves the screen and when it comes back.
@MainActor
public final class AppLife {
    private let door: JournalDoor
    private let time: any BackgroundTime
    private var isInFront = false
    /// How much is being done that needs the journal awake: two answers may come at once, and somebody may leave meanwhile.
    private var working = 0

    /// The life of the journal behind `door`, with the system's `time`.
    public init(door: JournalDoor, time: any BackgroundTime) {
        self.door = door
        self.time = time
    }

    /// The app went to the back: what is due is done, `last` before it, then every lock is let go, all within the time that
    /// the system gives. Where an answer is still being worked on, that comes first.
    public func leave(after last: () async -> Void = {}) async {
        isInFront = false
        await inTime(last)
    }

    /// The app came to the front: the journal is taken again, and what was tapped meanwhile is taken in.
    public func comeBack() async {
        isInFront = true
        await door.wake()
    }

    /// Does something for which the system may have started or woken the app in the back, where the journal sleeps: it is
    /// taken for as long as the work needs it, and let go again unless the app has come to the front.
    public func whileAwake(_ work: () async -> Void) async {
        await inTime {
            if !isInFront { await door.wake() }
            await work()
        }
    }

    /// The last to be done lets the journal go. Time is asked for in front too: somebody may leave before it is done.
    private func inTime(_ work: () async -> Void) async {
        let hold = Hold(time)
        working += 1
        await work()
        working -= 1
        if !isInFront && working == 0 { await door.sleep() }
        hold.end()
    }

    /// Time that is given back once.
    @MainActor private final class Hold {
        private let time: any BackgroundTime
        private var task: Int?

        init(_ time: any BackgroundTime) {
            self.time = time
            task = time.begin { [weak self] in self?.end() }
        }

        func end() {
            if let task { time.end(task) }
            task = nil
        }
    }
}
