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

/// Why a file is not kept or not given out.
public enum EvidenceRefusal: Refusal, Hashable {
    case empty
    case tooLarge(bytesMax: Int)
    case unknownType(filename: String)
    /// The end of the name promises another kind of file than the bytes are.
    case otherEnding(filename: String, type: EvidenceType)
    /// An Office file that carries a program.
    case macros(filename: String)
    /// The stored bytes have another hash than the one they are kept under.
    case damaged(hash: String)

    public var words: String {
        switch self {
        case .empty: "ファイルが空です。中身のあるファイルを選んでください。"
        case .tooLarge(let bytesMax):
            "ファイルが大きすぎます。\(bytesMax / 1024 / 1024) MiB までのファイルに分けるか、縮めてください。"
        case .unknownType(let filename):
            "「\(filename)」は受け付けられない種類のファイルです。PDF、画像（PNG、JPEG）、Office文書（xlsx、docx、pptx）、UTF-8かShift_JISのテキストかCSVのどれかにしてください。"
        case .otherEnding(let filename, let type):
            "「\(filename)」の中身は\(type.title)ですが、名前の終わりが合いません。名前の終わりを .\(type.endings.first ?? "") に直してください。"
        case .macros(let filename):
            "「\(filename)」はマクロを含むため受け付けられません。マクロのない形式（xlsx、docx、pptx）で保存し直してください。"
        case .damaged(let hash):
            "保存したファイルが壊れています（\(hash)）。管理者に連絡し、控えから戻してください。"
        }
    }
}
