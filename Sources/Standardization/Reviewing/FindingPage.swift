import Conversion
import Foundation
import Japanese
import Site
import Storage
import Tabular
import Ward

/// One finding: before and after, the source bytes, and the decision.
struct FindingPage: ProgramView {
    let finding: ReviewedFinding
    let shown: ShownFinding
    /// The next finding of this kind that nobody decided about yet, by its number.
    let next: Int?
    var look: RecordedLook?
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> FindingPage {
        let finding = try ReviewedFinding.load(request, on: connection)
        let findings = finding.findings
        return FindingPage(
            finding: finding, shown: try ShownFinding.read(finding.line, findings),
            next: findings.file.next(after: finding.entry.number) { findings.pending($0) == nil }?.number,
            state: request.state)
    }

    /// The same page to somebody whose look is on record.
    func looked(by stamp: Stamp, on connection: any Connection) throws -> FindingPage {
        var page = self
        page.look = try RecordedLook.record(
            finding.subject,
            other: shown.other.flatMap { other in
                other.key.flatMap { review.scope.mayUnmask(other.section) ? (other.written, $0) : nil }
            }, by: stamp, on: connection)
        return page
    }

    private var review: Review { finding.findings.review }
    private var system: SystemReport { finding.findings.system }
    private var reason: Reason { finding.findings.reason }
    private var line: FindingLine { finding.line }
    private var record: ReviewedRecord? { shown.record }
    /// A look at this system's record is none at another section's.
    private var otherLook: RecordedLook? {
        shown.other.flatMap { review.scope.mayUnmask($0.section) ? look : nil }
    }

    static func tag(_ state: FindingState, _ reason: Reason) -> Tag {
        switch state {
        case .open where !reason.severity.needsPerson: Tag("判断は要りません", .neutral)
        case .open: Tag(state.japanese, .waiting)
        case .decided: Tag(state.japanese, .done)
        case .lapsed: Tag(state.japanese, .warning)
        }
    }

