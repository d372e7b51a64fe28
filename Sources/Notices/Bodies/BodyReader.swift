import Documents

/// Reads who sits in what from a document of any kind of layout.
public enum BodyReader {
    /// The bodies of rosters (名簿): lines with labels, vertical lists, numbered rows, tables of every direction.
    ///
    /// - Parameter repairs: Spellings that the document's own words suggest, by the broken text: a body is named by the repaired
    ///   one, and its ``ReadBody/rawName`` stays as printed.
    public static func roster(_ document: PlacedDocument, repairs: [String: String] = [:]) -> BodyReading {
        let rows = SeatRow.rows(of: document)
        var roster = RosterBlocks(rows)
        roster.read()
        let listed = ListedBodies(rows, repairs: repairs)
        let prose = ProseBodies(rows)
        var ledger = roster.ledger
        ledger.merge(listed.ledger)
        ledger.merge(prose.ledger)
        return BodyReading(
            drafts: joining(joining(roster, listed), prose), names: roster.names, ledger: ledger,
            listedLines: listed.bodies.map(\.line)
        )
    }

    /// The bodies that articles (要綱, 規程) set up, with posts as seats, remit and secretariat. Their dates are no deadlines and
    /// their paragraphs no initiatives: all other lines of theirs are set aside as ``LineLedger/Reason/article``.
    public static func articles(_ document: PlacedDocument) -> BodyReading {
        let read = ArticleBodies(ArticleText(SeatRow.rows(of: document)))
        return BodyReading(drafts: read.drafts, names: read.names, ledger: read.ledger)
    }

    /// The meetings of minutes (議事録, 会議録, 議事要旨). Speeches are set aside as ``LineLedger/Reason/speech``.
    public static func minutes(_ document: PlacedDocument) -> MeetingReading { minutesWithRoster(document).meetings }

    /// The meetings of minutes, and the roster (委員名簿) behind them; empty where there is none.
    static func minutesWithRoster(_ document: PlacedDocument) -> (meetings: MeetingReading, roster: BodyReading) {
        let rows = SeatRow.rows(of: document)
        let behind = rosterBehind(rows)
        let read = MinutesReader(Array(rows[..<(behind?.start ?? rows.endIndex)]))
        let roster = behind?.roster
        let attended = read.meetings.lazy.compactMap(BodyDraft.init(attending:)).first.map { [$0] } ?? []
        return (
            MeetingReading(
                meetings: read.meetings, speechLineCount: read.speechLines, namesSetAside: read.names,
                ledger: read.ledger),
            BodyReading(
                drafts: roster?.drafts ?? attended, names: roster?.names ?? 0, ledger: roster?.ledger ?? LineLedger())
        )
    }

    /// Minutes speak of rosters; no more lines than these are looked below.
    private static let rosterTitlesMax = 8

    /// Where a title in the last part of minutes says that a body's members follow, and they do.
    private static func rosterBehind(_ rows: [SeatRow]) -> (start: Int, roster: RosterBlocks)? {
        let titles = rows.indices.lazy.filter { index in
            let row = rows[index]
            return row.filled.count <= 4 && row.text.utf8.count <= BodyText.wordBytesMax && row.text.contains("名")
                && BodyText.key(row.text).contains("名簿") && BodyName.title(row.text)?.isRoster == true
        }
        for start in titles.prefix(rosterTitlesMax) {
            var roster = RosterBlocks(Array(rows[start...]))
            roster.read()
            let seats = roster.drafts.first?.seats ?? []
            if seats.count >= 2, seats.contains(where: { $0.role == .leader || $0.role == .deputy }) {
                return (start, roster)
            }
        }
        return nil
    }

