import Testing

@testable import Counter
@testable import Site

@Suite("Who may go where at the desk")
struct DeskRouteTests {
    @Test("Only the pages for families are open, and everything else names its permission")
    func denyByDefault() {
        for route in CounterModule().routes {
            switch route.access {
            case .open: #expect(route.path.hasPrefix("guides/"), "/\(route.path)")
            case .signedIn: Issue.record("/\(route.path) names no permission")
            case .needs: #expect(route.path.hasPrefix("desk"), "/\(route.path)")
            }
        }
    }
}
