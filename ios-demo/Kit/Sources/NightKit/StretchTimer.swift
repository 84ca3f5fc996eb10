import Foundation
import NightCramp

/// The timer of the stretch: where in the routine a moment is. It holds no clock; whoever asks says what time it is, in
/// seconds of a clock that only runs forward, such as the time since the phone was started.
public struct StretchTimer: Sendable {
    /// One place in the routine.
    public struct Place: Hashable, Sendable {
        /// The step's number, from 0.
        public let step: Int
        /// The round of it, from 1.
        public let round: Int
        /// Resting, not holding.
        public let isRest: Bool
        /// How many seconds are left of it, rounded up.
        public let secondsLeft: Int
        /// How much of it is over, 0 to 1.
        public let fill: Double
    }

    /// A hold, or the rest after one.
    private struct Span {
        let step: Int
        let round: Int
        let isRest: Bool
        let seconds: Double
    }

    private let spans: [Span]
    /// How far the routine had come when the timer last stopped.
    private var position = 0.0
    /// How long somebody stretched until then: what was skipped is not in it.
    private var worked = 0.0
    private var runningSince: Double?

    /// A timer that stands at the first step, after so many seconds in another form of the stretch.
    public init(_ steps: [StretchStep], worked: Double = 0) {
        self.worked = worked
        let all = steps.enumerated().flatMap { number, step in
            (0..<max(1, Int(step.rounds))).flatMap { round in
                [(false, step.holdS), (true, step.restS)].map { isRest, seconds in
                    Span(step: number, round: round + 1, isRest: isRest, seconds: Double(seconds))
                }
            }
        }
        let timed = all.filter { $0.seconds > 0 }
        // After the last hold there is nothing to rest for.
        spans = timed.last?.isRest == true ? timed.dropLast() : timed
    }

    /// Whether it stands still.
    public var isPaused: Bool { runningSince == nil }

    /// Where it is at a moment; nil once everything is over.
    public func place(at now: Double) -> Place? {
        var left = position + ran(until: now)
        for span in spans {
            if left < span.seconds {
                return Place(
                    step: span.step, round: span.round, isRest: span.isRest,
                    secondsLeft: Int((span.seconds - left).rounded(.up)), fill: left / span.seconds)
            }
            left -= span.seconds
        }
        return nil
    }

    /// For how many seconds somebody has stretched.
    public func seconds(at now: Double) -> Double { worked + min(ran(until: now), max(0, whole - position)) }

    /// For how many minutes, at least one; nil while it was not long enough for one hold: whoever skips does not stretch.
    public func minutes(at now: Double) -> UInt16? {
        let seconds = seconds(at: now)
        guard let hold = spans.filter({ !$0.isRest }).map(\.seconds).min(), seconds >= hold else { return nil }
        return UInt16(min(240, max(1, (seconds / 60).rounded())))
    }

    /// Goes on.
    public mutating func start(at now: Double) { if isPaused { runningSince = now } }

    /// Stands still.
    public mutating func pause(at now: Double) {
        worked = seconds(at: now)
        position = min(whole, position + ran(until: now))
        runningSince = nil
    }

    /// Goes to the next step, or to the end after the last.
    public mutating func skip(at now: Double) {
        guard let step = place(at: now)?.step else { return }
        let wasPaused = isPaused
        pause(at: now)
        position = spans.prefix { $0.step <= step }.reduce(0) { $0 + $1.seconds }
        if !wasPaused { start(at: now) }
    }

    private var whole: Double { spans.reduce(0) { $0 + $1.seconds } }

    private func ran(until now: Double) -> Double { runningSince.map { max(0, now - $0) } ?? 0 }
}
