import Site
import Ward

/// What can be mended of a body.
enum BodyFields {
    /// Also of what a notice says in many lines.
    private static let remitScalarsMax = 4000

    static let name = Field.text("name", "名称", max: 100)
    static let remit = Field.textArea("remit", "所掌", max: remitScalarsMax, rows: 4).optional

    /// - Parameter known: those that run the body and may be no more.
    static func secretariat(_ names: UnitNames, keeping known: [ID<OfficeUnit>]) -> Field<[ID<OfficeUnit>]> {
        .units("secretariat", "事務局の課", names, keeping: known, hint: "1行に1つずつ、課の名称で書きます。")
    }
}
