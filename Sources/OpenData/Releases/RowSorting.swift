import Japanese
import Site
import Ward

/// Puts rows in the order of columns; rows that are alike stay in the order of the table.
struct RowSorting {
    private let table: ReleaseTable
    private let kinds: [ReleaseProfile.Kind]
    private let order: TableQuery.Order

    init(_ table: ReleaseTable, _ kinds: [ReleaseProfile.Kind], _ order: TableQuery.Order) {
        self.table = table
        self.kinds = kinds
        self.order = order
    }

    /// Each cell of the first column is read once.
    /// - Throws: `CancellationError` as soon as nobody waits for it any more.
    func sorted(_ places: [UInt32]) throws -> [UInt32] {
        guard let first = order.first else { return places }
        var watch = CancellationWatch()
        guard first.column >= 0 else {
            return try places.sorted { left, right in
                try watch.step()
                return precedes(left, right, order[...])
            }
        }
        let isNumber = kinds[first.column].isNumeric
        let keyed = try places.map { place -> (key: String, number: ExactNumber?, place: UInt32) in
            try watch.step()
            let key = table.rows.text(Int(place), first.column)
            return (key, isNumber ? ExactNumber(key) : nil, place)
        }
        let rest = order.dropFirst()
        return try keyed.sorted { left, right in
            try watch.step()
            if left.key == right.key { return precedes(left.place, right.place, rest) }
            let isBefore: Bool =
                if let before = left.number, let after = right.number, before != after { before < after } else {
                    left.key < right.key
                }
            return isBefore != first.isDescending
        }.map(\.place)
    }

    private func precedes(_ left: UInt32, _ right: UInt32, _ rest: TableQuery.Order.SubSequence) -> Bool {
        for (column, isDescending) in rest {
            guard column >= 0 else { return isDescending ? right < left : left < right }
            let (before, after) = (table.rows.text(Int(left), column), table.rows.text(Int(right), column))
            if before == after { continue }
            return isDescending
                ? Self.precedes(after, before, kinds[column]) : Self.precedes(before, after, kinds[column])
        }
        return left < right
    }

    private static func precedes(_ left: String, _ right: String, _ kind: ReleaseProfile.Kind) -> Bool {
        if kind == .integer || kind == .number, let left = ExactNumber(left), let right = ExactNumber(right) {
            return left < right
        }
        return left < right
    }
}
