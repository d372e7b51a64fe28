/// Members after their labels in one text: 本部長：市長、副本部長：副市長、本部員：各課長.
struct LabelledMembers {
    private(set) var members: [(label: SeatLabel, member: SeatTokens.Member)] = []
    /// Whether a label stands before the first.
    let isLabelled: Bool

    /// - Returns: `nil` where a part of the text is no member.
    init?(_ text: String) {
        guard text.utf8.count <= BodyText.rowBytesMax, !text.contains("。") else { return nil }
        var label = SeatLabel.member
        var first: Bool?
        for part in ArticleBodies.divided(text) {
            var said = part
            let colon = part.firstIndex { "：:".contains($0) }
            if let colon, let found = SeatLabel(String(part[..<colon])) {
                label = found
                said = BodyText.trimmed(part[part.index(after: colon)...])
            }
            first = first ?? (said != part)
            guard let member = RoleClause.member(said, isList: true) else { return nil }
            members.append((label, member))
        }
        guard !members.isEmpty else { return nil }
        isLabelled = first ?? false
    }
}

extension SeatReader {
    /// ・推進本部（本部長：町長、本部員：各課長）: a body with those who sit in it behind its name.
    mutating func readBracketed(_ row: SeatRow) -> Bool {
        guard !row.isGrid, let open = row.text.firstIndex(where: { "（(".contains($0) }), let last = row.text.last,
            "）)".contains(last), let found = BodyName.title(String(row.text[..<open])),
            let seated = LabelledMembers(String(row.text[open...].dropFirst().dropLast())), seated.isLabelled
        else { return false }
        self.open(found.name, line: row.line)
        seat(seated, line: row.line)
        note(row.lines, .used(.body))
        return true
    }

    mutating func seat(_ seated: LabelledMembers, line: Int) {
        for (label, member) in seated.members {
            guard let role = label.role else {
                if label == .secretariat { current?.addSecretariat(member.post ?? member.category ?? member.raw) }
                continue
            }
            current?.add(
                ReadBody.Seat(
                    role: role, post: member.post, category: member.category, count: member.count, line: line,
                    raw: member.raw))
        }
    }
}

/// A body in each row, with all who sit in it in one cell: 組織 | 構成 | 役割.
struct MembersInCells {
    private let rows: [(name: SeatCell, seated: LabelledMembers, row: SeatRow)]
    private let head: [Int]

    private static let heads = ["構成", "構成員", "構成メンバー", "メンバー", "委員", "委員構成", "構成員等", "構成等"]

    init?(_ block: [SeatRow]) {
        guard let head = block.first, head.filled.count > 1,
            let column = head.cells.firstIndex(where: { Self.heads.contains(BodyText.key($0.text)) })
        else { return nil }
        let below = block.dropFirst().filter { !$0.isBlank && !$0.filled.allSatisfy { PostWord.isNone($0.text) } }
        let names = head.cells.indices.first { place in
            place != column && below.allSatisfy { place < $0.cells.count && BodyName.isName($0.cells[place].text) }
        }
        guard let names, !below.isEmpty else { return nil }
        let rows = below.compactMap { row in
            (column < row.cells.count ? LabelledMembers(row.cells[column].text) : nil).map {
                (name: row.cells[names], seated: $0, row: row)
            }
        }
        guard rows.count == below.count, rows.allSatisfy({ $0.seated.isLabelled || $0.seated.members.count > 1 }) else {
            return nil
        }
        self.rows = rows
        self.head = head.lines
    }

    func read(into reader: inout SeatReader) {
        for (index, row) in rows.enumerated() {
            reader.read(title: row.name, grid: row.row)
            if index == 0 { reader.account(head: head) }
            reader.seat(row.seated, line: row.row.line)
            reader.note(row.row.lines, .used(.body))
        }
    }
}
