import Japanese
import Site
import Storage
import Ward

/// The address of one body.
enum BodyPageRoutes {
    static let all: [Route] = [Route(.get, "bodies/:body", needs: .viewOrganisation, handler: show)]

    private static func show(_ request: PageRequest) async throws -> PageResponse {
        var reader = FormReader(request.query)
        let day = reader.date("on", "構成を見る日", isRequired: false)
        var page = try await page(request, on: day ?? request.today)
        page.dayErrors = reader.errors
        if request.wantsJSON, reader.errors.isEmpty { return .json(page.overview.json) }
        return .page(page.page, status: reader.errors.isEmpty ? 200 : 422)
    }

    static func page(_ request: PageRequest, on day: CivilDate) async throws -> BodyPage {
        let id: ID<Body> = try request.id("body")
        let person = try request.person
        let today = request.today
        return try await request.ward.database.read { connection in
            guard let body = try BodyStore.find(id, on: connection) else { throw PageRefusal.notFound }
            let overview = try BodyOverview(body, on: day, connection: connection)
            return BodyPage(
                overview: overview, access: try BodyAccess(body, today: today, on: connection), today: today,
                person: person, query: request.query, csrfToken: request.csrfToken,
                decisions: try body.kind == .workingTeam
                    ? TeamRoutes.origins(of: body.parent, on: connection) : [])
        }
    }
}
