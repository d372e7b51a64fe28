import Japanese
import Ward

/// 連絡先: where each unit that stands today is written to.
struct ContactListPage {
    let units: [OfficeUnit]
    let contacts: [ID<OfficeUnit>: UnitContact]

    static let link = Link("組織の連絡先", "/units/contacts")
    static func path(_ unit: ID<OfficeUnit>) -> String { "/units/\(unit)/contact" }

    var page: Page {
        Page(
            Self.link.title, trail: [Link("組織", "/units")], section: "/units",
            body: """
                <p>回答の依頼と督促は、課の代表のアドレスに送ります。個人のアドレスは登録しません。</p>
                \(TableView(
                    caption: "組織の連絡先", columns: [.rowHeader("組織"), .text("課の代表のアドレス"), .text("課長の職のアドレス"), .text("操作")],
                    rows: units.map { unit in
                        let contact = contacts[unit.id]
                        return [
                            "\(unit.name)", contact.map { "\($0.mail)" } ?? Tag("未登録", .warning).html,
                            "\(contact?.headMail?.text ?? "―")",
                            "<a href=\"\(Self.path(unit.id))\">\(unit.name)の連絡先を変える</a>",
                        ]
                    }, empty: "組織が登録されていません。", isCaptionHidden: true))
                """)
    }
}

/// The form for one unit.
struct ContactPage {
    let unit: OfficeUnit
    let contact: UnitContact?
    let csrfToken: String
    var errors = FormErrors.none
    var sent: Form?

    var page: Page {
        Page(
            "\(unit.name)の連絡先", trail: [Link("組織", "/units"), ContactListPage.link], section: "/units",
            body: FormView(
                action: ContactListPage.path(unit.id), csrfToken: csrfToken, submit: "登録する", errors: errors,
                sent: errors.isEmpty ? nil : sent,
                fields: [
                    .text(
                        "mail", "課の代表のアドレス", value: contact?.mail.text ?? "", max: 254, isRequired: false,
                        hint: "例: kumin@city.example.lg.jp　空にすると、連絡先を消します。"),
                    .text(
                        "headMail", "課長の職のアドレス", value: contact?.headMail?.text ?? "", max: 254, isRequired: false,
                        hint: "期限を過ぎた督促を、写しで送ります。"),
                ]
            ).html)
    }
}
