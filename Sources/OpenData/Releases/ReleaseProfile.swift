import Japanese
import Ward

/// What is known of each column of a release, computed once when it is handed in: requests look it up.
struct ReleaseProfile: Hashable, Sendable, Codable {
    enum Kind: String, Codable, Sendable {
        case text, integer, number, date

        var isNumeric: Bool { self == .integer || self == .number }

        /// As CKAN's datastore calls it.
        var ckan: String {
            switch self {
            case .text: "text"
            case .integer: "int"
            case .number: "numeric"
            case .date: "date"
            }
        }

        /// As XML Schema, CSV on the Web and the Data Package call it.
        var schema: (xsd: String, package: String) {
            switch self {
            case .text: ("string", "string")
            case .integer: ("integer", "integer")
            case .number: ("decimal", "number")
            case .date: ("date", "date")
            }
        }
    }

    struct Facet: Hashable, Sendable, Codable {
        let value: String
        let count: Int
    }

    struct Column: Hashable, Sendable, Codable {
        let name: String
        let kind: Kind
        /// Rows without a value.
        let empty: Int
        /// The values with how often each occurs, most first; empty where there are too many to choose from.
        let facets: [Facet]
    }

    let columns: [Column]

    static let facetsMax = 20

    /// The values of a column while they are few: most of them repeat, and are known by their bytes.
    private struct Choices {
        private var known: [(bytes: [UInt8], count: Int)] = []

        /// - Returns: whether the value was not there before, as far as values are still kept.
        mutating func count(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
            // With more values nobody chooses from them.
            guard known.count <= facetsMax else { return true }
            for place in known.indices where known[place].bytes.elementsEqual(cell) {
                known[place].count += 1
                return false
            }
            known.append((Array(cell), 1))
            return true
        }

        func facets(of rows: Int) -> [Facet] {
            guard known.count > 1, known.count <= facetsMax, known.count * 2 <= rows else { return [] }
            return known.map { Facet(value: String(decoding: $0.bytes, as: UTF8.self), count: $0.count) }
                .sorted { ($1.count, $0.value) < ($0.count, $1.value) }
        }
    }

    init(_ table: ReleaseTable) {
        columns = table.heads.indices.map { Self.column($0, of: table) }
    }

    /// The same, as many columns at once as there are cores.
    static func computing(_ table: ReleaseTable) async -> ReleaseProfile {
        await withTaskGroup(of: (position: Int, column: Column).self) { group in
            for position in table.heads.indices { group.addTask { (position, column(position, of: table)) } }
            var columns: [(position: Int, column: Column)] = []
            for await column in group { columns.append(column) }
            return ReleaseProfile(columns: columns.sorted { $0.position < $1.position }.map(\.column))
        }
    }

    private init(columns: [Column]) {
        self.columns = columns
    }

    private static func column(_ position: Int, of table: ReleaseTable) -> Column {
        var choices = Choices()
        var empty = 0
        var kind: Kind?
        let isCode = isCode(table.heads[position])
        for row in table.rows.indices {
            table.rows.withBytes(row, position) { cell in
                guard !cell.isEmpty else {
                    empty += 1
                    return
                }
                // What was seen before says nothing new of the column.
                guard choices.count(cell) else { return }
                if kind != .text { kind = isCode ? .text : joined(kind, Self.kind(of: cell)) }
            }
        }
        return Column(
            name: table.heads[position], kind: kind ?? .text, empty: empty, facets: choices.facets(of: table.rows.count)
        )
    }

    /// Codes and numbers of telephones are no quantities, whatever digits they are written in.
    private static func isCode(_ head: String) -> Bool {
        ["コード", "番号", "ID", "NO", "No", "識別"].contains { head.contains($0) }
    }

    /// Nearly all cells are told by their bytes alone.
    private static func kind(of cell: UnsafeBufferPointer<UInt8>) -> Kind {
        if RowJSON.isNumber(cell), cell.count <= plainDigitsMax { return cell.contains(0x2E) ? .number : .integer }
        if isPlainDay(cell) { return .date }
        return kind(of: String(decoding: cell, as: UTF8.self))
    }

    /// So many digits are within every number here.
    private static let plainDigitsMax = 18

    /// A day that every month has.
    private static func isPlainDay(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
        guard cell.count == 10, cell[4] == 0x2D, cell[7] == 0x2D else { return false }
        func number(_ places: Range<Int>) -> Int? {
            var value = 0
            for place in places {
                guard (0x30...0x39).contains(cell[place]) else { return nil }
                value = value * 10 + Int(cell[place] - 0x30)
            }
            return value
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return false }
        return year >= 1900 && (1...12).contains(month) && (1...28).contains(day)
    }

    private static func kind(of cell: String) -> Kind {
        if CivilDate(iso: cell) != nil { return .date }
        let digits = cell.utf8.first == 0x2D ? cell.utf8.dropFirst() : cell.utf8[...]
        let hasLeadingZero = digits.count > 1 && digits.first == 0x30 && digits.dropFirst().first != 0x2E
        guard !hasLeadingZero, cell.utf8.first != 0x2B, let number = ExactNumber(cell) else { return .text }
        return number.integer == nil || cell.utf8.contains(0x2E) ? .number : .integer
    }

    private static func joined(_ known: Kind?, _ next: Kind) -> Kind {
        guard let known, known != next else { return next }
        return [known, next].allSatisfy { $0 == .integer || $0 == .number } ? .number : .text
    }

    /// The columns that hold a place on the earth, if there are both.
    var place: (latitude: Int, longitude: Int)? {
        guard let latitude = columns.firstIndex(where: { $0.name == "緯度" }),
            let longitude = columns.firstIndex(where: { $0.name == "経度" })
        else { return nil }
        return (latitude, longitude)
    }

    /// The column by which people call a row.
    var heading: Int {
        columns.firstIndex { $0.name == "名称" || $0.name.hasSuffix("名称") || $0.name == "題名" }
            ?? columns.firstIndex { $0.kind == .text && $0.facets.isEmpty && !Self.isCode($0.name) } ?? 0
    }
}
