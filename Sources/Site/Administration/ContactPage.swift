import Japanese
import Storage
import Ward

/// The form for one unit.
struct ContactPage: PageView {
    let unit: OfficeUnit
    let contact: UnitContact?
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> ContactPage {
        let unit = try OfficeUnit.load(request, on: connection)
        return ContactPage(
            unit: unit, contact: try UnitContactStore.all(on: connection)[unit.id], state: request.state)
    }

    var page: Page {
        Page(
            "\(unit.name)の連絡先", trail: [Link("組織", "/units"), ContactListPage.link], section: "/units",
            body: FormView(
                ContactListPage.path(unit.id), state, submit: "登録する", revision: KeptContact(contact).revision,
                fields: [UnitFields.mail(contact?.mail), UnitFields.headMail(contact?.headMail)]
            ).html)
    }
}
