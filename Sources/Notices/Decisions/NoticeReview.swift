import Documents
import Japanese

/// A reading beside the document it was read from: its lines with what became of each, what was found against what was read,
/// and tables whose columns a person can name.
public struct NoticeReview: Sendable {
    public let reading: NoticeReading
    /// In order, blank ones too.
    public let lines: [ReviewedLine]
    public let counts: FoundCounts
    public let tables: [ReviewedTable]
    /// Decisions about lines that the document does not have, or that could not be carried out.
    public let unmatched: [LineDecision]
    /// Numbered headings in which nothing was found that could be read.
    public let unreadHeadings: [Int]
    /// Lines of members and secretariats over which no body stands.
    public let homeless: [Int]

    init(
        reading: NoticeReading, source: NoticeSource, decided: DecidedLines, outline: NoticeOutline,
        plan: PlanContents, homeless: [Int]
    ) {
        self.reading = reading
        let accounts = Dictionary(
            reading.ledger.map { ($0.line, $0.account) }, uniquingKeysWith: { first, _ in first })
        // The cells of a row of CSV stand in one line of the file: each is shown with its own parts, once.
        let byPlace = Dictionary(grouping: decided.lines, by: LinePlace.init)
        var shown: Set<LinePlace> = []
        lines = source.text.lines.flatMap { line -> [ReviewedLine] in
            let account = accounts[line.number] ?? .unread
            let place = LinePlace(line)
            guard decided.hosts[line.number] == nil, let parts = byPlace[place] else {
                let key = decided.key(of: line)
                return [ReviewedLine(line, key: key, account: account, host: decided.hosts[line.number])]
            }
            guard shown.insert(place).inserted else { return [] }
            // A line that others were joined to is shown as it was printed.
            return parts.map { part in
                let isWhole = parts.count == 1
                return ReviewedLine(isWhole ? line : part, key: part.key, account: account, role: part.decided)
            }
        }
        counts = FoundCounts(reading: reading, lines: lines, outline: outline, plan: plan)
        tables = outline.tables.compactMap { ReviewedTable($0, columns: outline.columns) }
        unmatched = decided.unmatched
        unreadHeadings = plan.unread.filter { !$0.sign.isEmpty }.map(\.line)
        self.homeless = homeless
    }

    /// One account for each line of the document: those of joined lines are their hosts'.
    static func ledger(
        of source: NoticeSource, _ decided: DecidedLines, _ ledger: LineLedger
    ) -> [NoticeReading.LedgerLine] {
        source.text.lines.map { line in
            NoticeReading.LedgerLine(line: line.number, account: ledger[decided.hosts[line.number] ?? line.number])
        }
    }
}

/// Where a line stands, the cell included.
private struct LinePlace: Hashable {
    let number: Int
    let cell: CellPlace?

    init(_ line: NoticeText.Line) {
        number = line.number
        cell = line.cell
    }
}

/// A line of a document, or a piece that a person cut from one, as it is shown.
public struct ReviewedLine: Hashable, Sendable {
    /// From 1.
    public let number: Int
    /// By which decisions name it; `nil` for a blank line.
    public let key: LineKey?
    /// As printed, with the number that a word processor draws.
    public let text: String
    public let account: LineLedger.Account
    /// What a person said it is.
    public let role: LineRole?
    /// The line it was joined to.
    public let host: Int?
    public let part: PlacedLine.Part
    public let look: LineLook
    public let cell: CellPlace?
    public let page: Int?
    public let sheet: String?
    /// 0…1 where the words were recognised in a picture (読み取り).
    public let confidence: Double?

    init(
        _ line: NoticeText.Line, key: LineKey?, account: LineLedger.Account, role: LineRole? = nil, host: Int? = nil
    ) {
        number = line.number
        self.key = key
        text = line.text.trimmingCharacters
        self.account = account
        self.role = role
        self.host = host
        part = line.part
        look = line.look.indent > 0 ? line.look : line.look.indented(by: line.placed.look.indent)
        cell = line.cell
        page = line.page
        sheet = line.sheet
        confidence = line.confidence
    }

    public var isBlank: Bool { text.isEmpty }
}

