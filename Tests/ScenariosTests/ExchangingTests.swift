import RandomTesting
import Scenarios
import Testing

@Suite("Recordings come in, and robots can leave")
struct ExchangingTests {
    private let recording = #"""
        {"id": "1", "version": "2.0", "name": "entry", "url": "http://localhost", "tests": [{"id": "2", "name": "Entry 1", "commands": [
        {"command": "open", "target": "/entry", "value": ""},
        {"command": "setWindowSize", "target": "1280x800", "value": ""},
        {"command": "type", "target": "id=account", "targets": [["id=account", "id"], ["name=account", "name"], ["css=#account", "css:finder"], ["xpath=//input[@id='account']", "xpath:attributes"]], "value": "1234567"},
        {"command": "type", "target": "id=password", "targets": [["id=password", "id"]], "value": "himitsu"},
        {"command": "//type", "target": "id=off", "value": "x"},
        {"command": "executeScript", "target": "return 1", "value": ""},
        {"command": "pause", "target": "1000", "value": ""},
        {"command": "click", "target": "css=.btn:nth-child(2)", "targets": [["css=.btn:nth-child(2)", "css:finder"], ["linkText=登録", "linkText"]], "value": ""}
        ]}]}
        """#

    @Test("A recording becomes drafts without its values, scripts and secrets, and says what it left out")
    func side() throws {
        let draft = try SideImport.read(Array(recording.utf8), file: "a.side").get()
        #expect(draft.scenario.steps.map(\.id) == ["open", "guard", "step3", "step4", "step8"])
        #expect(draft.contract.screens.first?.controls.map(\.name) == ["account", "password", "登録"])
        #expect(!draft.scenario.text.contains("1234567"))
        #expect(!draft.scenario.text.contains("himitsu"))
        #expect(draft.scenario.secrets == ["password"])
        #expect(draft.findings.contains { $0.message.contains("executeScript") })
        #expect(draft.findings.contains { $0.message.contains("pause") })
        let (again, findings) = SampleTexts.read(draft.scenario.text)
        #expect(findings == [])
        #expect(again?.steps.count == 5)
    }

    @Test("What is no recording is refused, and no damaged one brings the reader down")
    func damaged() {
        for text in ["", "{}", "[]", #"{"tests": []}"#, #"{"tests": [{"commands": [{"command": 1}]}]}"#] {
            if case .success = SideImport.read(Array(text.utf8), file: "a") { Issue.record("\(text)") }
        }
        let seed = TestSeed.fresh
        var random = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            var bytes = Array(recording.utf8)
            for _ in 0..<Int.random(in: 1...5, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            if case .success(let draft) = SideImport.read(bytes, file: "a") {
                _ = ScenarioCheck.findings(draft.scenario, contract: draft.contract, file: "a", hasOwners: true)
                _ = draft.contract.text
            }
        }
    }

    @Test("The text for Robot Framework says what it cannot keep, and no cell breaks out of its line")
    func robot() throws {
        let scenario = try #require(SampleTexts.read(SampleTexts.scenario).0)
        let text = RobotFramework.text(scenario, try SampleTexts.contract())
        #expect(text.hasPrefix("*** Settings ***\n"))
        #expect(text.contains("Input Text    id:number    ${番号}"))
        #expect(text.contains("Press Keys    id:account    ${口座番号}"))
        #expect(text.contains("# 取り消せない手順"))
        #expect(text.contains("# 承認"))
        #expect(text.contains("Handle Alert    ACCEPT"))
        let hostile = Scenario(
            name: "x", purpose: "a\n*** Keywords ***\nb    Run Process", system: "s",
            input: InputPlan(kind: .csv, key: [], columns: []), steps: [])
        let lines = RobotFramework.text(hostile, try SampleTexts.contract()).split(separator: "\n")
        #expect(lines.filter { $0.hasPrefix("*** ") }.count == 3)
        #expect(!lines.contains { $0.contains("    Run Process") })
    }
}
