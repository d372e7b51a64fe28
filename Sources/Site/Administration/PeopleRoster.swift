import Japanese
import Storage
import Ward

/// 利用者の名簿: new people, names put right, and roles, which another administrator confirms as one request for the whole list.
struct PeopleRoster: Roster {
    /// What the rows of one person say.
    struct Step: Sendable {
        let login: LoginName
        let name: String
        let existing: Person?
        let asked: [PersonRequest.Matter]
    }

    /// The first password of a new person, which is shown once and kept as its hash alone.
    struct Secret: Sendable {
        let password: String
        let hash: PasswordHash
    }

    /// A password takes a tenth of a second to derive, one after the other.
    static let newPeopleMax = 200

    let people: [Person]
    let roles: [ID<Person>: [RoleAssignment]]
    let waiting: [PersonRequest]
    let declared: [Role]
    let names: UnitNames
    let bodies: [Body]
    let today: CivilDate

    static func load(_ request: PageRequest, on connection: any Connection) throws -> PeopleRoster {
        PeopleRoster(
            people: try PersonStore.list(on: connection), roles: try PersonStore.allRoles(on: connection),
            waiting: try PersonRequestStore.waiting(at: request.ward.clock.now(), on: connection),
            declared: request.declared.roles,
            names: UnitNames(try UnitStore.succession(on: connection), validOn: request.today),
            bodies: try BodyStore.list(validOn: request.today, on: connection), today: request.today)
    }

    // MARK: columns

    static let login = RosterColumn(
        "利用者名", ["ログイン名", "利用者名（ログイン名）", "ユーザー名", "ユーザ名", "利用者ID", "職員番号"], .required,
        "英小文字、数字、「.」「-」「_」「@」。同じ利用者名の人が、この行の人です。")
    static let name = RosterColumn("氏名", ["名前", "職員氏名", "職員名"], .required, "例: 杉並 花子")
    static let role = RosterColumn("役割", ["権限", "ロール"], .optional, "画面と同じ言葉で書きます。2つ以上あるときは、行を分けます。")
    static let department = RosterColumn("部", ["部名", "部局"], .optional, "「対象」の課と同じ名前の課があるときに書きます。")
    static let target = RosterColumn(
        "対象", ["所属", "所属課", "課", "課名", "組織"], .optional, "役割の対象の課か会議体の名前、または「区全体」。")
    static let from = RosterColumn("開始日", ["役割の開始日"], .optional, "空のときは、始めの日を決めません。")
    static let to = RosterColumn("最終日", ["終了日", "役割の最終日"], .optional, "空のときは、期限なしです。")

    static let form = RosterForm(
        title: "利用者", path: "/people/list", back: Link("利用者", "/people"), counter: "人", filename: "riyosha",
        columns: [
            login, name, role, department, target, from, to,
            RosterColumn("ふりがな", ["フリガナ", "カナ", "氏名カナ"], .setAside("利用者の記録に、ふりがなの欄がないためです。")),
            RosterColumn("メールアドレス", ["メール", "連絡先"], .setAside("名簿では登録しません。")),
            RosterColumn("係", ["係名"], .setAside("役割は課ごとに付けます。")),
            RosterColumn("状態", ["利用状態"], .setAside("利用の停止と再開は、利用者ごとの画面で行います。")),
            RosterColumn("パスワード", ["初期パスワード"], .setAside("最初のパスワードは並木が作ります。ファイルには書かないでください。")),
        ],
        notes: [
            "新しい人には、並木が最初のパスワードを作り、取り込んだ後の画面に一度だけ示します。",
            "役割は、この名簿の全部を1件の申出とし、ほかの管理者が確認すると付きます。",
            "役割の終了、利用の停止は、名簿では行いません。名簿にない役割も、そのまま残ります。",
        ])

    var headings: [RosterColumn] { [Self.login, Self.name, Self.role, Self.target, Self.from, Self.to] }

    var filled: [[String]] {
        people.flatMap { person -> [[String]] in
            let lasting = (roles[person.id] ?? []).filter { $0.validTo.map { today <= $0 } ?? true }
            // What is for a unit or a body that has ended could not be sent back; it stays as it is.
            let known = lasting.filter { declared.contains($0.role) && isStanding($0) }
            guard !known.isEmpty else { return [[person.loginName, person.name, "", "", "", ""]] }
            return known.map { role in
                [
                    person.loginName, person.name, role.role.declared(in: declared).title, words(role),
                    role.validFrom?.japanese ?? "", role.validTo?.japanese ?? "",
                ]
            }
        }
    }

    static let wholeWard = "区全体"
    /// Roles that are seldom for one section.
    static let ofWholeWard: Set<Role> = [.secretariat, .auditor, .administrator]

    private func isStanding(_ role: RoleAssignment) -> Bool {
        role.unit.map { id in names.standing.contains { $0.id == id } } ?? role.body.map { id in
            bodies.contains { $0.id == id }
        } ?? true
    }

    func words(_ role: RoleAssignment) -> String {
        role.unit.map(names.label) ?? role.body.map { id in bodies.first { $0.id == id }?.name ?? "" } ?? Self.wholeWard
    }

    // MARK: writing

    static func prepare(_ lines: [RosterLine<Step>], _ request: PageRequest) async throws -> [String: Secret] {
        var secrets: [String: Secret] = [:]
        for login in lines.filter(\.isNew).map(\.step.login) {
            let password = InitialPassword.make(for: login, random: request.ward.random)
            secrets[login.text] = Secret(
                password: password,
                hash: try await request.ward.passwords.hash(password, random: request.ward.random))
        }
        return secrets
    }

    static func apply(
        _ lines: [RosterLine<Step>], _ secrets: [String: Secret], _ change: Change
    ) throws -> RosterResult {
        let (stamp, connection) = (try change.stamp, change.connection)
        var asked: [(person: ID<Person>, matter: PersonRequest.Matter)] = []
        var handed: [HandedPassword] = []
        for step in lines.map(\.step) {
            let person: ID<Person>
            if let existing = step.existing {
                person = existing.id
                if existing.name != step.name {
                    try PersonStore.rename(person, to: step.name, by: stamp, on: connection)
                }
            } else {
                guard let secret = secrets[step.login.text] else { throw RosterMoved() }
                person = try PersonStore.create(
                    step.login, name: step.name, password: secret.hash, by: stamp, on: connection
                ).id
                handed.append(HandedPassword(login: step.login.text, name: step.name, password: secret.password))
            }
            asked += step.asked.map { (person, $0) }
        }
        if !asked.isEmpty { try PersonRequestStore.askTogether(asked, by: stamp, on: connection) }
        return RosterResult(
            asked.isEmpty ? [] : ["役割\(asked.count)件を、1件の申出にしました。ほかの管理者が「確認を待つ申出」で確認すると付きます。"],
            handedOut: handed.isEmpty ? .empty : HandedPasswords(handed, state: change.request.state).html)
    }
}
