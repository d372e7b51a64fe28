import Japanese
import Site
import Storage
import Ward

/// The initiatives of the plan in force, each with what is known of it today.
struct PlanInitiatives: Sendable {
    struct Row: Sendable {
        let initiative: Initiative
        let units: [String]
        let relatedUnits: [String]
        let group: String?
        /// Of the newest sealed quarter, one for each section that answered.
        let marks: [ReportedEntry.Mark]
        let due: InitiativeDue
        /// Those that are asked for today.
        let indicatorCount: Int
        /// When an answer was changed last.
        let updatedAt: Timestamp?
    }

    let rows: [Row]
    /// The quarter of which the marks are; `nil` before one was sealed.
    let quarter: Quarter?
    /// The marks of its set.
    let marks: [MarkSet.Mark]
    private let unitNames: [ID<OfficeUnit>: String]

    /// What the rows depend on beside the records.
    private struct Reading: Hashable, Sendable {
        let version: ID<PlanVersion>
        let readsAllEntries: Bool
        let today: CivilDate
    }

    private static let kept = KeptByState<Reading, PlanInitiatives>(capacity: 8)

    init(_ version: ID<PlanVersion>, _ person: SignedIn, today: CivilDate, on connection: any Connection) throws {
        let reading = Reading(version: version, readsAllEntries: person.may(.readAllEntries), today: today)
        self = try Self.kept.value(reading, on: connection) { try PlanInitiatives(reading, on: connection) }
    }

    /// However many initiatives, a fixed number of statements.
    private init(_ reading: Reading, on connection: any Connection) throws {
        let today = reading.today
        let names = try UnitStore.names(on: connection)
        let groups = Dictionary(
            try BodyStore.list(on: connection).map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        let counts = try Self.indicatorCounts(today: today, on: connection)
        let updates = try Self.updates(ofAll: reading.readsAllEntries, on: connection)
        let sealed = try Self.newestSealed(on: connection)
        unitNames = names
        quarter = sealed?.round.quarter
        marks = sealed?.source.content.marks ?? []
        rows = try InitiativeStore.list(version: reading.version, on: connection).map { initiative in
            let answers = sealed?.source.entries(of: initiative.lineage.text) ?? []
            let marks = answers.compactMap { $0.isAnswered ? $0.mark : nil }
            let isEnded = !marks.isEmpty && marks.allSatisfy { $0.canonical == .done || $0.canonical == .stopped }
            return Row(
                initiative: initiative, units: initiative.mainUnits.map { names[$0] ?? "不明な組織" },
                relatedUnits: initiative.relatedUnits.map { names[$0] ?? "不明な組織" },
                group: initiative.studyGroup.flatMap { groups[$0] }, marks: marks,
                due: InitiativeDue(initiative.promises.flatMap(\.deadlines), isEnded: isEnded, today: today),
                indicatorCount: counts[initiative.lineage] ?? 0, updatedAt: updates[initiative.lineage])
        }
    }

    /// The newest edition of the newest quarter that has one; while it is corrected, as it stands sealed.
    private static func newestSealed(
        on connection: any Connection
    ) throws -> (round: Round, source: HistorySource)? {
        let newest = try Round.list(
            """
            WHERE round.edition > 0 AND round.limited_to IS NULL
            ORDER BY round.fiscal_year DESC, round.quarter DESC, round.id LIMIT 1
            """, on: connection
        ).first
        guard let newest,
            let seal = try SealStore.latest(kind: RoundContent.kind, subject: newest.id.text, on: connection),
            let source = try SealedSources.source(of: seal, on: connection)
        else { return nil }
        return (newest, source)
    }

    private static func indicatorCounts(
        today: CivilDate, on connection: any Connection
    ) throws -> [ID<Lineage>: Int] {
        try connection.rows(
            """
            SELECT lineage, COUNT(*) AS indicators FROM plan_indicator
            WHERE ended_on IS NULL OR ended_on >= \(today) GROUP BY lineage
            """
        ).reduce(into: [:]) { $0[try $1["lineage"]] = try $1["indicators"] }
    }

    /// Drafts of other sections are nobody's business before they are sealed.
    private static func updates(
        ofAll readsAllEntries: Bool, on connection: any Connection
    ) throws -> [ID<Lineage>: Timestamp] {
        let seen: SQL =
            readsAllEntries
            ? "TRUE"
            : "round IN (SELECT id FROM round WHERE state IN \(values: RoundState.allCases.filter(\.isSealed)))"
        return try connection.rows(
            """
            SELECT lineage, MAX(updated_at) AS updated_at FROM entry
            WHERE updated_at IS NOT NULL AND \(seen) GROUP BY lineage
            """
        ).reduce(into: [:]) { $0[try $1["lineage"]] = try $1["updated_at"] }
    }
}

extension PlanInitiatives {
    /// Parts of the address, which other pages link to.
    static let dueKey = "due"
    static let lackKey = "lacks"
    static let lackingUnit = "unit"
    static let lackingIndicator = "indicator"
    static let noMark = "none"

