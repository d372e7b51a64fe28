import Japanese
import Storage
import Ward

/// 連絡先: where each unit that stands today is written to.
struct ContactListPage: PageView {
    let units: [OfficeUnit]
    let contacts: [ID<OfficeUnit>: UnitContact]

    static func load(_ request: PageRequest, on connection: any Connection) throws -> ContactListPage {
        ContactListPage(
            units: try UnitStore.list(validOn: request.today, on: connection),
            contacts: try UnitContactStore.all(on: connection))
    }

    static let link = Link("組織の連絡先", "/units/contacts")
    static func path(_ unit: ID<OfficeUnit>) -> String { "/units/\(unit)/contact" }

    var page: Page {
        Page(
            Self.link.title, trail: [Link("組織", "/units")], section: Self.link.path,
            body: """
                <p>督促は、課の代表のアドレスに送ります。個人のアドレスは、ここには登録しません。</p>
                <p>一人一人へのお知らせは、本人が「アカウント」で登録したアドレスに送ります。<a href="\(NotificationsPage.link.path)">お知らせのメールの送信状況</a></p>
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
