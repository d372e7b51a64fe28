import Storage
import Ward

/// 連絡先: list and change.
enum ContactRoutes {
    private typealias Fields = UnitFields

    static let all: [Route] = [
        .page("units/contacts", needs: .manageUnits, ContactListPage.load),
        .page("units/:unit/contact", needs: .manageUnits, ContactPage.load),
        .action(
            "units/:unit/contact", on: OfficeUnit.self, needs: .manageUnits, summary: "組織の連絡先を決める",
            fields: [Fields.mail, Fields.headMail, FormReader.declaredRevision], page: ContactPage.load
        ) {
            unit, form, change in
            let (mail, head) = try form.values(Fields.mail, Fields.headMail)
            try form.checkRevision(of: KeptContact(try UnitContactStore.all(on: change.connection)[unit.id]))
            if mail == nil, head != nil {
                throw form.refusing(Fields.mail, "課長の職のアドレスだけでは送れません。課の代表のアドレスも入力してください。")
            }
            try UnitContactStore.set(
                mail.map { UnitContact(mail: $0, headMail: head) }, of: unit.id, by: change.stamp,
                on: change.connection)
            return .done("\(unit.name)の連絡先を登録しました。", at: ContactListPage.link.path)
        },
    ]
}
