import Japanese
import Site
import Storage
import Ward

/// A study group under which the person may set up teams.
struct TeamGroup: RouteSubject {
    let body: Body

    static func load(_ request: PageRequest, on connection: any Connection) throws -> TeamGroup {
        let body = try Body.load(request, on: connection)
        guard body.kind == .studyGroup else { throw PageRefusal.notFound }
        try BodyAccess(body, today: request.today, on: connection).check(.establishTeams, try request.person)
        return TeamGroup(body: body)
    }

    var path: String { BodyPage.path(body.id) }
}

/// A body that the person may end; whether it is a team is for the store to say.
struct EndedTeam: RouteSubject {
    let body: Body

    static func load(_ request: PageRequest, on connection: any Connection) throws -> EndedTeam {
        let body = try Body.load(request, on: connection)
        try BodyAccess(body, today: request.today, on: connection).check(.establishTeams, try request.person)
        return EndedTeam(body: body)
    }

    var path: String { BodyPage.path(body.id) }

    func confirmation(_ change: Change) throws -> Confirmation {
        var form = change.form
        let lastDay = form.value(TeamFields.lastDay) ?? change.today
        let seats = try BodyStore.seats(of: body.id, validOn: change.today, on: change.connection)
        let open = try MeetingStore.list(of: body.id, on: change.connection).filter { $0.state == .planned }
        var consequences = [
            "\(lastDay.japaneseWithWeekday)を最後の日として、会議体の一覧から外れます。",
            seats.isEmpty
                ? "構成員の席はありません。"
                : "構成員の席\(seats.count)件（\(seats.map(\.label).joined(separator: "、"))）は、その日までの構成として残ります。",
            "会議の記録と決定事項は、残って読めます。",
        ]
        if !open.isEmpty {
            consequences.append("記録を確定していない会議が\(open.count)件あります（\(open.map(\.title).joined(separator: "、"))）。")
        }
        return Confirmation(
            "作業チーム「\(body.name)」を終了します", submit: "終了する", consequences: consequences,
            irreversible: "終了の記録は取り消せません。続けるときは、決定事項をもとに新しい作業チームを設置します。")
    }
}

/// The addresses of working teams.
enum TeamRoutes {
    private typealias Fields = TeamFields

    static let all: [Route] = [
        .page("bodies/:body/teams/new", needs: .establishTeams, NewTeamPage.load),
        .action(
            "bodies/:body/teams", on: TeamGroup.self, needs: .establishTeams, summary: "作業チームを設置する",
            page: NewTeamPage.load
        ) {
            group, form, change in
            let origins = try WorkingTeamStore.origins(of: group.body.id, on: change.connection)
            let (decision, name, remit, leader, lines, from, to) = try form.values(
                Fields.establishedBy(origins), Fields.name, Fields.remit, Fields.leader, Fields.members, Fields.from,
                Fields.to)
            if let to, to < from { throw form.refusing(Fields.to, "「\(Fields.to.label)」は\(from.japanese)以後の日にしてください。") }
            let members =
                [leader.flatMap { TeamMember(line: $0, role: .leader) }].compactMap(\.self)
                + lines.split(whereSeparator: \.isNewline).compactMap { TeamMember(line: String($0)) }
            let team = try WorkingTeamStore.establish(
                under: group.body.id, name: name, remit: remit, members: members, from: from, to: to,
                decision: decision, by: change.stamp, on: change.connection)
            return .done("作業チーム「\(name)」を設置しました。", at: BodyPage.path(team.body.id))
        },
        .action(
            "bodies/:body/end", on: EndedTeam.self, needs: .establishTeams, summary: "作業チームを終える", page: BodyPage.load,
            asks: { team, change in try team.confirmation(change) }
        ) { team, form, change in
            let origins = try WorkingTeamStore.origins(of: team.body.parent, on: change.connection)
            let (decision, lastDay) = try form.values(Fields.endedBy(origins), Fields.lastDay)
            try WorkingTeamStore.end(
                team.body.id, lastDay: lastDay, decision: decision, by: change.stamp, on: change.connection)
            return .done("作業チームの終了を記録しました。")
        },
    ]
}
