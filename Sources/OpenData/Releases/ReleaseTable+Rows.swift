import Tabular

extension ReleaseTable {
    /// The cells of all rows in one piece of memory.
    struct Rows: RandomAccessCollection, Hashable, Sendable {
        /// Cells of a row.
        let width: Int
        private var text: [UInt8] = []
        /// Where each cell ends in the text.
        private var ends: [UInt32] = []

        init(width: Int) { self.width = width }

        /// - Parameters:
        ///   - text: of all cells, one after the other.
        ///   - ends: where each of them ends.
        init(width: Int, text: [UInt8], ends: [UInt32]) {
            self.width = width
            self.text = text
            self.ends = ends
        }

        var startIndex: Int { 0 }
        var endIndex: Int { width == 0 ? 0 : ends.count / width }
        subscript(row: Int) -> Row { Row(rows: self, number: row) }

        /// In memory.
        var bytes: Int { text.count + 4 * ends.count }

        /// The next cell, after those of its row that were appended.
        mutating func append(_ cell: some Sequence<UInt8>) {
            text.append(contentsOf: cell)
            ends.append(UInt32(text.count))
        }

        /// Further rows of the same width.
        mutating func append(_ rows: Rows) {
            let start = UInt32(text.count)
            text.append(contentsOf: rows.text)
            ends.append(contentsOf: rows.ends.lazy.map { $0 + start })
        }

        private func range(_ row: Int, _ column: Int) -> Range<Int> {
            let cell = row * width + column
            return (cell == 0 ? 0 : Int(ends[cell - 1]))..<Int(ends[cell])
        }

        func withBytes<Value>(
            _ row: Int, _ column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Value
        ) rethrows -> Value {
            let range = range(row, column)
            return try text.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[range])) }
        }

        func text(_ row: Int, _ column: Int) -> String {
            withBytes(row, column) { String(decoding: $0, as: UTF8.self) }
        }

        /// Whether a cell is exactly this.
        func holds(_ row: Int, _ column: Int, _ value: [UInt8]) -> Bool {
            let range = range(row, column)
            return range.count == value.count && text[range].elementsEqual(value)
        }

        /// A row as `CSVWriter` writes it.
        func write(_ row: Int, to written: inout [UInt8]) {
            if width == 1, range(row, 0).isEmpty {
                written += [0x22, 0x22, 0x0D, 0x0A]
                return
            }
            for column in 0..<width {
                if column > 0 { written.append(0x2C) }
                withBytes(row, column) { CSVWriter.append($0, to: &written) }
            }
            written += [0x0D, 0x0A]
        }
    }

    /// The cells of one row.
    struct Row: RandomAccessCollection, Hashable, Sendable {
        private let rows: Rows
        private let number: Int

        fileprivate init(rows: Rows, number: Int) {
            self.rows = rows
            self.number = number
        }

        var startIndex: Int { 0 }
        var endIndex: Int { rows.width }
        subscript(column: Int) -> String { rows.text(number, column) }

        static func == (left: Row, right: Row) -> Bool { left.elementsEqual(right) }
        func hash(into hasher: inout Hasher) { for cell in self { hasher.combine(cell) } }
    }
}
