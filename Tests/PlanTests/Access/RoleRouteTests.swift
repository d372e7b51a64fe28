import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Storage
import Testing
import Ward

@testable import Plan
@testable import Site

@Suite("Who may go where")
struct RoleRouteTests {
    private static let csrf = "the-word-of-this-session"

    /// Sessions whose token is the raw value of a role, given for the whole ward.
    private static let sessions = SessionGate(resume: { token, _, grants in
        guard let role = Role(rawValue: token) else { return nil }
        return SessionGate.Resumed(
            session: ID("01J00000000000000000000000"),
            signedIn: SignedIn(
                person: ID("01J00000000000000000000001"), name: "見本 花子",
                assignments: [.init(role: role, unit: nil, body: nil)], grants: grants), csrfToken: csrf,
            verify: { $0 == csrf })
    })

    private static func server() async throws -> SiteServer {
        let database = try await openDatabase(at: ":memory:")
        try await Migrator.migrate(database, PlanModule.allMigrations)
        let ward = Ward(database: database, clock: .system, random: .system)
        return try SiteServer(
            ward: ward, modules: [PlanModule()], sessions: sessions,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    private static func ask(
        _ client: any TestClientProtocol, _ route: Route, as role: Role?
    ) async throws -> TestResponse {
        // Identifiers of the right form that belong to nothing: what is allowed is then 404, never 403.
        let path = "/" + route.path.replacing(/:[a-z]+/, with: "01ARZ3NDEKTSV4RRFFQ69G5FAV")
        var fields = HTTPFields()
        if let role { fields[.cookie] = "namiki=\(role.rawValue)" }
        guard route.method == .post else { return try await client.execute(uri: path, method: .get, headers: fields) }
        fields[.contentType] = "application/x-www-form-urlencoded"
        return try await client.execute(
            uri: path, method: .post, headers: fields, body: ByteBuffer(string: "\(FormView.csrfField)=\(csrf)"))
    }

    @Test(
        "Every role over every route of the platform gets in exactly where it holds the permission",
        arguments: Declared([PlanModule()]).roles + [Role("elsewhere", "よその役割")])
    func everyRoute(role: Role) async throws {
        let routes = SiteServer.routes(of: [PlanModule()])
        let grants = WardGrants.all.merging(PlanGrants.all)
        try await Self.server().application().test(.router) { client in
            var refusals = 0
            for route in routes {
                guard case .needs(let permission) = route.access else { continue }
                let response = try await Self.ask(client, route, as: role)
                let isRefused = response.status == .forbidden
                refusals += isRefused ? 1 : 0
                #expect(
                    isRefused == !grants.holds(role, permission),
                    "\(role) \(route.method.rawValue) /\(route.path): \(response.status)")
                #expect(response.status != .internalServerError, "\(role) /\(route.path)")
            }
            #expect(refusals > 0, "no role may do everything")
        }
    }

    @Test("Nobody gets in anywhere without signing in")
    func nobody() async throws {
        try await Self.server().application().test(.router) { client in
            for route in SiteServer.routes(of: [PlanModule()]) where route.access != .open {
                let response = try await Self.ask(client, route, as: nil)
                #expect([.seeOther, .unauthorized].contains(response.status), "/\(route.path): \(response.status)")
            }
        }
    }

    @Test("No route of the module is open or only asks for sign-in")
    func denyByDefault() {
        for route in PlanModule().routes {
            guard case .needs = route.access else {
                Issue.record("/\(route.path) names no permission")
                continue
            }
        }
    }
}
