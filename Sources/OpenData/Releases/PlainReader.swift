import Tabular

/// Cell by cell through plain delimited text, each written behind those before.
struct PlainReader {
    private enum End { case cell, row }

    private let bytes: UnsafeBufferPointer<UInt8>
    /// Of the text, which never is longer than what it is read from.
    private let text: UnsafeMutablePointer<UInt8>
    /// Bytes of text so far.
    private(set) var count = 0
    private var offset = 0
    /// So far all is as ``ReleaseTable/csv`` writes it: quotes where they are needed, CRLF behind each row.
    private(set) var isWritten = true

    init(_ bytes: UnsafeBufferPointer<UInt8>, writingTo text: UnsafeMutablePointer<UInt8>) {
        self.bytes = bytes
        self.text = text
    }

    /// One row, which must be all there is.
    /// - Parameter ends: where each cell ends in the text.
    mutating func readRow(_ ends: inout [UInt32]) -> Bool {
        while let end = next() {
            ends.append(UInt32(count))
            if end == .row { return offset == bytes.count }
        }
        return false
    }

    /// - Returns: whether all rows have so many cells, and none is blank.
    mutating func readRows(width: Int, _ ends: inout [UInt32]) -> Bool {
        let last = width - 1
        while offset < bytes.count {
            let before = count
            for column in 0...last {
                // A blank line, or a row of another length.
                guard let end = next(), (end == .cell) == (column < last) else { return false }
                ends.append(UInt32(count))
            }
            // A line of delimiters alone.
            if count == before { return false }
        }
        return true
    }

    /// - Returns: what follows the cell; `nil` where the text is not plain.
    private mutating func next() -> End? {
        if offset < bytes.count {
            guard bytes[offset] == 0x22 ? readQuoted() : readBare() else { return nil }
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

    private mutating func readBare() -> Bool {
        var (place, written) = (offset, count)
        while place < bytes.count {
            let byte = bytes[place]
            if byte <= 0x2C {
                if byte == 0x2C || byte == 0x0D || byte == 0x0A { break }
                if byte == 0x22 { return false }
            }
            text[written] = byte
            written += 1
            place += 1
        }
        if written > count, text[count] == 0x20 || text[written - 1] == 0x20 { isWritten = false }
        (offset, count) = (place, written)
        return true
    }

    /// Up to the closing quote; a pair of quotes is one.
    private mutating func readQuoted() -> Bool {
        let start = count
        offset += 1
        while offset < bytes.count {
            if bytes[offset] == 0x22 {
                offset += 1
                guard offset < bytes.count, bytes[offset] == 0x22 else {
                    if isWritten {
                        isWritten = CSVWriter.needsQuotes(
                            UnsafeBufferPointer(start: text + start, count: count - start))
                    }
                    return true
                }
            }
            text[count] = bytes[offset]
            count += 1
            offset += 1
        }
        return false
    }
}