    /// What sentences tell of bodies beside what lists and tables do: a table says it in full.
    private static func joining(_ drafts: [BodyDraft], _ prose: ProseBodies) -> [BodyDraft] {
        var joined = drafts
        func place(of name: String) -> Int? {
            let key = BodyText.key(name)
            return joined.firstIndex { BodyText.key($0.name) == key }
        }
        for draft in prose.drafts {
            guard let known = place(of: draft.name) else {
                joined.append(draft)
                continue
            }
            if joined[known].seats.isEmpty { joined[known].seats = draft.seats }
            if joined[known].secretariat.isEmpty { joined[known].secretariat = draft.secretariat }
        }
        for (body, seat) in prose.more {
            guard let known = place(of: body), !joined[known].seats.contains(where: { $0.raw == seat.raw }) else {
                continue
            }
            joined[known].add(seat)
        }
        for (bodies, sections) in prose.served {
            for index in joined.indices where bodies.contains(where: joined[index].name.hasSuffix) {
                sections.forEach { joined[index].addSecretariat($0) }
            }
        }
        return joined
    }

    /// The parents first, then bodies with seats, then those that are only listed.
    private static func joining(_ roster: RosterBlocks, _ listed: ListedBodies) -> [BodyDraft] {
        let listedByKey = Dictionary(listed.bodies.map { (BodyText.key($0.name), $0) }) { first, _ in first }
        var seated = roster.drafts
        for index in seated.indices {
            guard let item = listedByKey[BodyText.key(seated[index].name)] else { continue }
            seated[index].rawName = item.rawName
            seated[index].parent = seated[index].parent ?? item.parent
        }
        let seatedKeys = Set(seated.map { BodyText.key($0.name) })
        let others = listed.bodies.filter { !seatedKeys.contains(BodyText.key($0.name)) }
            .map { BodyDraft(name: $0.name, line: $0.line, parent: $0.parent, rawName: $0.rawName) }
        let all = seated + others
        let allKeys = Set(all.map { BodyText.key($0.name) })
        var known: Set<String> = []
        let parents = (all.compactMap(\.parent) + listed.parents).filter {
            let key = BodyText.key($0)
            return !allKeys.contains(key) && known.insert(key).inserted
        }
        return parents.map { BodyDraft(name: $0, line: roster.parentLines[$0] ?? 0) } + all
    }
}

/// Divides rows into blocks that one head or one set of labels rules.
struct RosterBlocks {
    private let rows: [SeatRow]
    private let marks: SeatMarks
    private(set) var drafts: [BodyDraft] = []
    private(set) var ledger = LineLedger()
    private(set) var names = 0
    /// Where the names of bodies stand that are over others.
    private(set) var parentLines: [String: Int] = [:]
    private var reader: SeatReader

    /// A list below a heading elsewhere: the annex of articles that name its body and whom it lists.
    init(_ rows: [SeatRow], title: (name: String, line: Int), label: SeatLabel) {
        self.rows = rows
        marks = SeatMarks(rows)
        reader = SeatReader(fallbackName: title.name, title: title, label: label, marks: marks)
    }

    init(_ rows: [SeatRow]) {
        self.rows = SeatRow.dividingDrawn(SeatRow.gatheringStacked(SeatRow.mendingBreaks(rows)))
        let mention = rows.prefix(60).lazy.compactMap { BodyName.mention(in: $0.text) }.first
        marks = SeatMarks(rows)
        reader = SeatReader(fallbackName: mention, marks: marks)
    }

    mutating func read() {
        var position = 0
        while position < rows.count {
            guard rows[position].isGrid else {
                if let sides = SideBySide(spaced: rows[position...]) {
                    read(sides)
                    position += sides.rowCount
                    continue
                }
                reader.below = rows[(position + 1)...]
                reader.read(rows[position])
                position += 1
                continue
            }
            var end = position
            // A blank line does not end a table of tabs; another table does.
            while end < rows.count,
                rows[end].isGrid && rows[end].table == rows[position].table
                    || rows[end].isBlank && end + 1 < rows.count && rows[end + 1].isGrid
                        && rows[end + 1].table == rows[position].table
            {
                end += 1
            }
            read(block: Array(rows[position..<end]))
            position = end
        }
        collect(reader)
        // A body of which only its secretariat is told has its members in another document.
        drafts.removeAll { $0.seats.isEmpty && $0.nameless == 0 && $0.declaredTotal == nil }
    }

