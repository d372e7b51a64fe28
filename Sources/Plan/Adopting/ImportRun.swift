import Japanese
import Storage
import Ward

/// One reading of one file: kept by the hash of its bytes, so that the same file is the same run.
struct ImportRun: Hashable, Sendable {
    let id: ID<ImportRun>
    let fileHash: String
    let fileName: String
    let confirmedYear: FiscalYear?
    let isAdopted: Bool
    let importedAt: Timestamp
    let version: ID<PlanVersion>?
}

/// What a person decided about a finding.
struct FindingDecision: Hashable, Sendable {
    let key: String
    let isAccepted: Bool
    let note: String
    let decidedAt: Timestamp
}

enum ImportRefusal: Refusal, Hashable {
    case alreadyAdopted
    case unknownFinding
    case nothingToAdopt
    /// A stored file can no longer be read.
    case unreadable(String)
    case noFiscalYear

    var words: String {
        switch self {
        case .alreadyAdopted: "この文書は、すでに計画に取り入れています。"
        case .unknownFinding: "その指摘は、この文書にありません。画面を開き直してください。"
        case .nothingToAdopt: "取組が1つも読み取れなかったため、計画に取り入れられません。文書の見出しと番号を確かめてください。"
        case .unreadable(let reason): "保存した文書を読めません。\(reason)"
        case .noFiscalYear: "文書に年度が書かれていません。先に年度を確かめて決めてください。"
        }
    }
}
