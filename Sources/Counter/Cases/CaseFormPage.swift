import Site
import Storage
import Ward

/// What is told at a booking by phone, and corrections to it.
struct CaseFormPage: PageView {
    /// From the list of deaths, so that nobody types a name again.
    let given: Deceased?
    /// The case that is corrected; `nil` for a new one.
    let view: CaseView?
    let fields: BookingFields
    let state: PageState

    static let proved = Field.checkbox("proved", "亡くなった方との関係を書類で確かめた")

    static func fields(_ request: PageRequest) -> BookingFields {
        BookingFields(language: .japanese, isDesk: true, today: request.today)
    }

    static func new(_ request: PageRequest, on connection: any Connection) throws -> CaseFormPage {
        let death = try request.query["death"].flatMap { ID<ReportedDeath>(untrusted: $0) }.flatMap {
            try ReportedDeath.find($0, on: connection)
        }
        return CaseFormPage(given: death?.deceased, view: nil, fields: fields(request), state: request.state)
    }

    static func correction(_ request: PageRequest, on connection: any Connection) throws -> CaseFormPage {
        CaseFormPage(
            given: nil, view: try CaseView.load(request, on: connection), fields: fields(request), state: request.state)
    }

    var page: Page {
        guard let view else {
            return Page(
                "電話で予約を受ける", trail: [DeskPage.link],
                body: """
                    <p>お悔やみを申し上げ、次のことを伺います。日時は次の画面で決めます。</p>
                    \(FormView(
                        "/desk/cases", state, submit: "受け付けて日時を決める", cancel: Link("受け付けない", DeskPage.path),
                        fields: fields.drawn(given)))
                    """)
        }
        let deskCase = view.deskCase
        return Page(
            "案件 \(deskCase.number) の内容を直す", trail: [DeskPage.link, deskCase.link],
            body: FormView(
                deskCase.path + "/edit", state, submit: "保存する", cancel: Link("戻る", deskCase.path),
                revision: deskCase.revision,
                fields: fields.drawn(known: view) + [Self.proved(deskCase.isRelationProved)]
            ).html)
    }
}
