import Scenarios
import Testing

/// Recordings in the forms that people elsewhere left: every value and address here is invented.
@Suite("Recordings as people make them become drafts that can be mended")
struct SideFormsTests {
    private func command(_ command: String, _ targets: [String], _ value: String = "") -> String {
        let list = targets.map { #"["\#($0)", "x"]"# }.joined(separator: ", ")
        return
            #"{"id": "1", "comment": "", "command": "\#(command)", "target": "\#(targets.first ?? "")", "targets": [\#(list)], "value": "\#(value)"}"#
    }

    private func draft(_ commands: [String], base: String = "https://gyoumu.example") throws -> SideImport {
        let text = #"{"url": "\#(base)", "tests": [{"name": "r", "commands": [\#(commands.joined(separator: ", "))]}]}"#
        return try SideImport.read(Array(text.utf8), file: "a.side").get()
    }

    private func field(_ id: String) -> [String] {
        [
            "id=\(id)", "name=\(id)", "css=#\(id)", "xpath=//input[@id='\(id)']", "xpath=//form[@id='f']/div/input",
            "xpath=//div/input",
        ]
    }

    @Test("A click before typing only puts the cursor there; clicks beside everything are noise")
    func cursor() throws {
        let draft = try draft([
            command("open", ["/todoke"]), command("click", ["css=html", "xpath=//html"]),
            command("click", field("bangou")), command("type", field("bangou"), "1"),
            command("mouseDownAt", ["id=f", "xpath=//form[@id='f']"], "5.8,1.5"),
            command("click", ["id=f", "xpath=//form[@id='f']"]),
            command(
                "click",
                [
                    "name=okuru", "css=#f > .btn", "xpath=//button[@name='okuru']", "xpath=//form[@id='f']/button",
                    "xpath=//button[contains(.,'送る')]",
                ]),
        ])
        #expect(draft.scenario.steps.map(\.id) == ["open", "guard", "step4", "step7"])
        #expect(draft.contract.screens.map(\.name) == ["画面1", "画面2"])
        let controls = try #require(draft.contract.screens.first?.controls)
        #expect(controls.map(\.kind) == [.field, .button])
        // The id of the form is not that of the button in it.
        #expect(controls.last?.candidates == [Candidate(.name, "okuru"), Candidate(.text, "送る")])
    }

    @Test("What is typed again before anything is pressed counts once, and a secret is named once")
    func again() throws {
        let draft = try draft([
            command("open", ["/"]), command("type", field("login"), ""), command("type", field("password"), ""),
            command("type", field("login"), "a"), command("type", field("password"), "planted-himitsu"),
            command("sendKeys", field("password"), "${KEY_ENTER}"),
        ])
        #expect(draft.scenario.steps.map(\.id) == ["open", "guard", "step4", "step5"])
        #expect(draft.scenario.secrets == ["password"])
        #expect(!draft.scenario.text.contains("planted-himitsu"))
        #expect(draft.findings.contains { $0.message.contains("KEY_ENTER") })
    }

    @Test("Ids that are made anew each time are told and not relied on")
    func fleeting() throws {
        let draft = try draft([
            command("open", ["/"]),
            command(
                "type",
                [
                    "id=stripes--1861766302", "name=user", "xpath=(//input[@id='stripes--1861766302'])[1]",
                    "xpath=(//div[@id='Catalog']/form/table/tbody/tr/td[2]/input)[1]",
                ]),
            command("click", ["xpath=//ul/li", "id=menu_1669724705127_i1", "xpath=//li[contains(.,'登録')]"]),
        ])
        let marks = draft.contract.screens[0].controls.map(\.candidates)
        #expect(marks == [[Candidate(.name, "user")], [Candidate(.text, "登録")]])
        #expect(draft.findings.filter { $0.message.contains("開くたびに変わる") }.count == 2)
    }

    @Test("Each press leads to a screen of its own; a link is one, and registers nothing")
    func screens() throws {
        let draft = try draft([
            command("open", ["https://gyoumu.example/app/menu"]),
            command(
                "click",
                ["linkText=新規", "css=li:nth-child(1) > a", "xpath=//a[contains(text(),'新規')]", "xpath=//li[@id='n']/a"]),
            command("type", field("ctl00_Main_txt_nome")),
            command("click", ["id=ctl00_Main_btn", "name=ctl00$Main$btn", "xpath=//input[@id='ctl00_Main_btn']"]),
            command("open", ["https://betsu.example/x"]),
            command("select", ["name=user[kind]", "css=#kind"], "label=a"),
        ])
        #expect(draft.contract.screens.map(\.path) == ["/app/menu", nil, nil, "/x"])
        #expect(draft.contract.screens.map { $0.controls.map(\.kind) } == [[.link], [.field, .button], [], [.choice]])
        let effects = draft.scenario.steps.compactMap { step -> Submission? in
            if case .submit(_, let submission) = step.action { submission } else { nil }
        }
        #expect(effects.map(\.effect) == [.none, .irreversible])
        #expect(effects.map(\.until) == ["画面2", "画面3"])
        #expect(draft.findings.contains { $0.message.contains("betsu.example") })
        let (again, findings) = SampleTexts.read(draft.scenario.text)
        #expect(findings == [])
        #expect(again?.steps.count == draft.scenario.steps.count)
    }

    @Test("Of several recordings the longest is taken and the others are told; old versions have no targets")
    func several() throws {
        let text =
            "\u{FEFF}"
            + #"{"name": "p", "url": "https://gyoumu.example", "tests": [{"name": "ためし", "commands": [{"command": "open", "target": "/"}]}, {"name": "本番", "commands": [{"command": "open", "target": "/a", "value": ""}, {"command": "clickAt", "target": "link=次へ"}, {"command": "click", "target": "css=a:contains(\"登録\")"}]}], "suites": []}"#
        let draft = try SideImport.read(Array(text.utf8), file: "a.side").get()
        #expect(draft.scenario.purpose == "本番")
        #expect(draft.findings.first?.message.contains("ためし") == true)
        #expect(draft.contract.screens.map { $0.controls.map(\.name) } == [["次へ"], ["登録"], []])
    }

    @Test(
        "Commands with no word in a scenario are told with what to write in their place",
        arguments: [
            ("selectFrame", "枠"), ("selectWindow", "窓"), ("run", "ほかの記録"), ("while", "each"), ("assertAlert", "dialog"),
            ("assertText", "assertText"), ("store", "store"), ("executeScript", "スクリプト"),
        ])
    func left(_ name: String, _ word: String) throws {
        let draft = try draft([command("open", ["/"]), command(name, ["index=0"], "x")])
        #expect(draft.findings.map(\.message).contains { $0.contains("2番目") && $0.contains(word) })
    }

    @Test(
        "What is no recording says what to do",
        arguments: [
            ("<?xml version=\"1.0\"?><html><table></table></html>", ".side で保存し直して"),
            ("*** Settings ***\nLibrary    SeleniumLibrary\n", "Robot Framework"), ("記録", "読めません"),
        ])
    func refused(_ text: String, _ words: String) {
        guard case .failure(let refusal) = SideImport.read(Array(text.utf8), file: "a") else {
            Issue.record("taken")
            return
        }
        #expect(refusal.finding.message.contains(words))
    }
}
