import Japanese

/// Part of a file as records and values: every value knows its text and its bytes in the file.
///
///     chunk.text(row, column)      // UTF-8, valid until the chunk is done with
///     chunk.source(row, column)    // 1_204..<1_210
///
/// Values are two words each, a column apart by the number of columns; a chunk is small enough that a pass down a column stays in
/// the core's cache.
public final class RecordChunk {
    /// The whole file.
    let file: UnsafeRawBufferPointer
    /// The whole file, for copying what stands between values.
    public var fileBytes: UnsafeRawBufferPointer { file }
    /// The bytes of this chunk in the file.
    public internal(set) var bytes: Range<Int> = 0..<0
    /// Values in each record.
    public let columnCount: Int
    /// Records that are whole.
    public internal(set) var recordCount = 0
    /// Records that are not.
    public internal(set) var broken: [BrokenRecord] = []
    /// Empty lines that were passed over.
    public internal(set) var blankLines = 0
    /// For each of them, the place among all records of the chunk of the record that follows it, from 0.
    public internal(set) var blankBefore: [UInt32] = []

    /// Per value, row after row: where its text stands.
    private(set) var texts: UnsafeMutablePointer<UInt64>
    /// Per value, row after row: where its bytes stand, from the start of the chunk.
    private(set) var sources: UnsafeMutablePointer<UInt64>
    /// Values that fit: no chunk has more values than bytes.
    private var capacity: Int
    /// Values written.
    var valueCount = 0
    /// Per record: its number among all records of the chunk, broken ones included, from 0.
    var ordinals: [UInt32] = []
    let arena: TextArena
    let decoder: TextDecoder
    /// Bytes of a delimiter or a quote.
    let unitBytes: Int

    init(file: UnsafeRawBufferPointer, profile: RecordProfile) {
        self.file = file
        columnCount = profile.columnCount
        arena = TextArena(capacity: RecordLimits.chunkBytes * 2)
        decoder = TextDecoder(profile.set, counting: profile.countsCodes ? CodeCounts() : nil)
        unitBytes =
            switch profile.set {
            case .utf16LE, .utf16BE: 2
            case .utf8, .cp932, .mainframe: 1
            }
        capacity = columnCount
        texts = .allocate(capacity: capacity)
        sources = .allocate(capacity: capacity)
    }

    deinit {
        texts.deallocate()
        sources.deallocate()
    }

    func begin(_ bytes: Range<Int>) {
        self.bytes = bytes
        recordCount = 0
        broken.removeAll(keepingCapacity: true)
        blankLines = 0
        blankBefore.removeAll(keepingCapacity: true)
        valueCount = 0
        ordinals.removeAll(keepingCapacity: true)
        arena.reset()
    }

    /// Makes room for values before a chunk is scanned.
    func reserve(_ count: Int) {
        guard count > capacity else { return }
        texts.deallocate()
        sources.deallocate()
        capacity = count
        texts = .allocate(capacity: capacity)
        sources = .allocate(capacity: capacity)
    }

    /// Records of the chunk, whole or broken.
    public var ordinalCount: Int { recordCount + broken.count }

    /// The place of a record among all records of the chunk that are data, from 0.
    public func ordinal(_ row: Int) -> Int { Int(ordinals[row]) }

    /// The text of a value.
    @inline(__always)
    public func text(_ row: Int, _ column: Int) -> UnsafeBufferPointer<UInt8> {
        let slice = texts[row * columnCount + column]
        let offset = Int(slice & 0xFFFF_FFFF)
        let length = Int((slice >> 32) & 0xFF_FFFF)
        if slice >> 63 == 1 { return arena.bytes(offset..<offset + length) }
        let base = file.baseAddress.map { $0.assumingMemoryBound(to: UInt8.self) + bytes.lowerBound + offset }
        return UnsafeBufferPointer(start: base, count: length)
    }

    /// What was noticed while a value was decoded.
    @inline(__always)
    public func notes(_ row: Int, _ column: Int) -> DecodingNotes {
        DecodingNotes(rawValue: UInt8(truncatingIfNeeded: (texts[row * columnCount + column] >> 56) & 0x3F))
    }

