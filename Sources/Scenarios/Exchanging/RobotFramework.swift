/// A scenario as text of Robot Framework with SeleniumLibrary, so that a robot can leave: what that language cannot keep (ledger, masked
/// pictures, approvals, asking before sending) stands in it as comments, never as something that looks the same.
public enum RobotFramework {
    public static func text(_ scenario: Scenario, _ contract: ScreenContract) -> String {
        var writer = RobotWriter(scenario: scenario, contract: contract)
        return writer.written()
    }
}

struct RobotWriter {
    let scenario: Scenario
    let contract: ScreenContract
    private var lines: [String] = []

    init(scenario: Scenario, contract: ScreenContract) {
        self.scenario = scenario
        self.contract = contract
    }

    mutating func written() -> String {
        lines = [
            "*** Settings ***", "Documentation    \(Self.cell(scenario.purpose))",
            "Library    SeleniumLibrary    timeout=\(scenario.limits.secondsPerWait)s",
            "Suite Teardown    Close All Browsers", "",
            "*** Variables ***", "${BASE}    %{SYSTEM_ADDRESS}", "${BROWSER}    headlesschrome",
        ]
        // One value a column: a runner with a data driver gives each record's.
        for column in scenario.input.columns { lines.append("\(Self.variable(column.name))    ${EMPTY}") }
        lines += ["", "*** Test Cases ***", Self.cell(scenario.name)]
        line("Open Browser    ${BASE}    ${BROWSER}")
        write(scenario.session, depth: 1)
        write(scenario.steps, depth: 1)
        return lines.joined(separator: "\n") + "\n"
    }

    private mutating func line(_ text: String, depth: Int = 1) {
        lines.append(String(repeating: "    ", count: depth) + text)
    }

    private mutating func write(_ steps: [Step], depth: Int) {
        for step in steps { write(step, depth) }
    }

    private mutating func write(_ step: Step, _ depth: Int) {
        switch step.action {
        case .goto(let screen): line("Go To    ${BASE}\(contract.screen(screen)?.path ?? "/")", depth: depth)
        case .expect(let screen):
            let title = contract.screen(screen)?.title ?? screen
            line("Wait Until Page Contains    \(Self.cell(title))", depth: depth)
        case .fill(let control, let filling):
            switch filling.value {
            case .template(let template):
                let keyword = filling.hasRealKeys ? "Press Keys" : "Input Text"
                line("\(keyword)    \(locator(control))    \(value(template))", depth: depth)
            case .secret(let name):
                line("Input Password    \(locator(control))    %{SECRET}    # 秘密: \(Self.cell(name))", depth: depth)
            }
            if let awaited = filling.awaited {
                line(
                    "Wait Until Keyword Succeeds    \(scenario.limits.secondsPerWait)s    100ms    Textfield Value Should Not Be    \(locator(awaited))    ${EMPTY}",
                    depth: depth)
            }
        case .choose(let control, let template):
            line("Select From List By Label    \(locator(control))    \(value(template))", depth: depth)
        case .submit(let control, let submission):
            if submission.effect == .irreversible {
                line("# 取り消せない手順: Robot Framework には台帳がない。送る前に登録済みかを確かめること。", depth: depth)
            }
            line("Click Element    \(locator(control))", depth: depth)
            if submission.dialog != nil { line("Handle Alert    ACCEPT", depth: depth) }
            let title = contract.screen(submission.until)?.title ?? submission.until
            line("Wait Until Page Contains    \(Self.cell(title))", depth: depth)
        case .read(let control, let name, _):
            line("\(Self.variable(name)) =    Get Text    \(locator(control))", depth: depth)
        case .query(let condition, let message):
            line("# 条件: \(Self.cell(condition.text))（成り立たないとき: \(Self.cell(message))）", depth: depth)
        case .download(let control): line("Click Element    \(locator(control))    # ファイルの受け取り", depth: depth)
        case .upload(let control, let file): line("Choose File    \(locator(control))    \(value(file))", depth: depth)
        case .approve(_, let role): line("# 承認（\(Self.cell(role))）: 人が確かめてから先に進めること。", depth: depth)
        case .branch(let condition, let then, let otherwise):
            line("# 分かれ道の条件: \(Self.cell(condition.text))", depth: depth)
            line("IF    ${BRANCH}", depth: depth)
            write(then, depth: depth + 1)
            if then.isEmpty { line("No Operation", depth: depth + 1) }
            if !otherwise.isEmpty {
                line("ELSE", depth: depth)
                write(otherwise, depth: depth + 1)
            }
            line("END", depth: depth)
        case .each(let steps):
            line("FOR    ${row}    IN    @{ROWS}", depth: depth)
            write(steps, depth: depth + 1)
            line("END", depth: depth)
        }
    }

    private func locator(_ name: ControlName) -> String {
        guard let mark = contract.control(name)?.candidates.first else { return "id:\(Self.cell(name.control))" }
        let value = Self.cell(mark.value)
        let quoted = Self.xpath(value)
        return switch mark.way {
        case .id: "id:\(value)"
        case .name: "name:\(value)"
        case .testID: "css:[data-testid=\"\(value.replacing("\"", with: "\\\\\""))\"]"
        case .label: "xpath://*[@id=//label[normalize-space()=\(quoted)]/@for]"
        case .text: "xpath://*[normalize-space()=\(quoted)]"
        case .role: "xpath://*[@aria-label=\(quoted)]"
        case .heading: "xpath://tr[th[normalize-space()=\(quoted)]]/td"
        case .section: "xpath://fieldset[legend[normalize-space()=\(quoted)]]//input"
        }
    }

    /// XPath has no escape: a text with both kinds of quotes is put together.
    private static func xpath(_ text: String) -> String {
        guard text.contains("'") else { return "'\(text)'" }
        guard text.contains("\"") else { return "\"\(text)\"" }
        return "concat("
            + text.split(separator: "'", omittingEmptySubsequences: false).map { "'\($0)'" }.joined(
                separator: ", \"'\", ") + ")"
    }

    private func value(_ template: Template) -> String {
        let text = template.parts.map { part in
            switch part {
            case .text(let text): Self.cell(text)
            case .value(.column(let name)): Self.variable(name)
            case .value(let expression): expression.columns.sorted().map(Self.variable).joined()
            }
        }.joined()
        return text.isEmpty ? "${EMPTY}" : text
    }

    static func variable(_ name: String) -> String { "${\(name.filter { !"{}$@%&\\".contains($0) })}" }

    /// One cell: no line ends, no gap of two spaces, no sign with a meaning.
    static func cell(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "\\", "$", "@", "%", "&", "#", "|", "=": result += "\\\(character)"
            case _ where character.isWhitespace: result += result.hasSuffix(" ") ? "" : " "
            default: result.append(character)
            }
        }
        return result
    }
}
