import Japanese
import Storage
import Ward

/// One unit, where a slip in its code or its name is mended.
struct UnitPage: PageView {
    let unit: OfficeUnit
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> UnitPage {
        UnitPage(unit: try OfficeUnit.load(request, on: connection), state: request.state)
    }

    var page: Page {
        Page(
            unit.name, trail: [Link("組織", "/units")], section: "/units",
            body: """
                \(SummaryList([("組織コード", "\(unit.code)"), ("名称", "\(unit.name)"), ("期間", "\(unit.period)")]))
                <h2>書き誤りを直す</h2>
                <p>この組織を記した、これまでの画面でも直ります。確定した版は変わりません。組織の名称が実際に変わったときは、\
                <a href="/units/reorganise">組織改正を記録する</a>から登録してください。</p>
                \(FormView(
                    unit.path, state, submit: "直す", cancel: Link("やめる", "/units"), revision: unit.revision,
                    fields: [UnitFields.code(unit.code), UnitFields.name(unit.name)]))
                """)
    }
}
