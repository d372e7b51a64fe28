import Japanese

/// What the document does not say. Computed, never filled in.
struct GapReading {
    private(set) var gaps: [Gap] = []

    init(heading: NoticeHeading, text: NoticeText, initiatives: [ReadInitiative], governance: [ReadClause]) {
        func add(_ subject: String, line: Int? = nil, _ kind: Gap.Kind, _ message: String) {
            gaps.append(Gap(subject: subject, line: line, kind: kind, message: message))
        }
        let whole = text.lines.map(\.text).joined(separator: "\n")
        for initiative in initiatives {
            let heading = "\(initiative.number) \(initiative.title)"
            if initiative.units.isEmpty {
                add(heading, line: initiative.line, .responsibleUnit, "「\(heading)」の主管課が書かれていません。")
            }
            if initiative.indicators.isEmpty {
                add(heading, line: initiative.line, .indicator, "「\(heading)」の指標（数で表す目標）が書かれていません。")
            }
            let isScheduled = initiative.notes.contains { !DateReader.expressions(in: $0).isEmpty }
            if !isScheduled, !initiative.promises.contains(where: { !$0.deadlines.isEmpty }) {
                add(heading, line: initiative.line, .noDeadline, "「\(heading)」の時期が書かれていません。")
            }
        }
        let document = "文書全体"
        if !["千円", "万円", "億円", "予算額", "予算："].contains(where: whole.contains) {
            add(document, .budget, "予算や経費の額が書かれていません。")
        }
        if heading.issuedOn == nil { add(document, .documentDate, "文書の日付が書かれていません。") }
        if heading.author == nil { add(document, .author, "文書を作った課が書かれていません。") }
        if !initiatives.isEmpty, !["計画番号", "取組番号", "事業番号", "施策番号"].contains(where: whole.contains) {
            add(document, .numbering, "計画の中での取組の番号が書かれていません。この文書の番号で扱います。")
        }
        if !governance.contains(where: { $0.kind == .report && !$0.text.contains("適宜") && !$0.text.contains("必要に応じて") })
        {
            add(document, .reportingDates, "部会などへ報告する日が書かれていません。")
        }
    }
}
