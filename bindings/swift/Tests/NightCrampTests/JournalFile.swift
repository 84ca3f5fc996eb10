import Foundation
import NightCramp
import Testing

/// A journal file, as `core/docs/journal.schema.json` describes it, to be written into an empty journal by calls that an
/// app makes.
struct JournalFile {
    let json: Fields

    /// Everything in it, in the order in which one entry needs another.
    func load(into journal: Journal) throws {
        if let hour: UInt8 = json.number("cut-hour") { try journal.setCutHour(hour: hour) }
        for cramp in json.list("cramps") { try load(cramp, into: journal) }
        for it in json.list("factors") {
            let retired = it.value["retired"] as? Bool ?? false
            try journal.saveFactor(factor: Factor(id: it.need("id"), name: it.need("name"), retired: retired))
        }
        // Before the evenings, which alone say what holds. One that only a record tells of is told by Rust's tests.
        for it in json.list("reminder-records") { try journal.recordReminder(record: it.reminderRecord()) }
        for it in json.list("evenings") { _ = try journal.saveEvening(evening: evening(it)) }
        for it in json.list("mornings") { _ = try journal.saveMorning(morning: morning(it)) }
        for it in json.list("profiles") {
            try journal.saveProfile(profile: profile(it.fields("profile")), since: it.needDay("since"))
        }
        for it in json.list("conditions") {
            let condition = try Condition(
                id: it.need("id"), kind: it.needWord("kind"), answer: it.answer("answer"), since: it.day("since"),
                until: it.day("until"))
            try journal.saveCondition(condition: condition)
        }
        for it in json.list("medicines") {
            let medicine = try Medicine(
                id: it.need("id"), class: it.needWord("class"), name: it.text("name"), started: it.day("started"),
                changed: it.day("changed"), stopped: it.day("stopped"))
            try journal.saveMedicine(medicine: medicine)
        }
        for it in json.list("signs") {
            let report = try SignReport(
                id: it.need("id"), sign: it.needWord("sign"), answer: it.answer("answer"), at: it.needMoment("at"),
                since: it.day("since"))
            try journal.reportSign(report: report)
        }
        for it in json.list("acknowledgements") {
            let acknowledgement = try Acknowledgement(
                id: it.need("id"), ruleId: it.need("rule-id"), response: response(it), at: it.needMoment("at"))
            try journal.acknowledge(acknowledgement: acknowledgement)
        }
        if json.value["reminder-preferences"] != nil {
            try journal.saveReminderPreferences(preferences: preferences(json.fields("reminder-preferences")))
        }
    }

    private func load(_ cramp: Fields, into journal: Journal) throws {
        let id = try cramp.need("id")
        let taps = try cramp.list("taps").map {
            try Tap(id: $0.need("id"), at: $0.needMoment("at"), source: $0.needWord("source"))
        }
        for tap in taps.filter({ $0.id == id }) + taps.filter({ $0.id != id }) { _ = try journal.tap(tap: tap) }
        if taps.isEmpty { _ = try journal.addCramp(cramp: told(cramp, in: journal)) }
        switch cramp.text("clock") {
        case nil: break
        case "confirmed" where !taps.isEmpty && (cramp.value["at"] ?? cramp.value["night"]) != nil:
            _ = try journal.moveCramp(to: told(cramp, in: journal))
        case "confirmed": _ = try journal.confirm(crampId: id)
        case let clock: Issue.record("a clock that is \(clock ?? "") is told by Rust's tests")
        }
        if cramp.value["details"] != nil {
            _ = try journal.describe(crampId: id, details: details(cramp.fields("details")))
        }
        if cramp.value["removed"] as? Bool == true { try journal.delete(entry: .cramp(id: id)) }
    }

    /// A cramp that was told: by its time, or by its night alone.
    private func told(_ cramp: Fields, in journal: Journal) throws -> NewCramp {
        let id = try cramp.need("id")
        guard let at = try cramp.moment("at") else {
            let night = try cramp.needDay("night")
            return NewCramp(id: id, night: night, time: nil, zone: .around(night, in: .gmt))
        }
        let days = 2.0 * 86_400
        let zone = ZoneWindow(
            zone: at.zone, start: at.at - days, end: at.at + days, offsetS: at.offsetS, transitions: [])
        let minutes = Int((at.at.timeIntervalSince1970 + Double(at.offsetS)) / 60)
        let time = ClockTime(hour: minutes % 1_440 / 60, minute: minutes % 60)
        return try NewCramp(id: id, night: night(at: minutes, cutHour: Int(journal.cutHour())), time: time, zone: zone)
    }

