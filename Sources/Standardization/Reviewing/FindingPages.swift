import Foundation
import Japanese
import Site
import Tabular
import Ward

/// All findings of a rehearsal by system and reason, narrowed by system, section and severity.
struct FindingOverviewPage {
    let review: Review
    let query: Form

    private static let (systemField, sectionField, severityField) = ("system", "section", "severity")

    var page: Page {
        let path = "\(review.record.path)/findings"
        let sections = Set(review.systems.map(\.section)).sorted()
        let severity = query[Self.severityField].flatMap { word in
            Reason.Severity.allCases.first { "\($0)" == word }
        }
        func fits(_ system: RehearsalView.System) -> Bool {
            let (wanted, section) = (query[Self.systemField] ?? "", query[Self.sectionField] ?? "")
            return (wanted.isEmpty || system.id == wanted) && (section.isEmpty || system.section == section)
        }
        return Page(
            "検出した事項", trail: [Review.listLink, review.link],
            body: """
                <p>重いものから順に示します。「稼働不可」は直さないと稼働できません。「差し止め」は、判断するまで移行先に入れません。「要確認」は移行先に入れますが、確かめてください。コードを選ぶと、1件ずつ見られます。</p>
                \(FilterForm(
                    action: path, query: query,
                    fields: [
                        .select(
                            Self.systemField, "システム", review.systems.map { Choice($0.id, $0.name) }, value: query[Self.systemField],
                            empty: "すべて", isRequired: false),
                        .select(
                            Self.sectionField, "担当の課", sections.map { Choice($0, $0) }, value: query[Self.sectionField], empty: "すべて",
                            isRequired: false),
                        .select(
                            Self.severityField, "重さ", Reason.Severity.allCases.reversed().map { Choice("\($0)", $0.japanese) },
                            value: severity.map { "\($0)" }, empty: "すべて", isRequired: false),
                    ]))
                \(RehearsalTables.findings(review.systems.filter(fits), severity: severity, link: review.path))
                """)
    }
}

/// Findings of one system and one reason, a page at a time.
struct FindingListPage {
    static let rowsPerPage = 50

    let review: Review
    let system: RehearsalView.System
    let reason: Reason
    let state: FindingState?
    let entries: [FindingFile.Entry]
    let total: Int
    let number: Int
    let query: Form
    /// Of people whose key is not shown in a list.
    let protected: ProtectedKeys
    /// Decisions that the next rehearsal will apply.
    let pending: DecisionSet

    private static let stateField = "state"

    var page: Page {
        let path = review.path(system.id, reason)
        let rows = entries.map { entry -> [HTML] in
            let line = entry.line
            return [
                "<a href=\"\(path)/\(entry.number)\">\(FindingPage.key(line, protected))</a>",
                "\(line.source)", "\(RehearsalTables.number(line.record))", "\(line.field)",
                "\(line.item.isEmpty ? line.target : "\(line.target)　\(line.item)")", "\(FindingPage.rule(line))",
                state(line),
            ]
        }
        let pages = (total + Self.rowsPerPage - 1) / Self.rowsPerPage
        let chosen = state.map { "&\(Self.stateField)=\($0.word)" } ?? ""
        return Page(
            reason.japanese.trimmingFullStop, trail: [Review.listLink, review.link],
            body: """
                <p>\(RehearsalTables.tag(reason.severity))　\(system.name)　<code>\(reason.code)</code></p>
                <p>\(RehearsalTables.number(total))件あります。番号を選ぶと、移す前と移した後の値を見られます。</p>
                \(FilterForm(
                    action: path, query: query,
                    fields: [
                        .select(
                            Self.stateField, "状態", FindingState.allCases.map { Choice($0.word, $0.japanese) }, value: state?.word,
                            empty: "すべて", isRequired: false)
                    ]))
                \(TableView(
                    caption: "\(reason.code)の一覧",
                    columns: [
                        .rowHeader("番号"), .text("移行元"), .number("何件目"), .text("移行元の項目"), .text("移行先"), .text("確かめた規則"), .text("状態"),
                    ], rows: rows, isCaptionHidden: true))
                \(Pager(page: number, pages: pages) { "\(path)?page=\($0)\(chosen)" })
                """)
    }

    private func state(_ line: FindingLine) -> HTML {
        let subject = Decision.Subject(
            system: system.id, reason: reason, key: line.key, field: line.field, target: line.target, item: line.item)
        let isPending = line.state != .decided && pending.state(of: subject, hash: line.hash).state == .decided
        return isPending ? "\(Tag("判断済み（次の試行で当てはめます）", .active))" : "\(FindingPage.tag(line.state))"
    }

