import Japanese

/// Tells the values of a chunk of delimited text apart.
///
/// Delimiters, quotes and line ends are below 0x40: in Windows-31J no second byte of a character is, so that bytes can be looked at
/// one by one in every set that is allowed here.
struct DelimitedScanner<Unit: SourceUnit> {
    let form: DelimitedForm
    let chunk: RecordChunk
    /// Only looks for the ends of records.
    private var isDry = false
    private let base: UnsafePointer<UInt8>
    private let delimiter: UInt16
    /// Values need no copy: the source is UTF-8 and its codes are not counted.
    private let isInPlace: Bool
    private var offset = 0
    private let end: Int

    private static var quote: UInt16 { 0x22 }
    private static var carriageReturn: UInt16 { 0x0D }
    private static var lineFeed: UInt16 { 0x0A }

    /// Scans all records that begin in the chunk's bytes; the bytes end where a record ends.
    static func scan(_ chunk: RecordChunk, form: DelimitedForm) {
        guard let file = chunk.file.baseAddress, !chunk.bytes.isEmpty else { return }
        chunk.reserve(chunk.bytes.count / Unit.bytes + form.columnCount + 2)
        var scanner = DelimitedScanner(
            form: form, chunk: chunk, base: file.assumingMemoryBound(to: UInt8.self) + chunk.bytes.lowerBound)
        while scanner.offset + Unit.bytes <= scanner.end { scanner.scanRecord() }
        if scanner.offset < scanner.end {
            scanner.breakRecord(.recordLength, from: scanner.offset, to: scanner.end, count: 1)
        }
    }

    private init(form: DelimitedForm, chunk: RecordChunk, base: UnsafePointer<UInt8>) {
        self.form = form
        self.chunk = chunk
        self.base = base
        delimiter = UInt16(form.delimiter.rawValue)
        if case .utf8 = chunk.decoder.set { isInPlace = chunk.decoder.counts == nil } else { isInPlace = false }
        // An odd byte at the end of UTF-16 belongs to no unit.
        end = chunk.bytes.count
    }

    private var lastUnit: Int { end - Unit.bytes }

    /// Where records end, some `step` bytes apart: for files whose values hold line ends, which cannot be told from the middle.
    ///
    /// The chunk's bytes are all records of the file.
    static func ends(_ chunk: RecordChunk, form: DelimitedForm, step: Int, records: Int = .max) -> [Int] {
        guard let file = chunk.file.baseAddress, !chunk.bytes.isEmpty else { return [] }
        let origin = chunk.bytes.lowerBound
        var scanner = DelimitedScanner(
            form: form, chunk: chunk, base: file.assumingMemoryBound(to: UInt8.self) + origin)
        scanner.isDry = true
        var ends: [Int] = []
        var last = 0
        var count = 0
        while scanner.offset + Unit.bytes <= scanner.end, count < records {
            scanner.scanRecord()
            count += 1
            if scanner.offset - last >= step {
                last = scanner.offset
                ends.append(origin + last)
            }
        }
        return ends
    }

    private mutating func scanRecord() {
        let start = offset
        let first = chunk.valueCount
        var broken: BrokenRecord.Kind?
        var columns = 0
        while true {
            broken = scanValue(keeps: columns < form.columnCount && !isDry)
            if broken != nil { break }
            columns += 1
            guard offset <= lastUnit, Unit.at(base, offset) == delimiter else { break }
            offset += Unit.bytes
        }
        // A broken record is its first line: the lines after it are read anew.
        if broken != nil {
            if form.hasLineEndsInQuotes { offset = start }
            skipToLineEnd()
        }
        let contentEnd = offset
        skipLineEnd()
        if isDry { return }
        if broken == nil, columns != form.columnCount {
            if columns == 1, contentEnd == start {
                chunk.valueCount = first
                chunk.blankLines += 1
                chunk.blankBefore.append(UInt32(truncatingIfNeeded: chunk.ordinalCount))
                return
            }
            broken = .columnCount
        }
        if contentEnd - start > RecordLimits.recordBytesMax { broken = .tooLong }
        if let broken {
            chunk.valueCount = first
            breakRecord(broken, from: start, to: contentEnd, count: columns)
        } else {
            chunk.ordinals.append(UInt32(truncatingIfNeeded: chunk.ordinalCount))
            chunk.recordCount += 1
        }
    }

    private func breakRecord(_ kind: BrokenRecord.Kind, from start: Int, to end: Int, count: Int) {
        let origin = chunk.bytes.lowerBound
        chunk.broken.append(
            BrokenRecord(
                kind: kind, bytes: (origin + start)..<(origin + end), number: chunk.ordinalCount, count: count))
    }

    /// - Returns: what is broken about the value; `nil` when it was added.
    @inline(__always)
    private mutating func scanValue(keeps: Bool) -> BrokenRecord.Kind? {
        if form.isQuoted, offset <= lastUnit, Unit.at(base, offset) == Self.quote { return scanQuoted(keeps: keeps) }
        let start = offset
        var seen: UInt16 = 0
        var hasControl = false
        var hasNUL = false
        while offset <= lastUnit {
            if Unit.bytes == 1 {
                seen |= skipPlain(before: UInt8(truncatingIfNeeded: delimiter))
                guard offset <= lastUnit else { break }
            }
            let unit = Unit.at(base, offset)
            if unit == delimiter || unit == Self.lineFeed || unit == Self.carriageReturn { break }
            seen |= unit
            if unit < 0x20 || unit == 0x7F {
                hasControl = true
                if unit == 0 { hasNUL = true }
            }
            offset += Unit.bytes
        }
        if hasNUL { return .nul }
        guard keeps else { return nil }
        if Unit.bytes == 1, seen < 0x80, !hasControl {
            chunk.append(plainAt: start, length: offset - start, isQuoted: false)
        } else {
            addDecoded(from: start, to: offset, hasDoubledQuotes: false, isQuoted: false)
        }
        return nil
    }

