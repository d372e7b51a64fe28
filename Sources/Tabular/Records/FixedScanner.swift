import Japanese

/// Reads records of fixed length.
struct FixedScanner {
    let form: FixedForm
    let chunk: RecordChunk

    /// Reads all records of a chunk that holds whole records only.
    static func scan(_ chunk: RecordChunk, form: FixedForm) {
        guard let file = chunk.file.baseAddress, !chunk.bytes.isEmpty else { return }
        let step = form.recordBytes + form.terminator.count
        chunk.reserve((chunk.bytes.count / max(1, step) + 1) * form.fields.count)
        let scanner = FixedScanner(form: form, chunk: chunk)
        let base = file.assumingMemoryBound(to: UInt8.self) + chunk.bytes.lowerBound
        var offset = 0
        while offset + form.recordBytes <= chunk.bytes.count {
            for field in form.fields { scanner.add(field, base, record: offset) }
            chunk.ordinals.append(UInt32(truncatingIfNeeded: chunk.ordinalCount))
            chunk.recordCount += 1
            offset += step
        }
    }

    private func add(_ field: FixedField, _ base: UnsafePointer<UInt8>, record: Int) {
        let start = chunk.arena.count
        let bytes = UnsafeBufferPointer(start: base + record + field.offset, count: field.length)
        let notes: DecodingNotes
        switch field.kind {
        case .text: notes = chunk.decoder.decode(bytes, into: chunk.arena)
        case .doubles: notes = chunk.decoder.decodeDoubles(bytes, into: chunk.arena)
        case .zoned(let scale): notes = DecimalText.zoned(bytes, scale: scale, into: chunk.arena)
        case .packed(let scale): notes = DecimalText.packed(bytes, scale: scale, into: chunk.arena)
        }
        switch field.kind {
        case .text, .doubles: chunk.arena.trimSpaces(from: start)
        case .zoned, .packed: break
        }
        chunk.append(
            arenaFrom: start, notes: notes, sourceAt: record + field.offset, length: field.length, isQuoted: false)
    }

    /// A stretch of a file: records one after the other, or bytes that are none.
    struct Segment: Hashable {
        let bytes: Range<Int>
        let isBroken: Bool
    }

    /// Finds records by what ends them, and takes up again after bytes that do not fit.
    static func segments(_ file: UnsafeRawBufferPointer, form: FixedForm) -> [Segment] {
        let (length, end) = (form.recordBytes, file.count)
        guard length > 0 else { return [Segment(bytes: 0..<end, isBroken: true)] }
        guard !form.terminator.isEmpty else {
            let whole = end / length * length
            return (whole > 0 ? [Segment(bytes: 0..<whole, isBroken: false)] : [])
                + (whole < end ? [Segment(bytes: whole..<end, isBroken: true)] : [])
        }
        let terminator = form.terminator
        func isEnded(_ offset: Int) -> Bool {
            guard offset + terminator.count <= end else { return offset == end }
            for position in terminator.indices where file[offset + position] != terminator[position] { return false }
            return true
        }
        var segments: [Segment] = []
        var goodStart = 0
        var offset = 0
        while offset < end {
            if offset + length <= end, isEnded(offset + length) {
                offset = min(end, offset + length + terminator.count)
                continue
            }
            if offset > goodStart { segments.append(Segment(bytes: goodStart..<offset, isBroken: false)) }
            // The next end after which a record of the right length begins.
            var candidate = offset
            var brokenEnd = end
            var next = end
            while candidate + terminator.count <= end {
                if isEnded(candidate) {
                    let following = candidate + terminator.count
                    if following == end || following + length <= end && isEnded(following + length) {
                        (brokenEnd, next) = (candidate, following)
                        break
                    }
                }
                candidate += 1
            }
            // What stands between two ends is a record each, broken for itself.
            var pieceStart = offset
            var place = offset
            while place + terminator.count <= brokenEnd {
                if isEnded(place) {
                    segments.append(Segment(bytes: pieceStart..<place, isBroken: true))
                    place += terminator.count
                    pieceStart = place
                } else {
                    place += 1
                }
            }
            segments.append(Segment(bytes: pieceStart..<brokenEnd, isBroken: true))
            offset = next
            goodStart = next
        }
        if offset > goodStart { segments.append(Segment(bytes: goodStart..<offset, isBroken: false)) }
        return segments
    }
}
