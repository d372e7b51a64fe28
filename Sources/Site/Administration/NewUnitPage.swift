import Japanese
import Storage
import Ward

/// Where a unit is added.
struct NewUnitPage: PageView {
    let standing: [OfficeUnit]
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> NewUnitPage {
        NewUnitPage(standing: try UnitStore.list(validOn: request.today, on: connection), state: request.state)
    }

    var page: Page {
        Page(
            "組織の追加", trail: [Link("組織", "/units")], section: "/units",
            body: """
                <p>組織改正で新しくできた組織は、<a href="/units/reorganise">組織改正を記録する</a>から登録してください。</p>\
                \(FormView(
                    "/units", state, submit: "追加する", cancel: Link("やめる", "/units"),
                    fields: [
                        UnitFields.code(), UnitFields.name(), UnitFields.parent(standing)(), UnitFields.from(),
                    ]))
                """)
    }
}
