import Declaring

/// Drafts in the making.
struct SideDraft {
    let file: String
    let base: String
    /// Locators of what is typed into or chosen from: a click on it only puts the cursor there.
    var typed: Set<String> = []
    private var steps: [Step] = []
    private var columns: [InputColumn] = []
    private var secrets: [String] = []
    private var screens: [(path: String?, controls: [Control])] = []
    private var findings: [DeclarationFinding] = []
    /// Before it something was pressed: the same field filled later is filled again.
    private var pressed = 0

    init(file: String, base: String) {
        self.file = file
        self.base = base
    }

    static func types(_ command: String) -> Bool { ["type", "sendKeys", "select", "editContent"].contains(command) }

    mutating func tell(_ message: String) {
        findings.append(DeclarationFinding(check: "side", file: file, line: nil, message: message))
    }

    private mutating func tell(_ number: Int, _ message: String) { tell("\(number)番目の命令: \(message)") }

    mutating func take(_ command: String, target: String, targets: [[String]], value: String, number: Int) {
        // A command that was switched off is kept by a sign.
        guard !command.hasPrefix("//") else { return }
        let locators = [target] + targets.compactMap(\.first)
        switch command {
        case "open": open(target, number)
        case "type", "sendKeys":
            if value.contains("${KEY_") {
                return tell(number, "キー（\(value.prefix(30))）で送っています。代わりに押すボタンを、submit の手順に書いてください。")
            }
            type(locators, hasRealKeys: command == "sendKeys", number)
        case "select":
            guard let name = control(.choice, locators, number) else { return }
            columns.append(InputColumn(name: name.control))
            fill(Step(id: "step\(number)", .choose(name, Self.template(name))))
        case "check", "uncheck":
            guard let name = control(.choice, locators, number) else { return }
            let text = command == "check" ? "on" : "off"
            fill(Step(id: "step\(number)", .choose(name, Template(text: text, parts: [.text(text)]))))
        case "click", "clickAt", "clickAndWait", "submit": press(locators, number)
        case "setWindowSize", "mouseOver", "mouseOut", "mouseDown", "mouseDownAt", "mouseMoveAt", "mouseUp",
            "mouseUpAt",
            "close", "echo":
            break
        default: tell(number, Self.left(command))
        }
    }

    /// Why a command was left out, and what to write in its place.
    private static func left(_ command: String) -> String {
        switch command {
        case "executeScript", "executeAsyncScript", "runScript", "storeScript":
            "スクリプト（\(command)）は取り込めません。手順の言葉で書き直してください。"
        case "pause": "時間で待つ命令（pause）は取り込めません。次の画面を待つ手順にしてください。"
        case "selectFrame": "枠（frame）の中の画面は、枠の中の番地を画面の約束に書いてください。"
        case "selectWindow": "別の窓は扱えません。同じ窓で開く番地を、goto の手順にしてください。"
        case "run": "ほかの記録を呼ぶ命令（run）は取り込めません。その記録も下書きにして、手順を写してください。"
        case "if", "elseIf", "else", "end", "while", "times", "do", "repeatIf", "forEach":
            "分かれ道と繰り返し（\(command)）は取り込めません。branch か each の手順で書き直してください。"
        case "assertAlert", "assertConfirmation", "assertPrompt", "chooseOkOnNextConfirmation",
            "webdriverChooseOkOnVisibleConfirmation":
            "画面の問い（\(command)）は、その前の submit の手順の dialog に書いてください。"
        default: "「\(command)」は取り込んでいません。要るかどうかを確かめてください。"
        }
    }

    private mutating func open(_ target: String, _ number: Int) {
        var path = Substring(target)
        if let scheme = path.firstRange(of: "://") {
            let rest = path[scheme.upperBound...]
            let host = rest.prefix { $0 != "/" }
            if !base.contains(host) { tell(number, "別のサーバー（\(host)）を開いています。システムごとにシナリオを分けてください。") }
            path = rest.dropFirst(host.count)
        }
        screens.append((path.hasPrefix("/") ? String(path) : "/\(path)", []))
        pressed = steps.count
        steps.append(Step(id: screens.count == 1 ? "open" : "open\(number)", .goto(screen: screen)))
        steps.append(Step(id: screens.count == 1 ? "guard" : "guard\(number)", .expect(screen: screen)))
    }

