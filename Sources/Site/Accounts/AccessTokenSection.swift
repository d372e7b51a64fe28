import Japanese
import Storage
import Ward

/// The access tokens of a person on a page: their own, or that of an administrator.
struct AccessTokenSection: Sendable {
    static let createPath = "/account/tokens"

    let tokens: [AccessToken]
    let today: CivilDate
    /// All of this site, for their titles.
    let declared: [Permission]

    /// Those that ended lately are shown too, so that nobody wonders where they went.
    private static let endedDaysMax = 90

    init(of person: ID<Person>, _ request: PageRequest, on connection: any Connection) throws {
        today = request.today
        declared = request.declared.permissions
        let earliest = request.ward.clock.now().adding(seconds: -Self.endedDaysMax * 86_400)
        let day = today.adding(days: -Self.endedDaysMax)
        tokens = try AccessTokenStore.list(of: person, on: connection)
            .filter { $0.endedAt.map { $0 > earliest } ?? ($0.lastDay >= day) }
    }

    /// - Parameter path: of the page, under which a token is ended.
    func table(_ path: String, _ state: PageState) -> HTML {
        TableView(
            caption: "アクセストークン",
            columns: [
                .rowHeader("名前"), .text("できること"), .text("作った日"), .text("有効期間の最後の日"), .text("最後に使った日"), .text("状態"),
                .text("操作"),
            ],
            rows: tokens.map { token in
                let end = ButtonForm(
                    "終了する", "\(path)/tokens/\(token.id)/end", state, context: "アクセストークン \(token.name)")
                let kind: HTML =
                    switch token.state(on: today) {
                    case .good: "\(Tag("利用中", .done))"
                    case .over: "\(Tag("期限切れ", .waiting))"
                    case .ended: "\(Tag("終了", .waiting))"
                    }
                return [
                    "\(token.name)", "\(scope(of: token))", "\(token.createdAt.date.japanese)",
                    "\(token.lastDay.japanese)", token.usedOn.map { "\($0.japanese)" } ?? "まだ使っていません", kind,
                    token.state(on: today) == .good ? end.html : .empty,
                ]
            }, empty: "アクセストークンはありません。", isCaptionHidden: true
        ).html
    }

    private func scope(of token: AccessToken) -> String {
        let title = AccessTokenFields.Scope(token).title
        guard let codes = token.permissions else { return title }
        let titles = codes.sorted().map { code in declared.first { $0.code == code }?.title ?? code }
        return "\(title)（\(titles.joined(separator: "、"))）"
    }

    /// - Parameter asksCode: whether the person has a second factor that is asked for.
    func form(held: [Permission], asksCode: Bool, _ state: PageState) -> Details {
        Details(
            "新しいアクセストークンを作る", for: [Self.createPath], state,
            FormView(
                Self.createPath, state, submit: "アクセストークンを作る",
                fields: [
                    AccessTokenFields.name(), AccessTokenFields.scope(.read),
                    AccessTokenFields.permissions(held)(),
                    AccessTokenFields.lastDay(from: today)(today.adding(days: AccessToken.daysOffered)),
                ] + (asksCode ? [AccountFields.code()] : [])
            ).html)
    }
}

/// A new access token, which is shown this once.
struct AccessTokenMadePage {
    let name: String
    let token: String
    let lastDay: CivilDate

    var page: Page {
        Page(
            "アクセストークン", trail: [Link("アカウント", "/account")],
            body: """
                \(Notice(.warning, "アクセストークンは、この画面に一度だけ表示します。", "<p>使うプログラムの設定に写してください。ほかの人に渡したり、メールに書いたりしないでください。知られたおそれがあるときは、すぐに終了してください。</p>"))
                \(SummaryList([("名前", "\(name)"), ("有効期間の最後の日", "\(lastDay.japanese)")]))
                <p class="guide-code">\(token)</p>
                <p>使い方は、<a href="\(APIHelpPage.path)">プログラムからの使い方</a>にあります。</p>
                <div class="actions">\(ButtonLink("写したのでアカウントに戻る", "/account", style: .primary))</div>
                """)
    }
}
