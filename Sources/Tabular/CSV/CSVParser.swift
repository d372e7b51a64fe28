/// One pass over the bytes of a delimited file.
struct CSVParser {
    private let bytes: [UInt8]
    private let delimiter: UInt8
    private let limits: CSVLimits
    private var offset: Int
    private var line = 1
    private var fields: [CSVField] = []
    /// A quote that was found to be never closed, and is read as an ordinary character the second time.
    private var literalQuote: Int?

    private(set) var records: [CSVRecord] = []
    private(set) var findings: [CSVFinding] = []

    init(bytes: [UInt8], start: Int, delimiter: CSVTable.Delimiter, limits: CSVLimits) {
        self.bytes = bytes
        self.delimiter = delimiter.rawValue
        self.limits = limits
        offset = start
    }

    private static let quote: UInt8 = 0x22
    private static let carriageReturn: UInt8 = 0x0D
    private static let lineFeed: UInt8 = 0x0A

    mutating func run() throws(CSVRefusal) {
        while offset < bytes.count {
            guard records.count < limits.recordsMax else { throw .tooManyRecords(max: limits.recordsMax) }
            try readRecord()
        }
    }

    private mutating func readRecord() throws(CSVRefusal) {
        let startLine = line
        let startOffset = offset
        fields = []
        while true {
            guard fields.count < limits.columnsMax else { throw .tooManyColumns(line: line, max: limits.columnsMax) }
            try readField()
            guard offset < bytes.count, bytes[offset] == delimiter else { break }
            offset += 1
        }
        skipLineEnd()
        let record = CSVRecord(number: records.count + 1, line: startLine, fields: fields)
        if let first = records.first, first.fields.count != fields.count, !record.isBlank {
            findings.append(
                CSVFinding(
                    kind: .otherFieldCount, record: record.number, line: startLine, column: fields.count,
                    byteOffset: startOffset))
        }
        records.append(record)
    }

    private mutating func readField() throws(CSVRefusal) {
        if offset < bytes.count, bytes[offset] == CSVParser.quote, offset != literalQuote {
            if try readQuoted() { return }
            // Never closed: read it again as it stands, so that the lines after it are not swallowed.
            report(.unterminatedQuote, at: offset)
            literalQuote = offset
        }
        try readPlain()
    }

    private mutating func readPlain() throws(CSVRefusal) {
        let start = offset
        var end = offset
        var quoteAt: Int?
        while end < bytes.count, !isEnd(bytes[end]) {
            if bytes[end] == CSVParser.quote, quoteAt == nil, end != literalQuote { quoteAt = end }
            end += 1
        }
        try check(length: end - start)
        if let quoteAt, start != literalQuote { report(.quoteInsideField, at: quoteAt) }
        append(bytes[start..<end], from: start, to: end, isQuoted: false)
        offset = end
    }

    /// - Returns: `false`, with nothing consumed, when the quote is never closed.
    private mutating func readQuoted() throws(CSVRefusal) -> Bool {
        let start = offset
        var position = offset + 1
        var content: [UInt8] = []
        var lines = 0
        while true {
            guard position < bytes.count else { return false }
            let byte = bytes[position]
            if byte == CSVParser.quote {
                if position + 1 < bytes.count, bytes[position + 1] == CSVParser.quote {
                    content.append(byte)
                    position += 2
                    continue
                }
                position += 1
                break
            }
            if byte == CSVParser.lineFeed || byte == CSVParser.carriageReturn && !isLineFeed(position + 1) {
                lines += 1
            }
            content.append(byte)
            position += 1
        }
        if position < bytes.count, !isEnd(bytes[position]) {
            report(.textAfterQuote, at: position)
            while position < bytes.count, !isEnd(bytes[position]) {
                content.append(bytes[position])
                position += 1
            }
        }
        try check(length: content.count)
        append(content[...], from: start, to: position, isQuoted: true)
        offset = position
        line += lines
        return true
    }

    private func isEnd(_ byte: UInt8) -> Bool {
        byte == delimiter || byte == CSVParser.lineFeed || byte == CSVParser.carriageReturn
    }

    private func isLineFeed(_ position: Int) -> Bool {
        position < bytes.count && bytes[position] == CSVParser.lineFeed
    }

    private mutating func skipLineEnd() {
        guard offset < bytes.count else { return }
        offset += bytes[offset] == CSVParser.carriageReturn && isLineFeed(offset + 1) ? 2 : 1
        line += 1
    }

    private func check(length: Int) throws(CSVRefusal) {
        guard length <= limits.fieldBytesMax else {
            throw .fieldTooLong(line: line, column: fields.count + 1, bytesMax: limits.fieldBytesMax)
        }
    }

    private mutating func append(_ content: ArraySlice<UInt8>, from start: Int, to end: Int, isQuoted: Bool) {
        fields.append(
            CSVField(
                text: String(decoding: content, as: UTF8.self), record: records.count + 1, column: fields.count + 1,
                bytes: start..<end, isQuoted: isQuoted))
    }

    private mutating func report(_ kind: CSVFinding.Kind, at position: Int) {
        findings.append(
            CSVFinding(
                kind: kind, record: records.count + 1, line: line, column: fields.count + 1, byteOffset: position))
    }
}
