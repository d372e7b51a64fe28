import Japanese
import Storage
import Ward

/// A kind of record that the audit trail speaks of, in words: what it is called, which record it is, and where it is shown.
///
///     AuditSubject("report", "報告書", "SELECT id, title AS name FROM report", needs: .readEditions) { "/reports/\($0)" }
public struct AuditSubject: Sendable {
    /// What its subjects begin with, such as `report` of `report/01J…`.
    public let kind: String
    public let title: String
    /// Columns `id` and `name` of all of them; `nil` where none has a name.
    let names: SQL?
    /// Who may open it; `nil` where it has no page.
    let permission: Permission?
    let path: @Sendable (String) -> String

    /// - Parameter path: where the record of an identifier is shown.
    public init(
        _ kind: String, _ title: String, _ names: SQL? = nil, needs permission: Permission,
        path: @escaping @Sendable (_ id: String) -> String
    ) {
        self.kind = kind
        self.title = title
        self.names = names
        self.permission = permission
        self.path = path
    }

    /// One that has no page of its own.
    public init(_ kind: String, _ title: String, _ names: SQL? = nil) {
        self.kind = kind
        self.title = title
        self.names = names
        permission = nil
        path = { $0 }
    }

    /// The ward's own.
    static let ward: [AuditSubject] = [
        AuditSubject("person", "利用者", "SELECT id, name FROM person", needs: .managePeople) { "/people/\($0)" },
        AuditSubject("unit", "組織", "SELECT id, name FROM office_unit", needs: .viewOrganisation) { "/units/\($0)" },
        AuditSubject("body", "会議体", "SELECT id, name FROM body", needs: .viewOrganisation) { _ in "/bodies" },
        AuditSubject("post", "職", "SELECT id, title AS name FROM post"), AuditSubject("job", "処理"),
        AuditSubject("setting", "設定"), AuditSubject("evidence", "根拠資料"), AuditSubject("head", "日締め"),
        AuditSubject("key", "署名の鍵"), AuditSubject("mapping", "グループと役割の対応"), AuditSubject("identity", "庁内の認証との接続"),
        AuditSubject("notification", "お知らせ"),
    ]
}

/// The records that rows of the trail are about, by name.
struct AuditNames {
    private let subjects: [String: AuditSubject]
    private let names: [String: String]
    private let person: SignedIn

    /// Identifiers in one statement.
    private static let listedMax = 1000

    /// - Parameter rows: whose subjects and details are read.
    init(
        of rows: [AuditRow], _ subjects: [AuditSubject], for person: SignedIn, on connection: any Connection
    ) throws {
        self.subjects = Dictionary(subjects.map { ($0.kind, $0) }, uniquingKeysWith: { first, _ in first })
        self.person = person
        let wanted = Set(rows.flatMap { Self.identifiers(in: $0.subject) + Self.identifiers(in: $0.details) })
        var names: [String: String] = [:]
        if !wanted.isEmpty {
            // A statement takes only so many values: of a whole trail, all names are read.
            let condition: SQL = wanted.count > Self.listedMax ? "TRUE" : "id IN \(values: wanted.sorted())"
            for select in subjects.compactMap(\.names) {
                for row in try connection.rows("SELECT id, name FROM (\(select)) AS named WHERE \(condition)") {
                    let id: String = try row["id"]
                    if wanted.contains(id) { names[id] = try row["name"] }
                }
            }
        }
        self.names = names
    }

    /// The subjects that words stand for: kinds by their title, records by their name.
    static func matching(
        _ words: String, _ subjects: [AuditSubject], on connection: any Connection
    ) throws -> (kinds: [String], records: [String]) {
        let key = TextKey(words).text
        let kinds = subjects.filter { TextKey($0.title).text.contains(key) }.map(\.kind)
        var records: [String] = []
        for subject in subjects where !kinds.contains(subject.kind) {
            guard let select = subject.names else { continue }
            for row in try connection.rows("SELECT id, name FROM (\(select)) AS named ORDER BY id") {
                let (id, name): (String, String) = (try row["id"], try row["name"])
                if TextKey(name).text.contains(key) { records.append("\(subject.kind)/\(id)") }
            }
        }
        return (kinds, records)
    }

    /// 報告書「第1四半期の報告」, for people who do not know identifiers.
    func words(_ subject: String) -> String {
        guard let (kind, id) = Self.parts(subject), let known = subjects[kind] else { return "" }
        return known.title + (names[id].map { "「\($0)」" } ?? "")
    }

    func html(_ subject: String) -> HTML {
        let words = words(subject)
        guard !words.isEmpty else { return "\(subject)" }
        let code: HTML = "<br><code>\(subject)</code>"
        guard let (kind, id) = Self.parts(subject), let known = subjects[kind], names[id] != nil,
            let permission = known.permission, person.may(permission)
        else { return "\(words)\(code)" }
        return "<a href=\"\(known.path(id))\">\(words)</a>\(code)"
    }

    func name(_ id: String) -> String? { names[id] }

    private static func parts(_ subject: String) -> (kind: String, id: String)? {
        guard let slash = subject.firstIndex(of: "/") else { return nil }
        return (String(subject[..<slash]), String(subject[subject.index(after: slash)...].prefix { $0 != "/" }))
    }

    private static func identifiers(in text: String) -> [String] {
        text.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.map(String.init)
            .filter { ID<AuditRow>(untrusted: $0) != nil }
    }
}
