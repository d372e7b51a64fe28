extension TextDecoder {
    /// Windows-31J, a code at a time.
    func decodeWindows(_ base: UnsafePointer<UInt8>, _ count: Int, _ writer: inout UTF8Writer) {
        let tally = counts?.doubles
        WindowsCharacterSet.table.entries.withUnsafeBufferPointer { entries in
            var offset = 0
            while offset < count {
                let byte = base[offset]
                if byte < 0x80 {
                    writer.put(ascii: byte)
                    offset += 1
                    continue
                }
                writer.notes.insert(.beyondASCII)
                if (0xA1...0xDF).contains(byte) {
                    if let tally { tally[Int(byte)] &+= 1 }
                    writer.put(0xFEC0 + UInt32(byte))
                    offset += 1
                } else if WindowsCharacterSet.isLead(byte), offset + 1 < count, isTrail(base[offset + 1]) {
                    let code = Int(byte) << 8 | Int(base[offset + 1])
                    if let tally { tally[code] &+= 1 }
                    put(counted: code, entries, &writer)
                    offset += 2
                } else {
                    // A lead byte whose trail is missing takes nothing with it: the next byte may be a real one.
                    counts?.countMalformed(byte)
                    writer.putMalformed()
                    offset += 1
                }
            }
        }
    }

    @inline(__always)
    private func isTrail(_ byte: UInt8) -> Bool { byte >= 0x40 && byte != 0x7F && byte <= 0xFC }

    /// Counts and writes the character of a code of two bytes.
    @inline(__always)
    func put(code: Int, _ entries: UnsafeBufferPointer<UInt32>, _ writer: inout UTF8Writer) {
        counts?.count(code)
        put(counted: code, entries, &writer)
    }

    @inline(__always)
    private func put(counted code: Int, _ entries: UnsafeBufferPointer<UInt32>, _ writer: inout UTF8Writer) {
        let entry = entries[code]
        if (entry >> 26) & 3 == UInt32(DoubleByteTable.Kind.standard.rawValue), (entry >> 24) & 3 != 0 {
            writer.put(packed: entry)
        } else {
            putRare(entry, code: code, &writer)
        }
    }

    @inline(never)
    private func putRare(_ entry: UInt32, code: Int, _ writer: inout UTF8Writer) {
        switch DoubleByteTable.Kind(rawValue: UInt8(truncatingIfNeeded: (entry >> 26) & 3)) ?? .none {
        case .none:
            writer.notes.insert(.unmapped)
            writer.put(0xFFFD)
            return
        case .twin: writer.notes.insert(.twin)
        case .user: writer.notes.insert(.user)
        case .standard: break
        }
        if (entry >> 24) & 3 != 0 {
            writer.put(packed: entry)
        } else if let scalar = table?.scalar(code) {
            writer.put(scalar.value)
        }
    }

    private var table: DoubleByteTable? {
        switch set {
        case .cp932: WindowsCharacterSet.table
        case .mainframe(let set): set.table
        case .utf8, .utf16LE, .utf16BE: nil
        }
    }
}
