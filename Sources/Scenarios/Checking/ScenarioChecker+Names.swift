extension ScenarioChecker {
    mutating func checkNames() {
        var known = Set(scenario.input.columns.map(\.name))
        for step in scenario.allSteps {
            for name in step.columns.sorted() where !known.contains(name) {
                tell(.unknownColumn, step, "「\(name)」という列はありません。input の columns に加えるか、名前を直してください。")
            }
            if case .read(_, let name, _) = step.action { known.insert(name) }
            checkScreens(step)
        }
        if let query = scenario.alreadyDone {
            for name in [query.found, query.receipt].compactMap(\.self) { check(name, nil) }
            if let last = query.steps.last(where: { if case .submit = $0.action { true } else { false } }),
                case .submit(_, let submission) = last.action, submission.until != query.found.screen
            {
                tell(.unknownControl, last, "照会は画面「\(submission.until)」で終わりますが、found は「\(query.found.screen)」の部品です。")
            }
        }
        if scenario.steps.isEmpty { tell(.unreachable, nil, "手順がありません。") }
    }

    private mutating func checkScreens(_ step: Step) {
        switch step.action {
        case .goto(let screen):
            checkScreen(screen, step)
            if let known = contract?.screen(screen), known.path == nil {
                tell(.unknownScreen, step, "画面「\(screen)」には場所（path）がないため、開けません。画面契約に書いてください。")
            }
        case .expect(let screen): checkScreen(screen, step)
        case .submit(let control, let submission):
            check(control, step, [.button, .link, .choice])
            checkScreen(submission.until, step)
            for refusal in submission.refusals {
                checkScreen(refusal.screen, step)
                if let text = refusal.text { check(text, step) }
            }
        case .fill(let control, let filling):
            check(control, step, [.field])
            if let awaited = filling.awaited {
                check(awaited, step, [.field])
                if awaited.screen != control.screen { tell(.unknownControl, step, "待つ部品「\(awaited)」は同じ画面のものにしてください。") }
            }
        case .choose(let control, _): check(control, step, [.choice])
        case .upload(let control, _): check(control, step, [.file])
        case .download(let control): check(control, step, [.link, .button])
        case .read(let control, _, _):
            check(control, step)
        default: break
        }
    }

    private mutating func checkScreen(_ name: String, _ step: Step?) {
        guard let contract, contract.screen(name) == nil else { return }
        tell(.unknownScreen, step, "「\(name)」という画面は、\(contract.system)（\(contract.release)）の画面契約にありません。")
    }

    private mutating func check(_ name: ControlName, _ step: Step?, _ kinds: Set<Control.Kind>? = nil) {
        guard let contract else { return }
        guard contract.screen(name.screen) != nil else { return checkScreen(name.screen, step) }
        guard let control = contract.control(name) else {
            return tell(.unknownControl, step, "「\(name)」という部品は画面契約にありません。")
        }
        if let kinds, !kinds.contains(control.kind) {
            tell(.wrongKind, step, "「\(name)」の種類は \(control.kind.rawValue) なので、この手順には使えません。")
        }
    }

    mutating func checkSecrets() {
        for step in scenario.allSteps {
            if case .fill(let control, let filling) = step.action, case .secret(let name) = filling.value {
                if !scenario.secrets.contains(name) {
                    tell(.unknownSecret, step, "秘密「\(name)」が secrets にありません。")
                }
                if contract?.control(control)?.kind == .text { tell(.personalRead, step, "秘密を、読むだけの部品に入れることはできません。") }
            }
            if case .fill(let control, let filling) = step.action, case .template(let template) = filling.value,
                Self.isSecretWord(control.control), template.columns.isEmpty
            {
                tell(.credential, step, "「\(control)」に入れる値が、シナリオの中に書かれています。保管庫に入れて、secret で指してください。")
            }
            if case .upload(_, let template) = step.action { checkPersonal(template.columns, step, "ファイルの名前") }
            if case .query(let condition, let message) = step.action {
                for column in scenario.input.columns
                where column.personal != nil && message.contains("{\(column.name)}") {
                    tell(.personalRead, step, "個人情報の列「\(column.name)」を、記録に残る文に入れることはできません。")
                }
                _ = condition
            }
            if case .read(let control, let name, _) = step.action {
                if scenario.input.column(name) != nil {
                    tell(.personalRead, step, "「\(name)」は入力の列の名前です。読み取った値には別の名前を付けてください。")
                }
                if Self.isSecretWord(control.control) { tell(.personalRead, step, "暗証のような部品「\(control)」を読むことはできません。") }
            }
        }
        for column in scenario.input.columns where Self.isSecretWord(column.name) {
            tell(.credential, nil, "列「\(column.name)」は暗証のようです。入力のファイルに暗証を入れず、保管庫を使ってください。")
        }
        for key in scenario.input.key where scenario.input.column(key)?.personal == .number {
            tell(.personalRead, nil, "個人番号の列「\(key)」は、記録を見分ける列に使えません。台帳に残るためです。")
        }
    }

    private mutating func checkPersonal(_ columns: Set<String>, _ step: Step, _ place: String) {
        for name in columns.sorted() where scenario.input.column(name)?.personal != nil {
            tell(.personalRead, step, "個人情報の列「\(name)」を\(place)に使うことはできません。")
        }
    }

    static func isSecretWord(_ text: String) -> Bool {
        let words = ["パスワード", "暗証", "password", "passwd", "secret", "token", "apikey", "秘密"]
        let text = text.lowercased()
        return words.contains { text.contains($0) }
    }
}

extension Step {
    /// Columns that its own expressions look at; those of inner steps are theirs.
    var columns: Set<String> {
        switch action {
        case .fill(_, let filling): if case .template(let template) = filling.value { template.columns } else { [] }
        case .choose(_, let template), .upload(_, let template): template.columns
        case .query(let condition, _), .branch(let condition, _, _): condition.expression.columns
        case .approve(let condition, _): condition?.expression.columns ?? []
        case .goto, .expect, .submit, .read, .download, .each: []
        }
    }
}