    var json: JSON {
        [
            "system": .string(system.id), "code": .string(reason.code), "severity": .string("\(reason.severity)"),
            "total": JSON(total), "page": JSON(number),
            "findings": .array(entries.map { FindingPage.json($0, protected) }),
        ]
    }
}

/// One finding: before and after, the source bytes, and the decision.
struct FindingPage {
    let review: Review
    let system: RehearsalView.System
    let reason: Reason
    let entry: FindingFile.Entry
    /// `nil` where the files are not there any more.
    let record: ReviewedRecord?
    /// How the mapping fills the item.
    let expression: String?
    /// Source items that it is filled from.
    let sourceItems: [String]
    /// What a decided value must fit; `nil` where no item is concerned.
    let targetItem: TargetCheck?
    /// The newest decision about this finding, made for the next rehearsal.
    let pending: Decision?
    let look: RecordedLook?
    let protected: ProtectedKeys
    let csrfToken: String
    var errors = FormErrors.none
    var sent: Form?

    private var line: FindingLine { entry.line }
    private var path: String { "\(review.path(system.id, reason))/\(entry.number)" }

    static func tag(_ state: FindingState) -> Tag {
        switch state {
        case .open: Tag(state.japanese, .waiting)
        case .decided: Tag(state.japanese, .done)
        case .lapsed: Tag(state.japanese, .warning)
        }
    }

    /// A record's key as a list may show it.
    static func key(_ line: FindingLine, _ protected: ProtectedKeys) -> String {
        line.key.isEmpty ? "（キーなし）" : protected.names(line.key) ? "（表示しません）" : line.key
    }

    /// The rule's name, or what is broken about a record.
    static func rule(_ line: FindingLine) -> String {
        switch BrokenRecord.Kind(rawValue: line.rule) {
        case .columnCount: "列の数が違う"
        case .openQuote: "引用符が閉じていない"
        case .textAfterQuote: "閉じる引用符の後に文字がある"
        case .nul: "NULがある"
        case .recordLength: "長さが違う"
        case .tooLong: "長すぎる"
        case nil: line.rule
        }
    }

    private var key: String { look == nil ? Self.key(line, protected) : line.key }

    static func json(_ entry: FindingFile.Entry, _ protected: ProtectedKeys) -> JSON {
        let line = entry.line
        return [
            "number": JSON(entry.number), "source": .string(line.source), "record": JSON(line.record),
            "key": .string(key(line, protected)), "field": .string(line.field), "target": .string(line.target),
            "item": .string(line.item), "rule": .string(line.rule), "from": JSON(line.bytes.lowerBound),
            "to": JSON(line.bytes.upperBound), "hash": .string(String(line.hash, radix: 16)),
            "state": .string(line.state.word),
        ]
    }

    var page: Page {
        Page(
            reason.japanese.trimmingFullStop,
            trail: [Review.listLink, review.link, Link(reason.code, review.path(system.id, reason))],
            body: """
                \(masked)
                \(SummaryList([
                    ("システム", "\(system.name)"), ("番号", "\(key)"), ("重さ", "\(RehearsalTables.tag(reason.severity))"), ("状態", "\(Self.tag(line.state))"),
                    ("移行元", "\(line.source)　\(RehearsalTables.number(line.record))件目のレコード\(line.field.isEmpty ? "" : "　項目「\(line.field)」")"),
                    ("移行先", line.target.isEmpty ? "―" : "\(line.target)\(line.item.isEmpty ? "" : "　項目「\(line.item)」")"),
                ]))
                \(values)
                \(decision)
                \(technical)
                """)
    }

    private var technical: HTML {
        let length = line.bytes.count
        let place =
            "\(record?.path ?? "")　先頭から\(RehearsalTables.number(line.bytes.lowerBound))バイトの後の、\(RehearsalTables.number(length))バイト"
        let facts = SummaryList([
            ("コード", "<code>\(reason.code)</code>"),
            ("移し方", "\(expression.map { "<code>\($0)</code>" as HTML } ?? "―")"),
            ("確かめた規則", "\(line.rule.isEmpty ? "―" : Self.rule(line))"), ("元のファイルの位置", "\(place)"),
            (
                "元のバイト",
                "<code class=\"bytes\">\(record?.valueBytes.hexadecimal(look) ?? "―")</code>"
            ),
        ])
        return Details("元のファイルの位置とバイトを見る", facts.html).html
    }

