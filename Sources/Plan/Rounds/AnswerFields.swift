import Japanese
import Site
import Ward

/// What a section is asked about one initiative.
///
/// A draft may leave everything open: what must be filled in is asked for when the answer is handed in (``EntryCheck``).
struct AnswerFields: Sendable {
    let marks: MarkSet
    let indicators: [PlanIndicator]
    /// What the platform counted: shown, explained or disputed, and not written.
    var counted: [ID<PlanIndicator>: CountedValue] = [:]
    /// Whose records can be looked at.
    var round: ID<Round>?

    private static let done = Field.textArea("done", "実施したこと", max: Answer.textScalarsMax, rows: 5)
    private static let plan = Field.textArea("plan", "今後の予定", max: Answer.textScalarsMax, rows: 4)
    private static let problem = Field.textArea(
        "problem", "課題", max: Answer.textScalarsMax, rows: 4, hint: "遅れ・中止のときは、必ず書きます。")
    private static let response = Field.textArea(
        "response", "対応", max: Answer.textScalarsMax, rows: 4, hint: "遅れ・中止のときは、必ず書きます。")
    private static let doneOn = Field.date("doneOn", "終えた日", hint: "完了のときだけ書きます。").optional

    /// The four fixed texts.
    static var texts: [(field: Field<String>, text: WritableKeyPath<Answer, String>)] {
        [(done, \.done), (plan, \.plan), (problem, \.problem), (response, \.response)]
    }

    private var mark: Field<String> {
        .radios("mark", "進捗区分", marks.marks.map { Choice($0.symbol, $0.title, hint: $0.criterion) })
    }

    func remark(_ indicator: PlanIndicator) -> Field<String?> {
        Field.textArea(
            EntryCheck.remarkField(of: indicator.id), "「\(indicator.name)」についての説明", max: ValueRemark.scalarsMax,
            rows: 2,
            hint: "値の背景や、異議の理由があれば書きます。確定版では、値のそばに印刷します。"
        ).optional
    }

    private func dispute(_ indicator: PlanIndicator) -> Field<[String]> {
        .checkboxes(
            EntryCheck.disputeField(of: indicator.id), "「\(indicator.name)」の値への異議",
            [Choice("yes", "この値に異議があります", hint: "値は変わりません。異議があることを、理由とともに印刷します。")])
    }

    /// Counted by the platform, or to be counted.
    func isCounted(_ indicator: PlanIndicator) -> Bool {
        indicator.registryID != nil || counted[indicator.id] != nil
    }

    private func countedFields(_ indicator: PlanIndicator, _ answer: Answer) -> [FormField] {
        let value: HTML
        if let counted = counted[indicator.id] {
            let path = CountedValue.path(round?.text ?? "", indicator.id.text)
            value = """
                <p>\(indicator.name)　<a href="\(path)">\(counted.printed(for: indicator))</a>（\(counted.note)）</p>
                """
        } else {
            value = "<p>\(indicator.name)　まだ数えていません。並木が、基準日の後に数えます。</p>"
        }
        let said = answer.remarks[indicator.id]
        return [
            .content(value), remark(indicator)(said?.text),
            dispute(indicator)(said?.isDisputed ?? false ? ["yes"] : []),
        ]
    }

    func value(_ indicator: PlanIndicator, after previous: Answer? = nil) -> Field<Quantity?> {
        let before = previous?.values[indicator.id].map { "前の四半期は\($0.printed(for: indicator))。" } ?? ""
        let baseline = indicator.baselineYear.map { "\($0.japanese)と比べた値です。" } ?? ""
        return Field.quantity(
            EntryCheck.field(of: indicator.id), indicator.name, unit: indicator.unitName,
            hint: "\(indicator.kind.title)、\(indicator.rule.title)。\(baseline)\(before)約6,500 のように書けます。"
        ).optional
    }

    func basis(_ indicator: PlanIndicator) -> Field<String?> {
        Field.text(
            EntryCheck.basisField(of: indicator.id), "「\(indicator.name)」の値のもと", max: ValueBasis.scalarsMax,
            hint: "根拠資料の名前と場所か、計算を書くと、値と合うかを確かめます。例：実績.xlsx 集計!C12、年報.pdf 12ページ、4,100＋2,400"
        ).optional
    }

    /// - Parameter previous: what the section handed in the quarter before.
    func drawn(_ answer: Answer, after previous: Answer?) -> [FormField] {
        let fixed = [
            mark(answer.mark), Self.done(answer.done), Self.plan.optional(answer.plan),
            Self.problem.optional(answer.problem), Self.response.optional(answer.response), Self.doneOn(answer.doneOn),
        ]
        guard !indicators.isEmpty else { return fixed }
        let figures = indicators.flatMap { indicator in
            isCounted(indicator)
                ? countedFields(indicator, answer)
                : [
                    value(indicator, after: previous)(answer.values[indicator.id]),
                    basis(indicator)(answer.bases[indicator.id]),
                ]
        }
        return fixed + [.section("指標", hint: "分からないときは空のままにしてください。0 とは違います。", figures)]
    }

    /// What was sent, before anything that is wrong with it is refused.
    func read(_ form: inout FormReader) -> Answer {
        var answer = Answer(
            mark: form.value(mark.optional) ?? nil, done: form.value(Self.done.orEmpty) ?? "",
            plan: form.value(Self.plan.orEmpty) ?? "",
            problem: form.value(Self.problem.orEmpty) ?? "",
            response: form.value(Self.response.orEmpty) ?? "", doneOn: form.value(Self.doneOn) ?? nil)
        for indicator in indicators where isCounted(indicator) {
            let text = form.value(remark(indicator)).flatMap(\.self) ?? ""
            let isDisputed = form.value(dispute(indicator)) == ["yes"]
            guard !text.isEmpty || isDisputed else { continue }
            answer.remarks[indicator.id] = ValueRemark(text: text, isDisputed: isDisputed)
        }
        for indicator in indicators where !isCounted(indicator) {
            guard let value = form.value(self.value(indicator)).flatMap(\.self) else { continue }
            answer.values[indicator.id] = value
            answer.bases[indicator.id] = form.value(basis(indicator)).flatMap(\.self)
        }
        return answer
    }
}

/// What is asked about a file that shows an answer to be true (根拠資料).
enum EvidenceFields {
    static let file = Field.file("evidence", "ファイル", hint: "PDF、画像、Office文書、テキスト、CSV。20 MiB まで。")
    static let title = Field.text("evidenceTitle", "資料の名前", max: 100, hint: "書かないときは、ファイルの名前になります。").orEmpty
}
