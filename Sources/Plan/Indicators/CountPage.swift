import Japanese
import Site
import Storage
import Ward

/// How a number was counted: its definition, and the records behind it as far as the reader may see them.
struct CountPage: ProgramView {
    let round: Round
    let indicator: PlanIndicator
    let initiative: Initiative?
    let counted: CountedValue
    /// Addresses below the site's.
    let records: [String]
    let mayReach: @Sendable (_ path: String) -> Bool
    let number: Int

    static let recordsShownMax = 100

    static func load(_ request: PageRequest, on connection: any Connection) throws -> CountPage {
        let round = try Round.load(request, on: connection)
        let indicator = try PlanIndicator.load(request, on: connection)
        guard let counted = try CountedValueStore.find(indicator.id, round: round.id, on: connection),
            let reading = try CountedValueStore.reading(indicator.id, round: round.id, on: connection)
        else { throw PageRefusal.notFound }
        return CountPage(
            round: round, indicator: indicator,
            initiative: try InitiativeStore.newest(of: indicator.lineage, on: connection), counted: counted,
            records: reading.records, mayReach: request.mayReach,
            number: max(1, Int(request.query["page"] ?? "") ?? 1))
    }

    private var path: String { CountedValue.path(round.id.text, indicator.id.text) }

    var page: Page {
        Page(
            "\(indicator.name)（\(round.title)）", trail: [RoundListPage.link, Link(round.title, round.path)],
            section: RoundListPage.link.path,
            body: """
                <p>この値は、並木の記録から数えました。課は説明と異議を書けますが、値は書き換えられません。</p>
                \(SummaryList([
                    ("値", "\(counted.printed(for: indicator))"), ("基準日", "\(counted.asOf.japanese)"),
                    ("数え方", "\(counted.name)（\(counted.unitName)、\(counted.kind.title)、\(counted.rule.title)）"),
                    ("数えた日時", "\(counted.countedAt.japanese)"),
                    ("取組", initiative.map { "<a href=\"\($0.path)\">\($0.heading)</a>" } ?? "なし"),
                    ("指標", "<a href=\"\(indicator.path)\">\(indicator.name)</a>（目標値と選んだ理由）"),
                    ("記録の一覧のハッシュ（SHA-256）", "<code>\(counted.recordsHash)</code>"),
                    ("計測値のハッシュ（SHA-256）", "<code>\(counted.contentHash)</code>"),
                ]))
                <h2>数えた記録（\(records.count)件）</h2>
                \(recordList)
                """)
    }

    private var pages: Int { max(1, (records.count + Self.recordsShownMax - 1) / Self.recordsShownMax) }

    private var recordList: HTML {
        if counted.isSuppressed { return "<p>件数が少なく、人が分かるおそれがあるため、記録は示しません。</p>" }
        let page = min(number, pages)
        let first = (page - 1) * Self.recordsShownMax
        return """
            \(RecordLinks(
                records.dropFirst(first).prefix(Self.recordsShownMax), from: first + 1, mayReach: mayReach))
            \(Pager(page: page, pages: pages) { "\(path)?page=\($0)" })
            """
    }

    static let program = Route.ProgramSide(
        "計測値と、数えた記録",
        answer: [
            "indicator": .text, "registry": .text, "rule": .text, "unit": .text, "asOf": .text, "value": .orNull(.text),
            "recordsHash": .text, "contentHash": .text, "records": .list(.text),
        ])

    var json: JSON {
        [
            "indicator": .string(indicator.name), "registry": .string(counted.registryID),
            "rule": .string(counted.rule.rawValue), "unit": .string(counted.unitName), "asOf": JSON(counted.asOf),
            "value": JSON(counted.value?.plain), "recordsHash": .string(counted.recordsHash),
            "contentHash": .string(counted.contentHash),
            "records": .array(records.map { "/\($0)" }.filter(mayReach).map { .string($0) }),
        ]
    }
}

/// What the platform counted for a round, on the page of the round.
struct RoundCounts {
    struct Row: Sendable {
        let indicator: PlanIndicator
        let counted: CountedValue
        let initiative: String
        /// Of the sections that may be seen.
        let remarks: [(unit: String, remark: ValueRemark)]
    }

    let round: Round
    let rows: [Row]
    let mayCount: Bool
    let state: PageState

    /// - Parameter shown: the answers that the reader may see.
    static func rows(of round: Round, shown: [RoundBoard.Row], on connection: any Connection) throws -> [Row] {
        let counted = try CountedValueStore.byEntry("WHERE entry.round = \(round.id)", on: connection)
        guard !counted.isEmpty else { return [] }
        let remarks = try EntryStore.remarks(
            "JOIN entry ON entry.id = entry_remark.entry WHERE entry.round = \(round.id)", on: connection)
        let indicators = try PlanIndicator.list(
            "WHERE id IN (SELECT indicator FROM counted_value WHERE round = \(round.id)) ORDER BY registry_id, id",
            on: connection)
        return indicators.compactMap { indicator in
            let own = shown.filter { counted[$0.entry]?[indicator.id] != nil }
            guard let first = own.first, let value = counted[first.entry]?[indicator.id] else { return nil }
            return Row(
                indicator: indicator, counted: value, initiative: "\(first.number) \(first.title)",
                remarks: own.compactMap { row in
                    remarks[row.entry]?[indicator.id].map { (row.unitName, $0) }
                })
        }
    }

    var html: HTML {
        guard !rows.isEmpty else { return .empty }
        let again: HTML =
            mayCount && !round.state.isSealed
            ? """
            <p>数えた後に記録が加わったときは、数え直してください。変わった値は、課の回答欄にも出ます。</p>
            \(ButtonForm("数え直す", "\(round.path)/count", state))
            """ : .empty
        return """
            <h2>並木が数えた値（\(rows.count)件）</h2>
            \(TableView(
                caption: "並木が数えた値", columns: [.rowHeader("指標"), .text("取組"), .number("値"), .text("数えた日時"), .text("課の説明・異議")],
                rows: rows.map(row), isCaptionHidden: true))
            \(again)
            """
    }

    private func row(_ row: Row) -> [HTML] {
        let path = CountedValue.path(round.id.text, row.indicator.id.text)
        let remarks: [HTML] = row.remarks.map { unit, remark in
            "<div>\(remark.isDisputed ? Tag("異議", .waiting).html : "説明")　\(remark.text)（\(unit)）</div>"
        }
        return [
            "\(row.indicator.name)", "\(row.initiative)",
            "<a href=\"\(path)\">\(row.counted.printed(for: row.indicator))</a>", "\(row.counted.countedAt.japanese)",
            remarks.isEmpty ? "なし" : "\(remarks)",
        ]
    }
}
