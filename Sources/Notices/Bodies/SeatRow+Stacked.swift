/// Tables of people whose cells came one below the other, as they are copied from pages and PDFs.
extension SeatRow {
    /// A person under no more heads than these.
    private static let headsMax = 6
    private static let peopleMin = 2
    /// No list of people has more cells.
    private static let cellsMax = 400

    /// 氏名, 職名等 and 備考 in lines of their own, and then the cells of each person: rows again, where every person has them all, or all
    /// but the remarks.
    static func gatheringStacked(_ rows: [SeatRow]) -> [SeatRow] {
        var gathered: [SeatRow] = []
        var position = rows.startIndex
        while position < rows.endIndex {
            let heads = rows[position...].prefix(headsMax).prefix { $0.stackedKind != nil }
            guard heads.count > 1 else {
                gathered.append(rows[position])
                position += 1
                continue
            }
            let kinds = heads.compactMap(\.stackedKind)
            let cells = rows[heads.endIndex...].prefix(cellsMax).prefix {
                !$0.isBlank && !$0.isGrid && !$0.isBehindPeople
            }
            guard kinds.contains(.name), kinds.contains(where: { $0 != .name && $0 != .note }),
                let people = people(Array(cells), kinds), people.count >= peopleMin
            else {
                gathered.append(rows[position])
                position += 1
                continue
            }
            gathered += ([Array(heads)] + people).map { row($0, width: kinds.count) }
            position = cells.endIndex
        }
        return gathered
    }

    private var stackedKind: SeatColumns.Kind? {
        guard !isGrid, filled.count == 1, let cell = filled.first else { return nil }
        return SeatColumns.kind(of: cell.text)
    }

    /// (任期　令和5年10月1日から), 庶務担当 and sentences end the people.
    private var isBehindPeople: Bool {
        BodyText.isSentence(text) || "(（※〔[".contains(text.first ?? " ") || SeatLabel(text) == .secretariat
            || BodyName.title(text) != nil
    }

    private static func people(_ cells: [SeatRow], _ kinds: [SeatColumns.Kind]) -> [[SeatRow]]? {
        guard let name = kinds.firstIndex(of: .name) else { return nil }
        var people: [[SeatRow]] = []
        if name == 0 {
            for cell in cells {
                if isPerson(cell) {
                    people.append([cell])
                } else if people.isEmpty {
                    return nil
                } else {
                    people[people.count - 1].append(cell)
                }
            }
        } else {
            people = stride(from: 0, to: cells.count, by: kinds.count).map {
                Array(cells[$0..<min($0 + kinds.count, cells.count)])
            }
        }
        let required = kinds.count - kinds.reversed().prefix { $0 == .note }.count
        let isWhole = people.allSatisfy { person in
            (required...kinds.count).contains(person.count) && isPerson(person[name])
        }
        return isWhole ? people : nil
    }

    private static func isPerson(_ row: SeatRow) -> Bool {
        PersonName.isName(row.text) || SeatReader.looksLikeName(row)
    }

    private static func row(_ lines: [SeatRow], width: Int) -> SeatRow {
        let cells = lines.map { SeatCell(BodyText.trimmed($0.text), line: $0.line) }
        return SeatRow(
            cells: cells + Array(repeating: SeatCell(), count: max(0, width - cells.count)), isGrid: true, table: nil,
            line: lines.first?.line ?? 0, text: "", indent: 0, isHeading: false)
    }
}
