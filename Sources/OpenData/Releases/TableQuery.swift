import Japanese
import Site
import Ward

/// What is asked of the rows of a release, by people and by programs alike. A release never changes, so that what was found out about a
/// column once is kept: which rows hold which value, and the rows in its order.
struct TableQuery: Sendable {
    typealias Order = [(column: Int, isDescending: Bool)]

    /// Of all filters one of the values; the column -1 is the number of the row, from 1.
    var filters: [(column: Int, values: Set<String>)] = []
    var words = SearchKeys("")
    /// A column that is named again decides nothing.
    var order: Order = []

    /// Rows by their places in the table, from 0.
    enum Found: Sendable {
        case all(Int)
        case some([UInt32])

        var count: Int {
            switch self {
            case .all(let count): count
            case .some(let places): places.count
            }
        }

        func places(from first: Int, count: Int) -> [Int] {
            let first = min(max(0, first), self.count)
            let end = first + min(max(0, count), self.count - first)
            return switch self {
            case .all: Array(first..<end)
            case .some(let places): places[first..<end].map { Int($0) }
            }
        }
    }

    private static let lane = ComputingLane(runningMax: 2, waitingMax: 50)

    /// Whether to look through a table takes longer than to wait for a place.
    static func isLarge(_ table: ReleaseTable) -> Bool { table.rows.count > FoldedRows.rowsMin }

    /// In which a large table is looked through, for people and programs of anybody alike.
    static func lane(for table: ReleaseTable) -> ComputingLane? { isLarge(table) ? lane : nil }

    /// - Throws: `CancellationError` as soon as nobody waits for it any more.
    func found(in table: ReleaseTable, of release: Release) throws -> Found {
        let narrowed = try narrowed(table, release)
        var named: Set<Int> = []
        let order = order.filter { named.insert($0.column).inserted }
        guard !order.isEmpty else { return narrowed }
        let sorting = RowSorting(table, release.profile.columns.map(\.kind), order)
        if case .all = narrowed, order.count == 1, order[0].column >= 0 {
            let direction = order[0].isDescending ? "down" : "up"
            return .some(
                try Self.orders.value("\(release.content) \(order[0].column) \(direction)") {
                    try sorting.sorted(table.rows.indices.map { UInt32($0) })
                })
        }
        let places: [UInt32] =
            switch narrowed {
            case .all(let count): (0..<count).map { UInt32($0) }
            case .some(let places): places
            }
        return .some(try sorting.sorted(places))
    }

    private func narrowed(_ table: ReleaseTable, _ release: Release) throws -> Found {
        var places: [UInt32]?
        var left = filters
        // The filter with the fewest rows first, where it is known which they are.
        let known = try filters.enumerated().compactMap { position, filter -> (position: Int, rows: [UInt32])? in
            guard filter.column >= 0,
                let postings = try Self.postings(of: filter.column, in: table, release),
                filter.values.count == 1, let value = filter.values.first
            else { return nil }
            return (position, postings[value] ?? [])
        }
        if let best = known.min(by: { $0.rows.count < $1.rows.count }) {
            places = best.rows
            left.remove(at: best.position)
        }
        guard !left.isEmpty || !words.isEmpty else { return places.map { .some($0) } ?? .all(table.rows.count) }
        let wanted = left.map(Wanted.init)
        let folded = words.isEmpty ? nil : try FoldedRows.kept(table, release.content)
        var watch = CancellationWatch()
        func fits(_ row: Int) throws -> Bool {
            try watch.step()
            guard wanted.allSatisfy({ $0.fits(row, of: table.rows) }) else { return false }
            return words.isEmpty || (folded.map { $0.holds(row, words) } ?? words.areIn(Array(table.rows[row])))
        }
        if let places { return .some(try places.filter { try fits(Int($0)) }) }
        return .some(try table.rows.indices.filter(fits).map { UInt32($0) })
    }

    /// A filter as it is compared with cells: byte by byte, in one look however many values it has.
    private struct Wanted {
        let column: Int
        /// The value, where there is one.
        private let only: [UInt8]?
        private let values: Set<[UInt8]>
        /// From 1.
        private let rows: Set<Int>

        init(column: Int, values: Set<String>) {
            self.column = column
            only = values.count == 1 ? values.first.map { Array($0.utf8) } : nil
            self.values = Set(values.map { Array($0.utf8) })
            rows = Set(values.compactMap { text in Int(text).flatMap { "\($0)" == text ? $0 : nil } })
        }

        func fits(_ row: Int, of table: ReleaseTable.Rows) -> Bool {
            if column < 0 { return rows.contains(row + 1) }
            if let only { return table.holds(row, column, only) }
            return table.withBytes(row, column) { values.contains(Array($0)) }
        }
    }

    // MARK: what is kept of columns

    /// Values of a column of which it is kept which rows hold them.
    private static let valuesMax = 1_000
    private static let keptBytesMax = 128 << 20
    private static let postings = KeptValues<String, [String: [UInt32]]?>(
        capacity: 256, weightMax: keptBytesMax
    ) { postings in 64 + (postings?.values.reduce(0) { $0 + 4 * $1.count + 64 } ?? 0) }
    private static let orders = KeptValues<String, [UInt32]>(capacity: 256, weightMax: keptBytesMax) { 4 * $0.count }

    private static func postings(
        of column: Int, in table: ReleaseTable, _ release: Release
    ) throws -> [String: [UInt32]]? {
        try postings.value("\(release.content) \(column)") {
            var watch = CancellationWatch()
            var found: [String: [UInt32]] = [:]
            for row in table.rows.indices {
                try watch.step()
                found[table.rows.text(row, column), default: []].append(UInt32(row))
                if found.count > valuesMax { return nil }
            }
            return found
        }
    }
}
