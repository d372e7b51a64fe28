import Documents

/// Reads rows one after another into bodies with seats: a title opens a body, a label says who the next members are, a head says what
/// the columns hold.
struct SeatReader {
    private(set) var drafts: [BodyDraft] = []
    private(set) var ledger = LineLedger()
    var names = 0

    /// 学識経験者 in brackets above those who sit for it.
    var group: String?
    /// The body whose name was read last, and the line it stands in.
    var title: (name: String, line: Int)?
    var current: BodyDraft?
    var parent: String?
    var label: SeatLabel?
    var columns: SeatColumns?
    var headLine: Int?
    /// Whether the head stands in a table, and not in lines drawn with spaces.
    private var isTable = false
    /// What 〃 and blanks under merged cells go on with, by the kind of their column.
    var carried: [SeatColumns.Kind: String] = [:]
    /// Lines accounted for once the body has a seat.
    var pending: [(line: Int, account: LineLedger.Account)] = []
    var blanks = 0
    /// What marks beside members mean, and what the row that is read is marked as.
    let marks: SeatMarks
    var marked: SeatLabel?
    /// The rows below the one that is read, of its table.
    var below: ArraySlice<SeatRow> = []
    /// The line below a label alone, where it holds no known post: it is one where a name follows.
    var unnamed: SeatRow?
    var rowsBelowLabel = 0
    /// Whether the row above ends in a comma.
    private(set) var endsOpen = false
    /// The number before the title that was read last, while no member is numbered like it.
    private var titleNumber: HeadNumber?
    /// The lines of a text that has not come to its full stop.
    var lead = ""
    /// The body that a sentence set up last.
    var setUp: (name: String, line: Int)?
    /// The body whose members the text that just came to its full stop says follow below it.
    var said: (name: String, line: Int)?
    /// The first body that the document mentions, for a roster that names none.
    let fallbackName: String?

    /// More bodies than any document has are not read.
    static let bodiesMax = 200

    init(
        fallbackName: String?, title: (name: String, line: Int)? = nil, parent: String? = nil,
        label: SeatLabel? = nil, marks: SeatMarks = SeatMarks()
    ) {
        self.fallbackName = fallbackName
        self.marks = marks
        self.label = label
        self.title = title
        self.parent = parent
        if let title { current = BodyDraft(name: title.name, line: title.line, parent: parent) }
    }

    var isOpen: Bool { label != nil || columns != nil }

    // MARK: Rows

    mutating func read(_ row: SeatRow) {
        guard !row.isBlank else {
            blanks += 1
            unnamed = nil
            lead = ""
            return
        }
        defer { (blanks, endsOpen) = (0, !row.isGrid && "、，".contains(row.text.last ?? " ")) }
        rowsBelowLabel += 1
        if marks.lines.contains(row.line) {
            note(row.lines, .setAside(.tableHead))
            return
        }
        if let divided = marks.divided(row) {
            marked = divided.label
            readRow(divided.row)
            marked = nil
        } else {
            readRow(row)
        }
    }

