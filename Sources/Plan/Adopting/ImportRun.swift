import Japanese
import Storage
import Ward

/// One reading of one file: kept by the hash of its bytes, so that the same file is the same run.
struct ImportRun: Hashable, Revised, Sendable {
    let id: ID<ImportRun>
    let fileHash: String
    let fileName: String
    let confirmedYear: FiscalYear?
    let isAdopted: Bool
    let importedAt: Timestamp
    let version: ID<PlanVersion>?
    /// Counts what people decided about its lines.
    let revision: Int
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
    /// A PDF of pictures whose words nobody has asked for.
    case notRecognised
    case unknownLine
    /// A line is not joined, split or moved like this.
    case notPossible(String)
    case openErrors(Int)

    var words: String {
        switch self {
        case .alreadyAdopted: "この文書は、すでに計画に取り入れています。"
        case .unknownFinding: "その指摘は、この文書にありません。画面を開き直してください。"
        case .nothingToAdopt: "取組が1つも読み取れなかったため、計画に取り入れられません。文書の見出しと番号を確かめてください。"
        case .unreadable(let reason): "保存した文書を読めません。\(reason)"
        case .notRecognised:
            "このPDFは画像だけで、文字がありません。取り込みの画面で「文字を読み取る」を押すか、もとの文書（Wordなど）を選んでください。"
        case .unknownLine: "その行は、この文書にありません。画面を開き直してください。"
        case .notPossible(let reason): reason
        case .openErrors(let count):
            "判断していない誤りが\(count)件あるため、計画に取り入れません。取り込みの画面で誤りを確かめてから、もう一度行ってください。"
        case .noFiscalYear: "文書に年度が書かれていません。先に年度を確かめて決めてください。"
        }
    }
}
