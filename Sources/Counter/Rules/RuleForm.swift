import Japanese
import LifeEvents
import Site

/// The form in which a section changes a rule, without knowing how it is written in the file.
struct RuleForm: Sendable {
    let procedure: Procedure
    let base: KnowledgeBase

    private static let lineMax = 100
    private static let original = "【原本】"
    private static let optional = "【あれば】"

    // MARK: fields

    private var validFrom: Field<CivilDate> {
        .date(
            "validFrom", "適用する日", hint: "「\(base.facts[base.eventDay]?.label ?? "")」がこの日以後の場合から、新しい規則を使います。")
    }

    static let note = Field.text("note", "改める理由", max: 200, hint: "例: 条例の改正により、令和9年4月1日から額が変わるため")
    private static let titles = [
        Field.text("ja", "名称", max: 80), Field.text("easy", "やさしい日本語の名称", max: 80), Field.text("en", "英語の名称", max: 120),
    ]
    private static let amount = Field.integer("amount", "期間", in: 1...1000)
    private static let unit = Field<String>.select(
        "unit", "期間の単位", [Choice("d", "日"), Choice("w", "週間"), Choice("m", "か月"), Choice("y", "年")])
    private static let counting = Field<LegalPeriod.Counting>.radios(
        "counting", "数え始めの日の扱い",
        [Choice("next_day", "翌日を1日目とする（初日を数えない）"), Choice("first_day", "その日を1日目とする（初日を数える）")])
    private static let rolling = Field<DeadlineRule.Rolling>.radios(
        "rolling", "最後の日が閉庁日のとき", [Choice("filing", "次の開庁日まで延びる（届出・申請）"), Choice("never", "延びない（時効など）")])

    private var anchor: Field<String> {
        .select(
            "anchor", "数え始める日",
            base.factOrder.compactMap { base.facts[$0] }.filter { $0.kind == .day }.map { Choice($0.code, $0.label) })
    }

    private static let yen = Field.integer("yen", "受け取れる額（定額のとき）", in: 0...100_000_000, unit: "円").optional
    private static let documents = lines(
        Field.textArea(
            "documents", "持ち物", max: 2000, rows: 6,
            hint: "1行に1つ。原本が要るものには\(original)、あれば持ってきてもらうものには\(optional)を付けます。"
        ).orEmpty)
    private static let who = lines(
        Field.textArea("who", "手続きできる人", max: 1000, rows: 4, hint: "1行に1つ。主な人を先に書きます。").orEmpty)
    private static let place = Field.text("place", "場所", max: 200).optional
    private static let remark = Field.text("remark", "注意", max: 300).optional
    private static let mode = Field<Procedure.DeskMode>.select(
        "mode", "窓口での扱い", Procedure.DeskMode.allCases.map { Choice($0.rawValue, $0.japanese) })
    private static let minutes = Field.integer("minutes", "窓口でかかる時間", in: 0...240, unit: "分")
    private static let laws = lines(Field.textArea("laws", "根拠の法令", max: 1000, rows: 3, hint: "1行に1つ。"))
    private static let source = Field.text("source", "出典", max: 200)

    private static func lines(_ field: Field<String>) -> Field<[String]> {
        @Sendable func read(_ text: String) -> [String] {
            text.split(whereSeparator: \.isNewline).map { String($0).trimmingWhitespace }.filter { !$0.isEmpty }
        }
        @Sendable func isLong(_ line: String) -> Bool { line.unicodeScalars.count > lineMax }
        return field.mapped(
            to: { text in read(text).contains(where: isLong) ? nil : read(text) }, from: { $0.joined(separator: "\n") },
            problem: { text in "「\(field.label)」の「\(read(text).first(where: isLong) ?? "")」は、1行\(lineMax)文字以内にしてください。" }
        )
    }

    // MARK: drawing

    /// Of a deadline that is one period from one day; others are shown as sentences and changed in the text.
    var period: (period: LegalPeriod, anchor: String, counting: LegalPeriod.Counting, rolling: DeadlineRule.Rolling)? {
        guard procedure.deadlines.count == 1, let rule = procedure.deadlines.first, rule.floor == nil,
            case .period(let period, let anchor, let counting) = rule.term
        else { return nil }
        return (period, anchor, counting, rule.rolling)
    }

