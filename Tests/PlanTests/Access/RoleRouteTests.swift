import Testing

@testable import Plan
@testable import Site

@Suite("Who may go where")
struct RoleRouteTests {
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
