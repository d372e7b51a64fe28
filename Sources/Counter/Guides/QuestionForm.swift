import Japanese
import LifeEvents
import Site

/// The questions of one screen: reads what was sent, and shows it again with what is wrong.
struct QuestionForm: Sendable {
    let base: KnowledgeBase
    let words: GuideWords
    let screen: QuestionPlan.Screen
    let facts: CaseFacts
    let today: CivilDate

    /// What somebody says who has no value to tell, as it is sent.
    private static let answers: [(code: String, answer: FactAnswer)] = [
        ("not_applicable", .notApplicable), ("unknown", .notKnown), ("later", .later), ("declined", .withheld),
    ]
    private static let ageMax = 130
    private static let numberMax = 10_000_000_000_000
    private static let itemsMax = 12

    static func choiceName(_ code: String) -> String { "answer-\(code)" }
    static func valueName(_ code: String) -> String { "value-\(code)" }

    // MARK: reading

    /// The answers by fact; a question without an answer is for later.
    func read(_ reader: inout FormReader) -> [String: FactAnswer] {
        reader.language = words.language
        var found: [String: FactAnswer] = [:]
        for fact in screen.facts.compactMap({ base.facts[$0] }) {
            found[fact.code] = answer(to: fact, &reader)
        }
        checkOrder(found, &reader)
        return found
    }

    private func answer(to fact: Fact, _ reader: inout FormReader) -> FactAnswer {
        let chosen = reader.form[Self.choiceName(fact.code)] ?? ""
        let typed = reader.form[Self.valueName(fact.code)] ?? ""
        // Who typed a day once and now chooses 「わからない」 cannot be expected to empty the field as well.
        if !typed.isEmpty, typed == told(fact), let answer = Self.answers.first(where: { $0.code == chosen })?.answer {
            return answer
        }
        let value: FactValue?
        switch fact.kind {
        case .truth: value = chosen == "true" ? .truth(true) : chosen == "false" ? .truth(false) : nil
        case .choice(let choices): value = choices.contains { $0.code == chosen } ? .choice(chosen) : nil
        case .day: value = day(of: fact, &reader).map { .day($0) }
        case .number: value = number(of: fact, &reader).map { .number($0) }
        case .list: value = chosen == "none" ? .list([]) : list(of: fact, &reader).map { .list($0) }
        }
        if let value { return .known(value) }
        return Self.answers.first { $0.code == chosen }?.answer ?? .later
    }

    private func day(of fact: Fact, _ reader: inout FormReader) -> CivilDate? {
        reader.date(
            Self.valueName(fact.code), label(fact), isRequired: false, from: CivilDate(year: 1900, month: 1, day: 1),
            to: fact.isPast || fact.notBefore == nil ? today : today.adding(days: 366))
    }

    private func number(of fact: Fact, _ reader: inout FormReader) -> Int? {
        let name = Self.valueName(fact.code)
        guard let text = reader.text(name, label(fact), max: 20, isRequired: false) else { return nil }
        let max = fact.kind == .number(unit: "歳") ? Self.ageMax : Self.numberMax
        guard let number = QuantityReader.read(text, unit: nil)?.value.integer, (0...max).contains(number) else {
            reader.errors.add(
                name,
                words(
                    "「\(question(fact))」は、0から\(ExactNumber(max).grouped)までの整数で入力してください。",
                    "「\(question(fact))」は 数字で 書いて ください。",
                    "Please answer “\(question(fact))” with a whole number from 0 to \(ExactNumber(max).grouped)."))
            return nil
        }
        return number
    }

    /// 「45、12」: the ages of several people.
    private func list(of fact: Fact, _ reader: inout FormReader) -> [[String: FactValue]]? {
        guard case .list(let parts) = fact.kind, let part = parts.first else { return nil }
        let name = Self.valueName(fact.code)
        guard let text = reader.text(name, label(fact), max: 100, isRequired: false) else { return nil }
        guard let ages = Self.ages(text)
        else {
            reader.errors.add(
                name,
                words(
                    "「\(question(fact))」は、年齢を「45、12」のように入力してください（\(Self.itemsMax)人まで）。",
                    "「\(question(fact))」は 年れいを「45、12」の ように 書いて ください。",
                    "Please write the ages like “45, 12” for “\(question(fact))” (up to \(Self.itemsMax) people)."))
            return nil
        }
        return ages.map { [part.code: .number($0)] }
    }

