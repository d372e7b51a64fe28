import Japanese
import Site
import Storage
import Ward

extension Round {
    /// The title, with a word where it is no quarter of the series: 令和6年度第1四半期（臨時）.
    var label: String { limitedTo == nil ? title : "\(title)（臨時）" }
}

/// The group whose initiatives an ad-hoc round asks about, for somebody who may open it.
struct AskingGroup: RouteSubject {
    let body: Body
    let version: PlanVersion?
    /// Those that the group looks after.
    let initiatives: [Initiative]

    static func load(_ request: PageRequest, on connection: any Connection) throws -> AskingGroup {
        guard let body = try BodyStore.find(try request.id("body"), on: connection) else { throw PageRefusal.notFound }
        try BodyAccess(body, today: request.today, on: connection).check(.manageRounds, try request.person)
        let version = try PlanStore.current(on: connection)
        let initiatives = try version.map { try InitiativeStore.list(version: $0.id, on: connection) } ?? []
        return AskingGroup(
            body: body, version: version, initiatives: initiatives.filter { $0.studyGroup == body.id })
    }

    var path: String { BodyPage.path(body.id) }
}

/// What is asked about an ad-hoc round.
enum AdHocRoundFields {
    static let asOf = Field.date("asOf", "基準日", hint: "いつの状況を尋ねるかです。選んだ四半期の中の日にします。")
    static let opensOn = Field.date("opensOn", "照会開始日")
    static let dueOn = Field.date("dueOn", "回答期限")
    static let closesOn = Field.date("closesOn", "締切日", hint: "遅れた回答を受け付ける最後の日です。")
    static let freezesOn = Field.date("freezesOn", "確定予定日")

    static func quarter(_ quarters: [Quarter]) -> Field<Quarter> {
        Field.select("quarter", "四半期", quarters.map { Choice($0.code, $0.japanese) }).mapped(
            to: Quarter.init(code:), from: \.code, problem: { _ in "" })
    }
}

/// Preparing a round that asks only about one group's initiatives (臨時の照会).
struct NewAdHocRoundPage: PageView {
    let group: AskingGroup
    let proposal: RoundCalendar
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> NewAdHocRoundPage {
        NewAdHocRoundPage(
            group: try AskingGroup.load(request, on: connection),
            proposal: AdHocRoundRoutes.proposal(
                today: request.today, in: try SettingStore.officeCalendar(on: connection)), state: request.state)
    }

    private var path: String { group.path }

    var page: Page {
        Page(
            "臨時の照会を準備する", trail: [BodyPage.list, Link(group.body.name, path)], section: BodyPage.list.path,
            body: """
                <p>「\(group.body.name)」が受け持つ取組だけを照会します。四半期ごとの確認とは別に数え、進み具合の動きや指標の系列には入りません。</p>
                <ul>\(group.initiatives.map { "<li>\($0.heading)</li>" as HTML })</ul>
                \(form)
                """)
    }

    private var form: FormView {
        let quarters = proposal.askedQuarters
        return FormView(
            "\(path)/rounds", state, submit: "準備する", cancel: Link("やめる", path),
            fields: [
                AdHocRoundFields.quarter(quarters)(quarters.first), AdHocRoundFields.asOf(proposal.asOf),
                AdHocRoundFields.opensOn(proposal.opensOn), AdHocRoundFields.dueOn(proposal.dueOn),
                AdHocRoundFields.closesOn(proposal.closesOn), AdHocRoundFields.freezesOn(proposal.freezesOn),
            ])
    }
}

extension RoundCalendar {
    /// The quarter of the as-of day, and the one before.
    fileprivate var askedQuarters: [Quarter] {
        let quarter = Quarter(containing: asOf)
        return [quarter, quarter.previous]
    }
}

/// The addresses for preparing ad-hoc rounds; they then go on like every round.
enum AdHocRoundRoutes {
    private typealias Fields = AdHocRoundFields

    static let all: [Route] = [
        .page("bodies/:body/rounds/new", needs: .manageRounds, NewAdHocRoundPage.load),
        .action("bodies/:body/rounds", on: AskingGroup.self, needs: .manageRounds, page: NewAdHocRoundPage.load) {
            group, form, change in
            let office = try SettingStore.officeCalendar(on: change.connection)
            let quarters = proposal(today: change.today, in: office).askedQuarters
            let (quarter, asOf, opens, due, closes, freezes) = try form.values(
                Fields.quarter(quarters), Fields.asOf, Fields.opensOn, Fields.dueOn, Fields.closesOn, Fields.freezesOn)
            guard let version = group.version, !group.initiatives.isEmpty else { throw RoundRefusal.noInitiatives }
            let round = try RoundStore.plan(
                quarter: quarter, version: version.id,
                calendar: RoundCalendar(asOf: asOf, opensOn: opens, dueOn: due, closesOn: closes, freezesOn: freezes),
                limitedTo: group.body.id, office: office, by: change.stamp, on: change.connection)
            return .done("臨時の照会を準備しました。日程を確かめて、照会を始めてください。", at: RoundPage.path(round.id))
        },
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
}
