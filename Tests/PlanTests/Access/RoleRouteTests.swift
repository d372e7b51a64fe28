import Testing

@testable import Plan
@testable import Site

@Suite("Who may go where")
struct RoleRouteTests {
    @Test("No route of the module only asks for sign-in, and none is open but that of what was made public")
    func denyByDefault() {
        var open: [String] = []
        for route in PlanModule().routes {
            switch route.access {
            case .needs: break
            case .open: open.append("\(route.method.rawValue) /\(route.path)")
            case .signedIn: Issue.record("/\(route.path) names no permission")
            }
        }
        #expect(open == ["GET /progress/:language"])
    }

    @Test("No program names a stand-in: it gives a role")
    func standIns() {
        let routes = PlanModule().routes.filter { $0.path.hasPrefix("stand-ins") }
        #expect(routes.count == 3)
        #expect(routes.filter { !$0.isByHandOnly }.map(\.path) == [])
    }
}
