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

        var startIndex: Int { 0 }
        var endIndex: Int { width == 0 ? 0 : ends.count / width }
        subscript(row: Int) -> Row { Row(rows: self, number: row) }

        fileprivate var textCount: Int { text.count }

        /// In memory.
        var bytes: Int { text.count + 4 * ends.count }

        /// The next cell, after those of its row that were appended.
        mutating func append(_ cell: some Sequence<UInt8>) {
            text.append(contentsOf: cell)
            ends.append(UInt32(text.count))
        }

        /// For as many bytes of text.
        mutating func reserve(_ bytes: Int) {
            text.reserveCapacity(bytes)
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

    /// Text as nearly every release has it, in one pass: UTF-8, commas, quotes only around whole cells, rows as long as the heads.
    /// - Returns: `nil` for everything else, which ``CSVReader`` reads with all its forbearance.
    init?(plain bytes: [UInt8]) {
        guard UTF8Check.firstBadOffset(in: bytes) == nil else { return nil }
        let read = bytes.withUnsafeBufferPointer { buffer -> (heads: [String], rows: Rows, isWritten: Bool)? in
            var scanner = PlainScanner(buffer)
            var heads: [String] = []
            var isLast = false
            while !isLast {
                guard let end = scanner.next() else { return nil }
                heads.append(scanner.cell { String(decoding: $0, as: UTF8.self) })
                isLast = end != .cell
            }
            var rows = Rows(width: heads.count)
            rows.reserve(bytes.count)
            let last = heads.count - 1
            while !scanner.isAtEnd {
                let before = rows.textCount
                for column in 0...last {
                    // A blank line, or a row of another length.
                    guard let end = scanner.next(), (end == .cell) == (column < last) else { return nil }
                    scanner.cell { rows.append($0) }
                }
                // A line of delimiters alone.
                if rows.textCount == before { return nil }
            }
            return (heads, rows, scanner.isWritten)
        }
        guard let read else { return nil }
        self.init(heads: read.heads, plain: read.rows, isWritten: read.isWritten)
    }
}

/// Cell by cell through plain delimited text.
private struct PlainScanner {
    enum End { case cell, row }

    private let bytes: UnsafeBufferPointer<UInt8>
    private var offset: Int
    private var place = 0..<0
    /// The cell without the doubled quotes, where it has some.
    private var unquoted: [UInt8]?
    /// So far all is as ``ReleaseTable/csv`` writes it: the mark, quotes where they are needed, CRLF behind each row.
    private(set) var isWritten: Bool

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        isWritten = bytes.starts(with: mark)
        offset = isWritten ? mark.count : 0
    }

    var isAtEnd: Bool { offset == bytes.count }

    /// What was read last.
    func cell<Value>(_ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
        if let unquoted { return unquoted.withUnsafeBufferPointer(body) }
        return body(UnsafeBufferPointer(rebasing: bytes[place]))
    }

    /// - Returns: what follows the cell; `nil` where the text is not plain.
    mutating func next() -> End? {
        unquoted = nil
        if offset < bytes.count, bytes[offset] == 0x22 {
            guard readQuoted() else { return nil }
            if isWritten { isWritten = cell { CSVWriter.needsQuotes($0) } }
        } else {
            let start = offset
            while offset < bytes.count {
                let byte = bytes[offset]
                if byte == 0x2C || byte == 0x0D || byte == 0x0A { break }
                if byte == 0x22 { return nil }
                offset += 1
            }
            place = start..<offset
            if offset > start, bytes[start] == 0x20 || bytes[offset - 1] == 0x20 { isWritten = false }
        }
        guard offset < bytes.count else {
            isWritten = false
            return .row
        }
        switch bytes[offset] {
        case 0x2C:
            offset += 1
            return .cell
        case 0x0D:
            guard offset + 1 < bytes.count, bytes[offset + 1] == 0x0A else { return nil }
            offset += 2
            return .row
        case 0x0A:
            isWritten = false
            offset += 1
            return .row
        default: return nil
        }
    }

    private mutating func readQuoted() -> Bool {
        offset += 1
        let start = offset
        var hasPairs = false
        while offset < bytes.count {
            if bytes[offset] != 0x22 {
                offset += 1
            } else if offset + 1 < bytes.count, bytes[offset + 1] == 0x22 {
                hasPairs = true
                offset += 2
            } else {
                place = start..<offset
                offset += 1
                if hasPairs { unquoted = Self.unquoted(bytes[place]) }
                return true
            }
        }
        return false
    }

    private static func unquoted(_ cell: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8] {
        var text: [UInt8] = []
        var isSecond = false
        for byte in cell {
            isSecond = byte == 0x22 && !isSecond
            if byte != 0x22 || isSecond { text.append(byte) }
        }
        return text
    }
}
