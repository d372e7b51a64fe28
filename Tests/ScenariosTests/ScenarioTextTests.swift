import Declaring
import Foundation
import RandomTesting
import Scenarios
import Testing

@Suite("A scenario is text that people read and programs cannot misread")
struct ScenarioTextTests {
    @Test("The canonical text reads as the same scenario, and writes as the same text")
    func roundTrip() throws {
        let (scenario, findings) = SampleTexts.read(SampleTexts.scenario)
        #expect(findings == [])
        let first = try #require(scenario)
        let (again, others) = SampleTexts.read(first.text)
        #expect(others == [])
        #expect(again?.text == first.text)
        #expect(again?.limits == first.limits)
        #expect(again?.input == first.input)
        let contract = try SampleTexts.contract()
        #expect(try SampleTexts.contract(contract.text).text == contract.text)
    }

    @Test("JSON is read as well as YAML")
    func json() throws {
        let (scenario, findings) = SampleTexts.read(
            """
            {"scenario": "a", "purpose": "b", "system": "c", "input": {"kind": "csv", "key": ["x"], "columns": {"x": {"form": "digits"}}},
             "steps": [{"do": "goto", "screen": "s"}, {"do": "approve", "role": "r"}]}
            """)
        #expect(findings == [])
        #expect(scenario?.steps.count == 2)
    }

    @Test("All findings come at once, each with its line and how to mend it")
    func allAtOnce() {
        let (_, findings) = SampleTexts.read(
            """
            scenario: Bad Name
            purpose: 見本
            system: 見本
            input: {kind: pdf, key: [x], columns: {y: {form: words}}}
            steps:
              - {do: fly}
              - {do: fill, control: ばらばら, value: "{x"}
              - {do: submit, control: a.b, effect: maybe, until: c}
              - {id: a, do: approve, when: "x = ", role: r}
              - {id: a, do: read, control: a.b, into: z}
            limits: {window: 25時から}
            extra: 1
            """)
        let lines = Set(findings.compactMap(\.line))
        #expect(lines.isSuperset(of: [1, 4, 6, 7, 8, 9, 10, 11]))
        #expect(findings.allSatisfy { !$0.message.isEmpty })
        #expect(findings.count >= 11)
    }

    @Test("No damaged text brings the readers down, and what they take they write and read again")
    func fuzz() throws {
        let seed = TestSeed.fresh
        var random = SeededGenerator(seed: seed)
        let sources = [SampleTexts.scenario, SampleTexts.screens]
        let pieces = [
            "{", "}", "[", "]", ": ", "- ", "\"", "'", "&a", "*a", "\n", "  ", "do: each", "steps:", "{番号}", "not ",
            "(", "\u{0}", "\t", "🌲", "null", "<<: ",
        ]
        for _ in 0..<600 {
            var characters = Array(sources.randomElement(using: &random) ?? "")
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let place = Int.random(in: 0..<characters.count, using: &random)
                if random.chance(1, in: 2) {
                    characters.removeSubrange(
                        place..<min(characters.count, place + Int.random(in: 1...20, using: &random)))
                } else {
                    characters.insert(contentsOf: pieces.randomElement(using: &random) ?? "", at: place)
                }
                if characters.isEmpty { characters = ["a"] }
            }
            let text = String(characters)
            let (scenario, findings) = SampleTexts.read(text)
            if let scenario {
                _ = ScenarioCheck.findings(scenario, contract: nil, file: "s", hasOwners: true)
                _ = ScenarioChange.between(scenario, scenario)
                if findings.isEmpty {
                    let (again, others) = SampleTexts.read(scenario.text)
                    #expect(others == [], "seed \(seed)\n\(text)")
                    #expect(again?.text == scenario.text, "seed \(seed)\n\(text)")
                }
            } else {
                #expect(!findings.isEmpty, "seed \(seed)\n\(text)")
            }
            let log = YAMLReader.FindingLog()
            if let contract = ScreenContract.read(text, file: "c", log: log), log.findings.isEmpty {
                #expect(try SampleTexts.contract(contract.text).text == contract.text, "seed \(seed)\n\(text)")
            }
        }
    }

    @Test("Steps of one line need no names of their own")
    func oneLine() throws {
        let (scenario, findings) = SampleTexts.read(
            """
            {"scenario": "a", "purpose": "b", "system": "c", "input": {"kind": "csv", "key": ["x"], "columns": {"x": null}}, "steps": [{"do": "goto", "screen": "s"}, {"do": "goto", "screen": "t"}]}
            """)
        #expect(findings == [])
        #expect(Set(scenario?.steps.map(\.id) ?? []).count == 2)
    }

    @Test("The published schemas are of 2020-12 and hold what the readers hold", arguments: Schema.allCases)
    func schemas(_ schema: Schema) throws {
        let object = try JSONSerialization.jsonObject(with: Data(schema.text.utf8)) as? [String: Any]
        #expect(object?["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
        let properties = object?["properties"] as? [String: Any] ?? [:]
        #expect(Set(properties.keys).isSuperset(of: object?["required"] as? [String] ?? ["nothing"]))
        for word in schema.words { #expect(schema.text.contains("\"\(word)\""), "\(word)") }
    }

    enum Schema: CaseIterable {
        case scenario, contract

        var text: String { self == .scenario ? Scenario.schema : ScreenContract.schema }
        var words: [String] {
            switch self {
            case .scenario:
                InputPlan.Kind.allCases.map(\.rawValue) + InputColumn.Personal.allCases.map(\.rawValue)
                    + ["goto", "expect", "fill", "choose", "submit", "read", "query", "download", "upload", "approve"]
            case .contract: Candidate.Way.allCases.map(\.rawValue) + Control.Kind.allCases.map(\.rawValue)
            }
        }
    }

    @Test("Times that pass midnight hold the hours of the night")
    func window() {
        let night = RunLimits.Window(minuteFrom: 1320, minuteTo: 300)
        #expect(night.contains(minute: 1400))
        #expect(night.contains(minute: 0))
        #expect(!night.contains(minute: 300))
        #expect(night.text == "22:00-05:00")
    }
}
