import Japanese
import Ward

/// What is asked about a unit and its contact.
enum UnitFields {
    static let day = Field.date("on", "基準日").optional
    static let code = Field.text("code", "組織コード", max: 20)
    static let name = Field.text("name", "名称", max: 100)
    static let from = Field.date("from", "設置日", hint: "空欄にすると、記録を始める前からある組織になります。").optional

    static func parent(_ standing: [OfficeUnit]) -> Field<ID<OfficeUnit>?> {
        Field.record("parent", "上位の組織", standing.map { Choice($0.id.text, $0.name) }, empty: "なし").optional
    }

    static func successor(of unit: OfficeUnit, _ standing: [OfficeUnit]) -> Field<ID<OfficeUnit>> {
        .record("successor", "「\(unit.name)」の継承先", standing.map { Choice($0.id.text, $0.name) })
    }

    static let mail = Field.mailAddress(
        "mail", "課の代表のアドレス", hint: "例: kumin@city.example.lg.jp　空にすると、連絡先を消します。"
    ).optional
    static let headMail = Field.mailAddress("headMail", "課長の職のアドレス", hint: "期限を過ぎた督促を、写しで送ります。").optional
}
