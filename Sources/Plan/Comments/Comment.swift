import Japanese
import Storage
import Ward

/// An opinion (意見) on an initiative, or on one section's answer of a quarter. Never changed after it was written; it can be taken
/// back as a whole.
struct Comment: Hashable, Sendable {
    /// What a comment is about.
    enum Subject: Hashable, Sendable {
        case initiative(ID<Initiative>)
        case entry(ID<Entry>)
    }

    let id: ID<Comment>
    let layer: CommentLayer
    let initiative: ID<Initiative>
    let entry: ID<Entry>?
    /// The group whose opinion it is; only in that layer.
    let body: ID<Body>?
    let bodyName: String?
    /// The consultation or place it came from; only from outside.
    let source: String
    let content: String
    let at: Timestamp
    let actor: String
    /// What was done about it, oldest first; the last one holds.
    let responses: [CommentResponse]
    /// Set once it was taken back.
    let withdrawal: CommentWithdrawal?

    var response: CommentResponse? { responses.last }

    /// 検討グループ（働き方改革検討グループ）, 区民（令和6年度 意見募集）
    var origin: String {
        if let bodyName { return "\(layer.title)（\(bodyName)）" }
        return source.isEmpty ? layer.title : "\(layer.title)（\(source)）"
    }
}

/// That an opinion was taken back (取下げ).
struct CommentWithdrawal: Hashable, Sendable {
    let at: Timestamp
    let actor: String
    let reason: String
}

/// What was done about a comment (対応結果).
struct CommentResponse: Hashable, Sendable {
    enum State: String, CaseIterable, Sendable, SQLBindable, SQLDecodable {
        case done, underWay, declined

        var title: String {
            switch self {
            case .done: "対応済み"
            case .underWay: "対応中"
            case .declined: "対応しない"
            }
        }
    }

    let state: State
    let content: String
    /// Why nothing is done; given with ``State/declined``.
    let reason: String
    let unit: ID<OfficeUnit>
    let unitName: String
    let respondedOn: CivilDate
    let at: Timestamp
    let actor: String
}

/// Limits in Unicode scalars and in numbers.
enum CommentLimits {
    static let contentScalarsMax = 2000
    static let sourceScalarsMax = 100
    static let reasonScalarsMax = 500
    /// Comments on one initiative, so that its page can be drawn.
    static let commentsMax = 2000
}

/// Why a comment or a response is refused.
enum CommentRefusal: Refusal, Hashable {
    case unknownSubject
    case empty
    case sourceNeeded
    case personalDetail(PersonalDetail)
    case groupNeeded
    case tooMany(max: Int)
    case reasonNeeded
    case futureResponse
    case withdrawalReasonNeeded
    /// It was taken back.
    case withdrawn

    var words: String {
        switch self {
        case .unknownSubject: "意見を書く取組または回答がありません。画面を開き直してください。"
        case .empty: "意見または対応の内容を書いてください。"
        case .sourceNeeded: "意見募集の名称など、どこで出された意見かを書いてください。"
        case .personalDetail(let detail): detail.words
        case .groupNeeded: "この取組を受け持つ検討グループがないため、検討グループの意見は書けません。"
        case .tooMany(let max): "1つの取組に書ける意見は\(max)件までです。まとめて書いてください。"
        case .reasonNeeded: "対応しないときは、理由を書いてください。"
        case .withdrawalReasonNeeded: "取り下げる理由を書いてください。"
        case .withdrawn: "この意見は取り下げられているため、変えられません。"
        case .futureResponse: "対応した日は、今日までの日にしてください。"
        }
    }
}
