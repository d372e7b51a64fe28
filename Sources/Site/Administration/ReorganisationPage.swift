import Storage
import Ward

/// Where a reorganisation is entered.
struct ReorganisationPage: PageView {
    let standing: [OfficeUnit]
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> ReorganisationPage {
        ReorganisationPage(standing: try UnitStore.list(validOn: request.today, on: connection), state: request.state)
    }

    var page: Page {
        Page(
            "組織改正の記録", trail: [Link("組織", "/units")], section: "/units",
            body: """
                <p>改称、統合、分割、廃止、新設を記録します。引き継ぐ組織が複数あるときは、先に並ぶもの（今ある組織が先）が主となり、会議体の席と利用者の役割を引き継ぎます。</p>
                \(FormView(
                    "/units/reorganise", state, submit: "内容を確かめる", cancel: Link("やめる", "/units"),
                    fields: ReorganisationFields.fields(standing)))
                """)
    }
}
