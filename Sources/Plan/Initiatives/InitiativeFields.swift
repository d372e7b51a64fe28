import Site
import Ward

/// What is asked about the units of an initiative.
enum InitiativeFields {
    static func main(_ names: UnitNames, keeping known: [ID<OfficeUnit>] = []) -> Field<[ID<OfficeUnit>]> {
        .units("main", "主管課", names, keeping: known, lines: 3, hint: "四半期の回答を書く課です。課の名前を、1行に1つ書きます。")
    }

    static func related(_ names: UnitNames, keeping known: [ID<OfficeUnit>] = []) -> Field<[ID<OfficeUnit>]> {
        .units("related", "関係課", names, keeping: known, lines: 3, hint: "同じ名前の課があるときは、部の名前から書きます。")
    }

    static let newUnit = Field.text(
        "newUnit", "一覧にない主管課の名前", max: 60, hint: "書くと、その課を組織に加えて主管課にします。"
    ).optional
}
