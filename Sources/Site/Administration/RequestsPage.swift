import Japanese
import Storage
import Ward

/// A request that waits for a second administrator, in words.
struct RequestWords: Sendable {
    let request: PersonRequest
    let person: Person
    let asker: Person
    /// 区全体, or the name of the unit or the body; `nil` where it is about no role.
    let scope: String?
    let role: String?
    /// The account of the identity provider that is to be connected.
    let account: String?
    /// Why the reader does not confirm it.
    let obstacle: PersonRequestRefusal?

    /// - Parameter person: whom they concern; `nil` for all.
    static func waiting(
        _ request: PageRequest, of person: ID<Person>? = nil, on connection: any Connection
    ) throws -> [RequestWords] {
        let (reader, now) = (try request.person.person, request.ward.clock.now())
        let asked = try PersonRequestStore.waiting(at: now, on: connection)
        return try asked.filter { person == nil || $0.person == person }.map { waiting in
            var (scope, role): (String?, String?)
            if case .role(let asked, let unit, let body, _, _) = waiting.matter {
                scope = try RoleWords.scope(unit, body, on: connection)
                role = asked.declared(in: request.declared.roles).title
            }
            var account: String?
            if case .identity(let issuer, let subject) = waiting.matter {
                account = try AccountWords.find(issuer: issuer, subject: subject, on: connection)
            }
            return RequestWords(
                request: waiting, person: try Person.known(waiting.person, on: connection),
                asker: try Person.known(waiting.askedBy, on: connection), scope: scope, role: role,
                account: account,
                obstacle: try PersonRequestStore.obstacle(to: waiting, by: reader, at: now, on: connection))
        }
    }

    /// What happens when it is confirmed.
    var sentence: String {
        if let account { return "\(person.name)さんに庁内の認証のアカウント「\(account)」をつなぐ" }
        guard let role, let scope, case .role(_, _, _, let from, let to) = request.matter else {
            return "\(person.name)さんの認証アプリの登録を取り消す"
        }
        let period = RoleWords.period(from, to).map { "、\($0)" } ?? ""
        return "\(person.name)さんに役割「\(role)」（\(scope)\(period)）を付ける"
    }
}

/// 確認を待つ申出: what one administrator asked for and another one confirms.
struct RequestsPage: ProgramView {
    static let path = "/requests"

    let requests: [RequestWords]
    let reader: ID<Person>
    let others: [Person]
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> RequestsPage {
        RequestsPage(
            requests: try RequestWords.waiting(request, on: connection), reader: try request.person.person,
            others: try SecondPersonNote.others(request, on: connection), state: request.state)
    }

    static let program = Route.ProgramSide(
        "確認を待つ申出の一覧",
        answer: ["requests": .list(["id": .text, "matter": .text, "askedBy": .text, "askedAt": .text])])

    /// For programs: `id`, `matter` in words, `askedBy`, `askedAt`.
    var json: JSON {
        [
            "requests": .array(
                requests.map {
                    [
                        "id": .string($0.request.id.text), "matter": .string($0.sentence),
                        "askedBy": .string($0.asker.name), "askedAt": JSON($0.request.askedAt),
                    ]
                })
        ]
    }

    var page: Page {
        let table = TableView(
            caption: "確認を待つ申出", columns: [.rowHeader("内容"), .text("申し出た人"), .text("日時"), .text("操作")],
            rows: batches.map(cells), empty: "確認を待つ申出はありません。", isCaptionHidden: true)
        return Page(
            "確認を待つ申出", trail: [Link("利用者", "/people")], section: Self.path,
            body: """
                <p class="lead">自分の役割、管理者の役割、名簿で付ける役割、認証アプリの登録の取消し、庁内の認証のアカウントとの接続は、ほかの管理者が確認してから行われます。</p>
                <p>申出は、\(PersonRequestStore.daysMax)日以内に確認されないと無効になります。</p>
                \(table)\(whomToAsk)
                """)
    }

    private var whomToAsk: HTML {
        requests.contains { $0.obstacle != nil }
            ? SecondPersonNote(others, command: "user grant …").html : .empty
    }

    /// Requests of one list as one, in the order in which they were asked for.
    private var batches: [[RequestWords]] {
        var batches: [[RequestWords]] = []
        for words in requests {
            let batch = words.request.batch
            if batch != nil, let position = batches.firstIndex(where: { $0[0].request.batch == batch }) {
                batches[position].append(words)
            } else {
                batches.append([words])
            }
        }
        return batches
    }

    private func cells(_ words: [RequestWords]) -> [HTML] {
        let first = words[0]
        let path = first.request.batch.map { "\(Self.path)/batches/\($0)" } ?? "\(Self.path)/\(first.request.id)"
        let sentence =
            first.request.batch == nil
            ? first.sentence : "名簿のとおり、\(Set(words.map(\.person.id)).count)人に役割\(words.count)件を付ける"
        let isOwn = first.request.askedBy == reader
        let confirm: HTML =
            words.lazy.compactMap(\.obstacle).first.map { "<p>\($0.words)</p>" }
            ?? ButtonForm("確認して行う", "\(path)/confirm", state, style: .primary, context: sentence).html
        let end = ButtonForm(isOwn ? "取り下げる" : "行わない", "\(path)/decline", state, context: sentence)
        let items: [HTML] = words.map { "<li>\($0.sentence)</li>" }
        let all: HTML =
            first.request.batch == nil
            ? "\(sentence)" : "\(sentence)\(Details("付ける役割（\(words.count)件）", "<ul>\(items)</ul>"))"
        return [all, "\(first.asker.name)", "\(first.request.askedAt.japanese)", "\(confirm)\(end)"]
    }
}
