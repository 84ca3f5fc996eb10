// What the screens say around the core's findings and advice. What is said about health itself comes from the core.
import NightCramp

extension EmergencyModel {
    /// Get help now, or see someone today.
    public var title: String { isEmergency ? Words.Urgent.getHelp : Words.Urgent.today }

    /// You ticked: one leg swollen or warm. Where nothing was ticked, what the journal shows.
    public var reason: String {
        let signs = finding.ticked.map(\.text)
        return signs.isEmpty ? finding.because : Words.Urgent.ticked(signs.joined(separator: "; "))
    }

    /// Chest pain, or short of breath? Nil while the core has not named it.
    public var worseWords: String? { worse.map(Words.Urgent.worse) }
}

extension DifferentModel {
    /// The line below the title.
    public var soft: String {
        switch trouble {
        case nil: Words.Different.tap
        case .notSaved: Words.Different.notSaved
        case .cannotTell: Words.Different.cannotTell
        }
    }
}

extension DoctorModel {
    /// Cannot tell yet: 3 rules.
    public var unknownWords: String { "\(Words.Doctor.cannotTell): \(rules(unknown.count))" }

    /// Does not apply now: 41 rules.
    public var notFiredWords: String { "\(Words.Doctor.doesNotApply): \(rules(notFired.count))" }
}

extension Finding {
    /// Why you see this, or why you do not.
    public var whyTitle: String { verdict == .fired ? Words.Why.title : Words.Why.titleNot }

    /// Rule R4, version 1.
    public var ruleWords: String { Words.Why.rule(ruleId, version: version) }

    /// Since the night to Friday, 13 November.
    public var sinceWords: String? { since.map { Words.Why.since($0.words) } }

    /// What a row says to those who do not see it.
    public var spoken: String {
        [verdict == .fired ? urgencyText : nil, title, quiet?.text].compactMap { $0 }.joined(separator: ". ")
    }
}

extension Grade {
    /// How many of three discs are filled; nil where studies speak against it: then there are none.
    public var discs: Int? {
        switch self {
        case .strong: 3
        case .moderate: 2
        case .weak: 1
        case .ourChoice, .noStudy: 0
        case .contradicted: nil
        }
    }
}

extension FactLine {
    /// What the rule asks of it, or that it does not matter here.
    public var caption: String? {
        if state == .unknown && !needed { return Words.Why.notNeeded }
        return rule.isEmpty ? nil : rule
    }

    /// What its mark says.
    public var stateWords: String {
        switch state {
        case .fired: Words.Why.met
        case .notFired: Words.Why.notMet
        case .unknown: Words.Why.notKnown
        }
    }

    /// What its strip of nights says; nil where it counts none.
    public var stripWords: String? {
        guard !nights.isEmpty else { return nil }
        let count = { (state: NightState) in nights.filter { $0.state == state }.count }
        return "\(count(.cramp)) with a cramp, \(count(.noCramp)) without, \(count(.unknown)) not known"
    }
}

extension StretchModel {
    /// Step 1 of 6.
    public func stepWords(at place: StretchTimer.Place) -> String {
        "Step \(place.step + 1) of \(routine?.steps.count ?? 0)"
    }

    /// Round 2 of 3.
    public func roundWords(at place: StretchTimer.Place) -> String {
        "Round \(place.round) of \(step(at: place)?.rounds ?? 0)"
    }

    /// Then rest 10 seconds. Nil while resting, and where there is no rest.
    public func thenWords(at place: StretchTimer.Place) -> String? {
        guard !place.isRest, let seconds = step(at: place)?.restS, seconds > 0 else { return nil }
        return seconds == 1 ? "Then rest 1 second" : "Then rest \(seconds) seconds"
    }
}

extension StretchTimer.Place {
    /// Hold or rest.
    public var words: String { isRest ? Words.Stretch.rest : Words.Stretch.hold }
}

extension StretchKind {
    /// The form as a word on a button.
    public var words: String {
        switch self {
        case .standing: Words.Stretch.standing
        case .seated: Words.Stretch.seated
        case .inBed: Words.Stretch.inBed
        }
    }
}

extension TipKind {
    /// The heading over tips of this kind.
    public var words: String {
        switch self {
        case .cause: Words.Guidance.causes
        case .habit: Words.Guidance.habits
        case .food: Words.Guidance.food
        case .supplement: Words.Guidance.supplements
        case .notWorking: Words.Guidance.notWorking
        }
    }
}

private func rules(_ count: Int) -> String { count == 1 ? "1 rule" : "\(count) rules" }
