import Japanese
import LifeEvents
import Site
import Storage
import Ward

/// What the desk asks sections: those of one's own section, or all for the desk.
struct CheckListPage {
    static let path = "/desk/checks"
    static let link = Link("おくやみの事前確認", path)

    struct Entry {
        let check: PriorCheck
        let number: String
        let section: String
        let mayAnswer: Bool
    }

    let open: [Entry]
    let answered: [Entry]
    let now: Timestamp

    var page: Page {
        Page(
            "おくやみの事前確認",
            body: """
                <p>おくやみコーナーに来庁する前に、担当の課の記録を確かめるお願いです。はい・いいえ・要相談でお答えください。</p>
                \(table("回答を待っているもの", open, empty: "回答を待っているものはありません。"))
                \(open.contains(where: \.mayAnswer) ? "<div class=\"actions\">\(ButtonLink("一覧をCSVで保存する", "/desk/checks.csv"))</div>" : HTML.empty)
                \(Details("回答したもの（最近30日）", table("回答したもの", answered, empty: "ありません。")))
                """)
    }

    private func table(_ title: String, _ entries: [Entry], empty: String) -> HTML {
        let rows = entries.map { entry -> [HTML] in
            let check = entry.check
            let tag: Tag =
                check.state == .answered
                ? Tag("回答済み", .done)
                : check.isOverdue(at: now) ? Tag("期限超過", .danger) : Tag("回答待ち", .waiting)
            let title: HTML =
                entry.mayAnswer ? "<a href=\"\(check.path)\">\(entry.number)</a>" : "\(entry.number)"
            return [
                title, "\(entry.section)", "\(check.facts.count)項目", "\(check.dueOn.japaneseWithWeekday) 正午", "\(tag)",
            ]
        }
        return TableView(
            caption: title, columns: [.rowHeader("番号"), .text("担当"), .text("項目"), .text("期限"), .text("状態")],
            rows: rows, empty: empty
        ).html
    }
}

/// One question to a section: the person, and the facts this section owns.
struct CheckPage {
    let check: PriorCheck
    let deskCase: DeskCase
    let base: KnowledgeBase
    let answers: [PriorCheck.Answer]
    let csrfToken: String
    var errors = FormErrors.none
    var sent: Form?

    private static let yenMax = 100_000_000

    var page: Page {
        let deceased = deskCase.deceased
        let warning: HTML =
            deceased.isRestricted
            ? "\(Notice(.warning, "支援措置などの対象です。", "<p>住所や居場所を、だれにも伝えないでください。</p>"))" : ""
        let before: HTML =
            check.state == .answered
            ? "\(Notice(.information, "\(check.answeredBy ?? "")さんが\(check.answeredAt?.japanese ?? "")に回答しました。", "<p>改めて保存すると、新しい回答に置き換わります。前の回答も記録に残ります。</p>"))"
            : ""
        return Page(
            "事前確認 \(deskCase.number)", trail: [CheckListPage.link],
            body: """
                \(warning)\(before)
                \(SummaryList([
                    ("担当", "\(base.sections[check.section]?.name ?? check.section)"),
                    ("亡くなった方", "\(deceased.name)（\(deceased.kana)）"), ("生年月日", "\(deceased.bornOn.japanese)"),
                    ("亡くなった日", "\(deceased.diedOn.japanese)"), ("住所", "\(deceased.address.shown)"),
                    ("期限", "\(check.dueOn.japaneseWithWeekday) 正午"),
                ]))
                \(FormView(
                    action: check.path, csrfToken: csrfToken, submit: "回答する", errors: errors, sent: sent,
                    cancel: Link("一覧に戻る", CheckListPage.path),
                    alternative: Choice(Self.noRecord, "空欄はすべて「いいえ」として回答する"), fields: fields))
                """)
    }

    var seen: String { check.answeredAt.map { String($0.milliseconds) } ?? "" }

    private var facts: [Fact] { check.facts.compactMap { base.facts[$0] } }

    private static let open = [Choice("unknown", "記録からは分からない"), Choice("talk", "要相談")]
    /// Of the second button: what is left empty has no record.
    static let noRecord = "none"

    private var fields: [FormField] {
        let paying = base.paying(of: check.section)
        return facts.flatMap { fact -> [FormField] in
            let answer = answers.first { $0.fact == fact.code }
            let value = answer.flatMap { Self.code($0.content) }
            var fields: [FormField] = []
            switch fact.kind {
            case .truth:
                fields.append(
                    .radios(
                        "answer-\(fact.code)", "\(fact.yes)か",
                        [Choice("true", "はい"), Choice("false", "いいえ")] + Self.open,
                        value: value, isInline: true))
            case .choice(let choices):
                fields.append(
                    .radios(
                        "answer-\(fact.code)", fact.label,
                        choices.map { Choice($0.code, $0.say?.japanese ?? $0.yes) } + Self.open, value: value))
            case .day, .number, .list:
                fields.append(
                    .text(
                        "value-\(fact.code)", fact.label, value: Self.text(answer), max: 100, isRequired: false,
                        hint: Self.hint(fact)))
                fields.append(
                    .radios(
                        "answer-\(fact.code)", "\(fact.label)を書けないとき", Self.open, value: value, isRequired: false,
                        isInline: true))
            }
            if paying.contains(fact.code) {
                fields.append(
                    .number(
                        "yen-\(fact.code)", "\(fact.label)の金額", value: answer?.yen.map { String($0) } ?? "", unit: "円",
                        isRequired: false, hint: "お支払いできる額。未納はマイナスで書いてください。"))
            }
            return fields
        } + [
            // Somebody of the same section may answer meanwhile.
            .hidden("seen", seen),
            .textArea(
                "note", "窓口に伝えること", value: check.note, max: 300, rows: 3, isRequired: false,
                hint: "病名や相談の内容は書かないでください。"),
        ]
    }

