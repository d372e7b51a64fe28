import Site
import Ward

/// What is asked about the units of an initiative.
enum InitiativeFields {
    static func main(_ units: [OfficeUnit]) -> Field<[ID<OfficeUnit>]> {
        .records("main", "主管課", units.map { Choice($0.id.text, $0.name) }, hint: "四半期の回答を書く課です。")
    }

    static func related(_ units: [OfficeUnit]) -> Field<[ID<OfficeUnit>]> {
        .records("related", "関係課", units.map { Choice($0.id.text, $0.name) })
    }

    static let newUnit = Field.text(
        "newUnit", "一覧にない主管課の名前", max: 60, hint: "書くと、その課を組織に加えて主管課にします。"
    ).optional
}
