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
            let kinds = heads.compactMap(\.stackedKind)
            guard kinds.count > 1, kinds.contains(.name), kinds.contains(where: { $0 != .name && $0 != .note }),
                case let people = StackedPeople(rows[heads.endIndex...].prefix(cellsMax), kinds),
                people.rows.count >= peopleMin
            else {
                gathered.append(rows[position])
                position += 1
                continue
            }
            gathered += ([Array(heads)] + people.rows).map { row($0, width: kinds.count) }
            position = people.end
        }
        return gathered
    }

    private var stackedKind: SeatColumns.Kind? {
        guard !isGrid, filled.count == 1, let cell = filled.first else { return nil }
        return SeatColumns.kind(of: cell.text)
    }

    /// (任期　令和5年10月1日から), 庶務担当 and sentences end the people.
    fileprivate var isBehindPeople: Bool {
        isGrid || BodyText.isSentence(text) || "(（※〔[".contains(text.first ?? " ")
            || SeatLabel(text) == .secretariat || BodyName.title(text) != nil
    }

    fileprivate var isPerson: Bool { PersonName.isName(text) || SeatReader.looksLikeName(self) }

    private static func row(_ lines: [SeatRow], width: Int) -> SeatRow {
        let cells = lines.map { SeatCell(BodyText.trimmed($0.text), line: $0.line) }
        return SeatRow(
            cells: cells + Array(repeating: SeatCell(), count: max(0, width - cells.count)), isGrid: true, table: nil,
            line: lines.first?.line ?? 0, text: "", indent: 0, isHeading: false)
    }
}

/// The cells of people, one below the other, by person. A remark that is missing may leave an empty line, and need not.
private struct StackedPeople {
    private(set) var rows: [[SeatRow]] = []
    /// Behind the last person.
    private(set) var end: Int

    private let kinds: [SeatColumns.Kind]
    /// What every person has: all but the remarks at the end.
    private let required: Int
    private var person: [SeatRow] = []
    /// Whether an empty line follows all that a person must have.
    private var isClosed = false

    init(_ cells: ArraySlice<SeatRow>, _ kinds: [SeatColumns.Kind]) {
        self.kinds = kinds
        required = kinds.count - kinds.reversed().prefix { $0 == .note }.count
        end = cells.startIndex
        for (index, cell) in zip(cells.indices, cells) {
            if cell.isBehindPeople { break }
            if cell.isBlank {
                isClosed = person.count >= required
                continue
            }
            if !person.isEmpty, person.count >= required, begins(cell) {
                rows.append(person)
                (person, isClosed) = ([], false)
            }
            guard person.isEmpty ? begins(cell) : person.count < kinds.count && !isClosed else { break }
            person.append(cell)
            if person.count >= required { end = index + 1 }
        }
        if person.count >= required { rows.append(person) }
        guard let name = kinds.firstIndex(of: .name) else { return }
        // Whoever is numbered is one, whether a dictionary knows the name or not.
        let named = rows.count { $0[name].isPerson }
        if kinds.first == .number ? named * 2 < rows.count : named < rows.count { rows = [] }
    }

    /// Whether a cell is the first of the next person.
    private func begins(_ cell: SeatRow) -> Bool {
        switch kinds.first {
        case .number: SeatTokens.number(cell.text).map { $0 == number + 1 || rows.isEmpty && person.isEmpty } ?? false
        case .name: cell.isPerson
        default: person.isEmpty || person.count == kinds.count || isClosed
        }
    }

    /// Of the person that is read, or was read last.
    private var number: Int { (person.first ?? rows.last?.first).flatMap { SeatTokens.number($0.text) } ?? 0 }
}