    private static func hint(_ fact: Fact) -> String {
        switch fact.kind {
        case .day: "例: 令和6年9月30日"
        case .list: "年齢を「45、12」のように。いないときは「なし」"
        default: "数字で"
        }
    }

    private static func text(_ answer: PriorCheck.Answer?) -> String {
        guard case .fact(.known(let value)) = answer?.content else { return "" }
        switch value {
        case .day(let day): return day.japanese
        case .number(let number): return String(number)
        case .list(let items):
            let ages = items.flatMap(\.values).map { if case .number(let age) = $0 { String(age) } else { "" } }
            return ages.isEmpty ? "なし" : ages.joined(separator: "、")
        default: return ""
        }
    }

    private static func code(_ content: PriorCheck.Answer.Content) -> String? {
        switch content {
        case .talk: "talk"
        case .fact(.known(.truth(let truth))): truth ? "true" : "false"
        case .fact(.known(.choice(let choice))): choice
        case .fact(.known): nil
        case .fact: "unknown"
        }
    }

    /// The answers, each fact one; everything that is wrong at once.
    func read(_ reader: inout FormReader) -> (answers: [PriorCheck.Answer], note: String) {
        var found: [PriorCheck.Answer] = []
        for fact in facts {
            let chosen = reader.form["answer-\(fact.code)"] ?? ""
            let yen = reader.number(
                "yen-\(fact.code)", "\(fact.label)の金額", unit: "円", isRequired: false, min: ExactNumber(-Self.yenMax),
                max: ExactNumber(Self.yenMax))
            guard let content = content(of: fact, chosen, &reader) else { continue }
            found.append(.init(fact: fact.code, content: content, yen: yen?.integer))
        }
        return (found, reader.textArea("note", "窓口に伝えること", max: 300, isRequired: false) ?? "")
    }

    private func content(of fact: Fact, _ chosen: String, _ reader: inout FormReader) -> PriorCheck.Answer.Content? {
        switch fact.kind {
        case .day, .number, .list:
            if let value = value(of: fact, &reader) { return .fact(.known(value)) }
        case .truth, .choice: break
        }
        switch (chosen, fact.kind) {
        case ("talk", _): return .talk
        case ("unknown", _): return .fact(.notKnown)
        case ("true", .truth): return .fact(.known(.truth(true)))
        case ("false", .truth): return .fact(.known(.truth(false)))
        case (let code, .choice(let choices)) where choices.contains { $0.code == code }:
            return .fact(.known(.choice(code)))
        case ("", .truth) where reader.form[FormView.choiceField] == Self.noRecord: return .fact(.known(.truth(false)))
        case ("", .list) where reader.form[FormView.choiceField] == Self.noRecord: return .fact(.known(.list([])))
        default:
            let isTyped = !(reader.form["value-\(fact.code)"] ?? "").isEmpty
            if !isTyped { reader.errors.add("answer-\(fact.code)", "「\(fact.label)」に回答してください。") }
            return nil
        }
    }

    private func value(of fact: Fact, _ reader: inout FormReader) -> FactValue? {
        let name = "value-\(fact.code)"
        guard let text = reader.text(name, fact.label, max: 100, isRequired: false) else { return nil }
        if fact.kind == .day { return reader.date(name, fact.label).map { .day($0) } }
        if case .list(let parts) = fact.kind, let part = parts.first {
            if text == "なし" { return .list([]) }
            let ages = QuestionForm.ages(text)
            if let ages { return .list(ages.map { [part.code: .number($0)] }) }
            reader.errors.add(name, "「\(fact.label)」は、年齢を「45、12」のように書いてください。")
            return nil
        }
        guard let number = QuantityReader.read(text, unit: nil)?.value.integer, number >= 0 else {
            reader.errors.add(name, "「\(fact.label)」は0以上の整数で書いてください。")
            return nil
        }
        return .number(number)
    }
}

extension KnowledgeBase {
    /// Facts on which money of a section hangs: it may write the sum.
    fileprivate func paying(of section: String) -> Set<String> {
        let paying = procedures.filter { procedure in
            procedure.section == section && (procedure.kind == .benefit || procedure.mode == .explainThenMail)
        }
        return Set(paying.flatMap(\.condition.facts)).filter { facts[$0]?.kind == .truth }
    }
}