    /// A record's key as a list may show it.
    static func key(_ line: FindingLine, _ protected: ProtectedKeys) -> String {
        line.key.isEmpty ? "（キーなし）" : protected.names(line) ? "（表示しません）" : line.key
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

    private var key: String {
        guard look == nil else { return line.key }
        return record?.isProtected == true ? "（表示しません）" : Self.key(line, review.protected)
    }

    static let program = Route.ProgramSide("検出した事項", answer: answer)

    var json: JSON { Self.json(finding.entry, review.protected) }

    static let answer: AnswerShape = [
        "number": .integer, "source": .text, "record": .integer, "key": .text, "field": .text, "target": .text,
        "item": .text, "rule": .text, "from": .integer, "to": .integer,
        "other": .orNull(["system": .text, "target": .text, "record": .integer]), "state": .text,
    ]

    static func json(_ entry: FindingFile.Entry, _ protected: ProtectedKeys) -> JSON {
        let line = entry.line
        return [
            "number": JSON(entry.number), "source": .string(line.source), "record": JSON(line.record),
            "key": .string(key(line, protected)), "field": .string(line.field), "target": .string(line.target),
            "item": .string(line.item), "rule": .string(line.rule), "from": JSON(line.bytes.lowerBound),
            "to": JSON(line.bytes.upperBound),
            "other": line.other.map {
                ["system": .string($0.system), "target": .string($0.target), "record": JSON($0.number)]
            } ?? .null,
            "state": .string(line.state.word),
        ]
    }

    var page: Page {
        Page(
            reason.japanese.trimmingFullStop,
            trail: review.trail + [Link(reason.code, finding.findings.path)],
            body: """
                \(masked)
                \(SummaryList([
                    ("システム", "\(system.name)"), ("番号", "\(key)"), ("扱い", "\(RehearsalTables.tag(reason.severity))"), ("状態", "\(Self.tag(line.state, reason))"),
                    ("移行元", "\(line.source)　\(RehearsalTables.number(line.record))件目のレコード\(line.field.isEmpty ? "" : "　項目「\(line.field)」")"),
                    ("移行先", line.target.isEmpty ? "―" : "\(line.target)\(line.item.isEmpty ? "" : "　項目「\(line.item)」")"),
                ]))
                \(values)
                \(shown.other?.html(otherLook) ?? .empty)
                \(decision)
                \(technical)
                \(next.map { "<p><a href=\"\(finding.findings.path)/\($0)\">次の\(reason.severity.needsPerson ? "未決の" : "")事項へ</a></p>" as HTML } ?? .empty)
                """)
    }

    private var technical: HTML {
        let length = line.bytes.count
        let place =
            "\(record?.path ?? "")　先頭から\(RehearsalTables.number(line.bytes.lowerBound))バイトの後の、\(RehearsalTables.number(length))バイト"
        let facts = SummaryList([
            ("コード", "<code>\(reason.code)</code>"),
            ("移し方", "\(shown.expression.map { "<code>\($0)</code>" as HTML } ?? "―")"),
            ("確かめた規則", "\(line.rule.isEmpty ? "―" : Self.rule(line))"), ("元のファイルの位置", "\(place)"),
            ("元のバイト", "<code class=\"bytes\">\(record?.valueBytes.text(look) ?? "―")</code>"),
        ])
        return Details("元のファイルの位置とバイトを見る", facts.html).html
    }

    private var masked: HTML {
        guard let record, look == nil else { return .empty }
        guard record.isProtected || record.hidesNumbers || shown.other?.isProtected ?? false else { return .empty }
        let hidesOwn = record.isProtected || record.hidesNumbers
        let button: HTML =
            review.scope.mayUnmask(hidesOwn ? system.section : shown.other?.section ?? system.section)
                && finding.mayUnmask
            ? ButtonForm("値を表示する（記録に残ります）", "\(finding.path)/unmask", state).html
            : "<p>値を確かめる必要があるときは、担当課の課長に依頼してください。</p>"
        let title =
            record.isProtected
            ? "支援措置などの対象になり得る人の記録です。値を表示しません。"
            : record.hidesNumbers
                ? (shown.other?.isProtected ?? false
                    ? "個人番号と、比べた記録の値は表示しません。" : "個人番号は表示しません。ほかの値は表示します。") : "比べた記録は、支援措置などの対象になり得る人のものです。その値を表示しません。"
        return "\(Notice(record.isProtected || !record.hidesNumbers ? .warning : .information, title, button))"
    }

    private var values: HTML {
        guard let record else {
            return "\(Notice(.warning, "元のファイルがないか、試行の後に変わったため、値を表示できません。", "<p>試行に使ったファイルを、元の場所に戻してください。</p>"))"
        }
        var values: [(String, HTML)] = []
        if !shown.sourceItems.isEmpty || !line.item.isEmpty {
            values = [
                ("移行元の値", record.source.html(only: shown.sourceItems, look)),
                ("移行先の値", record.target.html(only: [line.item], look)),
            ]
        }
        if let other = shown.other?.values(otherLook) { values.append(("比べた記録の値", other)) }
        return """
            <h2>移す前と移した後の値</h2>
            \(values.isEmpty ? "<p>レコード全体についての事項です。</p>" : SummaryList(values).html)
            \(Details("移行元のレコードをすべて見る", record.source.table("移行元のレコード", look, empty: "レコードとして読めません。")))
            \(Details("移行先のレコードをすべて見る", record.target.table("移行先のレコード", look, empty: "移行先に書いていません。")))
            """
    }

    private var decision: HTML {
        let made = finding.findings.pending(line).map(told) ?? .empty
        guard finding.mayDecide else {
            return "\(made)<p>この事項について判断するのは、\(system.section.isEmpty ? "担当の課" : system.section)の担当者です。</p>"
        }
        guard finding.isDecidable else {
            return made + "<p>この事項は、判断を記録してもなくなりません。元のデータか、項目の対応（mapping.yaml）を直してから、もう一度試行してください。</p>"
        }
        return """
            <h2>判断</h2>
            \(made)<p>この判断は、今の値に限ります。元の値が変わったときは、改めて判断してください。</p>
            \(FormView(
                "\(finding.path)/decide", state, submit: "判断を記録する", revision: finding.revision,
                fields: [FindingFields.action(reason)()]
                    + (reason.actions.contains(.replace) ? [FindingFields.value(shown.targetItem).orEmpty()] : [])
                    + [FindingFields.why()]))
            """
    }

    private func told(_ decision: FindingDecision) -> HTML {
        let isHidden = record.map { $0.isProtected || $0.hidesNumbers } ?? true
        let value = isHidden ? "" : decision.value
        let facts = SummaryList([
            ("判断", "\(decision.action.japanese)\(value.isEmpty ? "" : "　「\(value)」")"), ("理由", "\(decision.why)"),
            ("決めた人", "\(decision.decidedBy)　\(decision.decidedOn.japanese)"),
        ])
        return Notice(.information, "次の試行で当てはめる判断があります。", facts.html).html
    }
}