    private mutating func read(block: [SeatRow]) {
        if let sides = SideBySide(block) {
            read(sides)
            return
        }
        if let top = LabelsOnTop(block) {
            top.read(into: &reader)
            return
        }
        if let cells = MembersInCells(block) {
            cells.read(into: &reader)
            return
        }
        for (index, row) in block.enumerated() {
            reader.below = block[(index + 1)...]
            reader.read(row)
        }
        reader.below = []
    }

    private mutating func read(_ sides: SideBySide) {
        collect(reader)
        ledger.account(.used(.body), ofAll: sides.nameLines)
        if let parent = sides.parent { parentLines[parent] = sides.parentLine }
        for side in sides.bodies {
            var reader = SeatReader(
                fallbackName: nil, title: (side.name, side.line), parent: sides.parent, marks: marks)
            for row in side.rows { reader.read(row) }
            collect(reader)
        }
        reader = SeatReader(fallbackName: reader.fallbackName, marks: marks)
    }

    private mutating func collect(_ finished: SeatReader) {
        var reader = finished
        for draft in reader.finish() {
            // 会議の名称 and 事務局 in a table, and the members below: one body.
            if let last = drafts.last, last.name == draft.name, last.seats.isEmpty, last.nameless == 0 {
                drafts[drafts.count - 1] = last.joining(draft)
            } else {
                drafts.append(draft)
            }
        }
        names += reader.names
        ledger.merge(reader.ledger)
    }
}

extension LineLedger {
    mutating func account(_ account: Account, ofAll lines: [Int]) {
        for line in lines { self.account(account, of: line) }
    }
}

/// A body in each row, with labels in the head: 会議体名 | 委員長 | 副委員長 | 委員 | 事務局.
struct LabelsOnTop {
    private let block: [SeatRow]
    private let head: Int
    private let labels: [SeatLabel?]
    private let nameColumn: Int?

    init?(_ block: [SeatRow]) {
        guard
            let head = block.prefix(4).firstIndex(where: { row in
                let labels = row.filled.compactMap { SeatLabel($0.text) }
                return Set(labels).count >= 2 && labels.count + 1 >= row.filled.count
            })
        else { return nil }
        let cells = block[head].cells
        let labels = cells.map { SeatLabel($0.text) }
        let below = block[(head + 1)...].filter { !$0.isBlank }
        // A second row with labels is a list, not a head.
        guard !below.isEmpty, !below.contains(where: { $0.filled.count { SeatLabel($0.text) != nil } > 1 }) else {
            return nil
        }
        nameColumn = cells.indices.first { column in
            labels[column] == nil
                && below.contains { column < $0.cells.count && BodyName.isName($0.cells[column].text) }
        }
        self.block = block
        self.head = head
        self.labels = labels
    }

    func read(into reader: inout SeatReader) {
        for row in block[..<head] { reader.read(row) }
        var isHeadTaken = false
        for row in block[(head + 1)...] where !row.isBlank {
            if let nameColumn, nameColumn < row.cells.count, !row.cells[nameColumn].isEmpty {
                reader.read(title: row.cells[nameColumn], grid: row)
            }
            // The head belongs to the first body below it.
            if !isHeadTaken { reader.account(head: block[head].lines) }
            isHeadTaken = true
            for (column, label) in labels.enumerated() where column < row.cells.count {
                guard let label, !row.cells[column].isEmpty, !PostWord.isNone(row.cells[column].text) else { continue }
                reader.read(row.cells[column], as: label, row: row)
            }
        }
    }
}