    func count(_ window: InitiativeDue.Window) -> Int { rows.count { $0.due.isIn(window) } }

    /// - Parameter origin: where the pages of the initiatives lead back to.
    func listing(from origin: ListOrigin? = nil) -> Listing<Row> {
        Listing(
            "取組", at: PlanPage.link.path, file: "torikumi", identity: \.initiative.id.text,
            columns: columns(from: origin), filters: filters, empty: "<p>取組がありません。</p>")
    }

    /// The list as a request asks for it.
    func view(_ request: PageRequest) -> ListView<Row> {
        let query = ListQuery(request, of: listing())
        return ListView(listing(from: query.origin(of: listing())), rows, request)
    }

    private func columns(from origin: ListOrigin?) -> [ListColumn<Row>] {
        let ranks = Dictionary(
            marks.enumerated().map { ($0.element.symbol, $0.offset) }, uniquingKeysWith: { first, _ in first })
        return [
            ListColumn("number", "番号", order: { .count($0.initiative.position) }, { .text($0.initiative.number) })
                .whole,
            .heading("title", "取組", { .text($0.initiative.title) }) { row in
                let path = row.initiative.path
                return "<a href=\"\(origin?.carried(to: path) ?? path)\">\(row.initiative.title)</a>"
            },
            ListColumn("unit", "主管課", { Self.text($0.units) }) { row in
                row.units.isEmpty ? Tag("未定", .warning).html : Self.whole(row.units)
            },
            ListColumn(Self.dueKey, "次の期限", isSearched: false, { .day($0.due.first) }, drawn: Self.due),
            ListColumn(
                "mark", quarter.map { "進捗（\($0.japanese)）" } ?? "進捗", isSearched: false,
                order: { row in row.marks.compactMap { ranks[$0.symbol] }.max().map(ListValue.count) ?? .none },
                { Self.text($0.marks.map { "\($0.symbol) \($0.label)" }) }
            ).whole,
            .number("indicators", "指標（件）") { .count($0.indicatorCount) },
            ListColumn("updated", "回答の更新", isSearched: false) { .day($0.updatedAt?.date) },
            ListColumn("times", "文書の時期", isShown: false) { row in
                Self.text(row.initiative.promises.flatMap(\.deadlines).map(\.raw))
            } drawn: {
                deadlineList($0.initiative.promises.flatMap(\.deadlines))
            },
            ListColumn("related", "関係課", isShown: false) { Self.text($0.relatedUnits) },
            ListColumn("group", "検討グループ", isShown: false) { .text($0.group) },
        ]
    }

    private var filters: [ListFilter<Row>] {
        let meanings = Dictionary(
            marks.map { ($0.canonical.rawValue, $0.symbol) }, uniquingKeysWith: { first, _ in first })
        let units = Dictionary(unitNames.map { ($0.key.text, $0.value) }, uniquingKeysWith: { first, _ in first })
        let states = marks.map { Choice($0.symbol, $0.title) } + [Choice(Self.noMark, "未回答・回答なし")]
        return [
            ListFilter("unit", "主管課", ofAll: rows, spellings: units, \.units),
            ListFilter(
                "mark", "進捗区分", choices: marks.isEmpty ? [] : states,
                spellings: meanings.merging(["unanswered": Self.noMark]) { own, _ in own }
            ) { row, symbol in
                symbol == Self.noMark ? row.marks.isEmpty : row.marks.contains { $0.symbol == symbol }
            },
            ListFilter(
                Self.dueKey, "期限", choices: InitiativeDue.Window.allCases.map { Choice($0.rawValue, $0.title) }
            ) { row, window in InitiativeDue.Window(rawValue: window).map(row.due.isIn) ?? false },
            ListFilter(
                Self.lackKey, "決まっていないこと",
                choices: [Choice(Self.lackingUnit, "主管課が未定"), Choice(Self.lackingIndicator, "指標がない")]
            ) { row, lack in lack == Self.lackingUnit ? row.units.isEmpty : row.indicatorCount == 0 },
            ListFilter("group", "検討グループ", ofAll: rows) { [$0.group].compactMap(\.self) },
        ]
    }

    @Sendable private static func due(_ row: Row) -> HTML {
        if let passed = row.due.passed {
            return "\(passed.japanese) \(Tag("過ぎています", .danger))"
        }
        if let next = row.due.next { return "\(next.japanese)" }
        return row.initiative.promises.allSatisfy(\.deadlines.isEmpty) ? "時期の記載なし" : "―"
    }

    /// Names of sections, none of them broken.
    private static func whole(_ names: [String]) -> HTML {
        names.enumerated().reduce(.empty) { html, name in
            "\(html)\(name.offset == 0 ? "" : "、<wbr>" as HTML)<span class=\"whole\">\(name.element)</span>"
        }
    }

    private static func text(_ parts: [String]) -> ListValue {
        parts.isEmpty ? .none : .text(parts.joined(separator: "、"))
    }
}
