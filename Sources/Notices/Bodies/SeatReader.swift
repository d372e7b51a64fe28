import Documents

/// Reads rows one after another into bodies with seats: a title opens a body, a label says who the next members are, a head says what
/// the columns hold.
struct SeatReader {
    private(set) var drafts: [BodyDraft] = []
    private(set) var ledger = LineLedger()
    private(set) var names = 0

    /// 学識経験者 in brackets above those who sit for it.
    private var group: String?
    /// The body whose name was read last, and the line it stands in.
    private var title: (name: String, line: Int)?
    private var current: BodyDraft?
    private var parent: String?
    private var label: SeatLabel?
    private var columns: SeatColumns?
    private var headLine: Int?
    /// What 〃 and blanks under merged cells go on with, by the kind of their column.
    private var carried: [SeatColumns.Kind: String] = [:]
    /// Lines accounted for once the body has a seat.
    private var pending: [(line: Int, account: LineLedger.Account)] = []
    private var blanks = 0
    /// The first body that the document mentions, for a roster that names none.
    let fallbackName: String?

    /// More bodies than any document has are not read.
    static let bodiesMax = 200

    init(
        fallbackName: String?, title: (name: String, line: Int)? = nil, parent: String? = nil, label: SeatLabel? = nil
    ) {
        self.fallbackName = fallbackName
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
            return
        }
        defer { blanks = 0 }
        // No row of a roster ends in a full stop or is as long as a paragraph.
        if !row.isGrid, BodyText.isSentence(row.text) || row.text.utf8.count > BodyText.rowBytesMax {
            closeLabel(unless: row)
            return
        }
        let row = columns != nil && !row.isGrid ? joiningNames(row) : row
        if let columns, columns.kinds.count > 0, row.isGrid || row.filled.count > 1, !isTitle(row),
            readLabelled(row, in: columns)
        {
            return
        }
        if readHead(row) || readGroup(row) || readTitle(row) || readSection(row) || readTotal(row) { return }
        if let columns, readByColumns(row, columns) { return }
        if readLabel(row) || readMembers(row) { return }
        closeLabel(unless: row)
    }

    mutating func finish() -> [BodyDraft] {
        close()
        return drafts
    }

    private func isTitle(_ row: SeatRow) -> Bool {
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
    private func joiningNames(_ row: SeatRow) -> SeatRow {
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

    private mutating func readHead(_ row: SeatRow) -> Bool {
        if let head = SeatColumns(head: row.cells) {
            if headLine != nil, columns != nil, carried.isEmpty, blanks == 0, row.isGrid {
                columns?.add(head)
            } else {
                columns = head
            }
            carried = [:]
            headLine = row.line
            label = nil
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

    private mutating func readTitle(_ row: SeatRow) -> Bool {
        let text = row.isGrid ? row.filled.map(\.text).joined(separator: "\u{3000}") : row.text
        guard row.filled.count <= 6, !(row.isGrid && row.filled.count > 2) else { return false }
        if let found = BodyName.title(text) {
            // 〜委員会 as a member of a list with posts is a section, not a title.
            if label == .secretariat, row.indent > 0 { return false }
            open(found.name, line: row.line)
            if found.isRoster { label = .member }
            if !row.isGrid { columns = nil }
            note(row.lines, .used(.body))
            return true
        }
        if row.filled.count == 1, BodyName.isRosterWord(SeatTokens.withoutSign(row.filled[0].text)) {
            if title == nil, let fallbackName { open(fallbackName, line: row.line) }
            if title != nil, current == nil || current?.seats.isEmpty == true { label = .member }
            note(row.lines, .used(.body))
            return true
        }
        return false
    }

    private mutating func open(_ name: String, line: Int) {
        close()
        title = (name, line)
        current = BodyDraft(name: name, line: line, parent: parent)
    }

    private mutating func close() {
        if let current,
            !current.seats.isEmpty || current.nameless > 0
                || !current.secretariat.isEmpty && current.declaredTotal != nil,
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

    // MARK: Labels

    /// ＜学識経験者＞ above a part of a list: what those are of whom only names are printed.
    private mutating func readGroup(_ row: SeatRow) -> Bool {
        guard row.filled.count == 1, current != nil, let text = row.filled.first?.text else { return false }
        let inside = BodyText.key(text)
        guard let open = inside.first, let close = inside.last, "<〈《【[〔".contains(open), ">〉》】]〕".contains(close) else {
            return false
        }
        let name = String(inside.dropFirst().dropLast())
        guard (2...14).contains(name.unicodeScalars.count), SeatLabel(name) == nil, BodyName.title(text) == nil,
            !PostWord.isPost(name)
        else { return false }
        group = PostWord.isCategory(name) ? name : nil
        label = .member
        note(row.lines, .setAside(.tableHead))
        return true
    }

    /// A label alone: 部会長 above its member, 【オブザーバー】 above a part of a list.
    private mutating func readSection(_ row: SeatRow) -> Bool {
        var cells = row.filled
        // ２　オブザーバー
        if cells.count == 2, !row.isGrid, SeatTokens.number(cells[0].text) != nil { cells.removeFirst() }
        guard cells.count == 1, let found = SeatLabel(SeatTokens.withoutSign(cells[0].text)), ready() else {
            return false
        }
        // One cell in a column of roles whose post is blank.
        label = found
        carried = [:]
        note(row.lines, found == .secretariat ? .used(.secretariat) : found == .total ? .used(.total) : .used(.member))
        if found == .observer || found == .secretariat || columns?.has(.role) == false { return true }
        return true
    }

    private mutating func readTotal(_ row: SeatRow) -> Bool {
        guard current != nil, row.filled.count <= 3 else { return false }
        let text = row.filled.map(\.text).joined()
        guard let people = PeopleCount(text) else { return false }
        guard people.isTotal || label == .total else { return false }
        set(total: people.count, line: row.line)
        note(row.lines, .used(.total))
        label = nil
        return true
    }

    /// A body is there to take seats in: named above, or mentioned where the roster itself names none.
    private mutating func ready() -> Bool {
        if current != nil { return true }
        guard let title else { return false }
        current = BodyDraft(name: title.name, line: title.line, parent: parent)
        return true
    }

    /// 委員長　副区長, 委員：総務部長、企画部長, 総務部長　委員
    private mutating func readLabel(_ row: SeatRow) -> Bool {
        guard !row.text.hasSuffix("。"), let (found, rest) = labelled(row) else { return false }
        guard ready() else { return false }
        label = found
        take(rest, as: found, row: row, isList: true)
        return true
    }

    private func labelled(_ row: SeatRow) -> (SeatLabel, [SeatCell])? {
        let filled = row.filled
        guard let first = filled.first else { return nil }
        var cells = filled
        // A number before the label.
        if cells.count > 1, SeatTokens.number(first.text) != nil { cells.removeFirst() }
        let text = cells[0].text
        if let found = SeatLabel(text), cells.count > 1 {
            return (found, Array(cells.dropFirst()))
        }
        // 委員長：副区長, 副委員長…総務部長, 委員長(副区長)
        for separator in ["：", ":", "…", "‥", "･･･", "・・・", "──", "――"] {
            guard text.contains(separator), let range = text.firstRange(of: separator),
                range.lowerBound > text.startIndex
            else { continue }
            guard let found = SeatLabel(String(text[..<range.lowerBound])) else { continue }
            let rest = BodyText.trimmed(text[range.upperBound...].drop { "…‥･・─―:：".contains($0) })
            let tail = Array(cells.dropFirst())
            guard !rest.isEmpty || !tail.isEmpty else { return nil }
            return (found, rest.isEmpty ? tail : [SeatCell(rest, line: row.line)] + tail)
        }
        // 【委員長】副区長, 委員長（副区長）
        for (open, close) in [("【", "】"), ("〔", "〕"), ("[", "]"), ("（", "）"), ("(", ")")] {
            guard text.contains(open), let start = text.firstRange(of: open), let end = text.firstRange(of: close),
                start.upperBound < end.lowerBound
            else { continue }
            let inside = String(text[start.upperBound..<end.lowerBound])
            let outside =
                start.lowerBound == text.startIndex
                ? String(text[end.upperBound...]) : String(text[..<start.lowerBound])
            let (label, rest) = start.lowerBound == text.startIndex ? (inside, outside) : (outside, inside)
            guard let found = SeatLabel(label), found.role != nil || found == .secretariat,
                !rest.isEmpty || cells.count > 1
            else { continue }
            guard start.lowerBound == text.startIndex || PostWord.isPost(rest) || PostWord.isCategory(rest) else {
                continue
            }
            return (found, (rest.isEmpty ? [] : [SeatCell(BodyText.trimmed(rest), line: row.line)]) + cells.dropFirst())
        }
        guard cells.count > 1 else { return nil }
        // The label behind its member: a table with its columns the other way round.
        let labels = cells.indices.filter { SeatLabel(cells[$0].text)?.role != nil }
        let posts = cells.filter { PostWord.isPost($0.text) && SeatLabel($0.text) == nil }
        if labels.count == 1, let place = labels.first, !posts.isEmpty || isOpen,
            let found = SeatLabel(cells[place].text)
        {
            // 町会連合会　会長: a rank of what stands before it.
            if place > 0, PostWord.ranks.contains(BodyText.key(cells[place].text)), posts.isEmpty,
                !PersonName.isName(cells[..<place].map(\.text).joined(separator: " "))
            {
                return nil
            }
            cells.remove(at: place)
            return (found, cells)
        }
        return nil
    }

    /// A line without a label goes on with the members above.
    private mutating func readMembers(_ row: SeatRow) -> Bool {
        guard let label, current != nil || ready(), !row.text.hasSuffix("。"), !row.isHeading else { return false }
        guard row.text.utf8.count <= 400 || row.isGrid else { return false }
        if label == .total,
            let people = row.filled.first.flatMap({ PeopleCount($0.text) ?? PeopleCount($0.text + "名") })
        {
            set(total: people.count, line: row.line)
            note(row.lines, .used(.total))
            self.label = nil
            return true
        }
        let tokens = SeatTokens(words(row.filled), isList: false)
        if label == .secretariat {
            guard tokens.others.isEmpty, !(tokens.sections.isEmpty && tokens.members.isEmpty) else { return false }
        } else {
            guard tokens.isPlain || tokens.total != nil && tokens.others.isEmpty else {
                guard tokens.sections.count == 1, tokens.others.isEmpty, blanks == 0 else { return false }
                take(row.filled, as: label, row: row, isList: true)
                return true
            }
        }
        take(row.filled, as: label, row: row, isList: false)
        return true
    }

    private mutating func closeLabel(unless row: SeatRow) {
        if row.filled.count == 1, PostWord.isNote(row.text) || row.text.hasPrefix("※") || row.text.hasPrefix("(") {
            return
        }
        label = nil
        if !row.isGrid { columns = nil }
        if row.text.hasSuffix("。") || row.isHeading { close() }
    }

    // MARK: Columns

    /// A row under a head whose columns cannot be trusted, because it is drawn with spaces and has fewer words: read by its words.
    private mutating func readLabelled(_ row: SeatRow, in columns: SeatColumns) -> Bool {
        guard !row.isGrid, row.filled.count != columns.kinds.count else { return false }
        if readTotal(row) { return true }
        guard row.filled.count > 1, ready() else { return false }
        var cells = row.filled
        if columns.has(.note), let last = cells.last, cells.count > 2, !PostWord.isPost(last.text),
            SeatLabel(last.text) == nil
        {
            cells.removeLast()
        }
        let found = labelled(row)?.0
        if let first = cells.first, SeatTokens.number(first.text) != nil { cells.removeFirst() }
        cells.removeAll { found != nil && SeatLabel($0.text) == found }
        var goesOn = cells.count + 1 == columns.kinds.count && columns.kinds.first != .number
        if let first = cells.first, PostWord.isDitto(first.text) {
            cells.removeFirst()
            goesOn = true
        }
        let tokens = SeatTokens(words(cells), isList: false)
        guard tokens.isPlain || tokens.nameCount > 0 else { return false }
        label = found ?? (columns.has(.role) && goesOn && label != .leader ? label : .member)
        take(cells, as: label ?? .member, row: row, isList: true, isOne: columns.has(.name))
        return true
    }

    private mutating func readByColumns(_ row: SeatRow, _ columns: SeatColumns) -> Bool {
        guard row.isGrid || row.filled.count == columns.kinds.count, row.filled.count > 1 || row.isGrid else {
            return false
        }
        guard !row.text.hasSuffix("。") else { return false }
        var seat = ColumnRow(columns: columns, carried: carried)
        seat.read(row.cells)
        if let body = seat.body, body != current?.name {
            let keeps = (columns: columns, carried: seat.carried)
            open(body, line: row.line)
            (self.columns, carried) = keeps
        }
        guard seat.hasContent, ready() else { return false }
        carried = seat.carried
        if let total = seat.total {
            set(total: total, line: row.line)
            note(row.lines, .used(.total))
            return true
        }
        names += seat.nameCount
        for section in seat.secretariat { current?.addSecretariat(section) }
        // Below a leader's row one without a label is a member's.
        let carriedLabel = label != .observer && (columns.has(.role) || label == .leader) ? nil : label
        let role = (seat.label ?? carriedLabel)?.role ?? .member
        if seat.label == .secretariat || seat.label == nil && label == .secretariat {
            for section in seat.members.compactMap({ $0.post ?? $0.category }) { current?.addSecretariat(section) }
            note(row.lines, .used(.secretariat))
            return true
        }
        for member in seat.members {
            current?.add(
                ReadBody.Seat(
                    role: member.label?.role ?? role, post: member.post, category: member.category, count: member.count,
                    line: row.line,
                    raw: member.raw))
        }
        // Observers are counted from one again.
        if let number = seat.number, !seat.members.isEmpty, role != .other { current?.numbers.append(number) }
        if seat.members.isEmpty, seat.nameCount > 0 {
            current?.nameless += 1
            note(row.lines, .setAside(.personName))
        } else {
            note(row.lines, .used(.member))
        }
        return true
    }

    // MARK: Taking in

    private func words(_ cells: [SeatCell]) -> [String] {
        cells.flatMap(\.parts).flatMap { BodyText.words($0.text) }
    }

    private mutating func take(
        _ cells: [SeatCell], as label: SeatLabel, row: SeatRow, isList: Bool, isOne: Bool = false
    ) {
        var taken = false
        var named = 0
        let parts =
            isOne
            ? [SeatCell.Part(text: cells.map(\.text).joined(separator: "\u{3000}"), line: row.line)] : lines(of: cells)
        for part in parts {
            let tokens = SeatTokens(BodyText.words(part.text), isList: isList)
            if let total = tokens.total {
                set(total: total, line: part.line)
                if let numbered = tokens.numberedTotal, current?.numberedTotal == nil {
                    current?.numberedTotal = .init(number: numbered.number, text: numbered.text, line: part.line)
                }
            }
            named += tokens.nameCount
            taken = taken || !tokens.members.isEmpty
            guard let role = label.role else {
                if label == .secretariat {
                    for piece in SeatTokens.parts(part.text) {
                        let tokens = SeatTokens(BodyText.words(piece), isList: isList)
                        for section in tokens.sections + tokens.members.compactMap({ $0.post ?? $0.category }) {
                            current?.addSecretariat(section)
                        }
                    }
                } else if let people = PeopleCount(part.text) {
                    set(total: people.count, line: part.line)
                } else if let only = tokens.members.first,
                    let people = PeopleCount(only.raw) ?? SeatTokens.number(only.raw).flatMap({ PeopleCount("\($0)名") })
                {
                    set(total: people.count, line: part.line)
                }
                continue
            }
            let members =
                isOne
                ? Array([tokens.members.first { $0.post != nil } ?? tokens.members.first].compactMap(\.self))
                : tokens.members
            for member in members {
                current?.add(
                    ReadBody.Seat(
                        role: member.label?.role ?? role, post: member.post, category: member.category,
                        count: member.count, line: part.line, raw: member.raw))
            }
            current?.numbers += tokens.numbers
            if tokens.members.isEmpty, tokens.nameCount > 0 {
                if let group {
                    current?.add(
                        ReadBody.Seat(
                            role: role, post: nil, category: group, count: tokens.nameCount, line: part.line, raw: group
                        ))
                    taken = true
                } else {
                    current?.nameless += tokens.nameCount
                }
            }
        }
        names += named
        if label == .secretariat {
            note(row.lines, .used(.secretariat))
        } else {
            note(row.lines, taken || named == 0 ? .used(label == .total ? .total : .member) : .setAside(.personName))
        }
    }

    /// Cells that share a printed line belong together: 総務部　部長　山田太郎.
    private func lines(of cells: [SeatCell]) -> [SeatCell.Part] {
        var lines: [SeatCell.Part] = []
        for part in cells.flatMap(\.parts) {
            if let last = lines.last, last.line == part.line {
                lines[lines.count - 1] = .init(text: last.text + "\u{3000}" + part.text, line: last.line)
            } else {
                lines.append(part)
            }
        }
        return lines
    }

    private mutating func set(total: Int, line: Int) {
        current?.declaredTotal = total
        current?.totalLine = line
    }

    private mutating func note(_ lines: [Int], _ account: LineLedger.Account) {
        for line in lines { pending.append((line, account)) }
    }
}
