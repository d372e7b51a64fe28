/// What the table of contents of a ZIP archive says about an Office file; nothing is unpacked.
///
/// After PKWARE's APPNOTE 4.3.12 (central directory) and 4.3.16 (its end); part names after ISO/IEC 29500-2.
struct OfficeArchive {
    /// `nil` when the archive is no Office file of a kind that is kept.
    let type: EvidenceType?
    let hasMacros: Bool

    /// Entries that are looked at: more than a large workbook has.
    private static let entriesMax = 20_000
    private static let endBytes = 22
    private static let entryBytes = 46

    /// - Returns: `nil` when the table of contents cannot be read.
    init?(_ bytes: [UInt8]) {
        guard let names = Self.names(in: bytes) else { return nil }
        let parts: [(String, EvidenceType)] = [
            ("xl/workbook.xml", .spreadsheet), ("word/document.xml", .document),
            ("ppt/presentation.xml", .presentation),
        ]
        let found = parts.filter { names.contains(Array($0.0.utf8)) }
        let isPackage = names.contains(Array("[Content_Types].xml".utf8))
        type = isPackage && found.count == 1 ? found[0].1 : nil
        hasMacros = names.contains { name in
            name.suffix(14).map { $0 | 0x20 }.elementsEqual("vbaproject.bin".utf8)
        }
    }

    private static func names(in bytes: [UInt8]) -> Set<[UInt8]>? {
        guard let end = endOffset(in: bytes) else { return nil }
        let count = bytes.number(at: end + 10, bytes: 2)
        var offset = bytes.number(at: end + 16, bytes: 4)
        guard count <= entriesMax else { return nil }
        var names: Set<[UInt8]> = []
        for _ in 0..<count {
            guard offset + entryBytes <= end, bytes.number(at: offset, bytes: 4) == 0x0201_4B50 else { return nil }
            let nameBytes = bytes.number(at: offset + 28, bytes: 2)
            let first = offset + entryBytes
            guard first + nameBytes <= end else { return nil }
            names.insert(Array(bytes[first..<first + nameBytes]))
            offset =
                first + nameBytes + bytes.number(at: offset + 30, bytes: 2) + bytes.number(at: offset + 32, bytes: 2)
        }
        return names
    }

    /// The end record stands last, before a comment of at most 65,535 bytes.
    private static func endOffset(in bytes: [UInt8]) -> Int? {
        guard bytes.count >= endBytes else { return nil }
        let last = bytes.count - endBytes
        return (max(0, last - 0xFFFF)...last).reversed().first { offset in
            bytes[offset] == 0x50 && bytes.number(at: offset, bytes: 4) == 0x0605_4B50
                && offset + endBytes + bytes.number(at: offset + 20, bytes: 2) == bytes.count
        }
    }
}

extension [UInt8] {
    /// A little-endian number of two or four bytes.
    fileprivate func number(at offset: Int, bytes count: Int) -> Int {
        (0..<count).reduce(0) { $0 | Int(self[offset + $1]) << (8 * $1) }
    }
}
