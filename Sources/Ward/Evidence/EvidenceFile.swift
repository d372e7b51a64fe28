import Japanese

/// A file kept as evidence (根拠資料), known by the SHA-256 of its bytes.
public struct EvidenceFile: Hashable, Sendable {
    public let hash: String
    /// Bytes.
    public let size: Int
    public let type: EvidenceType
    public let filename: String
    public let keptAt: Timestamp
}

/// The kinds of file that may be kept, decided by their first bytes and not by what the sender says.
public enum EvidenceType: String, Sendable, CaseIterable {
    case pdf = "application/pdf"
    case png = "image/png"
    case jpeg = "image/jpeg"
    /// Excel, Word and PowerPoint files of today: a ZIP archive.
    case office = "application/zip"
    /// UTF-8 or CP932 text, also CSV.
    case text = "text/plain"

    /// - Returns: `nil` for a file of another kind.
    public init?(bytes: [UInt8]) {
        func starts(_ signature: [UInt8]) -> Bool { bytes.starts(with: signature) }
        if starts(Array("%PDF-".utf8)) {
            self = .pdf
        } else if starts([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if starts([0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if starts([0x50, 0x4B, 0x03, 0x04]) {
            self = .office
        } else if !bytes.isEmpty, !bytes.contains(where: { $0 < 0x20 && ![0x09, 0x0A, 0x0C, 0x0D].contains($0) }) {
            self = .text
        } else {
            return nil
        }
    }

    /// As people call it.
    public var title: String {
        switch self {
        case .pdf: "PDF"
        case .png, .jpeg: "画像"
        case .office: "Office文書"
        case .text: "テキスト"
        }
    }
}

/// Why a file is not kept or not given out.
public enum EvidenceRefusal: Refusal, Hashable {
    case empty
    case tooLarge(bytesMax: Int)
    case unknownType(filename: String)
    /// The stored bytes have another hash than the one they are kept under.
    case damaged(hash: String)

    public var words: String {
        switch self {
        case .empty: "ファイルが空です。中身のあるファイルを選んでください。"
        case .tooLarge(let bytesMax):
            "ファイルが大きすぎます。\(bytesMax / 1024 / 1024) MiB までのファイルに分けるか、縮めてください。"
        case .unknownType(let filename):
            "「\(filename)」は受け付けられない種類のファイルです。PDF、画像（PNG、JPEG）、Office文書、テキスト、CSVのどれかにしてください。"
        case .damaged(let hash):
            "保存したファイルが壊れています（\(hash)）。管理者に連絡し、控えから戻してください。"
        }
    }
}
