import Japanese
import Site
import Storage
import Ward

/// A study group under which the person may set up teams.
struct TeamGroup: RouteSubject {
    let body: Body

    static func load(_ request: PageRequest, on connection: any Connection) throws -> TeamGroup {
        guard let body = try BodyStore.find(try request.id("body"), on: connection), body.kind == .studyGroup else {
            throw PageRefusal.notFound
        }
        try BodyAccess(body, today: request.today, on: connection).check(.establishTeams, try request.person)
        return TeamGroup(body: body)
    }

    var path: String { BodyPage.path(body.id) }
}

/// A body that the person may end; whether it is a team is for the store to say.
struct EndedTeam: RouteSubject {
    let body: Body

    static func load(_ request: PageRequest, on connection: any Connection) throws -> EndedTeam {
        guard let body = try BodyStore.find(try request.id("body"), on: connection) else { throw PageRefusal.notFound }
        try BodyAccess(body, today: request.today, on: connection).check(.establishTeams, try request.person)
        return EndedTeam(body: body)
    }

    var path: String { BodyPage.path(body.id) }
}

/// The addresses of working teams.
enum TeamRoutes {
    private typealias Fields = TeamFields

    static let all: [Route] = [
        .page("bodies/:body/teams/new", needs: .establishTeams, NewTeamPage.load),
        .action("bodies/:body/teams", on: TeamGroup.self, needs: .establishTeams, page: NewTeamPage.load) {
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
        .action("bodies/:body/end", on: EndedTeam.self, needs: .establishTeams, page: BodyPage.load) {
            team, form, change in
            let origins = try WorkingTeamStore.origins(of: team.body.parent, on: change.connection)
            let (decision, lastDay) = try form.values(Fields.endedBy(origins), Fields.lastDay)
            try WorkingTeamStore.end(
                team.body.id, lastDay: lastDay, decision: decision, by: change.stamp, on: change.connection)
            return .done("作業チームの終了を記録しました。")
        },
    ]
}
