import Foundation
import NightCramp
import Testing

/// The journals of the rulebook's cases, written and judged through the library that a phone loads.
@Suite("The shared vignettes")
struct VignettesTests {
    /// One journal with its moment and what the rules say, shown by its name.
    struct Vignette: Sendable, CustomTestStringConvertible {
        let name: String
        let text: Data
        var testDescription: String { name }
        var json: Fields {
            get throws {
                Fields(value: try #require(try JSONSerialization.jsonObject(with: text) as? [String: Any]))
            }
        }

        static func all() throws -> [Vignette] {
            let file = repository.appendingPathComponent("tests/vectors/vignettes.json")
            let json = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
            return try Fields(value: #require(json)).list("cases").map {
                Vignette(name: try $0.need("name"), text: try JSONSerialization.data(withJSONObject: $0.value))
            }
        }
    }

    @Test("every rule says of a journal what all languages say", arguments: try Vignette.all())
    func everyRule(vignette: Vignette) throws {
        let temporary = try TemporaryJournal()
        let json = try vignette.json
        try JournalFile(json: json.fields("journal")).load(into: temporary.journal)
        let findings = try temporary.journal.findings(now: json.needMoment("now"), language: "en")
        let expected = try json.fields("expect").value as? [String: String]
        #expect(said(findings) == expected)
    }

    /// By rule: how soon where it fires, else what is made of it.
    private func said(_ findings: Findings) -> [String: String] {
        let rules = findings.fired + findings.unknown + findings.notFired
        let verdicts = rules.map { ($0.ruleId, $0.verdict == .fired ? word($0.urgency) : word($0.verdict)) }
        let guards = findings.guards.map { ($0.guardId, word($0.verdict)) }
        return Dictionary(uniqueKeysWithValues: verdicts + guards)
    }
}
