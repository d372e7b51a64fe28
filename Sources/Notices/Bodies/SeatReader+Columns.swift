/// Rows below a head that says what their columns hold.
extension SeatReader {
    /// A row under a head whose columns cannot be trusted, because it is drawn with spaces and has fewer words: read by its words.
    mutating func readLabelled(_ row: SeatRow, in columns: SeatColumns) -> Bool {
        guard !row.isGrid, row.filled.count != columns.kinds.count else { return false }
        if readTotal(row) { return true }
        guard row.filled.count > 1, ready() else { return false }
        var cells = row.filled
        // 任期 and 期数 at the right are none of the seat.
        for kind in columns.kinds.reversed() {
            guard kind == .note, let last = cells.last, cells.count > 2, !PostWord.isPost(last.text),
                SeatLabel(last.text) == nil
            else { break }
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

    mutating func readByColumns(_ row: SeatRow, _ columns: SeatColumns) -> Bool {
        guard row.isGrid || row.filled.count == columns.kinds.count, row.filled.count > 1 || row.isGrid else {
            return false
        }
        guard !row.text.hasSuffix("。") else { return false }
        // 大西 健二　青葉市医師会　理事: drawn with spaces, under 備考 for want of a remark.
        if !row.isGrid, columns.kinds.last == .note, let last = row.filled.last, PostWord.isPost(last.text),
            SeatLabel(last.text) == nil, !row.filled.dropLast().contains(where: { PostWord.isPost($0.text) }), ready()
        {
            label = labelled(row)?.0 ?? (columns.has(.role) ? label : nil) ?? .member
            take(
                row.filled.filter { SeatLabel($0.text) == nil }, as: label ?? .member, row: row, isList: true,
                isOne: columns.has(.name))
            return true
        }
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
        let role = (marked ?? seat.label ?? carriedLabel)?.role ?? .member
        // Drawn with spaces, the rows below it leave its column out and hold the posts alone.
        if !row.isGrid, columns.kinds == [.role, .post], let own = seat.label { label = own }
        // Below 事務局 a 主査 leads nobody.
        if seat.label == .secretariat || label == .secretariat && (seat.label == nil || seat.label == .leader) {
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
}
