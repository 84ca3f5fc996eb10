import Foundation
import NightCramp
import Testing

/// What the rules say, and what the person says to it, as an app calls it.
@Suite("Findings")
struct FindingsTests {
    private let folder: URL
    let journal: JournalActor

    init() async throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("nightcramp-\(UUID().uuidString)")
        journal = try await JournalActor.open(directory: folder.path)
    }

    private func report(_ sign: Sign, at now: Moment = Berlin.at("03:12")) async throws -> SignReport {
        let report = SignReport(id: await journal.newId(), sign: sign, answer: .yes, at: now, since: nil)
        try await journal.reportSign(report)
        return report
    }

    /// A cramp in each of so many nights, back from the night of Berlin.
    private func fill(_ nights: Int) async throws {
        for n in 0..<nights {
            let night = try #require(Berlin.night.adding(days: -n))
            _ = try await journal.tap(
                Tap(id: await journal.newId(), at: Berlin.at("03:10", on: night), source: .app))
        }
    }

    @Test("a sign that is ticked is an emergency with a number to call, and gone when it is taken back")
    func emergency() async throws {
        var profile = try await journal.profile()
        profile.country = "DE"
        try await journal.save(profile, since: Berlin.night)
        #expect(try await journal.profile(on: Berlin.night).country == "DE")

        let night = Berlin.at("03:13")
        let rows = try await journal.signList(at: night, in: "en")
        #expect(rows.first?.sign == .chestPainOrBreathless && rows.first?.atNight == true)
        #expect(rows.first?.reportId == nil)
        let report = try await report(.chestPainOrBreathless)
        #expect(try await journal.signReports(from: Berlin.night, to: Berlin.night) == [report])
        #expect(try await journal.signList(at: night, in: "en").first?.reportId == report.id)

        let findings = try await journal.findings(at: night, in: "en")
        let card = try #require(findings.cards.first)
        #expect(card.urgency == .emergency && card.verdict == .fired)
        #expect(card.ticked.map(\.reportId) == [report.id])
        #expect(!card.message.isEmpty && !card.sources.isEmpty)
        #expect(findings.phones == PhoneNumbers(emergency: "112", advice: "116 117", common: ["112", "911", "999"]))
        #expect(try await journal.phoneNumbers() == findings.phones)

        try await journal.delete(.sign(id: report.id))
        #expect(try await journal.findings(at: night, in: "en").cards.isEmpty)
        try await journal.restore(.sign(id: report.id))
        #expect(try await journal.findings(at: night, in: "en").cards.first?.ruleId == card.ruleId)
    }

    @Test("an appointment quiets a finding and is no emergency's to have")
    func acknowledge() async throws {
        try await fill(7)
        let morning = Berlin.at("07:30")
        let before = try #require(
            try await journal.findings(at: morning, in: "en").cards.first { $0.ruleId == "R2" })
        #expect(before.quiet == nil)
        let visit = try #require(Berlin.night.adding(days: 7))
        let answer = Acknowledgement(
            id: await journal.newId(), ruleId: "R2", response: .appointment(on: visit), at: morning)
        try await journal.acknowledge(answer)
        #expect(try await journal.acknowledgements() == [answer])

        let after = try await journal.findings(at: morning, in: "en")
        #expect(!after.cards.contains { $0.ruleId == "R2" })
        #expect(after.fired.first { $0.ruleId == "R2" }?.quiet?.response == .appointment(on: visit))
        try await journal.delete(.acknowledgement(id: answer.id))
        #expect(try await journal.findings(at: morning, in: "en").cards.contains { $0.ruleId == "R2" })
    }

    /// A question that is asked, after whatever is more important was answered with no.
    private func question(_ id: String, at now: Moment) async throws -> Question {
        for _ in 0..<20 {
            let asked = try await journal.questions(at: now, in: "en")
            #expect(asked.count <= 3)
            if let found = asked.first(where: { $0.id == id }) { return found }
            try await journal.answer(try #require(asked.first), with: "no", id: await journal.newId(), at: now)
        }
        return try #require(nil as Question?, "\(id) was never asked")
    }

    @Test("an answer writes the entry that it means, once")
    func answer() async throws {
        let morning = Berlin.at("07:30")
        let any = try #require(try await journal.questions(at: morning, in: "en").first)
        #expect(any.id == "any-cramp" && any.night == Berlin.night && any.crampId == nil)
        #expect(any.choices.map(\.text) == ["No cramp last night", "One cramp", "Two or more"])
        let id = await journal.newId()
        for _ in 0..<2 { try await journal.answer(any, with: any.choices[1].id, id: id, at: morning) }
        #expect(try await journal.night(Berlin.night).mark.cramps == 1)

        let muscle = try await question("muscle", at: morning)
        let calf = try #require(muscle.choices.first { $0.text == "Calf" })
        try await journal.answer(muscle, with: calf.id, id: await journal.newId(), at: morning)
        let pain = try await question("pain", at: morning)
        #expect(pain.choices.isEmpty)
        try await journal.answer(pain, with: "6", id: await journal.newId(), at: morning)
        let cramp = try #require(try await journal.night(Berlin.night).cramps.first)
        #expect(pain.crampId == cramp.id)
        #expect(cramp.details.muscle == .calf && cramp.details.pain == 6)

        await #expect(throws: JournalError.self) {
            try await journal.answer(muscle, with: "no such answer", id: journal.newId(), at: morning)
        }
        #expect(try await journal.night(Berlin.night).cramps == [cramp])
        let said = try await journal.signReports(from: Berlin.night, to: Berlin.night)
        #expect(said.allSatisfy { $0.answer == .no && $0.at == morning }, "what was answered with no on the way")
    }

    @Test("a guard holds advice back and says why, on the card, in the stretch and in the guidance")
    func guards() async throws {
        let night = Berlin.at("03:13")
        let before = try await journal.reliefCard(at: night, in: "en")
        #expect((1...7).contains(before.lines.count) && before.suppressed.isEmpty)
        #expect(try await !journal.stretchRoutine(.seated, at: night, in: "en").steps.isEmpty)

        var profile = try await journal.profile()
        profile.kidneyStage = 4
        try await journal.save(profile, since: try #require(Berlin.night.adding(days: -30)))
        let guidance = try await journal.guidance(at: night, in: "en")
        #expect(guidance.suppressed.contains { $0.by == "G1" && !$0.why.isEmpty && !$0.title.isEmpty })
        #expect(!guidance.tips.isEmpty && guidance.tips.allSatisfy { !$0.text.isEmpty && !$0.gradeText.isEmpty })

        _ = try await report(.popOrCannotPushOff)
        let after = try await journal.reliefCard(at: night, in: "en")
        #expect(after.lines.count < before.lines.count)
        #expect(!after.suppressed.isEmpty && after.suppressed.allSatisfy { !$0.why.isEmpty })
        let stretch = try await journal.stretchRoutine(.seated, at: night, in: "en")
        #expect(stretch.steps.isEmpty && !stretch.suppressed.isEmpty)
        #expect(try await !journal.guidance(at: night, in: "en").stretchPrompt)
    }

    @Test("a language that nobody speaks gets English, and the phone's own is one")
    func languages() async throws {
        #expect(NightCramp.languages().first == "en")
        let night = Berlin.at("03:13")
        let english = try await journal.signList(at: night, in: "en")
        #expect(try await journal.signList(at: night, in: "tlh-QO") == english)
        #expect(try await journal.signList(at: night, in: "").count == english.count)
        for language in NightCramp.languages().dropFirst() {
            let rows = try await journal.signList(at: night, in: language)
            #expect(rows.map(\.sign) == english.map(\.sign), "\(language)")
            #expect(rows.map(\.text) != english.map(\.text), "\(language)")
        }
        #expect(!Locale.spoken.isEmpty)
        #expect(try await !journal.findings(at: night).notFired.isEmpty)
    }
}
