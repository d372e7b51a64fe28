extension TextDecoder {
    /// A maker's set: one byte to begin with, two after a shift.
    ///
    /// A value that ends while it is shifted out is noted as malformed, as its next neighbour would be read wrongly by a program
    /// that carries the shift over; here each value begins with one byte.
    func decodeMainframe(
        _ base: UnsafePointer<UInt8>, _ count: Int, _ set: MainframeCharacterSet, _ writer: inout UTF8Writer
    ) {
        set.table.entries.withUnsafeBufferPointer { entries in
            var offset = 0
            var isDouble = false
            while offset < count {
                if isDouble {
                    if let length = shift(set.shiftIn, base, offset, count) {
                        isDouble = false
                        offset += length
                    } else if offset + 1 < count {
                        writer.notes.insert(.beyondASCII)
                        put(code: Int(base[offset]) << 8 | Int(base[offset + 1]), entries, &writer)
                        offset += 2
                    } else {
                        counts?.countMalformed(base[offset])
                        writer.putMalformed()
                        offset += 1
                    }
                } else if let length = shift(set.shiftOut, base, offset, count) {
                    isDouble = true
                    offset += length
                } else {
                    put(single: base[offset], set.single, &writer)
                    offset += 1
                }
            }
            if isDouble { writer.notes.insert(.malformed) }
        }
    }

    /// Codes of two bytes with no shift around them: a field that holds nothing else.
    public func decodeDoubles(_ bytes: UnsafeBufferPointer<UInt8>, into arena: TextArena) -> DecodingNotes {
        guard case .mainframe(let set) = set else { return decode(bytes, into: arena) }
        var writer = UTF8Writer(out: arena.room(for: bytes.count * 3 + 8))
        guard let base = bytes.baseAddress else { return [] }
        writer.notes.insert(.beyondASCII)
        set.table.entries.withUnsafeBufferPointer { entries in
            for offset in stride(from: 0, to: bytes.count - 1, by: 2) {
                put(code: Int(base[offset]) << 8 | Int(base[offset + 1]), entries, &writer)
            }
        }
        if bytes.count % 2 == 1 { writer.putMalformed() }
        arena.advance(to: writer.out)
        return writer.notes
    }

    private func put(single byte: UInt8, _ single: SingleByteTable, _ writer: inout UTF8Writer) {
        let value = single.scalars[Int(byte)]
        if value == SingleByteTable.none {
            counts?.countMalformed(byte)
            writer.notes.insert(.unmapped)
            writer.put(0xFFFD)
            return
        }
        if value >= 0x80 {
            writer.notes.insert(.beyondASCII)
            counts?.count(Int(byte))
        }
        writer.put(UInt32(value))
    }

    @inline(__always)
    private func shift(_ codes: [[UInt8]], _ base: UnsafePointer<UInt8>, _ offset: Int, _ count: Int) -> Int? {
        for code in codes where code[0] == base[offset] {
            if code.count == 1 { return 1 }
            if offset + 1 < count, base[offset + 1] == code[1] { return 2 }
        }
        return nil
    }
}
