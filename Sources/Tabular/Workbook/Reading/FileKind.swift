/// What a file is by its first bytes, where it is no archive: so that people hear what to do with it.
enum FileKind {
    /// - Throws: for everything but a ZIP archive.
    static func check(_ bytes: [UInt8]) throws(WorkbookRefusal) {
        if bytes.isEmpty { throw .empty }
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) { return }
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) { throw compoundFile(bytes) }
        if bytes.starts(with: "%PDF".utf8) { throw .pdf }
        if isWebPage(bytes) { throw .webPage }
        throw TextEncoding.detect(bytes) == .binary ? .unknownFile : .plainText
    }

    /// Entries of the directory lie on multiples of 128 bytes and begin with their name in UTF-16
    /// ([MS-CFB] 2.6.1).
    private static func compoundFile(_ bytes: [UInt8]) -> WorkbookRefusal {
        var isOldExcel = false
        for start in stride(from: 512, to: bytes.count - 127, by: 128) {
            if isEntry("EncryptedPackage", bytes, start) { return .encrypted }
            if isEntry("Workbook", bytes, start) || isEntry("Book", bytes, start) { isOldExcel = true }
        }
        return isOldExcel ? .oldExcel : .otherCompoundFile
    }

    private static func isEntry(_ name: StaticString, _ bytes: [UInt8], _ start: Int) -> Bool {
        let count = name.utf8CodeUnitCount
        for position in 0...count {
            let expected = position < count ? name.utf8Start[position] : 0
            guard bytes[start + position * 2] == expected, bytes[start + position * 2 + 1] == 0 else { return false }
        }
        return true
    }

    private static func isWebPage(_ bytes: [UInt8]) -> Bool {
        var start = bytes.prefix(4_096)
        if start.starts(with: TextEncoding.utf8Mark) { start = start.dropFirst(3) }
        start = start.drop { $0 <= 0x20 }
        let lower = start.prefix(16).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        return ["<html", "<!doctype html", "<table", "<meta"].contains { lower.starts(with: $0.utf8) }
    }
}
