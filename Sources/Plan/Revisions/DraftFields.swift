import Japanese
import Site
import Ward

/// Limits of what a draft says, in Unicode scalars.
enum RevisionLimits {
    static let reasonScalarsMax = 500
}

/// What is asked about an initiative of a draft: of one that stands already, or of a new one.
struct DraftFields {
    let initiative: Initiative?
    let units: [OfficeUnit]
    let groups: [Body]

    static let promisesMax = 20

    private static let number = Field.text("number", "番号", max: 20, hint: "例: (7)")
    private static let title = Field.text("title", "名称", max: 200)
    private static let reason = Field.textArea(
        "reason", "改める理由", max: RevisionLimits.reasonScalarsMax, rows: 3, hint: "新旧対照表に印刷します。")
    static let endReason = Field.textArea("endReason", "理由", max: RevisionLimits.reasonScalarsMax, rows: 3)

    private var body: Field<String> {
        Field.textArea(
            "body", "本文", max: 10_000, rows: 8,
            hint: initiative == nil ? nil : "約束の文を直すと、本文の同じ文も直ります。本文だけ直すときは、ここを書き換えます。"
        ).orEmpty
    }
    private var unitChoices: [Choice] { units.map { Choice($0.id.text, $0.name) } }
    private var main: Field<[ID<OfficeUnit>]> { .records("main", "主管課", unitChoices) }
    private var related: Field<[ID<OfficeUnit>]> { .records("related", "関係課", unitChoices) }
    private var group: Field<ID<Body>?> {
        Field.record("group", "検討グループ", groups.map { Choice($0.id.text, $0.name) }, empty: "なし").optional
    }

    static func source(_ others: [Initiative]) -> Field<ID<Initiative>?> {
        Field.record(
            "source", "分割する元の取組", others.map { Choice($0.id.text, $0.heading) }, empty: "なし（まったく新しい取組）",
            hint: "元の取組は、そのまま続きます。"
        ).optional
    }

    static func target(_ others: [Initiative]) -> Field<ID<Initiative>?> {
        Field.record(
            "target", "統合する先", others.map { Choice($0.id.text, $0.heading) }, empty: "なし（終わらせる）",
            hint: "これまでの回答は、前の版の四半期にそのまま残ります。"
        ).optional
    }

    // MARK: promises

    private var promises: [Promise] { initiative?.promises ?? [] }

    /// - Parameter index: in the form: those that stand, and one to be added.
    private func promise(_ index: Int) -> (content: Field<String>, external: Field<String>) {
        let known = promises.indices.contains(index) ? promises[index] : nil
        let label = known == nil ? "加える約束" : "約束\(index + 1)"
        let dates = known.map { $0.deadlines.isEmpty ? "なし" : $0.deadlines.map(\.raw).joined(separator: "、") }
        return (
            Field.textArea(
                "content\(index)", label, max: 1000, rows: 3,
                hint: dates.map { "空にすると、この約束を削ります。読み取った期限　\($0)" } ?? "期限は、文から読み取ります。"
            ).orEmpty,
            Field.text("external\(index)", "\(label)の、国などの期限", max: 60, hint: "文にないときだけ書きます。例: 令和7年度末")
                .orEmpty
        )
    }

    // MARK: drawing and reading

    /// - Parameter source: only for a new initiative.
    func fields(source: FormField?) -> [FormField] {
        var fields = [Self.number(initiative?.number), Self.title(initiative?.title)]
        for index in 0..<min(promises.count + 1, Self.promisesMax) {
            let promise = promises.indices.contains(index) ? promises[index] : nil
            if let promise { fields.append(.hidden("promise\(index)", promise.id.text)) }
            let own = self.promise(index)
            fields += [
                own.content(promise?.content),
                own.external(promise?.addedExternalDeadlines.map(\.raw).joined(separator: "、")),
            ]
        }
        fields += [
            body(initiative?.body), main(initiative?.mainUnits), related(initiative?.relatedUnits),
            group(initiative?.studyGroup),
        ]
        return fields + [source, Self.reason()].compactMap(\.self)
    }

    /// Everything that is wrong is found before the first refusal.
    func read(_ form: inout FormReader) throws(FormRefused) -> (draft: InitiativeDraft, reason: String) {
        var commitments: [InitiativeDraft.Commitment] = []
        for index in 0..<Self.promisesMax {
            let id: ID<Promise>? = form.id("promise\(index)", "約束", of: promises.map(\.id), isRequired: false)
            let own = promise(index)
            let content = form.value(own.content) ?? ""
            let external = form.value(own.external) ?? ""
            if id != nil || !content.isEmpty {
                commitments.append(.init(id: id, content: content, external: external))
            }
        }
        let (number, title, body, main, related, group, reason) = try form.values(
            Self.number, Self.title, self.body, self.main, self.related, self.group, Self.reason)
        return (
            InitiativeDraft(
                number: number, title: title, body: body, main: kept(main, of: initiative?.mainUnits),
                related: kept(related, of: initiative?.relatedUnits), group: group, promises: commitments), reason
        )
    }

    /// A unit that ended since stays until somebody takes it out, because the list shows only those of today; and the order
    /// is the one that was: choosing the same units again is no change.
    private func kept(_ chosen: [ID<OfficeUnit>], of before: [ID<OfficeUnit>]?) -> [ID<OfficeUnit>] {
        let listed = Set(units.map(\.id))
        let kept = (before ?? []).filter { !listed.contains($0) || chosen.contains($0) }
        return kept + chosen.filter { !kept.contains($0) }
    }
}
