import Declaring
import Foundation

/// A recording of Selenium IDE (`.side`) made into drafts, with everything that was not taken.
public struct SideImport: Hashable, Sendable {
    public let scenario: Scenario
    public let contract: ScreenContract
    /// What a person must look at: commands that were left out, values that look secret, controls with too few marks.
    public let findings: [DeclarationFinding]

    static let bytesMax = 5_000_000
    static let commandsMax = 400

    private struct File: Decodable {
        struct Test: Decodable {
            let name: String?
            let commands: [Command]
        }
        struct Command: Decodable {
            let command: String
            let target: String?
            let targets: [[String]]?
            let value: String?
        }
        let name: String?
        let url: String?
        let tests: [Test]
    }

    /// - Parameter test: by name; the first when `nil`.
    /// - Returns: `nil` drafts never: either drafts with findings, or the findings alone.
    public static func read(_ bytes: [UInt8], file: String, test: String? = nil) -> Result<SideImport, SideRefusal> {
        guard bytes.count <= bytesMax else { return .failure(.init(file, "記録のファイルが大きすぎます。")) }
        guard let recording = try? JSONDecoder().decode(File.self, from: Data(bytes)) else {
            return .failure(.init(file, "Selenium IDE の記録（.side）として読めません。"))
        }
        guard let chosen = recording.tests.first(where: { test == nil || $0.name == test }) else {
            let known = recording.tests.compactMap(\.name).joined(separator: "、")
            return .failure(.init(file, "取り込む記録がありません。今あるのは \(known) です。"))
        }
        guard chosen.commands.count <= commandsMax else {
            return .failure(.init(file, "一つの記録は\(commandsMax)命令までです。記録を分けてください。"))
        }
        var draft = SideDraft(file: file, base: recording.url ?? "")
        for (index, command) in chosen.commands.enumerated() {
            draft.take(
                command.command, target: command.target ?? "", targets: command.targets ?? [],
                value: command.value ?? "",
                number: index + 1)
        }
        return .success(draft.made(name: chosen.name ?? recording.name ?? ""))
    }
}

/// Why a recording was not read at all.
public struct SideRefusal: Error, Hashable, Sendable {
    public let finding: DeclarationFinding

    init(_ file: String, _ message: String) {
        finding = DeclarationFinding(check: "side", file: file, line: nil, message: message)
    }
}

/// Drafts in the making.
struct SideDraft {
    let file: String
    let base: String
    private var steps: [Step] = []
    private var columns: [InputColumn] = []
    private var secrets: [String] = []
    private var controls: [Control] = []
    private var path: String?
    private var findings: [DeclarationFinding] = []
    private static let screen = "画面1"
    private static let after = "画面2"
    private var isSubmitted = false

    init(file: String, base: String) {
        self.file = file
        self.base = base
    }

    private mutating func tell(_ number: Int, _ message: String) {
        findings.append(
            DeclarationFinding(check: "side", file: file, line: nil, message: "\(number)番目の命令: \(message)"))
    }

    mutating func take(_ command: String, target: String, targets: [[String]], value: String, number: Int) {
        // A command that was switched off is kept by a sign.
        guard !command.hasPrefix("//") else { return }
        switch command {
        case "open":
            guard path == nil else { return tell(number, "二つ目の画面を開く命令は、画面契約に画面を加えてから書いてください。") }
            path = target.hasPrefix("/") ? target : "/"
            steps.append(Step(id: "open", .goto(screen: Self.screen)))
            steps.append(Step(id: "guard", .expect(screen: Self.screen)))
        case "type", "sendKeys":
            guard let name = control(.field, target, targets, number) else { return }
            let filling: Filling
            if ScenarioChecker.isSecretWord(name.control) || ScenarioChecker.isSecretWord(target) {
                secrets.append(name.control)
                filling = Filling(.secret(name.control))
                tell(number, "「\(name.control)」は暗証のようです。値は取り込みません。保管庫に入れてください。")
            } else {
                columns.append(InputColumn(name: name.control))
                filling = Filling(
                    .template(Template(text: "{[\(name.control)]}", parts: [.value(.column(name.control))])),
                    hasRealKeys: command == "sendKeys")
            }
            steps.append(Step(id: "step\(number)", .fill(name, filling)))
        case "select":
            guard let name = control(.choice, target, targets, number) else { return }
            columns.append(InputColumn(name: name.control))
            let template = Template(text: "{[\(name.control)]}", parts: [.value(.column(name.control))])
            steps.append(Step(id: "step\(number)", .choose(name, template)))
        case "check", "uncheck":
            guard let name = control(.choice, target, targets, number) else { return }
            let text = command == "check" ? "on" : "off"
            steps.append(Step(id: "step\(number)", .choose(name, Template(text: text, parts: [.text(text)]))))
        case "click", "clickAndWait", "submit":
            guard let name = control(.button, target, targets, number) else { return }
            steps.append(
                Step(id: "step\(number)", .submit(name, Submission(effect: .irreversible, until: Self.after))))
            isSubmitted = true
            tell(number, "押した後の画面と、取り消せるかどうか（effect）を確かめてください。下書きでは、取り消せないものとしています。")
        case "setWindowSize", "mouseOver", "mouseOut", "close": break
        case "executeScript", "executeAsyncScript", "runScript", "storeScript":
            tell(number, "スクリプト（\(command)）は取り込めません。手順の言葉で書き直してください。")
        case "pause":
            tell(number, "時間で待つ命令（pause）は取り込めません。次の画面を待つ手順にしてください。")
        default:
            tell(number, "「\(command)」は取り込んでいません。要るかどうかを確かめてください。")
        }
    }

