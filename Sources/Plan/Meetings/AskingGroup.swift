import Site
import Storage
import Ward

/// The group whose initiatives an ad-hoc round asks about, for somebody who may open it.
struct AskingGroup: RouteSubject {
    let body: Body
    let version: PlanVersion?
    /// Those that the group looks after.
    let initiatives: [Initiative]

    static func load(_ request: PageRequest, on connection: any Connection) throws -> AskingGroup {
        let body = try Body.load(request, on: connection)
        try BodyAccess(body, today: request.today, on: connection).check(.manageRounds, try request.person)
        let version = try PlanStore.current(on: connection)
        let initiatives = try version.map { try InitiativeStore.list(version: $0.id, on: connection) } ?? []
        return AskingGroup(
            body: body, version: version, initiatives: initiatives.filter { $0.studyGroup == body.id })
    }

    var path: String { BodyPage.path(body.id) }
}
