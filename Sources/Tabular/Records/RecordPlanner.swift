import Japanese

/// Cuts a file into parts that can be read each for itself.
struct RecordPlanner {
    private let map: MappedFile
    private let file: UnsafeRawBufferPointer
    private let profile: RecordProfile
    private let chunkBytes: Int
    /// Whether the file is closed by 0x1A after its last record, as DOS and CP/M did. The mark is no record.
    let hasEndMark: Bool

    /// - Parameter map: read from place to place; when it becomes shorter on the way the plan ends early, and reading tells it.
    init(_ map: MappedFile, profile: RecordProfile, chunkBytes: Int) {
        self.map = map
        let file = map.bytes
        hasEndMark = RecordPlanner.hasEndMark(file, profile)
        self.file = hasEndMark ? UnsafeRawBufferPointer(rebasing: file.dropLast()) : file
        self.profile = profile
        self.chunkBytes = max(64, chunkBytes)
    }

    func plan() -> (headings: [String], parts: [RecordFile.Part]) {
        guard map.isWhole else { return ([], []) }
        switch profile.form {
        case .fixed(let form): return ([], fixed(form))
        case .delimited(let form):
            switch profile.set {
            case .utf16LE: return delimited(form, UTF16LEUnit.self)
            case .utf16BE: return delimited(form, UTF16BEUnit.self)
            default: return delimited(form, ByteUnit.self)
            }
        }
    }

    private static func hasEndMark(_ file: UnsafeRawBufferPointer, _ profile: RecordProfile) -> Bool {
        guard file.last == 0x1A else { return false }
        // In other sets the byte is half a character, or one of its own.
        switch profile.set {
        case .utf8, .cp932: break
        case .utf16LE, .utf16BE, .mainframe: return false
        }
        let before = file.dropLast()
        switch profile.form {
        case .delimited: return before.last.map { $0 == 0x0A || $0 == 0x0D } ?? true
        case .fixed(let form):
            let step = form.recordBytes + form.terminator.count
            return step > 1 && before.count % step == 0
                && (before.isEmpty || before.suffix(form.terminator.count).elementsEqual(form.terminator))
        }
    }

    private func fixed(_ form: FixedForm) -> [RecordFile.Part] {
        let step = form.recordBytes + form.terminator.count
        let perChunk = max(1, chunkBytes / max(1, step)) * step
        var parts: [RecordFile.Part] = []
        for segment in FixedScanner.segments(file, form: form) {
            if segment.isBroken {
                parts.append(.init(bytes: segment.bytes, isBroken: true))
                continue
            }
            for start in stride(from: segment.bytes.lowerBound, to: segment.bytes.upperBound, by: perChunk) {
                parts.append(.init(bytes: start..<min(start + perChunk, segment.bytes.upperBound), isBroken: false))
            }
        }
        return parts
    }

    private func delimited<Unit: SourceUnit>(
        _ form: DelimitedForm, _ unit: Unit.Type
    ) -> (headings: [String], parts: [RecordFile.Part]) {
        let start = markLength
        guard start < file.count else { return ([], []) }
        let whole = RecordChunk(file: file, profile: profile)
        var dataStart = start
        var headings: [String] = []
        if form.hasHeading {
            whole.begin(start..<file.count)
            dataStart = DelimitedScanner<Unit>.ends(whole, form: form, step: 0, records: 1).first ?? file.count
            headings = self.headings(start..<dataStart, form, unit)
        }
        guard dataStart < file.count else { return (headings, []) }
        let ends: [Int]
        if form.hasLineEndsInQuotes, form.isQuoted {
            whole.begin(dataStart..<file.count)
            ends = DelimitedScanner<Unit>.ends(whole, form: form, step: chunkBytes)
        } else {
            ends = lineEnds(from: dataStart, unit)
        }
        var parts: [RecordFile.Part] = []
        var last = dataStart
        for end in ends + [file.count] where end > last {
            parts.append(.init(bytes: last..<end, isBroken: false))
            last = end
        }
        return (headings, parts)
    }

    /// Bytes of a byte order mark.
    private var markLength: Int {
        let marks: [[UInt8]] =
            switch profile.set {
            case .utf8: [[0xEF, 0xBB, 0xBF]]
            case .utf16LE: [[0xFF, 0xFE]]
            case .utf16BE: [[0xFE, 0xFF]]
            case .cp932, .mainframe: []
            }
        return marks.first { file.starts(with: $0) }?.count ?? 0
    }

    /// The first line end at or after each multiple of the chunk's length.
    private func lineEnds<Unit: SourceUnit>(from start: Int, _ unit: Unit.Type) -> [Int] {
        guard let base = file.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return [] }
        var ends: [Int] = []
        var target = start + chunkBytes / Unit.bytes * Unit.bytes
        while target + Unit.bytes <= file.count, map.isWhole {
            var offset = target
            while offset + Unit.bytes <= file.count {
                let found = Unit.at(base, offset)
                offset += Unit.bytes
                if found == 0x0A { break }
                // A return alone ends a line too, unless its line feed follows.
                if found == 0x0D, offset + Unit.bytes > file.count || Unit.at(base, offset) != 0x0A { break }
            }
            ends.append(offset)
            target = offset + chunkBytes / Unit.bytes * Unit.bytes
        }
        return ends
    }

    private func headings<Unit: SourceUnit>(
        _ bytes: Range<Int>, _ form: DelimitedForm, _ unit: Unit.Type
    ) -> [String] {
        func read(_ count: Int) -> RecordChunk {
            var form = form
            form.columnCount = count
            let chunk = RecordChunk(file: file, profile: RecordProfile(set: profile.set, form: .delimited(form)))
            chunk.begin(bytes)
            DelimitedScanner<Unit>.scan(chunk, form: form)
            return chunk
        }
        var chunk = read(form.columnCount)
        // A heading with another number of columns is to be told as it is, not lost.
        if let broken = chunk.broken.first, broken.kind == .columnCount, broken.count <= RecordLimits.columnsMax {
            chunk = read(broken.count)
        }
        guard chunk.recordCount > 0 else { return [] }
        return (0..<chunk.columnCount).map { chunk.string(0, $0) }
    }
}