    private mutating func readRow(_ row: SeatRow) {
        // ――――: a rule between the head and the rows ends neither.
        if !row.isGrid, row.text.utf8.count <= BodyText.wordBytesMax * 2, PostWord.isNone(row.text) { return }
        // No row of a roster ends in a full stop or is as long as a paragraph.
        if !row.isGrid, BodyText.isSentence(row.text) || row.text.utf8.count > BodyText.rowBytesMax {
            readClosing(row)
            closeLabel(unless: row)
            introduce(row)
            return
        }
        // ※１号委員：学識経験者　２号委員：団体の代表者: a note on the roster seats nobody.
        if let first = row.filled.first?.text, first.hasPrefix("※"), first.count > 1 {
            closeLabel(unless: row)
            return
        }
        // 資料２　策定の経過, behind a table: its columns say nothing of lines of text.
        if columns != nil, isTable, !row.isGrid, row.filled.count > 1 {
            columns = nil
            label = label == .member ? nil : label
        }
        let row = columns != nil && !row.isGrid ? joiningNames(row) : row
        if let columns, columns.kinds.count > 0, row.isGrid || row.filled.count > 1, !isTitle(row),
            readLabelled(row, in: columns)
        {
            return
        }
        if standsBesideTitle(row) {
            (label, columns) = (nil, nil)
            return
        }
        if readHead(row) || readGroup(row) || readBracketed(row) || readTitle(row) || readSection(row) || readTotal(row)
        {
            return
        }
        if let columns, readByColumns(row, columns) { return }
        if readLabel(row) || readMembers(row) { return }
        closeLabel(unless: row)
        // １　推進の体制: a heading that the text below does not go on with.
        let isWrapped = row.text.unicodeScalars.count >= ProseBodies.wrappedLettersMin
        if !row.isGrid, isWrapped, lead.utf8.count <= Self.leadBytesMax { lead += row.text }
        said = nil
    }

    mutating func finish() -> [BodyDraft] {
        close()
        return drafts
    }

    /// (3)　推進担当者 below (2)　推進委員会: no member, but what the next part is about.
    private mutating func standsBesideTitle(_ row: SeatRow) -> Bool {
        guard let above = titleNumber, let own = HeadNumber(row), own.style == above.style else { return false }
        guard own.number == above.number + 1, row.filled.count == 2 else {
            titleNumber = nil
            return false
        }
        return SeatLabel(row.filled[1].text) == nil && !isTitle(row) && BodyName.title(row.text) == nil
    }

    func isTitle(_ row: SeatRow) -> Bool {
        row.filled.count == 1 && BodyName.title(row.filled[0].text) != nil
    }

    // MARK: What a table says of its cells

    mutating func account(head lines: [Int]) { note(lines, .setAside(.tableHead)) }

    /// The name of a body in a cell of a row that seats it.
    mutating func read(title cell: SeatCell, grid row: SeatRow) {
        guard !cell.isInherited else { return }
        open(cell.text, line: cell.parts.first?.line ?? row.line)
        note(cell.parts.map(\.line), .used(.body))
    }

    mutating func read(_ cell: SeatCell, as label: SeatLabel, row: SeatRow) {
        guard ready(), !cell.isInherited else { return }
        take([cell], as: label, row: row, isList: true)
    }

    /// 山田 太郎 is one cell of a row that is drawn with spaces.
    func joiningNames(_ row: SeatRow) -> SeatRow {
        var cells: [SeatCell] = []
        for cell in row.cells {
            if let last = cells.last, !PostWord.isPost(last.text), !PostWord.isCategory(last.text),
                !PostWord.isSection(last.text), SeatLabel(last.text) == nil, !PostWord.isPost(cell.text),
                !PostWord.isSection(cell.text), PersonName.isName(last.text + " " + cell.text)
            {
                cells[cells.count - 1] = SeatCell(last.text + " " + cell.text, line: row.line)
            } else {
                cells.append(cell)
            }
        }
        var row = row
        row.cells = cells
        return row
    }

    // MARK: Heads and titles

    mutating func readHead(_ row: SeatRow) -> Bool {
        // 地域交通会議　作業部会　名簿 is no head of columns.
        let isRoster = !row.isGrid && BodyName.title(row.text)?.isRoster ?? false
        let unusual =
            row.isGrid && columns == nil && label == .member ? SeatColumns(unusual: row.cells, over: below) : nil
        if !isRoster, let head = SeatColumns(head: row.cells) ?? unusual {
            if headLine != nil, columns != nil, carried.isEmpty, blanks == 0, row.isGrid {
                columns?.add(head)
                columns = columns?.settled(by: below)
            } else {
                columns = head.settled(by: row.isGrid ? Array(below) : drawn(below, as: head))
            }
            carried = [:]
            headLine = row.line
            isTable = row.isGrid
            // オブザーバー right above a head of its own says who the rows below are.
            if rowsBelowLabel > 1 || label != .observer && label != .secretariat { label = nil }
            note(row.lines, .setAside(.tableHead))
            return true
        }
        // 区分 and 職名 on lines of their own.
        if row.filled.count == 1, SeatLabel(row.filled[0].text) == nil, title != nil, columns == nil,
            let kind = SeatColumns.kind(of: row.filled[0].text), kind != .body, kind != .secretariat
        {
            note(row.lines, .setAside(.tableHead))
            return true
        }
        return false
    }

