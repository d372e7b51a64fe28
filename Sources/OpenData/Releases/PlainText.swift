import Tabular

/// Delimited text as nearly every release has it: UTF-8, commas, quotes only around whole cells, rows as long as the heads.
struct PlainText: Sendable {
    private let bytes: [UInt8]
    let heads: [String]
    /// Where the rows begin.
    private let start: Int
    /// The heads are as ``ReleaseTable/csv`` writes them, behind its mark.
    private let isWritten: Bool

    /// Rows one after the other.
    struct Part: Sendable {
        var rows: ReleaseTable.Rows
        /// All is as ``ReleaseTable/csv`` writes it: quotes where they are needed, CRLF behind each row.
        let isWritten: Bool
    }

    /// - Returns: `nil` when already the heads are not plain.
    init?(_ bytes: [UInt8]) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let hasMark = bytes.starts(with: mark)
        let head = (hasMark ? mark.count : 0)..<Self.rowEnd(in: bytes, from: 0, quotes: 0)
        guard let read = Self.read(bytes, head, width: nil, capacity: head.count) else { return nil }
        self.bytes = bytes
        heads = read.rows.first.map(Array.init) ?? []
        start = head.upperBound
        isWritten = hasMark && read.isWritten
    }

    /// All rows at once.
    /// - Returns: `nil` for text that is not plain.
    func rows() -> Part? { rows(start..<bytes.count) }

    /// The same on two cores, where there is enough to read.
    func rowsOfHalves() async -> Part? {
        guard bytes.count - start >= Self.sharedMin else { return rows() }
        let middle = middle
        async let second = rows(middle..<bytes.count)
        guard var first = rows(start..<middle), let second = await second else { return nil }
        first.rows.append(second.rows)
        return Part(rows: first.rows, isWritten: first.isWritten && second.isWritten)
    }

    /// Below that another core is not worth its start.
    private static let sharedMin = 1 << 20

    private func rows(_ range: Range<Int>) -> Part? {
        // What stands before the middle has room for what follows it.
        guard
            let read = Self.read(
                bytes, range, width: heads.count, capacity: range.lowerBound == start ? bytes.count : range.count)
        else { return nil }
        return Part(rows: read.rows, isWritten: isWritten && read.isWritten)
    }

    /// Where a row begins near the middle. Quotes stand in pairs before it, so that the line end before it is in no cell.
    private var middle: Int {
        let goal = start + (bytes.count - start) / 2
        return Self.rowEnd(in: bytes, from: goal, quotes: bytes[start..<goal].count { $0 == 0x22 })
    }

    /// Behind the first line feed that is in no quotes.
    /// - Parameter quotes: that stand before.
    private static func rowEnd(in bytes: [UInt8], from start: Int, quotes: Int) -> Int {
        var quotes = quotes
        for offset in start..<bytes.count {
            if bytes[offset] == 0x22 { quotes += 1 }
            if bytes[offset] == 0x0A, quotes.isMultiple(of: 2) { return offset + 1 }
        }
        return bytes.count
    }

    /// - Parameters:
    ///   - width: cells of a row; `nil` for one row, however long.
    ///   - capacity: bytes of text to make room for.
    private static func read(_ bytes: [UInt8], _ range: Range<Int>, width: Int?, capacity: Int) -> Part? {
        bytes.withUnsafeBufferPointer { buffer in
            let part = UnsafeBufferPointer(rebasing: buffer[range])
            guard UTF8Check.firstBadOffset(in: part) == nil else { return nil }
            var ends: [UInt32] = []
            var isWritten = true
            var isPlain = true
            let text = [UInt8](unsafeUninitializedCapacity: max(capacity, 1)) { memory, count in
                guard let base = memory.baseAddress else { return }
                var reader = PlainReader(part, writingTo: base)
                isPlain = width.map { reader.readRows(width: $0, &ends) } ?? reader.readRow(&ends)
                isWritten = reader.isWritten
                count = reader.count
            }
            guard isPlain else { return nil }
            return Part(
                rows: ReleaseTable.Rows(width: width ?? ends.count, text: text, ends: ends), isWritten: isWritten)
        }
    }
}

extension ReleaseTable {
    init?(_ text: PlainText) {
        guard let part = text.rows() else { return nil }
        self.init(heads: text.heads, plain: part.rows, isWritten: part.isWritten)
    }

    static func reading(_ text: PlainText) async -> ReleaseTable? {
        guard let part = await text.rowsOfHalves() else { return nil }
        return ReleaseTable(heads: text.heads, plain: part.rows, isWritten: part.isWritten)
    }
}