    func drawn(validFrom day: CivilDate, note: String?) -> [FormField] {
        let title = procedure.title
        return [
            .section("いつから", [validFrom(day), Self.note(note)]),
            .section("名称", zip(Self.titles, [title.japanese, title.easy, title.english]).map { $0($1) }),
            .section(
                "対象",
                [
                    .content(
                        "<p>\(Sentences(base).sentence(procedure.condition))</p><p class=\"field-hint\">対象の条件を改めるときは、「規則を文字で直す」を使います。</p>"
                    )
                ]),
            deadline,
            .section(
                "内容",
                [
                    Self.yen(procedure.yen), Self.documents(procedure.documents.map(RuleDiff.document)),
                    Self.who(procedure.applicants), Self.place(procedure.place), Self.remark(procedure.note),
                    Self.mode(procedure.mode), Self.minutes(procedure.minutes), Self.laws(procedure.laws),
                    Self.source(procedure.source.title),
                ]),
        ]
    }

    private var deadline: FormField {
        let sentences = Sentences(base)
        guard let period else {
            let lines: [HTML] = procedure.deadlines.map { "<li>\(sentences.sentence($0))</li>" }
            return .section(
                "期限", [.content("<ul>\(lines)</ul><p class=\"field-hint\">この期限を改めるときは、「規則を文字で直す」を使います。</p>")])
        }
        return .section(
            "期限", hint: "今の期限：\(sentences.sentence(procedure.deadlines[0]))",
            [
                Self.amount(period.period.amount), Self.unit(period.period.unit.rawValue), anchor(period.anchor),
                Self.counting(period.counting), Self.rolling(period.rolling),
            ])
    }

    // MARK: reading

    struct Told {
        let text: String
        let validFrom: CivilDate
        let note: String
    }

    /// The changed text.
    /// - Parameter current: the text the form was made from.
    func read(_ form: inout FormReader, current: String) throws -> Told {
        guard var text = RuleText(current) else { throw RuleRefusal.noDraft }
        let start = form.value(validFrom)
        let note = form.value(Self.note)
        for field in Self.titles {
            if let title = form.value(field) { text.set("title", field.name, to: title) }
        }
        if period != nil { readDeadline(&form, &text) }
        let (yen, lines, who, place, remark, mode, minutes, laws, source) = try form.values(
            Self.yen, Self.documents, Self.who, Self.place, Self.remark, Self.mode, Self.minutes, Self.laws, Self.source
        )
        guard let start, let note else { throw FormRefused(form.errors) }
        if procedure.yen != yen { text.set("yen", to: yen.map { String($0) }) }
        let documents = lines.map { line -> Procedure.Document in
            let name = line.replacing(Self.original, with: "").replacing(Self.optional, with: "")
            return Procedure.Document(
                name: name, isOriginal: line.contains(Self.original), isOptional: line.contains(Self.optional),
                condition: procedure.documents.first { $0.name == name }?.condition ?? .always)
        }
        if documents != procedure.documents { text.setDocuments(documents) }
        if who != procedure.applicants { text.set("who", to: who) }
        text.set("place", to: place)
        text.set("note", to: remark)
        text.set("desk", "mode", to: mode.rawValue)
        text.set("desk", "minutes", to: String(minutes))
        if laws != procedure.laws { text.set("law", to: laws) }
        text.set("source", "title", to: source)
        text.set("valid", "from", to: start.description)
        return Told(text: text.text, validFrom: start, note: note)
    }

    private func readDeadline(_ form: inout FormReader, _ text: inout RuleText) {
        guard
            let (amount, unit, anchor, counting, rolling) = try? form.values(
                Self.amount, Self.unit, anchor, Self.counting, Self.rolling)
        else { return }
        text.setDeadline(
            period: "\(amount)\(unit)", anchor: anchor, counting: counting.rawValue, rolling: rolling.rawValue)
    }
}