    /// 「45、12」
    static func ages(_ text: String) -> [Int]? {
        let separators = Set("、,，・ 　;；/歳才".unicodeScalars)
        let pieces = Width.narrowingDigitsAndLatin(text).unicodeScalars.split(whereSeparator: separators.contains)
        let ages = pieces.compactMap { Int(String(String.UnicodeScalarView($0))) }
        guard ages.count == pieces.count, (1...itemsMax).contains(ages.count), ages.allSatisfy((0...ageMax).contains)
        else { return nil }
        return ages
    }

    /// Days that do not fit each other, also those told before: a day that is mended now may be too late for them.
    private func checkOrder(_ found: [String: FactAnswer], _ reader: inout FormReader) {
        var all = facts
        for (code, answer) in found { all[code] = answer }
        for problem in base.dayProblems(all, today: today) {
            guard let fact = base.facts[problem.code], case .before(let other, let start) = problem.kind,
                let field = [problem.code, other].first(where: { found[$0] != nil })
            else { continue }
            let earlier = base.facts[other]
            reader.errors.add(
                Self.valueName(field),
                words(
                    "「\(fact.label)」（\(problem.day.japanese)）は、「\(earlier?.label ?? other)」（\(start.japanese)）と同じ日か、それより後の日にしてください。",
                    "「\(fact.label)」は \(start.japanese)か、それより あとの 日に して ください。",
                    "“\(question(fact))” must be \(start.english) or later."))
        }
    }

    private func label(_ fact: Fact) -> String {
        words.language == .english ? question(fact) : fact.label
    }

    private func question(_ fact: Fact) -> String { words.question(fact) }
}

// MARK: markup

extension QuestionForm {
    /// - Parameters:
    ///   - before: what stands before the questions.
    ///   - submit: the words on the button; those for going on when left out.
    func html(_ action: String, _ state: PageState, before: HTML = .empty, submit: String? = nil) -> HTML {
        let (sent, errors) = (state.sent(to: action), state.errors(of: action))
        let sections: [HTML] = screen.parts.map { part in
            let questions: [HTML] = part.facts.compactMap { base.facts[$0] }.map { question($0, sent, errors) }
            return """
                <fieldset class="form-section">
                <legend>\(part.section.title[words.language])</legend>
                \(questions)</fieldset>

                """
        }
        return """
            <form class="form" method="post" action="\(action)" novalidate>
            <input type="hidden" name="\(FormView.csrfField)" value="\(state.csrfToken)">
            <input type="hidden" name="facts" value="\(screen.facts.joined(separator: ","))">
            \(summary(errors))\(before)\(sections)
            <div class="form-actions"><button class="button button-primary" type="submit">\
            \(submit ?? words("次へ進む", "つぎへ", "Continue"))</button></div>
            </form>

            """
    }

    private func summary(_ errors: FormErrors) -> HTML {
        guard !errors.isEmpty else { return .empty }
        let items: [HTML] = errors.entries.map { entry in
            guard let field = entry.field else { return "<li>\(entry.message)</li>" }
            return "<li><a href=\"#\(field)\">\(entry.message)</a></li>"
        }
        return """
            <div class="error-summary" role="alert" tabindex="-1" autofocus id="question-errors">
            <h2>\(words("入力内容を確かめてください", "もう一度 見て ください", "Please check your answers"))</h2>
            <ul>\(items)</ul>
            </div>

            """
    }

