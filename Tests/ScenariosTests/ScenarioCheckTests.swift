import Scenarios
import Testing

@Suite("A scenario is checked before it ever runs")
struct ScenarioCheckTests {
    @Test("One that is right has no finding")
    func right() throws {
        #expect(try SampleTexts.checks() == [])
    }

    static let faults: [(String, String, ScenarioCheck)] = [
        ("  - {id: guard, do: expect, screen: 入力}\n", "", .unguarded),
        ("control: 入力.番号, value: \"{番号}\"", "control: 検索.番号, value: \"{番号}\"", .unguarded),
        ("value: \"{区分}\"", "value: \"{種類}\"", .unknownColumn),
        ("screen: 入力}\n  - {id: guard", "screen: 入口}\n  - {id: guard", .unknownScreen),
        ("control: 入力.区分", "control: 入力.区別", .unknownControl),
        ("do: choose, control: 入力.区分", "do: choose, control: 入力.口座番号", .wrongKind),
        ("  - {id: receipt, do: read, control: 受付.登録番号, into: receipt}\n", "", .noReceipt),
        ("into: receipt}", "into: receipt, required: false}", .noReceipt),
        ("effect: none, until: 結果", "effect: irreversible, until: 結果", .queryChanges),
        ("key: [番号]", "key: []", .noKey),
        ("control: 受付.登録番号, into: receipt", "control: 受付.登録番号, into: 番号", .personalRead),
        ("備考: {required: false}", "暗証番号: {}\n    備考: {required: false}", .credential),
        ("found: 結果.行", "found: 入力.番号", .unknownControl),
        ("    備考: {required: false}\n", "    備考: {required: false, confidence: 0.9}\n", .unapproved),
    ]

    @Test("Each fault has its own check", arguments: faults)
    func fault(_ old: String, _ new: String, _ check: ScenarioCheck) throws {
        var checks = try SampleTexts.checks(old, new)
        if check == .unapproved {
            // Only where no step asks a person.
            let text = SampleTexts.scenario.replacing(old, with: new).split(separator: "\n")
                .filter { !$0.contains("do: approve") }.joined(separator: "\n")
            let (scenario, _) = SampleTexts.read(text)
            checks = ScenarioCheck.findings(
                try #require(scenario), contract: nil, file: "s", hasOwners: true
            ).map(\.check)
        }
        #expect(checks.contains(check.rawValue))
    }