    /// Rows drawn with spaces that have a word for each head.
    private func drawn(_ rows: ArraySlice<SeatRow>, as head: SeatColumns) -> [SeatRow] {
        rows.prefix(SeatColumns.rowsMax)
            .prefix { !$0.isBlank && !$0.isGrid && SeatColumns(head: $0.cells) == nil }.map(joiningNames)
            .filter { $0.cells.count == head.kinds.count }
    }

    mutating func readTitle(_ row: SeatRow) -> Bool {
        let text = row.isGrid ? row.filled.map(\.text).joined(separator: "\u{3000}") : row.text
        guard row.filled.count <= 6, !(row.isGrid && row.filled.count > 2) else { return false }
        if let found = BodyName.title(text) {
            // 〜委員会 as a member of a list with posts is a section, not a title.
            if label == .secretariat, row.indent > 0 { return false }
            // １　推進本部 below 北浜市推進本部名簿: the title has the whole name.
            let whole = title.flatMap { title in
                title.name.hasSuffix(found.name) && !drafts.contains { $0.name == title.name }
                    && current?.seats.isEmpty ?? true ? title.name : nil
            }
            open(whole ?? found.name, line: row.line)
            titleNumber = HeadNumber(row)
            if found.isRoster { label = .member }
            if !row.isGrid { columns = nil }
            note(row.lines, .used(.body))
            return true
        }
        // 構成員 below 副座長 and those who are: a label among labels.
        let isLabel = label != nil && current?.seats.isEmpty == false && SeatLabel(row.text) == .member
        if row.filled.count == 1, !isLabel, BodyName.isRosterWord(SeatTokens.withoutSign(row.filled[0].text)) {
            if title == nil, let fallbackName { open(fallbackName, line: row.line) }
            if title != nil, current == nil || current?.seats.isEmpty == true { label = .member }
            note(row.lines, .used(.body))
            return true
        }
        return false
    }

    mutating func open(_ name: String, line: Int) {
        close()
        said = nil
        title = (name, line)
        current = BodyDraft(name: name, line: line, parent: parent)
    }

    mutating func close() {
        if let current,
            !current.seats.isEmpty || current.nameless > 0 || !current.secretariat.isEmpty,
            drafts.count < Self.bodiesMax
        {
            drafts.append(current)
            for (line, account) in pending { ledger.account(account, of: line) }
        }
        current = nil
        label = nil
        group = nil
        carried = [:]
        pending = []
    }

    /// 推進会議及び作業部会の事務局は: of all that are named, and of the one above where none is.
    mutating func serve(_ sections: [String], bodies: [String]) {
        var isServed = false
        for index in drafts.indices where bodies.contains(where: drafts[index].name.hasSuffix) {
            sections.forEach { drafts[index].addSecretariat($0) }
            isServed = true
        }
        if !isServed || bodies.contains(where: { current?.name.hasSuffix($0) ?? false }) {
            sections.forEach { current?.addSecretariat($0) }
        }
    }

    func words(_ cells: [SeatCell]) -> [String] {
        cells.flatMap(\.parts).flatMap { BodyText.words($0.text) }
    }

    mutating func set(total: Int, line: Int) {
        current?.declaredTotal = total
        current?.totalLine = line
    }

    mutating func note(_ lines: [Int], _ account: LineLedger.Account) {
        for line in lines { pending.append((line, account)) }
    }
}