extension LineLook {
    fileprivate func indented(by indent: Double) -> LineLook {
        var look = self
        look.indent = indent
        return look
    }
}

/// How much was found in a document, against how much of it was read.
public struct FoundCounts: Hashable, Sendable {
    /// Headings with a number, and what became of them.
    public let numberedHeadings: Int
    public let numberedInitiatives: Int
    public let unreadHeadings: Int
    /// Words that name a day or a span of time, in all lines; and the dates that bind promises.
    public let datesFound: Int
    public let datesRead: Int
    /// Lines that are not blank.
    public let filledLines: Int
    public let usedLines: Int
    public let unreadLines: Int
    /// Rows of tables below their heads, and initiatives that stand in tables.
    public let tableRows: Int
    public let tableInitiatives: Int

    init(reading: NoticeReading, lines: [ReviewedLine], outline: NoticeOutline, plan: PlanContents) {
        let initiatives = Set(reading.initiatives.map(\.line))
        let numbered = outline.allNodes.filter { $0.ordinal != nil }
        numberedHeadings = numbered.count
        numberedInitiatives = numbered.count { initiatives.contains($0.line) }
        unreadHeadings = plan.unread.count { !$0.sign.isEmpty }
        let filled = lines.filter { !$0.isBlank }
        filledLines = filled.count
        usedLines = filled.count { if case .used = $0.account { true } else { false } }
        unreadLines = filled.count { $0.account == .unread }
        datesFound = filled.reduce(0) { count, line in
            guard line.text.unicodeScalars.contains(where: { Self.dateScalars.contains($0) }) else { return count }
            return count
                + DateReader.expressions(in: line.text).count { $0.period != nil || $0.needsAnchor }
        }
        datesRead = reading.initiatives.reduce(0) { count, initiative in
            count + initiative.promises.reduce(0) { $0 + $1.deadlines.count }
        }
        tableRows = outline.tables.reduce(0) { $0 + max(0, $1.rows.count - 1) }
        let inTables = Set(outline.tables.flatMap { $0.rows.map(\.line) })
        tableInitiatives = initiatives.count { inTables.contains($0) }
    }

    /// One of them stands in every word for a day.
    private static let dateScalars = Set("年月日旬末中頃春夏秋冬期度/／.-RHS".unicodeScalars)
}

/// A table whose columns a person can name.
public struct ReviewedTable: Hashable, Sendable {
    public struct Column: Hashable, Sendable {
        public let title: String
        /// As it is read now; `nil` where nothing is read from it.
        public let column: PlanColumn?
    }

    /// What its head says, by which a decision is kept.
    public let key: String
    /// Of its head.
    public let line: Int
    public let columns: [Column]
    /// Whether its rows are read as initiatives.
    public let isPlan: Bool
    public let isDecided: Bool

    init?(_ table: NoticeTable, columns decided: [String: [PlanColumn]]) {
        guard let row = PlanTable.headRow(of: table), table.rows.count > row + 1 else { return nil }
        let head = table.rows[row]
        key = PlanTable.key(of: head)
        line = head.line
        let said = decided[key]
        columns = head.cells.enumerated().map { place, cell in
            let own = said.flatMap { $0.indices.contains(place) ? $0[place] : nil }
            return Column(title: cell.text, column: own ?? FieldLabel(cell.text).flatMap(PlanColumn.init))
        }
        isPlan = PlanTable(table, columns: decided).isPlan
        isDecided = said != nil
    }
}

extension PlanColumn {
    init?(_ label: FieldLabel) {
        guard let column = Self.allCases.first(where: { $0.label == label }) else { return nil }
        self = column
    }
}

extension LineLedger {
    /// What people said that lines are, where nothing else follows from it.
    mutating func account(_ decided: DecidedLines) {
        for line in decided.lines {
            switch line.decided {
            case .body: use(line.number, as: .body)
            case .member: use(line.number, as: .member)
            case .secretariat: use(line.number, as: .secretariat)
            case .heading: use(line.number, as: .heading)
            case .text: use(line.number, as: .paragraph)
            case .initiative, .promise, .unit, .time, .target, .ignore, nil: break
            }
        }
    }
}