    @Test("A robot without two owners, and one that cannot ask whether it was done, are told")
    func owners() throws {
        #expect(try SampleTexts.checks(hasOwners: false) == ["unowned"])
        let end = try #require(SampleTexts.scenario.firstRange(of: "alreadyDone:"))
        let (scenario, _) = SampleTexts.read(String(SampleTexts.scenario[..<end.lowerBound]))
        let checks = ScenarioCheck.findings(
            try #require(scenario), contract: try SampleTexts.contract(), file: "s", hasOwners: true)
        #expect(checks.map(\.check) == ["irreversible-unasked"])
        #expect(checks.first?.line != nil)
    }

    @Test("A secret written into a scenario is told, and one from the vault is not")
    func secrets() throws {
        let screens = SampleTexts.screens.replacing(
            "番号: {kind: field, candidates: [{id: number}", with: "パスワード: {kind: field, candidates: [{id: number}")
        let contract = try SampleTexts.contract(screens)
        func checks(_ fill: String) throws -> [String] {
            let text = SampleTexts.scenario.replacing(
                "control: 入力.番号, value: \"{番号}\"", with: "control: 入力.パスワード, \(fill)")
            let (scenario, _) = SampleTexts.read(text)
            return ScenarioCheck.findings(try #require(scenario), contract: contract, file: "s", hasOwners: true).map(
                \.check)
        }
        #expect(try checks("value: himitsu") == ["credential"])
        #expect(try checks("secret: 暗証") == ["unknown-secret"])
    }

    @Test("What two versions differ in is told, what cannot be taken back first")
    func changes() throws {
        let old = try #require(SampleTexts.read(SampleTexts.scenario).0)
        let text = SampleTexts.scenario.replacing("keys: real", with: "keys: script")
            .replacing("  - {id: ok, do: approve, when: \"sample(0.05) or not empty(備考)\", role: 確認者}\n", with: "")
            .replacing("purpose: 見本", with: "purpose: 見本の二")
        let new = try #require(SampleTexts.read(text).0)
        let changes = ScenarioChange.between(old, new)
        #expect(changes.map(\.subject) == ["手順「ok」", "目的", "手順「account」"])
        #expect(changes.first?.kind == .removed)
        #expect(changes.first?.isWeighty == true)
        #expect(ScenarioChange.between(old, old) == [])
    }

    private static let guarding = "  - {id: guard, do: expect, screen: 入力}\n"

    private static func branch(_ condition: String = "区分 = '1'", then: [String], otherwise: [String]) -> String {
        func lines(_ steps: [String]) -> String { steps.map { "      - {\($0)}\n" }.joined() }
        return "  - id: way\n    do: branch\n    when: \"\(condition)\"\n    then:\n\(lines(then))"
            + (otherwise.isEmpty ? "" : "    otherwise:\n\(lines(otherwise))")
    }

    @Test("Two steps that cannot be taken back on one way are told, also across a branch; one in each arm is one")
    func several() throws {
        let send = "id: send, do: submit, control: 入力.登録, effect: irreversible, until: 受付, dialog: 登録してよろしいですか？"
        func other(_ id: String) -> String { "id: \(id), do: submit, control: 入力.登録, effect: irreversible, until: 受付" }
        let line = "  - {\(send)}\n"
        try #require(SampleTexts.scenario.contains(line))
        func isTold(_ text: String) throws -> Bool {
            try SampleTexts.checks(line, text).contains(ScenarioCheck.severalIrreversible.rawValue)
        }
        #expect(try isTold(line + "  - {\(other("second"))}\n"))
        #expect(try isTold(Self.branch(then: [other("first")], otherwise: []) + line))
        #expect(
            try isTold(
                line + Self.branch(then: [], otherwise: [other("second")]).replacing("then:\n", with: "then: []\n")))
        #expect(try !isTold(Self.branch(then: [other("first")], otherwise: [other("second")])))
    }

    @Test("A condition holds for a share of records when it samples, not when a text in it says so")
    func sampled() throws {
        func isUnreachable(_ condition: String) throws -> Bool {
            let branch = Self.branch(condition, then: ["id: look, do: expect, screen: 入力"], otherwise: [])
            return try SampleTexts.checks(Self.guarding, Self.guarding + branch)
                .contains(ScenarioCheck.unreachable.rawValue)
        }
        #expect(try isUnreachable("'sample(' = 'sample('"))
        #expect(try !isUnreachable("sample (0.5)"))
    }

    @Test("A step that moves into another arm of a branch is told with both places")
    func movedBranches() throws {
        func scenario(_ then: [String], _ otherwise: [String]) throws -> Scenario {
            func step(_ id: String) -> String { "id: \(id), do: expect, screen: 入力" }
            let branch = Self.branch(then: then.map(step), otherwise: otherwise.map(step))
            let text = SampleTexts.scenario.replacing(Self.guarding, with: Self.guarding + branch)
            return try #require(SampleTexts.read(text).0)
        }
        let old = try scenario(["look", "again"], ["other"])
        let moved = ScenarioChange.between(old, try scenario(["look"], ["again", "other"]))
        #expect(moved.map(\.japanese) == ["手順「again」を移した: 分岐「way」の成り立つとき → 分岐「way」の成り立たないとき"])
        let turned = ScenarioChange.between(old, try scenario(["again", "look"], ["other"]))
        #expect(turned.map(\.japanese) == ["手順「look」以降の順番を変えた"])
        #expect(ScenarioChange.between(old, old) == [])
    }
}
