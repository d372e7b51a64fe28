import Storage
import Testing
import Ward

@testable import Site

@Suite("What is made twice at once")
struct DuplicateTests {
    /// A page with the form whose change the database refuses.
    private struct TwicePage: PageView {
        let state: PageState

        static func load(_ request: PageRequest, on connection: any Connection) -> TwicePage {
            TwicePage(state: request.state)
        }

        var page: Page {
            Page("見本", body: FormView("/twice", state, submit: "加える", fields: [UnitFields.name()]).html)
        }
    }

    @Test("A second record where only one may be is refused with words, and what was typed is kept")
    func refused() async throws {
        let site = try await RealPeople.site()
        let route = Route.action("twice", needs: .manageUnits, page: TwicePage.load) { form, change in
            let name = try form.values(UnitFields.name)
            for _ in 1...2 {
                try change.connection.execute(
                    "INSERT INTO office_unit (id, code, name, name_key) VALUES ('a', 'a', \(name), \(name))")
            }
            return .done("加えました。")
        }
        let person = SignedIn(
            person: ID("01J00000000000000000000001"), name: "見本",
            assignments: [.init(role: .administrator, unit: nil, body: nil)], grants: WardGrants.all)
        let answer = try await route.handler(
            PageRequest(
                ward: site.ward, signedIn: person, path: "/twice", form: Form(fields: [("name", "広報課")])))
        guard case .page(let page, let status, _) = answer else {
            Issue.record("no page")
            return
        }
        #expect(status == 409)
        #expect(page.body.text.contains("同じ記録がすでにある"))
        #expect(page.body.text.contains("value=\"広報課\""))
        let count: Int? = try await site.ward.database.read { try $0.value("SELECT COUNT(*) FROM office_unit") }
        #expect(count == 0)
    }
}