    private var masked: HTML {
        guard let record, look == nil, record.isProtected || record.hidesNumbers else { return .empty }
        let button: HTML =
            review.scope.mayUnmask(system.section)
            ? "\(ButtonForm("値を表示する（記録に残ります）", action: "\(path)/unmask", csrfToken: csrfToken, style: .secondary))"
            : "<p>値を確かめる必要があるときは、担当課の課長に依頼してください。</p>"
        let title =
            record.isProtected
            ? "支援措置などの対象になり得る人の記録です。値を表示しません。" : "個人番号は表示しません。ほかの値は表示します。"
        return "\(Notice(record.isProtected ? .warning : .information, title, button))"
    }

    private var values: HTML {
        guard let record else {
            return "\(Notice(.warning, "元のファイルがないか、試行の後に変わったため、値を表示できません。", "<p>試行に使ったファイルを、元の場所に戻してください。</p>"))"
        }
        func shown(_ values: [ReviewedRecord.Value], _ items: [String]) -> HTML {
            let found = values.filter { items.contains($0.item) }
            if found.isEmpty { return "―" }
            let parts = found.map { value -> HTML in
                let text = value.text.text(look)
                return "<div>\(value.item)　<strong>\(text.isEmpty ? "（空）" : text)</strong></div>"
            }
            return "\(parts)"
        }
        return """
            <h2>移す前と移した後の値</h2>
            \(SummaryList([
                ("移行元の値", shown(record.source, sourceItems)), ("移行先の値", shown(record.target, [line.item]))
            ]))
            \(Details("移行元のレコードをすべて見る", table("移行元のレコード", record.source, empty: "レコードとして読めません。")))
            \(Details("移行先のレコードをすべて見る", table("移行先のレコード", record.target, empty: "移行先に書いていません。")))
            """
    }

    private func table(_ caption: String, _ values: [ReviewedRecord.Value], empty: String) -> HTML {
        TableView(
            caption: caption, columns: [.rowHeader("項目"), .text("値")],
            rows: values.map { ["\($0.item)", "\($0.text.text(look))"] }, empty: empty, isCaptionHidden: true
        ).html
    }

    static let whyMax = 400
    static let valueMax = 300

    private var decision: HTML {
        let made = pending.map(told) ?? .empty
        guard review.scope.mayDecide(system.section) else {
            return "\(made)<p>この事項について判断するのは、\(system.section.isEmpty ? "担当の課" : system.section)の担当者です。</p>"
        }
        guard !reason.actions.isEmpty, !line.key.isEmpty else {
            return made + "<p>この事項は、判断を記録してもなくなりません。元のデータか、項目の対応（mapping.yaml）を直してから、もう一度試行してください。</p>"
        }
        return """
            <h2>判断</h2>
            \(made)<p>この判断は、今の値に限ります。元の値が変わったときは、改めて判断してください。</p>
            \(FormView(
                action: "\(path)/decide", csrfToken: csrfToken, submit: "判断を記録する", errors: errors, sent: sent,
                fields: fields))
            """
    }

    private var fields: [FormField] {
        let action = FormField.radios("action", "この値の扱い", reason.actions.map { Choice($0.rawValue, $0.japanese) })
        let value = FormField.text(
            "value", "移行先に入れる値", max: Self.valueMax, isRequired: false,
            hint: "「\(Decision.Action.replace.japanese)」を選んだときだけ書いてください。\(targetItem?.item.form ?? "")")
        let why = FormField.textArea(
            "why", "理由", max: Self.whyMax, rows: 3, hint: "何で確かめたかを書いてください。氏名や住所は書かないでください。")
        return reason.actions.contains(.replace) ? [action, value, why] : [action, why]
    }

    private func told(_ decision: Decision) -> HTML {
        let value = record?.isProtected ?? true ? "" : decision.value
        let facts = SummaryList([
            ("判断", "\(decision.action.japanese)\(value.isEmpty ? "" : "　「\(value)」")"), ("理由", "\(decision.why)"),
            ("決めた人", "\(decision.decidedBy)　\(decision.decidedOn.japanese)"),
        ])
        return Notice(.information, "次の試行で当てはめる判断があります。", facts.html).html
    }
}

extension String {
    /// A sentence as a heading.
    fileprivate var trimmingFullStop: String { hasSuffix("。") ? String(unicodeScalars.dropLast()) : self }
}
