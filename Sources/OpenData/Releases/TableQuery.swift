import Japanese
import Site
import Ward

/// What is asked of the rows of a release, by people and by programs alike. A release never changes, so that what was found out about a
/// column once is kept: which rows hold which value, and the rows in its order.
struct TableQuery: Sendable {
    /// Of all filters one of the values; the column -1 is the number of the row, from 1.
    var filters: [(column: Int, values: Set<String>)] = []
    var words = SearchKeys("")
    var order: [(column: Int, isDescending: Bool)] = []

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

    func found(in table: ReleaseTable, of release: Release) -> Found {
        let narrowed = narrowed(table, release)
        guard !order.isEmpty else { return narrowed }
        let kinds = release.profile.columns.map(\.kind)
        if case .all = narrowed, order.count == 1, order[0].column >= 0 {
            let direction = order[0].isDescending ? "down" : "up"
            return .some(
                Self.orders.value("\(release.content) \(order[0].column) \(direction)") {
                    Self.sorted(table, table.rows.indices.map { UInt32($0) }, order, kinds)
                })
        }
        let places: [UInt32] =
            switch narrowed {
            case .all(let count): (0..<count).map { UInt32($0) }
            case .some(let places): places
            }
        return .some(Self.sorted(table, places, order, kinds))
    }

    private func narrowed(_ table: ReleaseTable, _ release: Release) -> Found {
        var places: [UInt32]?
        var left = filters
        // The filter with the fewest rows first, where it is known which they are.
        let known = filters.enumerated().compactMap { position, filter -> (position: Int, rows: [UInt32])? in
            guard filter.column >= 0,
                let postings = Self.postings(of: filter.column, in: table, release),
                filter.values.count == 1, let value = filter.values.first
            else { return nil }
            return (position, postings[value] ?? [])
        }
        if let best = known.min(by: { $0.rows.count < $1.rows.count }) {
            places = best.rows
            left.remove(at: best.position)
        }
        guard !left.isEmpty || !words.isEmpty else { return places.map { .some($0) } ?? .all(table.rows.count) }
        let wanted = left.map { (column: $0.column, values: $0.values.map { Array($0.utf8) }, numbers: $0.values) }
        let folded = words.isEmpty ? nil : FoldedRows.kept(table, release.content)
        func holdsWords(_ row: Int) -> Bool {
            words.isEmpty || (folded.map { $0.holds(row, words) } ?? words.areIn(Array(table.rows[row])))
        }
        func fits(_ row: Int) -> Bool {
            wanted.allSatisfy { filter in
                filter.column < 0
                    ? filter.numbers.contains("\(row + 1)")
                    : filter.values.contains { table.rows.holds(row, filter.column, $0) }
            } && holdsWords(row)
        }
        if let places { return .some(places.filter { fits(Int($0)) }) }
        return .some(table.rows.indices.filter(fits).map { UInt32($0) })
    }

    // MARK: what is kept of columns

    /// Values of a column of which it is kept which rows hold them.
    private static let valuesMax = 1_000
    private static let keptBytesMax = 128 << 20
    private static let postings = KeptValues<String, [String: [UInt32]]?>(
        capacity: 256, weightMax: keptBytesMax
    ) { postings in 64 + (postings?.values.reduce(0) { $0 + 4 * $1.count + 64 } ?? 0) }
    private static let orders = KeptValues<String, [UInt32]>(capacity: 256, weightMax: keptBytesMax) { 4 * $0.count }

    private static func postings(of column: Int, in table: ReleaseTable, _ release: Release) -> [String: [UInt32]]? {
        postings.value("\(release.content) \(column)") {
            var found: [String: [UInt32]] = [:]
            for row in table.rows.indices {
                found[table.rows.text(row, column), default: []].append(UInt32(row))
                if found.count > valuesMax { return nil }
            }
            return found
        }
    }

    /// By the columns, each cell read once.
    private static func sorted(
        _ table: ReleaseTable, _ places: [UInt32], _ order: [(column: Int, isDescending: Bool)],
        _ kinds: [ReleaseProfile.Kind]
    ) -> [UInt32] {
        guard let first = order.first else { return places }
        func precedes(_ left: UInt32, _ right: UInt32, _ rest: ArraySlice<(column: Int, isDescending: Bool)>) -> Bool {
            for (column, isDescending) in rest {
                guard column >= 0 else { return isDescending ? right < left : left < right }
                let (before, after) = (table.rows.text(Int(left), column), table.rows.text(Int(right), column))
                if before == after { continue }
                return isDescending
                    ? Self.precedes(after, before, kinds[column]) : Self.precedes(before, after, kinds[column])
            }
            return left < right
        }
        guard first.column >= 0 else { return places.sorted { precedes($0, $1, order[...]) } }
        let isNumber = kinds[first.column].isNumeric
        let keyed = places.map { place -> (key: String, number: ExactNumber?, place: UInt32) in
            let key = table.rows.text(Int(place), first.column)
            return (key, isNumber ? ExactNumber(key) : nil, place)
        }
        let rest = order.dropFirst()
        return keyed.sorted { left, right in
            if left.key == right.key { return precedes(left.place, right.place, rest) }
            let isBefore: Bool =
                if let before = left.number, let after = right.number, before != after { before < after } else {
                    left.key < right.key
                }
            return isBefore != first.isDescending
        }.map(\.place)
    }

    private static func precedes(_ left: String, _ right: String, _ kind: ReleaseProfile.Kind) -> Bool {
        if kind == .integer || kind == .number, let left = ExactNumber(left), let right = ExactNumber(right) {
            return left < right
        }
        return left < right
    }
}
