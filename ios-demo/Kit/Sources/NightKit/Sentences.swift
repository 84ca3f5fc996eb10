// What the day's screens say about values: dates, answers and counts as words.
import NightCramp

/// One row of a night's page: a question and its answer, nil while it is not answered.
public struct PageRow: Hashable, Sendable {
    /// What was asked.
    public let label: String
    /// What was said.
    public let value: String?
}

extension CalendarDay {
    /// Friday, 20 November.
    public var words: String { "\(Words.weekdays[weekday]), \(day) \(Words.months[month - 1])" }

    /// November 2026.
    public var monthWords: String { "\(Words.months[month - 1]) \(year)" }
}

extension ClockTime {
    /// 3:10, on the clock of 24 hours.
    public var words: String { "\(hour):\(minute < 10 ? "0" : "")\(minute)" }
}

extension NightCell {
    /// What the cell says to those who do not see it: Tuesday 17 November, two cramps.
    public var spoken: String {
        let state: String? = mark.map { mark in
            switch mark.state {
            case .cramp: count(mark.cramps, "cramp", "cramps")
            case .noCramp: Words.Journal.noCramp.lowercased()
            case .unknown: Words.Journal.notKnown.lowercased()
            }
        }
        return [day.words.replacing(", ", with: " "), state, isToday ? Words.Morning.today.lowercased() : nil]
            .compactMap { $0 }
            .joined(separator: ", ")
    }
}

extension MorningModel {
    /// The night to Monday, 23 November.
    public var nightWords: String { tonight.map { Words.Morning.nightTo($0.asked.mark.night.words) } ?? "" }

    /// You logged one cramp, at 3:10. Nil while there is none.
    public var loggedWords: String? {
        guard let page = tonight?.asked, page.mark.state == .cramp else { return nil }
        let times = page.cramps.compactMap(\.at).sorted { $0.at < $1.at }.compactMap { $0.time?.words }
        let number = count(page.mark.cramps, "cramp", "cramps")
        if times.count == page.mark.cramps { return "You logged \(number), at \(times.joined(separator: ", "))." }
        return page.mark.cramps == 1 ? "\(capitalized(number)), time not known." : "\(capitalized(number))."
    }

    /// Two more questions. Stop any time.
    public var moreWords: String {
        let stop = "Stop any time."
        return more == 0 ? stop : "\(capitalized(count(UInt32(more), "more question", "more questions"))). \(stop)"
    }
}

extension JournalModel {
    /// Last 14 nights: and 7 with a cramp, 5 without, 2 not known.
    public var tallyWords: (head: String, rest: String)? {
        tally.map {
            (
                nights == 1 ? "Last night:" : "Last \(nights) nights:",
                "\($0.cramp) with a cramp, \($0.noCramp) without, \($0.unknown) not known."
            )
        }
    }
}

extension NightPage {
    /// The night from Thursday to Friday.
    public var nightWords: String {
        let second = beginsOn.adding(days: 1) ?? beginsOn
        return Words.Journal.nightFrom(Words.weekdays[beginsOn.weekday], to: Words.weekdays[second.weekday])
    }
}

extension Cramp {
    /// Cramp at 2:40.
    public var title: String { at?.time.map { Words.Journal.crampAt($0.words) } ?? Words.Journal.untimed }

    /// The rows of a night's page, with the signs as the core names them.
    func rows(named names: [Sign: String]) -> [PageRow] {
        [
            PageRow(label: Words.Journal.whereAt, value: details.place),
            PageRow(label: Words.Journal.pain, value: details.pain.map { "\($0)" }),
            PageRow(label: Words.Journal.duration, value: details.duration?.words),
            PageRow(label: Words.Journal.eased, value: details.easedByStretching.words),
            PageRow(label: Words.Journal.gotUp, value: details.gotOutOfBed.words),
            PageRow(label: Words.Journal.different, value: details.differentWords(names)),
        ]
    }
}

extension CrampDetails {
    /// Left calf; nil while neither is known.
    var place: String? {
        guard let side, let muscle else { return side?.words ?? muscle?.words }
        return "\(side.words) \(muscle.words.lowercased())"
    }

    func differentWords(_ names: [Sign: String]) -> String? {
        different.map { signs in
            let named = signs.map { names[$0] ?? Words.Journal.otherSign }
            return named.isEmpty ? Words.Journal.nothingDifferent : named.joined(separator: "\n")
        }
    }
}

extension Morning {
    /// The rows of a night's page.
    public var rows: [PageRow] {
        [
            PageRow(label: Words.Journal.disturbed, value: sleepDisturbance.map { "\($0)" }),
            PageRow(
                label: Words.Journal.toilet,
                value: toiletVisits.map { $0 < Words.times.count ? Words.times[Int($0)] : "\($0) times" }),
            PageRow(label: Words.Journal.sore, value: soreness.words),
            PageRow(label: Words.Journal.tired, value: tiredness.words),
        ]
    }
}

extension Evening {
    /// The rows of a night's page.
    public var rows: [PageRow] {
        let minutes = stretchMinutes.map { $0 == 1 ? ", 1 minute" : ", \($0) minutes" } ?? ""
        return [
            PageRow(
                label: Words.Journal.stretched, value: stretched.words.map { $0 + (stretched == .yes ? minutes : "") })
        ]
    }
}

extension Answer {
    /// Yes or No; nil while it is not known.
    public var words: String? {
        switch self {
        case .yes: Words.yes
        case .no: Words.no
        case .unknown: nil
        }
    }
}

extension Side {
    /// The side as a word.
    public var words: String {
        switch self {
        case .left: "Left"
        case .right: "Right"
        case .both: "Both"
        }
    }
}

extension Muscle {
    /// The muscle as a word.
    public var words: String {
        switch self {
        case .calf: "Calf"
        case .foot: "Foot"
        case .toes: "Toes"
        case .frontOfThigh: "Front of thigh"
        case .backOfThigh: "Back of thigh"
        case .hand: "Hand"
        case .arm: "Arm"
        case .trunk: "Trunk"
        case .face: "Face"
        case .other: "Elsewhere"
        }
    }
}

extension CrampDuration {
    /// The four spans that a person chooses from.
    public static let spans: [CrampDuration] = [
        .underOneMinute, .oneToFiveMinutes, .fiveToTenMinutes, .overTenMinutes,
    ]

    /// The span as words; a time that was measured falls into the same four.
    public var words: String {
        switch self {
        case .underOneMinute: "Under 1 minute"
        case .oneToFiveMinutes: "1 to 5 minutes"
        case .fiveToTenMinutes: "5 to 10 minutes"
        case .overTenMinutes: "Over 10 minutes"
        case .timed(let seconds):
            switch seconds {
            case ..<60: CrampDuration.underOneMinute.words
            case ...300: CrampDuration.oneToFiveMinutes.words
            case ...600: CrampDuration.fiveToTenMinutes.words
            default: CrampDuration.overTenMinutes.words
            }
        }
    }
}

/// Two cramps, one cramp.
private func count(_ number: UInt32, _ one: String, _ many: String) -> String {
    let word = number < Words.counts.count ? Words.counts[Int(number)] : "\(number)"
    return "\(word) \(number == 1 ? one : many)"
}

private func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
