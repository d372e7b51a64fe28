import Japanese
import Storage
import Ward

/// A report (部会報告): a draft that the secretariat writes, then sealed editions.
struct Report: Hashable, Sendable {
    enum State: String, Sendable, SQLBindable, SQLDecodable {
        case draft, sealed

        var title: String {
            switch self {
            case .draft: "作成中"
            case .sealed: "確定"
            }
        }
    }

    /// A frozen edition of a round that the report takes in.
    struct Coverage: Hashable, Sendable {
        let round: ID<Round>
        let edition: Int
    }

    let id: ID<Report>
    let title: String
    let addressee: String
    let author: String
    let reportedOn: CivilDate?
    let state: State
    /// Oldest quarter first.
    let coverage: [Coverage]
    /// Of what it covers, oldest first.
    let quarters: [Quarter]
    /// Why a further edition is being written; `nil` for a first edition and once the further one is sealed.
    var correction: String?

    /// 令和8年度第1四半期, or from the first to the last of several.
    var period: String {
        let titles = quarters.map(\.japanese)
        guard let first = titles.first, let last = titles.last else { return "" }
        return first == last ? first : "\(first)から\(last)まで"
    }
}

/// A paragraph or a proposal of a draft, with the answers it rests on.
struct ReportParagraph: Hashable, Sendable {
    enum Section: String, Sendable, SQLBindable, SQLDecodable {
        case overview, group
    }

    let id: String
    let section: Section
    let body: ID<Body>?
    let content: String
    let sources: [String]
}

struct ReportProposal: Hashable, Sendable {
    let id: String
    let initiative: ID<Initiative>
    let present: String
    let proposed: String
    let reason: String
    let sources: [String]
}

/// Limits of what a report holds, in Unicode scalars and in numbers.
enum ReportLimits {
    static let roundsMax = 12
    static let paragraphsMax = 100
    static let paragraphScalarsMax = 2000
    static let titleScalarsMax = 200
    static let reasonScalarsMax = 500
}

/// Why a report cannot be made or changed.
enum ReportRefusal: Refusal, Hashable {
    case noRounds
    case tooManyRounds(max: Int)
    /// The round has no frozen edition of this number.
    case notFrozen(quarter: String)
    case roundsOfDifferentPlans
    case alreadySealed
    case tooManyParagraphs(max: Int)
    /// Only a sealed report is corrected; a draft is simply changed.
    case notSealed
    /// A source is not an answer of a covered round.
    case foreignSource
    /// A sealed report is changed only by a new edition, which needs a reason.
    case reasonNeeded
    /// Only a draft of which nothing was sealed is taken back.
    case sealedBefore
    /// A meeting decided something on the report that is to be taken back.
    case decidedUpon([String])
    /// No correction is being made.
    case noCorrection
    /// What is written rests on answers of a quarter that is taken out.
    case sourcesElsewhere
    /// A correction covers the quarters that were reported.
    case correctionElsewhere
    /// The stored content of a round is not one this program can read.
    case unreadable(quarter: String)

    var words: String {
        switch self {
        case .noRounds: "報告する四半期を1つ以上選んでください。"
        case .tooManyRounds(let max): "1つの報告書に入れられる四半期は\(max)個までです。選び直してください。"
        case .notFrozen(let quarter): "\(quarter)はまだ確定していません。確定してから報告書に入れてください。"
        case .roundsOfDifferentPlans: "別の計画の四半期が混ざっています。同じ計画の四半期だけを選んでください。"
        case .alreadySealed: "この報告書は確定しています。直すときは、理由を書いて新しい版を作ってください。"
        case .notSealed: "この報告書はまだ確定していません。訂正の手続きは要りません。そのまま直してください。"
        case .tooManyParagraphs(let max): "書き込める段落は\(max)個までです。短くまとめてください。"
        case .foreignSource: "根拠に選んだ回答が、この報告書の四半期にありません。選び直してください。"
        case .reasonNeeded: "新しい版を作る理由を書いてください。"
        case .sealedBefore: "確定した版のある報告書は削除できません。訂正を始めているときは、「訂正を取りやめる」で元に戻せます。"
        case .decidedUpon(let decisions):
            "会議の決定事項がこの報告書に結び付いているため、削除できません。会議の記録を直してから削除してください。\n"
                + decisions.map { "・\($0)" }.joined(separator: "\n")
        case .noCorrection: "この報告書では、訂正は始まっていません。画面を開き直して、今の状態を確かめてください。"
        case .sourcesElsewhere: "外そうとした四半期の回答を、説明か修正案が根拠にしています。先に、その根拠を選び直すか、文を消してください。"
        case .correctionElsewhere: "訂正では、報告する四半期を変えられません。別の四半期を報告するときは、新しい報告書を作ってください。"
        case .unreadable(let quarter): "\(quarter)の確定内容を読めません。namiki verify で記録を確かめてください。"
        }
    }
}