    /// Passes over bytes eight at a time, up to a mark or a control character.
    ///
    /// A byte is looked for by subtracting one from all bytes of a word at once: the lowest that borrows is the first that was zero.
    /// - Returns: 0x80 when a byte beyond ASCII was among them.
    @inline(__always)
    private mutating func skipPlain(before mark: UInt8) -> UInt16 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        let marks = ones &* UInt64(mark)
        var beyond: UInt64 = 0
        while offset + 8 <= end {
            let word = UnsafeRawPointer(base + offset).loadUnaligned(as: UInt64.self).littleEndian
            let (quote, delete) = (word ^ marks, word ^ (ones &* 0x7F))
            let found =
                ((quote &- ones) & ~quote | (word &- ones &* 0x20) & ~word | (delete &- ones) & ~delete) & highs
            if found == 0 {
                beyond |= word & highs
                offset += 8
                continue
            }
            let bytes = found.trailingZeroBitCount / 8
            beyond |= word & highs & ((1 << UInt64(bytes * 8)) &- 1)
            offset += bytes
            break
        }
        return beyond == 0 ? 0 : 0x80
    }

    private mutating func scanQuoted(keeps: Bool) -> BrokenRecord.Kind? {
        offset += Unit.bytes
        let start = offset
        var seen: UInt16 = 0
        var hasControl = false
        var hasNUL = false
        var hasDoubledQuotes = false
        var lines = 0
        while true {
            if Unit.bytes == 1 { seen |= skipPlain(before: 0x22) }
            guard offset <= lastUnit else { return .openQuote }
            let unit = Unit.at(base, offset)
            if unit == Self.quote {
                guard offset + Unit.bytes <= lastUnit, Unit.at(base, offset + Unit.bytes) == Self.quote else { break }
                hasDoubledQuotes = true
                offset += Unit.bytes
            } else if unit == Self.lineFeed || unit == Self.carriageReturn {
                lines += 1
                if !form.hasLineEndsInQuotes || lines > RecordLimits.quotedLinesMax { return .openQuote }
            }
            seen |= unit
            if unit < 0x20 || unit == 0x7F {
                hasControl = true
                if unit == 0 { hasNUL = true }
            }
            offset += Unit.bytes
        }
        let contentEnd = offset
        offset += Unit.bytes
        if offset <= lastUnit {
            let unit = Unit.at(base, offset)
            if unit != delimiter, unit != Self.lineFeed, unit != Self.carriageReturn { return .textAfterQuote }
        }
        if hasNUL { return .nul }
        guard keeps else { return nil }
        if Unit.bytes == 1, seen < 0x80, !hasControl, !hasDoubledQuotes {
            chunk.append(plainAt: start, length: contentEnd - start, isQuoted: true)
        } else {
            addDecoded(from: start, to: contentEnd, hasDoubledQuotes: hasDoubledQuotes, isQuoted: true)
        }
        return nil
    }

    private func addDecoded(from start: Int, to end: Int, hasDoubledQuotes: Bool, isQuoted: Bool) {
        let bytes = UnsafeBufferPointer(start: base + start, count: end - start)
        // What is UTF-8 already and counted by nobody stays where it is.
        if isInPlace, !hasDoubledQuotes, let notes = TextDecoder.notes(ofUTF8: bytes) {
            chunk.append(plainAt: start, length: end - start, notes: notes, isQuoted: isQuoted)
            return
        }
        let arenaStart = chunk.arena.count
        var notes: DecodingNotes = []
        if hasDoubledQuotes {
            var single: [UInt8] = []
            single.reserveCapacity(bytes.count)
            var position = 0
            while position + Unit.bytes <= bytes.count {
                single.append(contentsOf: bytes[position..<position + Unit.bytes])
                position += Unit.at(base, start + position) == Self.quote ? 2 * Unit.bytes : Unit.bytes
            }
            notes = single.withUnsafeBufferPointer { chunk.decoder.decode($0, into: chunk.arena) }
        } else {
            notes = chunk.decoder.decode(bytes, into: chunk.arena)
        }
        chunk.append(
            arenaFrom: arenaStart, notes: notes, sourceAt: start, length: end - start, isQuoted: isQuoted)
    }

    private mutating func skipToLineEnd() {
        while offset <= lastUnit {
            let unit = Unit.at(base, offset)
            if unit == Self.lineFeed || unit == Self.carriageReturn { return }
            offset += Unit.bytes
        }
        offset = max(offset, end - end % Unit.bytes)
    }

    private mutating func skipLineEnd() {
        guard offset <= lastUnit else { return }
        let unit = Unit.at(base, offset)
        offset += Unit.bytes
        if unit == Self.carriageReturn, offset <= lastUnit, Unit.at(base, offset) == Self.lineFeed {
            offset += Unit.bytes
        }
    }
}
