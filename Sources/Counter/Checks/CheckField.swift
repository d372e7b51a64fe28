import Japanese
import LifeEvents
import Site
import Ward

/// What a section is asked about one fact: the answer, a value where the fact has one, and a sum where it may pay.
struct CheckField: Sendable {
    let fact: Fact
    let isPaying: Bool

    private static let yenMax = 100_000_000
    private static let open = [Choice("unknown", "記録からは分からない"), Choice("talk", "要相談")]

    private var choice: Field<String> {
        let name = "answer-\(fact.code)"
        return switch fact.kind {
        case .truth:
            .radios(
                name, "\(fact.yes)か", [Choice("true", "はい"), Choice("false", "いいえ")] + Self.open, isInline: true)
        case .choice(let choices):
            .radios(name, fact.label, choices.map { Choice($0.code, $0.say?.japanese ?? $0.yes) } + Self.open)
        case .day, .number, .list: .radios(name, "\(fact.label)を書けないとき", Self.open, isInline: true)
        }
    }

    private var typed: Field<String?>? {
        let hint: String
        switch fact.kind {
        case .truth, .choice: return nil
        case .day: hint = "例: 令和6年9月30日"
        case .list: hint = "年齢を「45、12」のように。いないときは「なし」"
        case .number: hint = "数字で"
        }
        return Field.text("value-\(fact.code)", fact.label, max: 100, hint: hint).optional
    }

    private var yen: Field<ExactNumber?> {
        Field.number(
            "yen-\(fact.code)", "\(fact.label)の金額", unit: "円", min: ExactNumber(-Self.yenMax),
            max: ExactNumber(Self.yenMax), hint: "お支払いできる額。未納はマイナスで書いてください。"
        ).optional
    }

    func drawn(_ answer: PriorCheck.Answer?) -> [FormField] {
        let code = answer.flatMap { Self.code($0.content) }
        // Only where there is no value to write the answer is all there is.
        let answered = typed.map { [$0(answer.flatMap(Self.text)), choice.optional(code)] } ?? [choice(code)]
        return answered + (isPaying ? [yen(answer?.yen.map { ExactNumber($0) })] : [])
    }

    private static func text(_ answer: PriorCheck.Answer) -> String? {
        guard case .fact(.known(let value)) = answer.content else { return nil }
        switch value {
        case .day(let day): return day.japanese
        case .number(let number): return String(number)
        case .list(let items):
            let ages = items.flatMap(\.values).map { if case .number(let age) = $0 { String(age) } else { "" } }
            return ages.isEmpty ? "なし" : ages.joined(separator: "、")
        default: return nil
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

    // MARK: reading

    /// - Returns: `nil` when something is wrong, which the form then knows.
    func read(_ form: inout FormReader) -> PriorCheck.Answer? {
        let yen = isPaying ? form.value(yen) ?? nil : nil
        return content(&form).map { .init(fact: fact.code, content: $0, yen: yen?.integer) }
    }

    private func content(_ form: inout FormReader) -> PriorCheck.Answer.Content? {
        let text = typed.flatMap { form.value($0) ?? nil }
        if let typed, let text { return value(text, typed, &form).map { .fact(.known($0)) } }
        guard form.errors["value-\(fact.code)"].isEmpty, let chosen = form.value(choice.optional) else { return nil }
        let hasNoRecord = form.form[FormView.choiceField] == CheckPage.noRecord
        switch (chosen, fact.kind) {
        case ("talk", _): return .talk
        case ("unknown", _): return .fact(.notKnown)
        case ("true", .truth): return .fact(.known(.truth(true)))
        case ("false", .truth): return .fact(.known(.truth(false)))
        case (let code?, _): return .fact(.known(.choice(code)))
        case (nil, .truth) where hasNoRecord: return .fact(.known(.truth(false)))
        case (nil, .list) where hasNoRecord: return .fact(.known(.list([])))
        case (nil, _):
            form.errors.add(choice.name, "「\(fact.label)」に回答してください。")
            return nil
        }
    }

    private func value(_ text: String, _ typed: Field<String?>, _ form: inout FormReader) -> FactValue? {
        if fact.kind == .day { return form.value(Field.date(typed.name, fact.label)).map { .day($0) } }
        if case .list(let parts) = fact.kind, let part = parts.first {
            if text == "なし" { return .list([]) }
            if let ages = QuestionForm.ages(text) { return .list(ages.map { [part.code: .number($0)] }) }
            form.errors.add(typed.name, "「\(fact.label)」は、年齢を「45、12」のように書いてください。")
            return nil
        }
        guard let number = QuantityReader.read(text, unit: nil)?.value.integer, number >= 0 else {
            form.errors.add(typed.name, "「\(fact.label)」は0以上の整数で書いてください。")
            return nil
        }
        return .number(number)
    }
}
