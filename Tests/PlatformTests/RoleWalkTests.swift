import Site
import SiteTesting
import Testing
import Ward

@testable import Counter
@testable import Plan
@testable import namiki

@Suite("Who may go where on the whole platform")
struct RoleWalkTests {
    private static let roles = RoleWalk.roles(of: Platform.modules)

    @Test("Every role over every route gets in exactly where it holds the permission", arguments: roles)
    func everyRoute(role: Role) async throws {
        let walk = try RoleWalk(try await SamplePlatform.empty(), modules: Platform.modules)
        let findings = try await walk.findings(as: role, at: walk.unknownRecords)
        #expect(findings == [])
    }

    @Test("Nobody gets in anywhere without signing in, whether there is such a record or not")
    func nobody() async throws {
        let walk = try RoleWalk(try await SamplePlatform.demonstration(), modules: Platform.modules)
        let linked = try await SamplePlatform.linked
        let findings = try await walk.findingsWithoutSignIn(at: walk.unknownRecords + linked)
        #expect(findings == [])
    }

    @Test("Nobody may do everything")
    func everything() async throws {
        let grants = try RoleWalk(try await SamplePlatform.empty(), modules: Platform.modules).grants
        let needed = SiteServer.routes(of: Platform.modules).compactMap { route in
            if case .needs(let permission) = route.access { permission } else { nil }
        }
        for role in Self.roles { #expect(!needed.allSatisfy { grants.holds(role, $0) }, "\(role)") }
    }

    @Test(
        "Whoever has nothing to do with a record reads no word of it, and is not told that it exists", arguments: roles)
    func strangers(role: Role) async throws {
        let site = try await SamplePlatform.demonstration()
        let walk = try RoleWalk(site, modules: Platform.modules)
        let linked = try await SamplePlatform.linked
        // The walk would prove nothing if it went nowhere.
        #expect(Set(linked.map(\.route.path)).count > 100)
        try await SamplePlatform.Secret.write(into: site.ward)
        let stamp = site.ward.stamp(by: .commandLine)
        let (unit, body) = try await site.ward.database.write { connection in
            (
                try UnitStore.create(code: "9999", name: "よその課", by: stamp, on: connection).id,
                try BodyStore.create(kind: .studyGroup, name: "よその検討グループ", by: stamp, on: connection).id
            )
        }
        var secrets: [String] = []
        if !walk.grants.holds(role, .readAllEntries) { secrets.append(SamplePlatform.Secret.answer) }
        if !walk.grants.holds(role, .runDesk) { secrets.append(SamplePlatform.Secret.family) }
        let stranger = TestPerson(role, units: [unit], bodies: [body])
        let findings = try await walk.findings(as: stranger, at: linked, secrets: secrets)
        #expect(findings == [])
    }
}
