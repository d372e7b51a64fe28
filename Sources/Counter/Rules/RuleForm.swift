import Japanese
import LifeEvents
import Site

/// The form in which a section changes a rule, without knowing how it is written in the file.
struct RuleForm {
    let procedure: Procedure
    let base: KnowledgeBase

    private static let lineMax = 100
    private static let original = "【原本】"
    private static let optional = "【あれば】"

    /// Of a deadline that is one period from one day; others are shown as sentences and changed in the text.
    var period: (period: LegalPeriod, anchor: String, counting: LegalPeriod.Counting, rolling: DeadlineRule.Rolling)? {
        guard procedure.deadlines.count == 1, let rule = procedure.deadlines.first, rule.floor == nil,
            case .period(let period, let anchor, let counting) = rule.term
        else { return nil }
        return (period, anchor, counting, rule.rolling)
    }

    private var anchors: [Choice] {
        base.factOrder.compactMap { base.facts[$0] }.filter { $0.kind == .day }.map { Choice($0.code, $0.label) }
    }

    func fields(validFrom: CivilDate) -> [FormField] {
        let sentences = Sentences(base)
        var fields: [FormField] = [
            .section(
                "いつから",
                [
                    .date(
                        "validFrom", "適用する日", value: validFrom.japanese,
                        hint: "「\(base.facts[base.eventDay]?.label ?? "")」がこの日以後の場合から、新しい規則を使います。"),
                    .text("note", "改める理由", max: 200, hint: "例: 条例の改正により、令和9年4月1日から額が変わるため"),
                ]),
            .section(
                "名称",
                [
                    .text("ja", "名称", value: procedure.title.japanese, max: 80),
                    .text("easy", "やさしい日本語の名称", value: procedure.title.easy, max: 80),
                    .text("en", "英語の名称", value: procedure.title.english, max: 120),
                ]),
            .section(
                "対象",
                [
                    .content(
                        "<p>\(sentences.sentence(procedure.condition))</p><p class=\"field-hint\">対象の条件を改めるときは、「規則を文字で直す」を使います。</p>"
                    )
                ]),
        ]
        if let period {
            fields.append(
                .section(
                    "期限", hint: "今の期限：\(sentences.sentence(procedure.deadlines[0]))",
                    [
                        .number("amount", "期間", value: String(period.period.amount)),
                        .select(
                            "unit", "期間の単位",
                            [Choice("d", "日"), Choice("w", "週間"), Choice("m", "か月"), Choice("y", "年")],
                            value: period.period.unit.rawValue),
                        .select("anchor", "数え始める日", anchors, value: period.anchor),
                        .radios(
                            "counting", "数え始めの日の扱い",
                            [Choice("next_day", "翌日を1日目とする（初日を数えない）"), Choice("first_day", "その日を1日目とする（初日を数える）")],
                            value: period.counting.rawValue),
                        .radios(
                            "rolling", "最後の日が閉庁日のとき",
                            [Choice("filing", "次の開庁日まで延びる（届出・申請）"), Choice("never", "延びない（時効など）")],
                            value: period.rolling.rawValue),
                    ]))
        } else {
            let lines: [HTML] = procedure.deadlines.map { "<li>\(sentences.sentence($0))</li>" }
            fields.append(
                .section(
                    "期限",
                    [.content("<ul>\(lines)</ul><p class=\"field-hint\">この期限を改めるときは、「規則を文字で直す」を使います。</p>")]))
        }
        fields.append(
            .section(
                "内容",
                [
                    .number(
                        "yen", "受け取れる額（定額のとき）", value: procedure.yen.map { String($0) } ?? "", unit: "円",
                        isRequired: false),
                    .textArea(
                        "documents", "持ち物", value: procedure.documents.map(RuleDiff.document).joined(separator: "\n"),
                        max: 2000, rows: 6, isRequired: false,
                        hint: "1行に1つ。原本が要るものには\(Self.original)、あれば持ってきてもらうものには\(Self.optional)を付けます。"),
                    .textArea(
                        "who", "手続きできる人", value: procedure.applicants.joined(separator: "\n"), max: 1000, rows: 4,
                        isRequired: false, hint: "1行に1つ。主な人を先に書きます。"),
                    .text("place", "場所", value: procedure.place ?? "", max: 200, isRequired: false),
                    .text("remark", "注意", value: procedure.note ?? "", max: 300, isRequired: false),
                    .select(
                        "mode", "窓口での扱い", Procedure.DeskMode.allCases.map { Choice($0.rawValue, $0.japanese) },
                        value: procedure.mode.rawValue),
                    .number("minutes", "窓口でかかる時間", value: String(procedure.minutes), unit: "分"),
                    .textArea(
                        "laws", "根拠の法令", value: procedure.laws.joined(separator: "\n"), max: 1000, rows: 3,
                        hint: "1行に1つ。"),
                    .text("source", "出典", value: procedure.source.title, max: 200),
                ]))
        return fields
    }

    struct Told {
        let text: String
        let validFrom: CivilDate
        let note: String
    }