    private mutating func type(_ locators: [String], hasRealKeys: Bool, _ number: Int) {
        guard let name = control(.field, locators, number) else { return }
        let filling: Filling
        if ScenarioChecker.isSecretWord(name.control) || locators.contains(where: ScenarioChecker.isSecretWord) {
            if !secrets.contains(name.control) { secrets.append(name.control) }
            filling = Filling(.secret(name.control))
            tell(number, "「\(name.control)」は暗証のようです。値は取り込みません。保管庫に入れてください。")
        } else {
            columns.append(InputColumn(name: name.control))
            filling = Filling(.template(Self.template(name)), hasRealKeys: hasRealKeys)
        }
        fill(Step(id: "step\(number)", .fill(name, filling)))
    }

    /// What is typed anew before anything is pressed replaces what was typed before.
    private mutating func fill(_ step: Step) {
        let before = steps[pressed...].firstIndex { $0.control == step.control }
        if let before { steps.remove(at: before) }
        steps.append(step)
    }

    private mutating func press(_ locators: [String], _ number: Int) {
        // Where people click before they type, and beside everything.
        guard typed.isDisjoint(with: locators) else { return }
        let tag = locators.lazy.compactMap(SideLocator.tag).first
        if let tag, ["html", "body", "form"].contains(tag) { return }
        let isLink = tag == "a" || tag == nil && locators.contains { $0.hasPrefix("link") }
        guard let name = control(isLink ? .link : .button, locators, number) else { return }
        screens.append((nil, []))
        let effect: Submission.Effect = isLink ? .none : .irreversible
        steps.append(Step(id: "step\(number)", .submit(name, Submission(effect: effect, until: screen))))
        pressed = steps.count
        tell(
            number,
            isLink
                ? "つながった先の画面を確かめてください。押すと何かが登録されるときは、effect を irreversible にしてください。"
                : "押した後の画面と、取り消せるかどうか（effect）を確かめてください。下書きでは、取り消せないものとしています。")
    }

    private static func template(_ name: ControlName) -> Template {
        Template(text: "{[\(name.control)]}", parts: [.value(.column(name.control))])
    }

    /// The screen that is shown: each that was opened, or came after something was pressed, is one of its own.
    private var screen: String { "画面\(max(screens.count, 1))" }

    private mutating func control(_ kind: Control.Kind, _ locators: [String], _ number: Int) -> ControlName? {
        if screens.isEmpty { screens.append(("/", [])) }
        var marks: [Candidate] = []
        var fleeting: [String] = []
        for locator in locators {
            guard let mark = SideLocator.candidate(locator), !marks.contains(where: { $0.way == mark.way }) else {
                continue
            }
            guard mark.way != .id || !SideLocator.isFleeting(mark.value) else {
                if !fleeting.contains(mark.value) { fleeting.append(mark.value) }
                continue
            }
            marks.append(mark)
        }
        if let id = fleeting.first { tell(number, "id「\(id.prefix(60))」は、開くたびに変わるようなので、手がかりにしません。") }
        guard let first = marks.first else {
            tell(number, "部品の指し方「\(locators.first?.prefix(100) ?? "")」からは、手がかりが作れません。画面契約に部品を加えてください。")
            return nil
        }
        let plain = first.value.map { ".[]{}'".contains($0) || $0.isWhitespace ? "-" : $0 }
        let name = String(String(plain).prefix(40))
        if marks.count < Control.candidatesMin {
            tell(number, "「\(name)」の手がかりが\(marks.count)個です。画面を見て、種類の違うものを\(Control.candidatesMin)個以上にしてください。")
        }
        let screen = ControlName(screen: screen, control: name)
        if !screens[screens.count - 1].controls.contains(where: { $0.name == name }) {
            screens[screens.count - 1].controls.append(Control(name: name, kind: kind, candidates: marks))
        }
        return screen
    }

    func made(name: String) -> SideImport {
        let plain = name.lowercased().unicodeScalars.filter {
            ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-"
        }
        let id = String(String.UnicodeScalarView(plain).prefix(64))
        var seen: Set<String> = []
        let columns = columns.filter { seen.insert($0.name).inserted }
        let screens = (screens.isEmpty ? [(path: "/", controls: [])] : screens).enumerated().map { index, screen in
            Screen(
                name: "画面\(index + 1)", title: index == 0 ? "（画面の題名）" : "（\(index + 1)番目の画面の題名）", path: screen.path,
                controls: screen.controls)
        }
        let scenario = Scenario(
            name: id.isEmpty ? "recorded" : id, purpose: name.isEmpty ? "記録から作った下書き" : name, system: "（システムの名前）",
            input: InputPlan(kind: .csv, key: columns.first.map { [$0.name] } ?? [], columns: columns),
            secrets: secrets, steps: steps)
        return SideImport(
            scenario: scenario, contract: ScreenContract(system: "（システムの名前）", release: "下書き", screens: screens),
            findings: findings)
    }
}