    private func question(_ fact: Fact, _ sent: Form?, _ errors: FormErrors) -> HTML {
        let wrong = errors[Self.valueName(fact.code)]
        let messages: [HTML] = wrong.map { "<span class=\"field-error-line\">\($0)</span>" }
        let error: HTML =
            wrong.isEmpty ? "" : "<p class=\"field-error\" id=\"\(Self.valueName(fact.code))-error\">\(messages)</p>\n"
        let hint: HTML =
            fact.isSensitive
            ? """
            <p class="field-hint">\(words(
                "手続きがあるかどうかを確かめるためにお尋ねします。答えなくてもかまいません。", "手つづきが あるか 知る ために 聞きます。こたえなくても いいです。",
                "We ask only to find out which procedures there are. You need not answer."))</p>

            """ : ""
        return """
            <fieldset class="field question\(wrong.isEmpty ? "" : " field-wrong")">
            <legend class="field-label">\(question(fact))</legend>
            \(hint)\(error)\(value(fact, sent, isWrong: !wrong.isEmpty))<div class="answers">\(choices(fact, sent))</div>
            </fieldset>

            """
    }

    /// The text field of questions that are not answered by choosing.
    private func value(_ fact: Fact, _ sent: Form?, isWrong: Bool) -> HTML {
        let name = Self.valueName(fact.code)
        let text = sent?[name] ?? told(fact)
        let type: String
        let label: String
        var extra: HTML = ""
        switch fact.kind {
        case .truth, .choice: return .empty
        case .day:
            type = "date"
            label = words("日にち", "日", "Day")
        case .number:
            type = "text"
            label = numberLabel(fact)
            extra = " inputmode=\"numeric\""
        case .list:
            type = "text"
            label = words("年齢（例: 45、12）", "年れい（れい: 45、12）", "Ages (for example 45, 12)")
        }
        let described: HTML = isWrong ? " aria-invalid=\"true\" aria-describedby=\"\(name)-error\"" : ""
        return """
            <div class="question-value"><label for="\(name)">\(label)</label>
            <span class="field-line"><input type="\(type)" class="input-short" id="\(name)" name="\(name)" \
            value="\(text)"\(extra)\(described)><span class="field-unit">\(words.unit(of: fact))</span></span></div>

            """
    }

    private func numberLabel(_ fact: Fact) -> String {
        switch fact.kind {
        case .number(unit: "歳"): words("年齢", "年れい", "Age")
        case .number(unit: "人"): words("人数", "なん人", "Number of people")
        case .number(unit: "円"): words("金額", "お金", "Amount")
        default: words("数", "数", "Number")
        }
    }

    private func told(_ fact: Fact) -> String {
        switch facts[fact.code]?.value {
        case .day(let day): day.description
        case .number(let number): String(number)
        case .list(let items):
            items.flatMap(\.values).map { if case .number(let age) = $0 { String(age) } else { "" } }
                .joined(separator: "、")
        default: ""
        }
    }

    private func choices(_ fact: Fact, _ sent: Form?) -> [HTML] {
        var offered: [(code: String, label: String)] = []
        switch fact.kind {
        case .truth: offered = [("true", words.yes), ("false", words.no)]
        case .choice(let choices): offered = choices.map { ($0.code, $0.say?[words.language] ?? $0.yes) }
        case .list: offered = [("none", words("いない", "いない", "None"))]
        case .day, .number: break
        }
        for (code, answer) in Self.answers where answer != .notApplicable || fact.notApplicable != nil {
            offered.append((code, words.answer(answer, to: fact)))
        }
        let name = Self.choiceName(fact.code)
        let chosen = sent?[name] ?? chosen(fact)
        return offered.enumerated().map { position, offer in
            let identifier =
                position == 0 && hasNoValueField(fact) ? Self.valueName(fact.code) : "\(name)-\(offer.code)"
            return """
                <span class="answer"><input type="radio" id="\(identifier)" name="\(name)" value="\(offer.code)"\
                \("checked", if: offer.code == chosen)><label for="\(identifier)">\(offer.label)</label></span>

                """
        }
    }

    private func hasNoValueField(_ fact: Fact) -> Bool {
        switch fact.kind {
        case .truth, .choice: true
        case .day, .number, .list: false
        }
    }

    private func chosen(_ fact: Fact) -> String {
        guard let answer = facts[fact.code] else { return "" }
        switch answer {
        case .known(.truth(let truth)): return truth ? "true" : "false"
        case .known(.choice(let code)): return code
        case .known(.list(let items)): return items.isEmpty ? "none" : ""
        case .known: return ""
        default: return Self.answers.first { $0.answer == answer }?.code ?? ""
        }
    }
}
