import HTTPTypes
import HummingbirdTesting
import Testing
import Ward

@testable import Site

@Suite("Permissions")
struct PermissionTests {
    /// Those that everybody knows, and one that no module declares: it gets in nowhere.
    private static let roles = Role.general + [Role("elsewhere", "よその役割")]

    @Test("Every role over every route gets in exactly where it holds the permission", arguments: roles)
    func everyRoute(role: Role) async throws {
        let site = try await SampleSite()
        let module = SampleModule()
        let grants = WardGrants.all.merging(module.grants)
        try await site.test { client in
            for route in SiteServer.routes(of: [module]) {
                guard case .needs(let permission) = route.access else { continue }
                let path = "/" + route.path.replacing(/:[a-z]+/, with: "1")
                let response = try await client.ask(
                    route.method == .post ? .post : .get, path, as: role, form: route.method == .post ? [] : nil)
                let isRefused = response.status == .forbidden
                #expect(isRefused == !grants.holds(role, permission), "\(role) \(route.method) \(path)")
                if isRefused { #expect(response.text.contains(permission.title)) }
                let nobody = try await client.ask(
                    route.method == .post ? .post : .get, path, as: nil, form: route.method == .post ? [] : nil)
                #expect([.seeOther, .unauthorized].contains(nobody.status), "\(path)")
            }
        }
    }

    @Test("Only these built-in routes are open")
    func openRoutes() {
        let open = SiteServer.routes(of: []).filter { $0.access == .open }.map { "\($0.method.rawValue) /\($0.path)" }
        #expect(
            Set(open) == [
                "GET \(StyleSheet.path)", "GET /assets/namiki.svg", "GET /health", "GET /robots.txt", "GET /help",
                "GET /sign-in", "POST /sign-in",
            ])
    }

    @Test("The navigation offers what the person may use, and marks where they are")
    func navigation() async throws {
        let site = try await SampleSite()
        try await site.test { client in
            let editor = try await client.ask("/samples/7", as: .editor)
            #expect(editor.text.contains("<a href=\"/samples\" aria-current=\"true\">見本</a>"))
            #expect(!editor.text.contains("見本の変更"))
            let secretariat = try await client.ask("/samples", as: .secretariat)
            #expect(secretariat.text.contains("見本の変更"))
            #expect(secretariat.text.contains("<a href=\"/samples\" aria-current=\"page\">見本</a>"))
        }
    }
}