    /// The night of a time on the wall clock, in minutes since 1970. `tonight` would say it too, and find the entries after
    /// that time suspect.
    private func night(at minutes: Int, cutHour: Int) throws -> CalendarDay {
        let began = (minutes - cutHour * 60) / 1_440
        return try #require(CalendarDay(dayNumber: cutHour >= 6 ? began + 1 : began))
    }

    private func details(_ it: Fields) throws -> CrampDetails {
        try CrampDetails(
            side: it.word("side"), muscle: it.word("muscle"), pain: it.number("pain"), duration: duration(it),
            hardKnot: it.answer("hard-knot"), easedByStretching: it.answer("eased-by-stretching"),
            wokeMe: it.answer("woke-me"), gotOutOfBed: it.answer("got-out-of-bed"), nearFall: it.answer("near-fall"),
            fall: it.answer("fall"), sorenessAfter: it.answer("soreness-after"),
            sorenessLasted: it.word("soreness-lasted"), urgeToMove: it.answer("urge-to-move"),
            easedByWalking: it.answer("eased-by-walking"), whatHelped: it.words("what-helped"),
            different: it.words("different"), note: it.text("note"))
    }

    private func duration(_ it: Fields) throws -> CrampDuration? {
        switch it.text("duration") {
        case "under-1": return .underOneMinute
        case "1-to-5": return .oneToFiveMinutes
        case "5-to-10": return .fiveToTenMinutes
        case "over-10": return .overTenMinutes
        default:
            guard it.value["duration"] != nil else { return nil }
            let seconds: UInt32? = try it.fields("duration").fields("timed").number("seconds")
            return try .timed(seconds: #require(seconds))
        }
    }

    private func evening(_ it: Fields) throws -> Evening {
        try Evening(
            night: it.needDay("night"), stretched: it.answer("stretched"), stretchKind: it.word("stretch-kind"),
            stretchMinutes: it.number("stretch-minutes"), stretchedAt: it.moment("stretched-at"),
            waterGlasses: it.number("water-glasses"), alcoholDrinks: it.number("alcohol-drinks"),
            caffeineDrinks: it.number("caffeine-drinks"), exercise: it.word("exercise"),
            longSitting: it.answer("long-sitting"), longStanding: it.answer("long-standing"),
            sweating: it.answer("sweating"), heat: it.answer("heat"), fever: it.answer("fever"),
            heavyBlanket: it.answer("heavy-blanket"), warmSoak: it.answer("warm-soak"),
            supplements: it.words("supplements"),
            factors: it.list("factors").map {
                try FactorAnswer(factorId: $0.need("factor-id"), answer: $0.answer("answer"))
            },
            note: it.text("note"))
    }

    private func morning(_ it: Fields) throws -> Morning {
        try Morning(
            night: it.needDay("night"), cramps: it.number("cramps"),
            sleepDisturbance: it.number("sleep-disturbance"), toiletVisits: it.number("toilet-visits"),
            soreness: it.answer("soreness"), tiredness: it.answer("tiredness"), note: it.text("note"))
    }

    private func profile(_ it: Fields) throws -> Profile {
        try Profile(
            birthYear: it.number("birth-year"), usualFrequency: it.word("usual-frequency"),
            bedtimeWeekday: it.time("bedtime-weekday"), bedtimeWeekend: it.time("bedtime-weekend"),
            pregnant: it.answer("pregnant"), due: it.day("due"), gaveBirth: it.day("gave-birth"),
            breastfeeding: it.answer("breastfeeding"),
            kidneyStage: it.number("kidney-stage"), egfr: it.number("egfr"), lastCheckUp: it.day("last-check-up"),
            crampsBegan: it.day("cramps-began"), medicinesComplete: it.answer("medicines-complete"),
            vitaminB6Mg: it.number("vitamin-b6-mg"), drives: it.answer("drives"), country: it.text("country"))
    }

    /// A wish that is left out is as it is at first.
    private func preferences(_ it: Fields) throws -> ReminderPreferences {
        let usual = reminderDefaults()
        func wish(_ name: String, _ usual: Bool) -> Bool { it.value[name] as? Bool ?? usual }
        var clock = ReminderClock.phone
        if it.text("clock") == nil, it.value["clock"] != nil {
            clock = try .home(zone: it.fields("clock").fields("home").need("zone"))
        }
        return try ReminderPreferences(
            clock: clock, weekendEvenings: it.words("weekend-evenings") ?? usual.weekendEvenings,
            waking: it.time("waking"), bedtimeStretch: wish("bedtime-stretch", usual.bedtimeStretch),
            leadMin: it.number("lead-min") ?? usual.leadMin, secondCall: wish("second-call", usual.secondCall),
            secondCallAfterMin: it.number("second-call-after-min") ?? usual.secondCallAfterMin,
            tooLateMin: it.number("too-late-min") ?? usual.tooLateMin,
            followHabit: wish("follow-habit", usual.followHabit),
            morningCheckIn: wish("morning-check-in", usual.morningCheckIn),
            morningAt: it.time("morning-at") ?? usual.morningAt, lastWater: wish("last-water", usual.lastWater),
            lastWaterMin: it.number("last-water-min") ?? usual.lastWaterMin,
            warmSoak: wish("warm-soak", usual.warmSoak), warmSoakMin: it.number("warm-soak-min") ?? usual.warmSoakMin,
            breakDays: it.words("break-days") ?? usual.breakDays, breakFrom: it.time("break-from") ?? usual.breakFrom,
            breakUntil: it.time("break-until") ?? usual.breakUntil,
            breakEveryMin: it.number("break-every-min") ?? usual.breakEveryMin, reviewOn: it.word("review-on"),
            reviewAt: it.time("review-at") ?? usual.reviewAt,
            visitFollowUp: wish("visit-follow-up", usual.visitFollowUp))
    }

    private func response(_ it: Fields) throws -> Response {
        if it.text("response") == "seen-fine" { return .seenFine }
        return .appointment(on: try it.fields("response").fields("appointment").needDay("on"))
    }
}

/// The fields of a JSON object, read as the journal's values. What is left out is not known.
struct Fields {
    let value: [String: Any]

