/// A rectangle of cells (セル範囲), both corners included.
///
///     CellRange("B2:D9")?.contains(CellReference("C3")!)   // true
public struct CellRange: Hashable, Sendable {
    /// The upper left cell.
    public let first: CellReference
    /// The lower right cell.
    public let last: CellReference

    /// Two opposite corners, in any order.
    public init(_ corner: CellReference, _ opposite: CellReference) {
        first = CellReference(row: min(corner.row, opposite.row), column: min(corner.column, opposite.column))
        last = CellReference(row: max(corner.row, opposite.row), column: max(corner.column, opposite.column))
    }

    /// By numbers from 1; `nil` outside Excel's grid.
    public init?(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
        guard let first = CellReference(row: rows.lowerBound, column: columns.lowerBound),
            let last = CellReference(row: rows.upperBound, column: columns.upperBound)
        else { return nil }
        self.init(first, last)
    }

    /// Reads `B2:D9`, `$B$2:$D$9` and the single cell `B2`; `nil` for anything else.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first.flatMap({ CellReference($0) }) else { return nil }
        guard parts.count == 2 else {
            self.init(first, first)
            return
        }
        guard let last = CellReference(parts[1]) else { return nil }
        self.init(first, last)
    }

    /// From the first row to the last, numbered from 1.
    public var rows: ClosedRange<Int> { first.row.number...last.row.number }
    /// From the first column to the last, numbered from 1.
    public var columns: ClosedRange<Int> { first.column.number...last.column.number }
    /// Only one cell.
    public var isSingleCell: Bool { first == last }

    /// The cell lies inside.
    public func contains(_ cell: CellReference) -> Bool {
        rows.contains(cell.row.number) && columns.contains(cell.column.number)
    }

    /// At least one cell lies in both.
    public func overlaps(_ other: CellRange) -> Bool {
        rows.overlaps(other.rows) && columns.overlaps(other.columns)
    }
}

extension CellRange: CustomStringConvertible {
    /// `B2:D9`, or `B2` for a single cell.
    public var description: String {
        isSingleCell ? first.description : first.description + ":" + last.description
    }

    /// `$B$2:$D$9`
    public var absolute: String {
        isSingleCell ? first.absolute : first.absolute + ":" + last.absolute
    }
}
