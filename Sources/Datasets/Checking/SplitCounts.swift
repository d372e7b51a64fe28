import Japanese

/// Numbers that were divided over cells beside each other, as in the boxes of a form: 1234 | 5678 | 9018.
///
/// Columns of short numbers are common, and one in eleven of such rows ends in the check digit by chance: only a table tells.
struct SplitCounts: Sendable {
    /// Cells of as many figures each, from one column on.
    struct Place: Hashable, Comparable, Sendable {
        var column: Int
        var size: Int

        var columns: Range<Int> { column..<column + SplitCounts.figures / size }

        static func < (left: Place, right: Place) -> Bool { (left.column, left.size) < (right.column, right.size) }
    }

    struct Count: Sendable {
        var all = 0
        var valid = 0
        /// Some of the numbers that hold: the same one on each row is a constant.
        var different: Set<UInt64> = []

        mutating func add(_ other: Count) {
            all += other.all
            valid += other.valid
            for number in other.different where different.count < SplitCounts.least { different.insert(number) }
        }

        /// Nearly all rows hold, and not by chance.
        var isOpen: Bool { different.count >= SplitCounts.least && valid * 10 >= all * 9 }
    }

    private static let figures = 12
    private static let least = 3

    private(set) var places: [Place: Count] = [:]
    /// The last twelve figures of the cells before, all of one size, and the column behind them.
    private var row: [UInt8] = []
    private var size = 0
    private var column = 0

    /// The next cell of a row, from the first column on: its figures, in whatever width, and spaces around them.
    mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, at column: Int) {
        // Six wide figures between two wide spaces.
        guard bytes.count <= 24, let first = bytes.first, first < 0x3A || first >= 0xE3 else { return end() }
        let before = row.count
        var position = 0
        while position < bytes.count {
            let step = Self.figure(bytes, position)
            guard let step else { return end() }
            if let figure = step.figure { row.append(figure) }
            position += step.width
        }
        let length = row.count - before
        guard length > 0, length < Self.figures, Self.figures % length == 0 else { return end() }
        if column != self.column || length != size { row.removeFirst(before) }
        (self.column, size) = (column + 1, length)
        if row.count > Self.figures { row.removeFirst(row.count - Self.figures) }
        if row.count == Self.figures { count(Place(column: column + 1 - Self.figures / length, size: length)) }
    }

    private mutating func end() {
        if !row.isEmpty { row.removeAll(keepingCapacity: true) }
        size = 0
    }

    private mutating func count(_ place: Place) {
        // Flags and empty boxes.
        guard row.contains(where: { $0 != row[0] }) else { return }
        var count = places[place] ?? Count()
        count.all += 1
        if FigureText.holds(.individualNumber, row) {
            count.valid += 1
            if count.different.count < Self.least {
                count.different.insert(row.reduce(0) { $0 * 10 + UInt64($1 - 0x30) })
            }
        }
        places[place] = count
    }

    /// A figure or a space, and how many bytes it takes; `nil` for anything else.
    private static func figure(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int) -> (figure: UInt8?, width: Int)? {
        switch bytes[position] {
        case 0x30...0x39: return (bytes[position], 1)
        case 0x20: return (nil, 1)
        case 0xE3, 0xEF:
            guard position + 2 < bytes.count else { return nil }
            switch (bytes[position], bytes[position + 1], bytes[position + 2]) {
            case (0xE3, 0x80, 0x80): return (nil, 3)
            case (0xEF, 0xBC, 0x90...0x99): return (bytes[position + 2] - 0x60, 3)
            default: return nil
            }
        default: return nil
        }
    }

    /// A row of texts.
    mutating func add(_ texts: [String]) {
        for (column, text) in texts.enumerated() {
            var text = text
            text.withUTF8 { add($0, at: column) }
        }
        end()
    }

    mutating func add(_ other: SplitCounts) {
        for (place, more) in other.places { places[place, default: Count()].add(more) }
    }

    /// Columns beside each other that hold one number.
    func open(_ plans: [ColumnPlan]) -> [NumberColumn] {
        places.filter(\.value.isOpen).sorted { $0.key < $1.key }.map { place, count in
            NumberColumn(
                column: place.columns.map { plans[$0].heading }.joined(separator: "・"), columnNumber: place.column + 1,
                values: count.all, valid: count.valid, isSplit: true)
        }
    }
}
