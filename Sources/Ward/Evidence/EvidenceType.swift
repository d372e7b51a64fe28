import Tabular

/// The kinds of file that may be kept, decided by their bytes and not by what the sender says.
public enum EvidenceType: String, Sendable, CaseIterable {
    case pdf = "application/pdf"
    case png = "image/png"
    case jpeg = "image/jpeg"
    /// Excel without macros (Office Open XML, ISO/IEC 29500).
    case spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    /// Word without macros.
    case document = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    /// PowerPoint without macros.
    case presentation = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    /// UTF-8 or CP932 text whose name says that it is a table.
    case csv = "text/csv"
    /// UTF-8 or CP932 text; also what could be a web page is given out as text.
    case text = "text/plain"
    /// What a caller takes whatever it is, such as a document that it reads itself: given out as bytes.
    case other = "application/octet-stream"

    /// The kind of a file.
    /// - Parameter filename: cleaned; without an ending it agrees with every kind.
    static func deciding(_ bytes: [UInt8], filename: String) throws(EvidenceRefusal) -> EvidenceType {
        let ending = EvidenceName.ending(of: filename)
        guard var type = try signature(of: bytes, filename: filename) else {
            throw .unknownType(filename: filename)
        }
        if type == .text, let ending, EvidenceType.csv.endings.contains(ending) { type = .csv }
        if let ending, !type.endings.contains(ending) {
            throw type == .text ? .unknownType(filename: filename) : .otherEnding(filename: filename, type: type)
        }
        return type
    }

    private static func signature(
        of bytes: [UInt8], filename: String
    ) throws(EvidenceRefusal) -> EvidenceType? {
        if bytes.starts(with: "%PDF-".utf8) { return .pdf }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            guard let archive = OfficeArchive(bytes) else { return nil }
            if archive.hasMacros { throw .macros(filename: filename) }
            return archive.type
        }
        guard !ByteSearch.holdsControls(bytes) else { return nil }
        switch TextEncoding.detect(bytes) {
        case .utf8, .utf8BOM, .cp932Likely: return .text
        default: return nil
        }
    }

    /// Endings of names, in small letters, the usual one first.
    var endings: [String] {
        switch self {
        case .pdf: ["pdf"]
        case .png: ["png"]
        case .jpeg: ["jpg", "jpeg"]
        case .spreadsheet: ["xlsx"]
        case .document: ["docx"]
        case .presentation: ["pptx"]
        case .csv: ["csv", "tsv"]
        case .text: ["txt", "md", "json", "log"]
        case .other: []
        }
    }

    /// As people call it.
    public var title: String {
        switch self {
        case .pdf: "PDF"
        case .png, .jpeg: "画像"
        case .spreadsheet: "Excel"
        case .document: "Word"
        case .presentation: "PowerPoint"
        case .csv: "CSV"
        case .text: "テキスト"
        case .other: "その他"
        }
    }
}
