import Japanese
import Site
import Storage
import Ward

/// Setting up a working team under a group.
struct NewTeamPage {
    let group: Body
    let decisions: [BodyOverview.Origin]
    let today: CivilDate
    let csrfToken: String
    var errors = FormErrors.none
    var sent: Form?

    private var path: String { BodyPage.path(group.id) }

    var page: Page {
        Page(
            "作業チームを設置する", trail: [BodyPage.list, Link(group.name, path)], section: BodyPage.list.path,
            body: decisions.isEmpty ? empty : form)
    }

    private var empty: HTML {
        Notice(
            .information, "先に、設置を決めた会議の記録を確定してください。",
            """
            <p>作業チームは、検討グループの決定により設置します。会議に決定事項を書いて確定すると、ここで選べます。\
            <a href="\(path)">\(group.name)へ戻る</a></p>
            """
        ).html
    }

    private var form: HTML {
        """
        <p>「\(group.name)」のもとに作業チームを設置します。構成は職、組織または区分で書き、氏名は書きません。</p>
        \(FormView(
            action: "\(path)/teams", csrfToken: csrfToken, submit: "設置する", errors: errors, sent: sent,
            cancel: Link("やめる", path),
            fields: [
                .select("decision", "もとになる決定事項", decisions.map(\.choice)),
                .text("name", "名称", max: 100, hint: "例: 窓口改善作業チーム"),
                .textArea("remit", "所掌", max: WorkingTeamStore.remitScalarsMax, rows: 4),
                .text("leader", "チーム長の職", max: 100, isRequired: false),
                .textArea(
                    "members", "構成", max: 4000, rows: 6,
                    hint: "1行に1つずつ書きます。職は「情報管理課係長」、人数で決めるものは「情報管理課職員（3名）」のように書きます。"),
                .date("from", "設置の日", value: today.japanese),
                .date("to", "終わる予定の日", isRequired: false),
            ]))
        """
    }
}

/// The addresses of working teams.
enum TeamRoutes {
    static let all: [Route] = [
        Route(.get, "bodies/:body/teams/new", needs: .establishTeams) { .page(try await newPage($0).page) },
        Route(.post, "bodies/:body/teams", needs: .establishTeams, handler: establish),
        Route(.post, "bodies/:body/end", needs: .establishTeams, handler: end),
    ]

    /// The decisions of a group's confirmed meetings, newest first.
    static func origins(of group: ID<Body>?, on connection: any Connection) throws -> [BodyOverview.Origin] {
        guard let group else { return [] }
        return try MeetingStore.confirmedDecisions(of: group, on: connection).map {
            BodyOverview.Origin(meeting: $0.meeting, decision: $0.decision)
        }
    }

    private static func newPage(_ request: PageRequest) async throws -> NewTeamPage {
        let id: ID<Body> = try request.id("body")
        let person = try request.person
        let today = request.today
        return try await request.ward.database.read { connection in
            guard let group = try BodyStore.find(id, on: connection), group.kind == .studyGroup else {
                throw PageRefusal.notFound
            }
            guard try BodyAccess(group, today: today, on: connection).may(.establishTeams, person) else {
                throw PageRefusal.forbidden(.establishTeams)
            }
            return NewTeamPage(
                group: group, decisions: try origins(of: id, on: connection), today: today,
                csrfToken: request.csrfToken)
        }
    }

    private static func establish(_ request: PageRequest) async throws -> PageResponse {
        var page = try await newPage(request)
        let group = page.group.id
        var reader = FormReader(request.form)
        let decision = reader.id("decision", "もとになる決定事項", of: page.decisions.map(\.decision.id))
        let name = reader.text("name", "名称", max: 100)
        let remit = reader.textArea("remit", "所掌", max: WorkingTeamStore.remitScalarsMax)
        let leader = reader.text("leader", "チーム長の職", max: 100, isRequired: false)
        let lines = reader.textArea("members", "構成", max: 4000)
        let from = reader.date("from", "設置の日")
        let to = reader.date("to", "終わる予定の日", isRequired: false, from: from)
        let members =
            [leader.flatMap { TeamMember(line: $0, role: .leader) }].compactMap(\.self)
            + (lines ?? "").split(whereSeparator: \.isNewline).compactMap { TeamMember(line: String($0)) }
        page.sent = request.form
        guard let decision, let name, let remit, let from, reader.errors.isEmpty else {
            page.errors = reader.errors
            return .page(page.page, status: 422)
        }
        let stamp = try request.stamp
        do {
            let team = try await request.ward.database.write { connection in
                try WorkingTeamStore.establish(
                    under: group, name: name, remit: remit, members: members, from: from, to: to,
                    decision: decision, by: stamp, on: connection)
            }
            return .seeOther(BodyPage.path(team.body.id), flash: Flash(.done, "作業チーム「\(name)」を設置しました。"))
        } catch let refusal as any Refusal {
            page.errors = FormErrors(general: refusal.words)
            return .page(page.page, status: 409)
        }
    }

    private static func end(_ request: PageRequest) async throws -> PageResponse {
        var page = try await BodyPageRoutes.page(request, on: request.today)
        guard page.access.may(.establishTeams, page.person) else { throw PageRefusal.forbidden(.establishTeams) }
        let id = page.overview.body.id
        var reader = FormReader(request.form)
        let decision = reader.id("decision", "もとになる決定事項", of: page.decisions.map(\.decision.id))
        let lastDay = reader.date("lastDay", "最後の日")
        page.sent = request.form
        guard let decision, let lastDay, reader.errors.isEmpty else {
            page.errors = reader.errors
            return .page(page.page, status: 422)
        }
        let stamp = try request.stamp
        do {
            try await request.ward.database.write { connection in
                try WorkingTeamStore.end(id, lastDay: lastDay, decision: decision, by: stamp, on: connection)
            }
            return .seeOther(BodyPage.path(id), flash: Flash(.done, "作業チームの終了を記録しました。"))
        } catch let refusal as any Refusal {
            page.errors = FormErrors(general: refusal.words)
            return .page(page.page, status: 409)
        }
    }
}