    /// Whether a value stood in quotes.
    public func isQuoted(_ row: Int, _ column: Int) -> Bool { sources[row * columnCount + column] >> 62 & 1 == 1 }

    /// The bytes of a value in the file, quotes not included.
    public func source(_ row: Int, _ column: Int) -> Range<Int> {
        let slice = sources[row * columnCount + column]
        let start = bytes.lowerBound + Int(slice & 0xFFFF_FFFF)
        return start..<start + Int((slice >> 32) & 0xFF_FFFF)
    }

    /// The text of a value as a string, for messages and tests.
    public func string(_ row: Int, _ column: Int) -> String { String(decoding: text(row, column), as: UTF8.self) }
}

extension RecordChunk {
    /// Adds a value whose text is its bytes.
    @inline(__always)
    func append(plainAt offset: Int, length: Int, isQuoted: Bool) {
        let slice = UInt64(truncatingIfNeeded: offset) | UInt64(truncatingIfNeeded: length) << 32
        texts[valueCount] = slice
        sources[valueCount] = slice | (isQuoted ? 1 << 62 : 0)
        valueCount += 1
    }

    /// Adds a value whose text is its bytes, with what was noticed about them.
    @inline(__always)
    func append(plainAt offset: Int, length: Int, notes: DecodingNotes, isQuoted: Bool) {
        let slice = UInt64(truncatingIfNeeded: offset) | UInt64(truncatingIfNeeded: length) << 32
        texts[valueCount] = slice | UInt64(notes.rawValue) << 56
        sources[valueCount] = slice | (isQuoted ? 1 << 62 : 0)
        valueCount += 1
    }

    /// Adds a value whose text was written to the arena from `start` on.
    @inline(__always)
    func append(arenaFrom start: Int, notes: DecodingNotes, sourceAt offset: Int, length: Int, isQuoted: Bool) {
        let written = arena.count - start
        texts[valueCount] =
            UInt64(truncatingIfNeeded: start) | UInt64(truncatingIfNeeded: written) << 32
            | UInt64(notes.rawValue) << 56 | 1 << 63
        sources[valueCount] =
            UInt64(truncatingIfNeeded: offset) | UInt64(truncatingIfNeeded: length) << 32 | (isQuoted ? 1 << 62 : 0)
        valueCount += 1
    }
}

extension RecordChunk {
    /// From the first byte of a record to its last, quotes included, without what ends it.
    public func recordBytes(_ row: Int) -> Range<Int> {
        guard columnCount > 0 else { return bytes.lowerBound..<bytes.lowerBound }
        let (first, last) = (source(row, 0), source(row, columnCount - 1))
        let start = first.lowerBound - (isQuoted(row, 0) ? unitBytes : 0)
        return start..<max(start, last.upperBound + (isQuoted(row, columnCount - 1) ? unitBytes : 0))
    }
}

extension RecordChunk {
    /// What ends a record.
    public enum LineEnd: Hashable, Sendable {
        case crlf, lf, cr
        /// The file ends.
        case none
    }

    /// What stands behind the last value of a record.
    public func lineEnd(_ row: Int) -> LineEnd {
        let end = recordBytes(row).upperBound
        // UTF-16 has the byte that is not NUL on one side or the other.
        func unit(_ offset: Int) -> UInt8? {
            guard offset + unitBytes <= file.count else { return nil }
            return unitBytes == 1 ? file[offset] : file[offset] | file[offset + 1]
        }
        switch unit(end) {
        case 0x0A: return .lf
        case 0x0D: return unit(end + unitBytes) == 0x0A ? .crlf : .cr
        default: return .none
        }
    }

    /// The bytes that end a record.
    public func lineEndBytes(_ row: Int) -> Range<Int> {
        let end = recordBytes(row).upperBound
        switch lineEnd(row) {
        case .crlf: return end..<end + 2 * unitBytes
        case .lf, .cr: return end..<end + unitBytes
        case .none: return end..<end
        }
    }
}
