import Storage
import Ward

/// 連絡先: list and change.
enum ContactRoutes {
    static let all: [Route] = [
        Route(.get, "units/contacts", needs: .manageUnits) { request in
            let today = request.today
            let (units, contacts) = try await request.ward.database.read { connection in
                (try UnitStore.list(validOn: today, on: connection), try UnitContactStore.all(on: connection))
            }
            return .page(ContactListPage(units: units, contacts: contacts).page)
        },
        Route(.get, "units/:unit/contact", needs: .manageUnits) { .page(try await page($0).page) },
        Route(.post, "units/:unit/contact", needs: .manageUnits, handler: set),
    ]

    private static func page(_ request: PageRequest) async throws -> ContactPage {
        let id: ID<OfficeUnit> = try request.id("unit")
        return try await request.ward.database.read { connection in
            guard let unit = try UnitStore.find(id, on: connection) else { throw PageRefusal.notFound }
            return ContactPage(
                unit: unit, contact: try UnitContactStore.all(on: connection)[id], csrfToken: request.csrfToken)
        }
    }

    private static func set(_ request: PageRequest) async throws -> PageResponse {
        var page = try await page(request)
        var reader = FormReader(request.form)
        let mail = address("mail", "課の代表のアドレス", from: &reader)
        let head = address("headMail", "課長の職のアドレス", from: &reader)
        if mail == nil, head != nil {
            reader.errors.add("mail", "課長の職のアドレスだけでは送れません。課の代表のアドレスも入力してください。")
        }
        guard reader.errors.isEmpty else {
            page.errors = reader.errors
            page.sent = request.form
            return .page(page.page, status: 422)
        }
        let stamp = try request.stamp
        let unit = page.unit
        try await request.ward.database.write { connection in
            try UnitContactStore.set(
                mail.map { UnitContact(mail: $0, headMail: head) }, of: unit.id, by: stamp, on: connection)
        }
        return .seeOther(ContactListPage.link.path, flash: Flash(.done, "\(unit.name)の連絡先を登録しました。"))
    }

    private static func address(_ name: String, _ label: String, from reader: inout FormReader) -> MailAddress? {
        guard let text = reader.text(name, label, max: 254, isRequired: false), !text.isEmpty else { return nil }
        let address = MailAddress(text)
        if address == nil {
            reader.errors.add(name, "「\(label)」をメールアドレスとして読めません。例: kumin@city.example.lg.jp（半角）")
        }
        return address
    }
}
