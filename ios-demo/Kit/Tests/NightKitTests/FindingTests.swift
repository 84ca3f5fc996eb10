import Foundation
import NightCramp
import Testing

@testable import NightKit

@Suite("Whom to call")
@MainActor
struct CallTests {
    let phone: Phone

    init() throws {
        phone = try Phone()
        phone.set("2026-11-23T07:32")
    }

    private func chestPain(in door: JournalDoor) async throws -> EmergencyModel {
        let now = phone.now()
        let findings = try await door.perform { journal in
            try await journal.reportSign(
                SignReport(id: journal.newId(), sign: .chestPainOrBreathless, answer: .yes, at: now, since: nil))
            return try await journal.findings(at: now, in: "en")
        }
        let model = EmergencyModel(
            try #require(findings.emergencies.first), door: door, clock: phone.now, language: "en")
        await model.appear()
        return model
    }

    @Test("a number is dialled by its digits alone, and what has none is no number")
    func numbers() {
        #expect(Call("116 117")?.address.absoluteString == "tel:116117")
        #expect(Call("+49 30 1234-5")?.address.absoluteString == "tel:+493012345")
        #expect(Call("116 117")?.number == "116 117")
        for none in ["", " ", "call", "+"] { #expect(Call(none) == nil) }
    }

    @Test("the country's number is the one to call, and the others stand beside it by day")
    func country() async throws {
        let door = phone.door()
        try await door.perform { journal in
            var profile = try await journal.profile()
            profile.country = "DE"
            try await journal.save(profile, since: CalendarDay(text: "2026-11-01"))
        }
        let model = try await chestPain(in: door)
        #expect(model.isEmergency)
        #expect(model.calls.help.map(\.address.absoluteString) == ["tel:112"])
        #expect(model.calls.advice?.address.absoluteString == "tel:116117")
        #expect(model.calls.others.map(\.number).contains("911"))
        #expect(!model.calls.others.contains { $0.number == "112" })
        #expect(!model.finding.message.isEmpty)
        #expect(model.worse == nil)
    }

    @Test("while no country is known the numbers that work in most of the world are there")
    func nowhere() async throws {
        let model = try await chestPain(in: phone.door())
        #expect(model.calls.emergency == nil)
        #expect(model.calls.help.map(\.number) == ["112", "911", "999"])
    }

    @Test("a mistake that cannot be taken back says so and stays")
    func stays() async throws {
        let door = phone.door()
        let model = try await chestPain(in: door)
        #expect(model.canTakeBack)
        await door.sleep()
        #expect(await model.takeBack() == nil)
        #expect(model.hasFailed)
        await door.wake()
        #expect(await model.takeBack()?.emergencies.isEmpty == true)
        #expect(!model.hasFailed)
    }
}

@Suite("The doctor's page and its reasons")
@MainActor
struct FindingTests {
    let phone: Phone
    let door: JournalDoor

    init() throws {
        phone = try Phone()
        phone.set("2026-11-23T03:10")
        door = phone.door()
    }

    /// Seven nights with a cramp of the last 14: rule R2 has something to say.
    private func often() async throws -> DoctorModel {
        try await phone.fill(7)
        phone.set("2026-11-23T07:30")
        return await doctor()
    }

    private func doctor() async -> DoctorModel {
        let doctor = DoctorModel(door: door, clock: phone.now, language: "en")
        await doctor.appear()
        return doctor
    }

    private func report(_ sign: Sign) async throws {
        let now = phone.now()
        try await door.perform { journal in
            try await journal.reportSign(
                SignReport(id: journal.newId(), sign: sign, answer: .yes, at: now, since: nil))
        }
    }

    @Test("an empty journal fires nothing, and every rule stands where it can be read")
    func empty() async {
        let doctor = await doctor()
        #expect(doctor.rows.isEmpty && doctor.cards.isEmpty && doctor.emergency == nil)
        #expect(doctor.unknown.count + doctor.notFired.count > 40)
        #expect(doctor.notFiredWords == "Does not apply now: \(doctor.notFired.count) rules")
        #expect(doctor.unknownWords.hasPrefix("Cannot tell yet: "))
        #expect(doctor.trouble == nil)
        #expect(doctor.notFired.allSatisfy { !$0.title.isEmpty && $0.whyTitle == "Why you do not see this" })
        let rule = doctor.notFired.last?.ruleId ?? ""
        #expect(doctor.finding(rule)?.ruleId == rule && doctor.finding("R0") == nil)
    }

    @Test("an emergency is the card on top and never a row; a mistake takes it away")
    func emergency() async throws {
        try await report(.chestPainOrBreathless)
        try await report(.popOrCannotPushOff)
        let doctor = await doctor()
        let rule = try #require(doctor.emergency?.finding.ruleId)
        #expect(!(doctor.rows + doctor.cards).contains { $0.urgency == .emergency || $0.ruleId == rule })
        #expect(doctor.rows.first?.urgency == .today)
        #expect(doctor.cards.count <= 2)
        await doctor.takeBack()
        #expect(doctor.emergency == nil)
        #expect(doctor.rows.first?.urgency == .today)
        await doctor.takeBack()
        #expect(doctor.rows.first?.urgency == .today, "nothing to take back")
        #expect(doctor.takenBack.count == 1)
        await doctor.putBack()
        #expect(doctor.emergency?.finding.ruleId == rule)
        #expect(doctor.takenBack.isEmpty)
        await doctor.takeBack()
        doctor.leave()
        await doctor.putBack()
        #expect(doctor.emergency == nil, "the page was left")
    }

    @Test("a finding says why in facts, strip, grade, sources and since when")
    func why() async throws {
        let doctor = try await often()
        let finding = try #require(doctor.rows.first { $0.ruleId == "R2" })
        #expect(finding.urgency == .soon)
        #expect(finding.whyTitle == "Why you see this")
        #expect(finding.spoken == "\(finding.urgencyText). \(finding.title)")
        #expect(finding.because.contains("7"))
        #expect(!finding.askFor.isEmpty && !finding.sources.isEmpty && !finding.gradeText.isEmpty)
        #expect(finding.ruleWords == "Rule R2, version \(finding.version)")
        #expect(finding.sinceWords == "Since the night to Sunday, 22 November")
        let counted = try #require(finding.facts.first { !$0.nights.isEmpty })
        #expect(counted.nights.count == 14)
        #expect(counted.state == .fired && counted.stateWords == "Yes")
        #expect(counted.caption == counted.rule && !counted.rule.isEmpty)
        #expect(counted.stripWords == "7 with a cramp, 0 without, 7 not known")
    }

    @Test("seen, fine quiets a finding, and it can be taken back")
    func acknowledge() async throws {
        let doctor = try await often()
        let why = doctor.why(try #require(doctor.rows.first { $0.ruleId == "R2" }))
        #expect(why.canAcknowledge)
        await why.acknowledge(.appointment(on: CalendarDay(text: "2026-12-01")))
        #expect(why.finding.quiet?.response == .appointment(on: CalendarDay(text: "2026-12-01")))
        #expect(why.finding.quiet?.text.isEmpty == false)
        #expect(!why.canAcknowledge)
        await doctor.appear()
        #expect(!doctor.cards.contains { $0.ruleId == "R2" })
        #expect(doctor.rows.contains { $0.ruleId == "R2" }, "quiet, not gone")
        #expect(why.acknowledgedId != nil)
        let later = doctor.why(why.finding)
        await later.appear()
        #expect(later.acknowledgedId == why.acknowledgedId, "it can be taken back on another day too")
        await why.undo()
        #expect(why.acknowledgedId == nil)
        #expect(why.finding.quiet == nil)
        await why.acknowledge(.seenFine)
        #expect(why.finding.quiet?.response == .seenFine || why.finding.urgency != .soon)
        #expect(why.acknowledgedId != nil)
    }

    @Test("only what the core lets an answer quiet can be answered")
    func canAcknowledge() async throws {
        var finding = try #require(try await often().rows.first { $0.ruleId == "R2" })
        for urgency in Urgency.allCases {
            finding.urgency = urgency
            let why = WhyModel(finding, door: door, clock: phone.now, language: "en")
            #expect(why.canAcknowledge == [.soon, .nextVisit].contains(urgency), "\(urgency)")
        }
        try await report(.popOrCannotPushOff)
        let doctor = await doctor()
        let today = doctor.why(try #require(doctor.rows.first))
        #expect(today.finding.urgency == .today && !today.canAcknowledge)
        await today.acknowledge(.seenFine)
        #expect(today.finding.quiet == nil, "the core would not be quiet")
    }

    @Test("a question is answered on the spot, and the rule can then be told")
    func question() async throws {
        let doctor = try await often()
        let open = try #require(doctor.unknown.first { $0.question?.answers.count == 2 && $0.question?.crampId == nil })
        let why = doctor.why(open)
        let asked = try #require(why.finding.question)
        let no = try #require(asked.answers.first { $0.text == "No" })
        await why.answer(no.id)
        #expect(why.trouble == nil)
        #expect(why.finding.question != asked, "what was answered is not asked again")
    }

    @Test("trouble is said, and what was read stays")
    func trouble() async throws {
        let doctor = try await often()
        let why = doctor.why(try #require(doctor.rows.first))
        let before = why.finding
        await door.sleep()
        await why.acknowledge(.seenFine)
        #expect(why.trouble != nil)
        #expect(why.finding == before && why.acknowledgedId == nil)
        await door.wake()
        await why.acknowledge(.seenFine)
        #expect(why.trouble == nil)
    }

    @Test("discs for how sure it is, none where studies speak against it")
    func discs() {
        let expected: [(Grade, Int?)] = [
            (.strong, 3), (.moderate, 2), (.weak, 1), (.ourChoice, 0), (.noStudy, 0), (.contradicted, nil),
        ]
        for (grade, discs) in expected { #expect(grade.discs == discs) }
        #expect(expected.count == Grade.allCases.count)
    }

    @Test("an unknown fact that is not needed says so, and one without a rule has no caption")
    func captions() {
        func line(_ rule: String, _ state: Verdict, needed: Bool) -> FactLine {
            FactLine(
                fact: "ankle-swelling", sentence: "Swollen ankles: not known", rule: rule, state: state, needed: needed,
                nights: [], origins: [])
        }
        #expect(line("", .unknown, needed: false).caption == "Not needed: one such sign is enough")
        #expect(line("", .unknown, needed: true).caption == nil)
        #expect(line("Rule: 6 nights or more", .notFired, needed: false).caption == "Rule: 6 nights or more")
        #expect(line("", .unknown, needed: true).stateWords == "Not known")
        #expect(line("", .notFired, needed: true).stateWords == "No")
        #expect(line("", .fired, needed: true).stripWords == nil)
    }
}

@Suite("What helps")
@MainActor
struct GuidanceTests {
    let phone: Phone
    let door: JournalDoor

    init() throws {
        phone = try Phone()
        phone.set("2026-11-22T20:00")
        door = phone.door()
    }

    private func guidance() async -> GuidanceModel {
        let guidance = GuidanceModel(door: door, clock: phone.now, language: "en")
        await guidance.appear()
        return guidance
    }

    @Test("every tip stands once, with how sure it is")
    func tips() async {
        let guidance = await guidance()
        let shown = guidance.fitting + TipKind.allCases.flatMap { guidance.tips($0) }
        #expect(!shown.isEmpty)
        #expect(Set(shown.map(\.id)) == Set(guidance.guidance?.tips.map(\.id) ?? []))
        #expect(Set(shown.map(\.id)).count == shown.count)
        #expect(shown.allSatisfy { !$0.title.isEmpty && !$0.text.isEmpty && !$0.gradeText.isEmpty })
        #expect(TipKind.allCases.allSatisfy { !$0.words.isEmpty })
    }

    @Test("a guard holds tips back and says why, and prompts no stretch beside what must be seen today")
    func suppressed() async throws {
        let before = await guidance()
        try await door.perform { journal in
            var profile = try await journal.profile()
            profile.kidneyStage = 4
            try await journal.save(profile, since: CalendarDay(text: "2026-11-01"))
        }
        let after = await guidance()
        #expect(after.suppressed.count > before.suppressed.count)
        #expect(after.suppressed.allSatisfy { !$0.title.isEmpty && !$0.why.isEmpty })
        let now = phone.now()
        try await door.perform { journal in
            try await journal.reportSign(
                SignReport(id: journal.newId(), sign: .swollenOrWarm, answer: .yes, at: now, since: nil))
        }
        #expect(await !guidance().offersStretch)
    }

    @Test("the stretch is offered in the evening, until it is done")
    func stretch() async {
        #expect(await guidance().offersStretch)
        let stretch = StretchModel(door: door, clock: phone.now, uptime: phone.uptime, language: "en")
        await stretch.choose()
        stretch.begin()
        phone.run(60)
        await stretch.done()
        #expect(await !guidance().offersStretch)
        phone.set("2026-11-23T07:30")
        #expect(await !guidance().offersStretch, "not in the morning")
        phone.set("2026-11-23T20:00")
        #expect(await guidance().offersStretch)
    }
}
