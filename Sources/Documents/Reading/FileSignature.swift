/// What a file is by its bytes.
enum FileSignature: Hashable {
    case archive
    case pdf
    case picture
    case webPage
    case unsupported(DocumentRefusal.UnsupportedKind)
    case encrypted(DocumentRefusal.EncryptedKind)
    /// Text of some kind, or nothing known.
    case other

    init(_ bytes: [UInt8]) {
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            self = .archive
        } else if bytes.starts(with: CompoundFile.mark) {
            self = CompoundFile.signature(bytes)
        } else if FileSignature.isPDF(bytes) {
            self = .pdf
        } else if bytes.starts(with: "{\\rtf".utf8) {
            self = .unsupported(.richText)
        } else if FileSignature.pictures.contains(where: { bytes.starts(with: $0) }) || FileSignature.isWebP(bytes) {
            self = .picture
        } else if FileSignature.archives.contains(where: { bytes.starts(with: $0) }) {
            self = .unsupported(.archive)
        } else if bytes.starts(with: [0x60, 0x0E, 0x82, 0x82]) {
            self = .unsupported(.docuWorks)
        } else if bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46]) || FileSignature.isWindowsProgram(bytes) {
            self = .unsupported(.program)
        } else {
            self = FileSignature.text(bytes)
        }
    }

    /// A few bytes may stand before the mark (PDF 32000-1, annex H).
    static func isPDF(_ bytes: [UInt8]) -> Bool {
        let head = bytes.prefix(1_024)
        return head.indices.contains { head[$0] == 0x25 && head[$0...].starts(with: "%PDF-".utf8) }
    }

    private static let pictures: [[UInt8]] = [
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], [0xFF, 0xD8, 0xFF], [0x47, 0x49, 0x46, 0x38],
        [0x49, 0x49, 0x2A, 0x00], [0x4D, 0x4D, 0x00, 0x2A],
    ]

    private static func isWebP(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: "RIFF".utf8) && bytes.dropFirst(8).starts(with: "WEBP".utf8)
    }

    /// gzip, 7-Zip, RAR, bzip2, xz; LHA has its mark a little later.
    private static let archives: [[UInt8]] = [
        [0x1F, 0x8B], [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], [0x52, 0x61, 0x72, 0x21, 0x1A], [0x42, 0x5A, 0x68],
        [0xFD, 0x37, 0x7A, 0x58, 0x5A],
    ]

    private static func isWindowsProgram(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: "MZ".utf8) && bytes.prefix(1_024).contains(0)
    }

    private static func text(_ bytes: [UInt8]) -> FileSignature {
        // In UTF-16 too: the NUL bytes between the letters are passed over.
        let head = bytes.prefix(4_096).filter { $0 != 0 }.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        var start = head[...]
        for mark in [[0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF]] as [[UInt8]] where start.starts(with: mark) {
            start = start.dropFirst(mark.count)
        }
        start = start.drop { $0 <= 0x20 }
        let words = String(decoding: start, as: UTF8.self)
        if words.hasPrefix("mime-version:"), words.contains("multipart/related") { return .unsupported(.webArchive) }
        if isMail(words) { return .unsupported(.mail) }
        if words.hasPrefix("<?xml") {
            if words.contains("word.document") || words.contains("schemas.microsoft.com/office/word/2003") {
                return .unsupported(.wordXML)
            }
            return words.contains("<html") ? .webPage : .other
        }
        // Comments and declarations may stand before the page.
        if words.hasPrefix("<!doctype html") { return .webPage }
        let isPage =
            words.hasPrefix("<") && ["<html", "<head", "<body", "<meta", "<table"].contains { words.contains($0) }
        return isPage ? .webPage : .other
    }

    private static func isMail(_ words: String) -> Bool {
        guard ["return-path:", "received:", "delivered-to:", "from:", "mime-version:"].contains(where: words.hasPrefix)
        else { return false }
        return words.contains("\nsubject:") && words.contains("\ncontent-type:")
    }
}

/// OLE files ([MS-CFB]): what programs of the nineties wrote, and what Office writes for a password.
enum CompoundFile {
    static let mark: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

    static func signature(_ bytes: [UInt8]) -> FileSignature {
        var names: Set<String> = []
        // Entries of the directory lie on multiples of 128 bytes and begin with their name in UTF-16 ([MS-CFB] 2.6.1).
        for start in stride(from: 512, to: bytes.count - 127, by: 128) {
            if let name = entryName(bytes, start) { names.insert(name) }
        }
        if names.contains("EncryptedPackage") { return .encrypted(.office) }
        if names.contains("DocumentText") || names.contains("JSRV_SegmentInformation") {
            return .unsupported(.ichitaro)
        }
        if names.contains("WordDocument") { return .unsupported(.oldWord) }
        if names.contains("Workbook") || names.contains("Book") { return .unsupported(.oldExcel) }
        if names.contains("PowerPoint Document") { return .unsupported(.oldPowerPoint) }
        if names.contains("__properties_version1.0") { return .unsupported(.mail) }
        return .unsupported(.otherCompound)
    }

    /// Letters of ASCII up to the NUL, whose length with it the entry says again.
    private static func entryName(_ bytes: [UInt8], _ start: Int) -> String? {
        let length = Int(bytes[start + 64]) | Int(bytes[start + 65]) << 8
        guard (4...64).contains(length), length % 2 == 0 else { return nil }
        var name: [UInt8] = []
        for position in stride(from: start, to: start + length - 2, by: 2) {
            guard bytes[position + 1] == 0, (0x20...0x7E).contains(bytes[position]) else { return nil }
            name.append(bytes[position])
        }
        return String(decoding: name, as: UTF8.self)
    }
}
