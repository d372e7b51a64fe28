import HTTPTypes
import SiteTesting
import Storage
import Testing
import Ward

@testable import Site
@testable import namiki

@Suite("Access tokens on the whole platform")
struct TokenWalkTests {
    private static let roles = RoleWalk.roles(of: Platform.modules)

    /// The person of the tests, with one role for the whole ward.
    private static func token(
        _ site: TestSite, of role: Role, mayWrite: Bool = true, permissions: Set<Permission>? = nil
    ) async throws -> String {
        let now = site.ward.clock.now()
        let grants = try RoleWalk(site, modules: Platform.modules).grants
        let person = TestPerson(role).signedIn(grants)
        let stamp = site.ward.stamp(by: person.actor)
        return try await site.ward.database.write { connection in
            try SettingStore.askSecondFactor(false, by: stamp, on: connection)
            try connection.execute(
                """
                INSERT INTO person (id, login_name, name, password_hash, password_set_at, is_active, created_at)
                VALUES (\(TestPerson.id), 'hanako', \(TestPerson.name), 'none', \(now), 1, \(now))
                """)
            try connection.execute(
                "INSERT INTO person_role (id, person, role) VALUES ('01J00000000000000000000009', \(TestPerson.id), \(role))"
            )
            return try AccessTokenStore.create(
                AccessTokenStore.Wish(
                    name: "見本", mayWrite: mayWrite, permissions: permissions, lastDay: stamp.today.adding(days: 1)),
                for: person, by: stamp, on: connection)
        }
    }

    private func method(_ route: Route) -> HTTPRequest.Method { route.method == .post ? .post : .get }

    @Test(
        "With a token every role gets in exactly where it holds the permission and programs are answered",
        arguments: roles)
    func everyRoute(role: Role) async throws {
        let site = try await SamplePlatform.empty()
        let walk = try RoleWalk(site, modules: Platform.modules)
        let token = try await Self.token(site, of: role)
        var findings: [String] = []
        // Files for everybody and the sign of life ask nobody who they are; protocols of others have their own words.
        for address in walk.unknownRecords
        where !["assets", "health"].contains(String(address.route.path.prefix { $0 != "/" }))
            && address.route.spoken == nil
        {
            let (route, path) = (address.route, address.path)
            let answer = try await site.client.ask(
                method(route), path, token: token, json: route.method == .post ? [:] : nil)
            if !answer.isJSON { findings.append("\(address): no JSON") }
            if answer.headers[.setCookie] != nil { findings.append("\(address): sets a cookie") }
            if answer.status.kind == .serverError { findings.append("\(address): \(answer.status)") }
            let code = answer.refusalCode
            guard route.program != nil else {
                if code != "noJSON" { findings.append("\(address): a page for people: \(answer.status)") }
                continue
            }
            guard route.takesTokens else {
                if code != "notForTokens" { findings.append("\(address): by hand only: \(answer.status)") }
                continue
            }
            if case .needs(let permission) = route.access, (code == "forbidden") == walk.grants.holds(role, permission)
            {
                findings.append("\(address): \(answer.status)")
            }
        }
        #expect(findings == [])
    }

    @Test("A token that may only read changes nothing, whatever its person may", arguments: roles)
    func readOnly(role: Role) async throws {
        let site = try await SamplePlatform.empty()
        let walk = try RoleWalk(site, modules: Platform.modules)
        let token = try await Self.token(site, of: role, mayWrite: false)
        for address in walk.unknownRecords where address.route.method == .post && address.route.takesTokens {
            let answer = try await site.client.ask(.post, address.path, token: token, json: [:])
            // What speaks the protocol of others says so in its words.
            if address.route.spoken != nil {
                #expect(answer.status == .forbidden, "\(address)")
            } else {
                #expect(answer.refusalCode == "readOnlyToken", "\(address)")
            }
        }
    }

    @Test("A token that is narrowed to one permission gets in nowhere else")
    func narrowed() async throws {
        let site = try await SamplePlatform.empty()
        let walk = try RoleWalk(site, modules: Platform.modules)
        let token = try await Self.token(site, of: .administrator, permissions: [.readJobs])
        for address in walk.unknownRecords where address.route.takesTokens {
            guard case .needs(let permission) = address.route.access else { continue }
            let answer = try await site.client.ask(
                method(address.route), address.path, token: token, json: address.route.method == .post ? [:] : nil)
            #expect((answer.refusalCode == "forbidden") == (permission != .readJobs), "\(address)")
        }
    }

    @Test("No token reaches an account, a sign-in, other people or another token")
    func byHandOnly() {
        let rolesMove: Set = ["units/reorganise", "units/:unit/successor"]
        let closed = SiteServer.routes(of: Platform.modules).filter { route in
            if rolesMove.contains(route.path) { return route.method == .post }
            return ["account", "sign-in", "sign-out", "people", "requests", "single-sign-on"].contains(
                String(route.path.prefix { $0 != "/" }))
        }
        #expect(closed.count > 20)
        #expect(closed.filter { !$0.isByHandOnly }.map(\.path) == [])
        #expect(closed.filter(\.takesTokens).map(\.path) == [])
    }
}