    func text(_ name: String) -> String? { value[name] as? String }

    func number<Number: FixedWidthInteger>(_ name: String) -> Number? { (value[name] as? Int).map { Number($0) } }

    func list(_ name: String) -> [Fields] { (value[name] as? [[String: Any]] ?? []).map(Fields.init) }

    func need(_ name: String) throws -> String { try #require(text(name), "no \(name)") }

    func fields(_ name: String) throws -> Fields {
        Fields(value: try #require(value[name] as? [String: Any], "no \(name)"))
    }

    func day(_ name: String) -> CalendarDay? { text(name).map { CalendarDay(text: $0) } }

    func time(_ name: String) -> ClockTime? { text(name).flatMap { ClockTime($0) } }

    func needDay(_ name: String) throws -> CalendarDay { try #require(day(name), "no \(name)") }

    func word<Value: CaseIterable>(_ name: String) throws -> Value? { try text(name).map { try valued($0) } }

    func needWord<Value: CaseIterable>(_ name: String) throws -> Value { try valued(need(name)) }

    func words<Value: CaseIterable>(_ name: String) throws -> [Value]? {
        try (value[name] as? [String])?.map { try valued($0) }
    }

    func answer(_ name: String) throws -> Answer { try word(name) ?? .unknown }

    /// RFC 3339 with the offset of the clock, and the zone.
    func moment(_ name: String) throws -> Moment? {
        guard value[name] != nil else { return nil }
        let moment = try fields(name)
        let time = try moment.need("time")
        let format = ISO8601DateFormatter()
        if time.contains(".") { format.formatOptions.insert(.withFractionalSeconds) }
        let parts = time.suffix(6).dropFirst().split(separator: ":").compactMap { Int32($0) }
        let seconds = try parts.count == 2 ? parts[0] * 3_600 + parts[1] * 60 : #require(time.hasSuffix("Z") ? 0 : nil)
        return Moment(
            at: try #require(format.date(from: time), "\(time) is no moment"),
            offsetS: time.dropLast(5).hasSuffix("-") ? -seconds : seconds, zone: try moment.need("zone"))
    }

    func needMoment(_ name: String) throws -> Moment { try #require(try moment(name), "no \(name)") }

    /// What the phone reported of a reminder.
    func reminderRecord() throws -> ReminderRecord {
        try ReminderRecord(reminder: need("reminder"), action: needWord("action"), at: needMoment("at"))
    }
}

/// The value of a vocabulary for its word: `front-of-thigh` is `frontOfThigh`.
private func valued<Value: CaseIterable>(_ word: String) throws -> Value {
    try #require(Value.allCases.first { NightCrampTests.word($0) == word }, "\(Value.self) has no \(word)")
}

/// The word of a value of a vocabulary.
func word(_ value: some Any) -> String {
    "\(value)".reduce(into: "") { word, letter in
        word += letter.isUppercase ? "-\(letter.lowercased())" : String(letter)
    }
}
