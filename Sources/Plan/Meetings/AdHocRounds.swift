import Japanese
import Site
import Storage
import Ward

extension Round {
    /// The title, with a word where it is no quarter of the series: 令和6年度第1四半期（臨時）.
    var label: String { limitedTo == nil ? title : "\(title)（臨時）" }
}

/// Preparing a round that asks only about one group's initiatives (臨時の照会).
struct NewAdHocRoundPage {
    let group: Body
    let initiatives: [Initiative]
    let quarters: [Quarter]
    let proposal: RoundCalendar
    let csrfToken: String
    var errors = FormErrors.none
    var sent: Form?

    private var path: String { BodyPage.path(group.id) }

    var page: Page {
        Page(
            "臨時の照会を準備する", trail: [BodyPage.list, Link(group.name, path)], section: BodyPage.list.path,
            body: """
                <p>「\(group.name)」が受け持つ取組だけを照会します。四半期ごとの確認とは別に数え、進み具合の動きや指標の系列には入りません。</p>
                <ul>\(initiatives.map { "<li>\($0.heading)</li>" as HTML })</ul>
                \(form)
                """)
    }

    private var form: HTML {
        FormView(
            action: "\(path)/rounds", csrfToken: csrfToken, submit: "準備する", errors: errors, sent: sent,
            cancel: Link("やめる", path),
            fields: [
                .select("quarter", "四半期", quarters.map { Choice($0.code, $0.japanese) }, value: quarters.first?.code),
                .date("asOf", "基準日", value: proposal.asOf.japanese, hint: "いつの状況を尋ねるかです。選んだ四半期の中の日にします。"),
                .date("opensOn", "照会開始日", value: proposal.opensOn.japanese),
                .date("dueOn", "回答期限", value: proposal.dueOn.japanese),
                .date("closesOn", "締切日", value: proposal.closesOn.japanese, hint: "遅れた回答を受け付ける最後の日です。"),
                .date("freezesOn", "確定予定日", value: proposal.freezesOn.japanese),
            ]
        ).html
    }
}

/// The addresses for preparing ad-hoc rounds; they then go on like every round.
enum AdHocRoundRoutes {
    static let all: [Route] = [
        Route(.get, "bodies/:body/rounds/new", needs: .manageRounds) { .page(try await newPage($0).page) },
        Route(.post, "bodies/:body/rounds", needs: .manageRounds, handler: plan),
    ]

    /// The calendar that is proposed: as of yesterday, or of the last office day before, and opened on the next.
    static func proposal(today: CivilDate, in office: OfficeCalendar) -> RoundCalendar {
        let opens = office.nextOfficeDay(onOrAfter: today)
        return RoundCalendar(
            asOf: today.adding(days: -1), opensOn: opens,
            dueOn: office.adding(officeDays: RoundCalendar.dueAfterOfficeDays, to: opens),
            closesOn: office.adding(officeDays: RoundCalendar.closesAfterOfficeDays, to: opens),
            freezesOn: office.adding(officeDays: RoundCalendar.freezesAfterOfficeDays, to: opens))
    }

    private static func newPage(_ request: PageRequest) async throws -> NewAdHocRoundPage {
        let id: ID<Body> = try request.id("body")
        let person = try request.person
        let today = request.today
        return try await request.ward.database.read { connection in
            guard let group = try BodyStore.find(id, on: connection) else { throw PageRefusal.notFound }
            guard try BodyAccess(group, today: today, on: connection).may(.manageRounds, person) else {
                throw PageRefusal.forbidden(.manageRounds)
            }
            let version = try PlanStore.current(on: connection)
            let initiatives = try version.map { try InitiativeStore.list(version: $0.id, on: connection) } ?? []
            let calendar = proposal(today: today, in: try SettingStore.officeCalendar(on: connection))
            let quarter = Quarter(containing: calendar.asOf)
            return NewAdHocRoundPage(
                group: group, initiatives: initiatives.filter { $0.studyGroup == id },
                quarters: [quarter, quarter.previous], proposal: calendar, csrfToken: request.csrfToken)
        }
    }

    private static func plan(_ request: PageRequest) async throws -> PageResponse {
        var page = try await newPage(request)
        let group = page.group.id
        var reader = FormReader(request.form)
        let code = reader.choice("quarter", "四半期", of: page.quarters.map(\.code))
        let asOf = reader.date("asOf", "基準日")
        let opens = reader.date("opensOn", "照会開始日")
        let due = reader.date("dueOn", "回答期限")
        let closes = reader.date("closesOn", "締切日")
        let freezes = reader.date("freezesOn", "確定予定日")
        page.sent = request.form
        guard let quarter = code.flatMap(Quarter.init(code:)), let asOf, let opens, let due, let closes, let freezes,
            reader.errors.isEmpty
        else {
            page.errors = reader.errors
            return .page(page.page, status: 422)
        }
        let calendar = RoundCalendar(asOf: asOf, opensOn: opens, dueOn: due, closesOn: closes, freezesOn: freezes)
        let stamp = try request.stamp
        do {
            guard !page.initiatives.isEmpty else { throw RoundRefusal.noInitiatives }
            let round = try await request.ward.database.write { connection in
                guard let version = try PlanStore.current(on: connection) else { throw RoundRefusal.noInitiatives }
                return try RoundStore.plan(
                    quarter: quarter, version: version.id, calendar: calendar, limitedTo: group,
                    office: try SettingStore.officeCalendar(on: connection), by: stamp, on: connection)
            }
            return .seeOther(RoundPage.path(round.id), flash: Flash(.done, "臨時の照会を準備しました。日程を確かめて、照会を始めてください。"))
        } catch let refusal as any Refusal {
            page.errors = FormErrors(general: refusal.words)
            return .page(page.page, status: 409)
        }
    }
}