    /// The changed text.
    /// - Parameter current: the text the form was made from.
    func read(_ reader: inout FormReader, current: String) -> Told? {
        guard var text = RuleText(current) else { return nil }
        let validFrom = reader.date("validFrom", "適用する日")
        let note = reader.text("note", "改める理由", max: 200)
        let titles = [("ja", "名称", 80), ("easy", "やさしい日本語の名称", 80), ("en", "英語の名称", 120)]
        for (key, label, max) in titles {
            if let title = reader.text(key, label, max: max) { text.set("title", key, to: title) }
        }
        if period != nil { readDeadline(&reader, &text) }
        let yen = reader.integer("yen", "受け取れる額", in: 0...100_000_000, isRequired: false)
        if procedure.yen != yen { text.set("yen", to: yen.map { String($0) }) }
        let documents = lines("documents", "持ち物", max: 2000, &reader).map { line -> Procedure.Document in
            let name = line.replacing(Self.original, with: "").replacing(Self.optional, with: "")
            return Procedure.Document(
                name: name, isOriginal: line.contains(Self.original), isOptional: line.contains(Self.optional),
                condition: procedure.documents.first { $0.name == name }?.condition ?? .always)
        }
        if documents != procedure.documents { text.setDocuments(documents) }
        let who = lines("who", "手続きできる人", max: 1000, &reader)
        if who != procedure.applicants { text.set("who", to: who) }
        text.set("place", to: reader.text("place", "場所", max: 200, isRequired: false))
        text.set("note", to: reader.text("remark", "注意", max: 300, isRequired: false))
        if let mode = reader.choice("mode", "窓口での扱い", as: Procedure.DeskMode.self) {
            text.set("desk", "mode", to: mode.rawValue)
        }
        if let minutes = reader.integer("minutes", "窓口でかかる時間", in: 0...240) {
            text.set("desk", "minutes", to: String(minutes))
        }
        let laws = lines("laws", "根拠の法令", max: 1000, &reader)
        if laws.isEmpty { reader.errors.add("laws", "「根拠の法令」を1つ以上書いてください。") }
        if laws != procedure.laws { text.set("law", to: laws) }
        if let source = reader.text("source", "出典", max: 200) { text.set("source", "title", to: source) }
        guard reader.errors.isEmpty, let validFrom, let note else { return nil }
        text.set("valid", "from", to: validFrom.description)
        return Told(text: text.text, validFrom: validFrom, note: note)
    }

    private func readDeadline(_ reader: inout FormReader, _ text: inout RuleText) {
        let amount = reader.integer("amount", "期間", in: 1...1000)
        let unit = reader.choice("unit", "期間の単位", of: ["d", "w", "m", "y"])
        let anchor = reader.choice("anchor", "数え始める日", of: anchors.map(\.value))
        let counting = reader.choice("counting", "数え始めの日の扱い", as: LegalPeriod.Counting.self)
        let rolling = reader.choice("rolling", "最後の日が閉庁日のとき", as: DeadlineRule.Rolling.self)
        if let amount, let unit, let anchor, let counting, let rolling {
            text.setDeadline(
                period: "\(amount)\(unit)", anchor: anchor, counting: counting.rawValue, rolling: rolling.rawValue)
        }
    }

    private func lines(_ name: String, _ label: String, max: Int, _ reader: inout FormReader) -> [String] {
        let text = reader.textArea(name, label, max: max, isRequired: false) ?? ""
        let lines = text.split(whereSeparator: \.isNewline).map { String($0).trimmingWhitespace }.filter { !$0.isEmpty }
        if let long = lines.first(where: { $0.unicodeScalars.count > Self.lineMax }) {
            reader.errors.add(name, "「\(label)」の「\(long)」は、1行\(Self.lineMax)文字以内にしてください。")
        }
        return lines
    }
}

/// What is wrong with a changed rule, before anybody sees it.
struct RuleCheck {
    let procedure: Procedure?
    /// What must be mended.
    let problems: [KnowledgeFinding]
    /// What may stay and should be known.
    let remarks: [KnowledgeFinding]

    init(_ text: String, of id: String, base: KnowledgeBase, today: CivilDate, office: OfficeCalendar) {
        let (read, form) = Procedure.read(text)
        guard let read else {
            (procedure, problems, remarks) = (nil, form, [])
            return
        }
        procedure = read
        guard read.id == id else {
            let finding = KnowledgeFinding(
                rule: .duplicate, file: KnowledgeBase.path(of: id), line: nil,
                message: "id は「\(id)」のままにしてください（「\(read.id)」になっています）。")
            (problems, remarks) = (form + [finding], [])
            return
        }
        let all = KnowledgeLint(base.replacing([read]), today: today, office: office).findings
        let own = all.filter { $0.file == KnowledgeBase.path(of: id) }
        let mild: Set<KnowledgeFinding.Rule> = [.missingWords, .staleCheck]
        problems = form + own.filter { !mild.contains($0.rule) }
        remarks =
            own.filter { mild.contains($0.rule) }
            + all.filter { finding in
                finding.rule == .missingWords
                    && (read.documents.map(\.name) + read.applicants + [read.note, read.place].compactMap(\.self))
                        .contains { finding.message.contains("「\($0)」") }
            }
    }

    /// The text with what its examples expect worked out anew, for somebody who looked at them and agrees.
    static func renewingExamples(_ text: String, base: KnowledgeBase, office: OfficeCalendar) -> String? {
        guard var changed = RuleText(text), let procedure = Procedure.read(text).procedure else {
            return nil
        }
        let base = base.replacing([procedure])
        for (place, example) in procedure.examples.enumerated() {
            guard let result = base.evaluate(example.facts, today: procedure.validFrom, office: office)[procedure.id]
            else { continue }
            changed.setExample(
                place, state: ProcedureState.code(result.state),
                legal: example.legalDay == nil ? nil : result.deadline?.day?.description)
        }
        return changed.text
    }
}
