import Japanese

/// Bodies in a table: one column each with labels in the first, or one row each with labels on top.
struct TableRoster {
    let bodies: [RosterReading.Found]

    init(_ table: NoticeTable) {
        let labels = table.rows.map { row in row.cells.first.flatMap { RosterLabel($0.text) } }
        let isByColumn = labels.compactMap(\.self).contains { $0 != .name && $0 != .total }
        if isByColumn {
            bodies = Self.columns(table.rows.map(\.cells), labels: labels, table: table)
            return
        }
        // Labels on top: turn the table round.
        if let header = table.rows.firstIndex(where: { row in
            row.cells.compactMap { RosterLabel($0.text) }.contains { $0 == .leader || $0 == .member }
        }) {
            let rows = table.rows[header...]
            let width = min(rows.map(\.cells.count).max() ?? 0, RosterReading.bodiesMax)
            let empty = NoticeTable.Cell(content: LocatedText())
            let turned = (0..<width).map { column in
                rows.map { column < $0.cells.count ? $0.cells[column] : empty }
            }
            let turnedLabels = turned.enumerated().map { column, cells in
                cells.first.flatMap { RosterLabel($0.text) } ?? (column == 0 ? .name : nil)
            }
            bodies = Self.columns(turned, labels: turnedLabels, table: table)
            return
        }
        bodies = []
    }

    private static func columns(
        _ rows: [[NoticeTable.Cell]], labels: [RosterLabel?], table: NoticeTable
    ) -> [RosterReading.Found] {
        let width = min(rows.map(\.count).max() ?? 0, RosterReading.bodiesMax + 1)
        guard width > 1 else { return [] }
        let parent = table.rows.first { row in row.spanning.map { RosterReading.isBodyName($0.text) } ?? false }
            .flatMap { $0.spanning?.text }
        var bodies: [RosterReading.Found] = []
        for column in 1..<width {
            var found = RosterReading.Found(name: "", rawName: "", line: table.line, column: 1, parent: parent)
            var last: RosterLabel?
            for (position, cells) in rows.enumerated() where column < cells.count {
                let cell = cells[column]
                // An empty label goes on with the one above.
                let label = labels[position] ?? ((cells.first?.content.isEmpty ?? true) ? last : nil)
                last = label
                guard !cell.content.isEmpty else { continue }
                if label == .name || label == nil && found.name.isEmpty && RosterReading.isBodyName(cell.text) {
                    found.name = cell.text
                    found.rawName = cell.text
                    let place = cell.content.place(of: 0)
                    (found.line, found.column) = (place.line, place.column)
                } else if let label {
                    found.add(cell.content, as: label)
                }
            }
            if found.name.isEmpty, let caption = table.caption, !found.seats.isEmpty, width == 2 {
                found.name = LineRoster.bodyName(in: caption) ?? caption.trimmingCharacters
                found.rawName = found.name
            }
            if !found.name.isEmpty, !found.seats.isEmpty || !found.secretariat.isEmpty { bodies.append(found) }
        }
        return bodies
    }
}

extension RosterReading.Found {
    /// Takes in what stands behind a label.
    mutating func add(_ content: LocatedText, as label: RosterLabel) {
        let cell = RosterCell(content)
        switch label {
        case .secretariat:
            secretariat += cell.seats.map { $0.post ?? $0.category ?? $0.raw }
            return
        case .total:
            declaredTotal = RosterCell.total("計" + Width.narrowingDigitsAndLatin(content.text)) ?? cell.declaredTotal
            totalPlace = content.place(of: 0)
            return
        case .name: return
        case .leader, .deputy, .member: break
        }
        let role: ReadBody.Seat.Role =
            switch label {
            case .leader: .leader
            case .deputy: .deputy
            default: .member
            }
        seats += cell.seats.map { seat in
            ReadBody.Seat(
                role: role, post: seat.post, category: seat.category, count: seat.count, line: seat.place.line,
                raw: seat.raw)
        }
        if let total = cell.declaredTotal {
            declaredTotal = total
            totalPlace = cell.totalPlace
        }
        numberedTotal = numberedTotal ?? cell.numberedTotal
        numbers += cell.numbers
    }
}
