import Japanese
import Site
import Storage
import Ward

/// A dataset (データセット): what it is about, whose it is, how it may be used, and whether it is public.
struct Dataset: AddressedRecord, Revised {
    /// The publish decision.
    enum State: String, CaseIterable, SQLBindable, SQLDecodable {
        case draft, published, withheld

        var title: String {
            switch self {
            case .draft: "準備中"
            case .published: "公開"
            case .withheld: "非公開"
            }
        }

        var tag: Tag {
            switch self {
            case .draft: Tag(title, .waiting)
            case .published: Tag(title, .done)
            case .withheld: Tag(title, .neutral)
            }
        }
    }

    let id: ID<Dataset>
    /// In its public address: Latin letters.
    let name: String
    let title: String
    let notes: String
    /// Whose it is; `nil` for the ward as a whole.
    let unit: ID<OfficeUnit>?
    let licence: Licence
    /// What the licence does not cover, such as photographs of others (別紙).
    let annex: String?
    /// The words with which users name the source; `nil` takes those that are made from title and ward.
    let credit: String?
    /// A section's telephone or form, never a person's.
    let contact: String?
    let frequency: Frequency
    /// From what the figures come.
    let provenance: String?
    let themes: [Theme]
    let tags: [String]
    /// The standard layout it follows, such as `01`; `nil` for a layout of its own.
    let standard: String?
    let state: State
    /// Why it is not published, and by which article; both are public.
    let reason: String?
    let article: String?
    /// The published table of another module that fills it; `nil` where sections hand in files.
    let source: String?
    /// 見本: made up, not the ward's.
    let isSample: Bool
    let revision: Int
    let createdAt: Timestamp
    let decidedAt: Timestamp?

    static let parameter = "dataset"
    static let selection: SQL = "SELECT * FROM opendata_dataset"
    static let key: SQL = "opendata_dataset.id"
    static let title = "データセット"

    init(_ row: SQLRow, on _: any Connection) throws {
        (id, name, title, notes) = (try row["id"], try row["name"], try row["title"], try row["notes"])
        (unit, licence, annex, credit) = (try row["unit"], try row["licence"], try row["annex"], try row["credit"])
        (contact, frequency, provenance) = (try row["contact"], try row["frequency"], try row["provenance"])
        let (themes, tags): (String, String) = (try row["themes"], try row["tags"])
        self.themes = themes.split(separator: "\n").compactMap { Theme(rawValue: String($0)) }
        self.tags = tags.split(separator: "\n").map(String.init)
        (standard, state, reason, article) = (
            try row["standard"], try row["state"], try row["reason"], try row["article"]
        )
        (source, isSample, revision) = (try row["source"], try row["is_sample"], try row["revision"])
        (createdAt, decidedAt) = (try row["created_at"], try row["decided_at"])
    }

    /// Where staff work on it.
    var path: String { "/datasets/\(id)" }
    /// Where everybody reads it.
    var publicPath: String { "/opendata/datasets/\(name)" }
    var isPublic: Bool { state == .published }

    static func named(_ name: String, on connection: any Connection) throws -> Dataset? {
        try list("WHERE name = \(name)", on: connection).first
    }

    /// Those that are public, by their titles.
    static func published(on connection: any Connection) throws -> [Dataset] {
        try list("WHERE state = 'published' ORDER BY title, id", on: connection)
    }
}

/// Why a verb on the catalogue is refused.
enum OpenDataRefusal: Refusal, Hashable {
    case nameTaken(String)
    case nameStays
    case alreadyReleased
    case notWithheld
    case withheld
    case samePerson
    case filledByProgram
    case openFindings([String])
    case unchanged
    case alreadyWaiting
    case olderThanPublished
    case alreadyAnswered
    case notAnswered
    case tooManyRequests
    case notSample
    case hasReleases
    case resourceNameTaken(String)
    case resourceEnded
    case neverPublic
    case notReleased
    case alreadyTakenDown
    case notTakenDown
    /// The number of the release that held the same.
    case takenDown(Int)

    var words: String {
        switch self {
        case .nameTaken(let name): "識別名「\(name)」は、ほかのデータセットが使っています。別の識別名にしてください。"
        case .nameStays: "公開したデータセットの識別名は、公開のアドレスになっているため変えられません。元の識別名のままにしてください。"
        case .alreadyReleased: "このデータは公開しています。公開した版は変えられません。直すときは、新しいファイルを提出してください。"
        case .notWithheld: "このデータセットに、公開しない決定はありません。画面を開き直してください。"
        case .withheld: "このデータセットは、公開しないと決めています。公開するときは、データセットの画面で、先にその決定を取り消してください。"
        case .samePerson: "提出した人は、公開できません。ほかのオープンデータ担当が、内容を確かめて公開してください。"
        case .filledByProgram: "このデータセットは、並木の記録から自動で作ります。ファイルは提出できません。"
        case .openFindings(let lines): "直さなければ公開できない指摘があります。\n" + lines.joined(separator: "\n")
        case .unchanged: "前の版と同じ内容です。変わったファイルを選んでください。"
        case .alreadyWaiting: "同じ内容のファイルが、もう公開待ちにあります。変わったファイルを選ぶか、公開を待ってください。"
        case .olderThanPublished:
            "このファイルより後に提出されたファイルが、もう公開されています。公開すると、最新の版が古い内容に戻ります。この提出を取り下げ、公開する内容を新しいファイルとして提出し直してください。"
        case .alreadyAnswered: "この要望は、すでに回答したか、公開せずに終えています。画面を開き直してください。"
        case .notAnswered: "この要望には、公開している回答がありません。画面を開き直してください。"
        case .tooManyRequests: "お使いの回線から、今日はたくさんの要望をいただいています。明日、もう一度送るか、電話でお知らせください。"
        case .hasReleases: "提出されたファイルがあるので、消せません。公開待ちのものは、先に取り下げてください。公開したことのあるものは、消せません。"
        case .resourceNameTaken(let name): "識別名「\(name)」は、このデータセットのほかのデータが使っています。別の識別名にしてください。"
        case .resourceEnded: "このデータの提供は、終えています。続きを公開するときは、新しいデータとして提出してください。"
        case .neverPublic: "このデータは、公開したことがありません。提供を終えるのではなく、提出を取り下げて消してください。"
        case .notReleased: "この版は、まだ公開していません。公開をやめるのではなく、提出を取り下げてください。"
        case .alreadyTakenDown: "この版は、すでに公開を取りやめています。画面を開き直してください。"
        case .notTakenDown: "この版は、公開を取りやめていません。画面を開き直してください。"
        case .takenDown(let number):
            "公開を取りやめた第\(number)版と同じ内容です。取りやめた理由がなくなったときは、画面で確かめて公開してください。"
        case .notSample: "見本データを入れられるのは、見本のデータベースで、データセットがまだないときだけです。"
        }
    }
}
