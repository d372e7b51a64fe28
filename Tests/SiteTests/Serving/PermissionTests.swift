import SiteTesting
import Testing
import Ward

@testable import Site

@Suite("Permissions")
struct PermissionTests {
    @Test("Every role over every route gets in exactly where it holds the permission, and is told which it lacks")
    func everyRoute() async throws {
        let walk = try RoleWalk(try await TestSite.sample(), modules: [SampleModule()])
        // Some pages of the sample fail whoever asks.
        let addresses = walk.unknownRecords.filter { !["fail", "busy"].contains($0.route.path) }
        for role in RoleWalk.roles(of: [SampleModule()]) {
            #expect(try await walk.findings(as: role, at: addresses) == [])
        }
        #expect(try await walk.findingsWithoutSignIn(at: walk.unknownRecords) == [])
    }

    @Test("The walk over the roles finds a page that fails, an open door and a door that stays shut")
    func walk() async throws {
        let site = try await TestSite.sample()
        let walk = try RoleWalk(site, modules: [SampleModule()])
        let failing = walk.unknownRecords.filter { $0.route.path == "fail" }
        #expect(try await walk.findings(as: .editor, at: failing).count == 1)
        // The same site, walked as if other permissions were needed.
        func addresses(_ path: String, needs permission: Permission) -> [RoleWalk.Address] {
            walk.unknownRecords.filter { $0.route.path == path }.map { address in
                let route = Route(.get, address.route.path, needs: permission) { _ in .json([:]) }
                return RoleWalk.Address(route: route, path: address.path)
            }
        }
        let open = addresses("samples", needs: .changeSamples)
        #expect(try await walk.findings(as: .editor, at: open).count == 1)
        let shut = addresses("samples/new", needs: .readSamples)
        #expect(try await walk.findings(as: .editor, at: shut) != [])
        let shown = addresses("samples", needs: .readSamples)
        #expect(try await walk.findings(as: TestPerson(.editor), at: shown, secrets: ["見本の一覧"]).count == 1)
        let unguarded = Route(.get, "help", access: .signedIn) { _ in .json([:]) }
        let forEverybody = RoleWalk.Address(route: unguarded, path: "/help")
        #expect(try await walk.findingsWithoutSignIn(at: [forEverybody]).count == 1)
    }

    @Test("Only these built-in routes are open")
    func openRoutes() {
        let open = SiteServer.routes(of: []).filter { $0.access == .open }.map { "\($0.method.rawValue) /\($0.path)" }
        #expect(
            Set(open) == [
                "GET \(StyleSheet.path)", "GET \(PaneScript.path)", "GET /assets/namiki.svg", "GET /health",
                "GET /robots.txt", "GET /help", "GET /help/words", "GET /", "GET /residents/:language", "GET /sign-in",
                "POST /sign-in",
                "POST /sign-in/code", "GET /sign-in/sso", "GET /sign-in/sso/callback", "GET /sign-in/ended",
            ])
    }

    @Test("The navigation offers what the person may use, and marks where they are")
    func navigation() async throws {
        let site = try await TestSite.sample()
        try await site.test { client in
            let editor = try await client.ask("/samples/7", as: .editor)
            #expect(editor.text.contains("<a href=\"/samples\" aria-current=\"true\">見本</a>"))
            #expect(!editor.text.contains("新しい見本"))
            let secretariat = try await client.ask("/samples", as: .secretariat)
            #expect(secretariat.text.contains("<a href=\"/samples/new\">新しい見本</a>"))
            #expect(secretariat.text.contains("<a href=\"/samples\" aria-current=\"page\">見本</a>"))
        }
    }
}
