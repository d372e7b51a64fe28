import Japanese
import Storage
import Ward

/// お知らせのメールの送信状況: what was sent to whom, what waits, and what could not be sent, so that nothing is lost in silence.
struct NotificationsPage: ProgramView {
    static let link = Link("お知らせのメール", "/notifications")

    let rows: [PersonNotification]
    let counts: [PersonNotification.State: Int]
    /// On which a person decides.
    let undelivered: Int
    let kinds: [NotificationKind]
    let reach: NotificationReach
    let outage: MailOutage?
    /// Why nothing is sent at all; `nil` where there is a mail server.
    let problem: MailRefusal?
    let query: Form
    let errors: FormErrors
    let isFirst: Bool
    let mayManage: Bool
    let now: Timestamp
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> NotificationsPage {
        var reader = FormReader(request.query)
        let chosen = reader.value(stateField) ?? nil
        try request.refuseProgram(reader.errors)
        let before = request.query["before"].flatMap { ID<PersonNotification>(untrusted: $0) }
        let now = request.ward.clock.now()
        return NotificationsPage(
            // Rows that do not answer what was asked would be read as if they did.
            rows: reader.errors.isEmpty ? try NotificationStore.list(chosen, before: before, on: connection) : [],
            counts: try NotificationStore.counts(on: connection),
            undelivered: try NotificationStore.undelivered(at: now, on: connection).count,
            kinds: request.declared.notifications, reach: try NotificationReach(on: connection),
            outage: try MailOutage.find(on: connection), problem: problem(), query: request.query,
            errors: reader.errors, isFirst: before == nil, mayManage: try request.person.may(.manageJobs), now: now,
            state: request.state)
    }

    static let stateField = Field.select(
        "state", "状態", PersonNotification.State.allCases.map { Choice($0.rawValue, $0.title) }, empty: "すべて"
    ).mapped(
        to: { PersonNotification.State(rawValue: $0) }, from: \.rawValue, problem: { _ in "「状態」を選び直してください。" }
    ).optional

    private static func problem() -> MailRefusal? {
        do throws(MailRefusal) {
            return try NotificationSending.Post.configured() == nil ? .notConfigured : nil
        } catch {
            return error
        }
    }

    static let program = Route.ProgramSide(
        "お知らせのメールの送信状況",
        answer: [
            "notifications": .list([
                "id": .text, "kind": .text, "person": .text, "title": .text, "path": .text, "state": .text,
                "note": .text, "madeAt": .integer, "changedAt": .integer,
            ]),
            "counts": .anyObject,
        ], query: [stateField])

    var json: JSON {
        [
            "notifications": .array(rows.map(\.json)),
            "counts": .object(Dictionary(uniqueKeysWithValues: counts.map { ($0.key.rawValue, JSON($0.value)) })),
        ]
    }

    var page: Page {
        Page(
            "お知らせのメールの送信状況", trail: [Link("処理", "/jobs")], section: "/jobs",
            body: """
                <p>仕事が届いた人に、本人の登録したアドレスへメールで知らせます。短い間に重なった同じ種類のものは、1通にまとめます。同じお知らせが2度送られることはありません。</p>
                \(standing)\(decisions)
                <p>利用中の\(reach.people)人のうち、\(reach.withMail)人がメールアドレスを登録しています。登録のない人には送らず、「今日の仕事」に表示します。</p>
                \(summary)
                \(FilterForm(action: Self.link.path, query: query, errors: errors, fields: [Self.stateField()]))
                \(table)\(pager)
                <p>送り終えたものは、\(NotificationStore.keptDays)日後に一覧から消えます。</p>
                """)
    }

    /// Whether mails leave at all.
    private var standing: HTML {
        if let problem {
            let days = NotificationStore.givenUpAfterDays
            return Notice(
                problem == .notConfigured ? .information : .error, "今は、メールを送っていません。",
                "<p>\(problem.words)</p><p>送信待ちのお知らせは、\(days)日たつと、送らずに終えます。</p>"
            ).html
        }
        guard let outage else { return .empty }
        return Notice(
            .warning, "メールのサーバーを使えません（\(outage.since.japanese)から、\(outage.failures)回）。",
            "<p>\(outage.note)</p><p>次は\(outage.retryAt.japanese)以後に試します。</p>"
        ).html
    }

    private var decisions: HTML {
        guard undelivered > 0 else { return .empty }
        let all: HTML =
            mayManage ? ButtonForm("\(undelivered)件をすべて、もう一度送る", "\(Self.link.path)/retry", state).html : .empty
        return Notice(
            .warning, "届いたことを確かめられないお知らせが\(undelivered)件あります。",
            "<p>下の一覧で理由を確かめ、もう一度送るか、送らないことにしてください。「送信中」のまま止まったものは、届いている場合があります。</p>\(all)"
        ).html
    }

    private var summary: SummaryList {
        SummaryList(
            PersonNotification.State.allCases.map { state in (state.title, "\(counts[state] ?? 0)件") })
    }

    private var table: TableView {
        TableView(
            caption: "お知らせ",
            columns: [.rowHeader("あて先"), .text("お知らせ"), .text("件名"), .text("作成"), .name("状態")]
                + (mayManage ? [.text("操作")] : []),
            rows: rows.map { row in
                [
                    "\(row.personName)\(row.mail.map { "<br>\($0.text)" as HTML })", "\(title(row.kind))",
                    "\(row.title)",
                    "\(row.madeAt.japanese)", standing(row), operations(row),
                ]
            }, empty: "当てはまるお知らせはありません。", isCaptionHidden: true)
    }

    private func title(_ code: String) -> String { kinds.first { $0.code == code }?.title ?? code }

    private func standing(_ row: PersonNotification) -> HTML {
        let tag =
            switch row.state {
            case .waiting: Tag(row.state.title, .waiting)
            case .sending:
                row.isCutOff(at: now) ? Tag("送信が終わっていません", .warning) : Tag(row.state.title, .active)
            case .sent: Tag(row.state.title, .done)
            case .dropped: Tag(row.state.title, .neutral)
            case .failed: Tag(row.state.title, .danger)
            }
        let when: HTML = row.state == .waiting ? .empty : "　\(row.changedAt.japanese)"
        return "\(tag)\(when)\(row.note.isEmpty ? HTML.empty : "<br>\(row.note)")"
    }

    private func operations(_ row: PersonNotification) -> HTML {
        guard row.state == .failed || row.isCutOff(at: now) else { return "―" }
        let path = "\(Self.link.path)/\(row.id)"
        let context = "\(row.personName)、\(row.title)"
        return """
            \(ButtonForm("もう一度送る", "\(path)/retry", state, context: context))\
            \(ButtonForm("送らないことにする", "\(path)/dismiss", state, context: context))
            """
    }

    private var pager: Pager {
        let kept = query.fields.filter { $0.name == Self.stateField.name && !$0.value.isEmpty }
        func path(_ more: [(name: String, value: String)]) -> String {
            let text = URLEncodedForm.encoded(kept + more)
            return text.isEmpty ? Self.link.path : "\(Self.link.path)?\(text)"
        }
        let older =
            rows.count == NotificationStore.pageRows ? rows.last.map { path([("before", $0.id.text)]) } : nil
        return Pager(newer: isFirst ? nil : path([]), older: older)
    }
}