    private mutating func control(
        _ kind: Control.Kind, _ target: String, _ targets: [[String]], _ number: Int
    ) -> ControlName? {
        var marks: [Candidate] = []
        for locator in [target] + targets.compactMap(\.first) {
            guard let mark = Self.candidate(locator), !marks.contains(where: { $0.way == mark.way }) else { continue }
            marks.append(mark)
        }
        guard let first = marks.first else {
            tell(number, "部品の指し方「\(target.prefix(100))」からは、手がかりが作れません。画面契約に部品を加えてください。")
            return nil
        }
        let plain = first.value.map { ".[]{}'".contains($0) || $0.isWhitespace ? "-" : $0 }
        let name = String(String(plain).prefix(40))
        if marks.count < Control.candidatesMin {
            tell(number, "「\(name)」の手がかりが\(marks.count)個です。画面を見て、種類の違うものを\(Control.candidatesMin)個以上にしてください。")
        }
        if !controls.contains(where: { $0.name == name }) {
            controls.append(Control(name: name, kind: kind, candidates: marks))
        }
        return ControlName(screen: Self.screen, control: name)
    }

    /// What a locator of Selenium says; `nil` for places in a page (most XPath and CSS), which say nothing that lasts.
    static func candidate(_ locator: String) -> Candidate? {
        func rest(_ prefix: String) -> String? {
            locator.hasPrefix(prefix) && locator.count > prefix.count ? String(locator.dropFirst(prefix.count)) : nil
        }
        if let id = rest("id=") { return Candidate(.id, id) }
        if let name = rest("name=") { return Candidate(.name, name) }
        if let text = rest("linkText=") ?? rest("link=") { return Candidate(.text, text) }
        if let css = rest("css=") {
            if css.hasPrefix("#"), css.dropFirst().allSatisfy({ $0.isLetter || $0.isNumber || "-_".contains($0) }) {
                return Candidate(.id, String(css.dropFirst()))
            }
            if let value = quoted(css, after: "[data-testid=") { return Candidate(.testID, value) }
            if let value = quoted(css, after: "[name=") { return Candidate(.name, value) }
        }
        if let xpath = rest("xpath=") {
            if let value = quoted(xpath, after: "[@id=") { return xpath.hasSuffix("]") ? Candidate(.id, value) : nil }
            if let value = quoted(xpath, after: "[@name=") {
                return xpath.hasSuffix("]") ? Candidate(.name, value) : nil
            }
            if let value = quoted(xpath, after: "text()=") ?? quoted(xpath, after: "contains(.,") {
                return Candidate(.text, value)
            }
        }
        return nil
    }

    private static func quoted(_ text: String, after opening: String) -> String? {
        guard let start = text.firstRange(of: opening) else { return nil }
        let rest = text[start.upperBound...].drop { $0 == " " }
        guard let mark = rest.first, mark == "'" || mark == "\"" else { return nil }
        guard let end = rest.dropFirst().firstIndex(of: mark) else { return nil }
        let value = String(rest[rest.index(after: rest.startIndex)..<end])
        return value.isEmpty ? nil : value
    }

    func made(name: String) -> SideImport {
        let plain = name.lowercased().unicodeScalars.filter {
            ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-"
        }
        let id = String(String.UnicodeScalarView(plain).prefix(64))
        var seen: Set<String> = []
        let columns = columns.filter { seen.insert($0.name).inserted }
        var screens = [Screen(name: Self.screen, title: "（画面の題名）", path: path ?? "/", controls: controls)]
        if isSubmitted { screens.append(Screen(name: Self.after, title: "（次の画面の題名）", path: nil, controls: [])) }
        let scenario = Scenario(
            name: id.isEmpty ? "recorded" : id, purpose: name.isEmpty ? "記録から作った下書き" : name, system: "（システムの名前）",
            input: InputPlan(kind: .csv, key: columns.first.map { [$0.name] } ?? [], columns: columns),
            secrets: secrets,
            steps: steps)
        return SideImport(
            scenario: scenario, contract: ScreenContract(system: "（システムの名前）", release: "下書き", screens: screens),
            findings: findings)
    }
}
