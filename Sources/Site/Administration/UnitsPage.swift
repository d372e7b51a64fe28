import Japanese
import Storage
import Ward

/// The organisation on a day.
struct UnitsPage: ProgramView {
    let succession: Succession
    let day: CivilDate
    let query: Form
    let errors: FormErrors
    let mayManage: Bool
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> UnitsPage {
        var reader = FormReader(request.query)
        let day = reader.value(UnitFields.day) ?? nil
        try request.refuseProgram(reader.errors)
        return UnitsPage(
            succession: try UnitStore.succession(on: connection), day: day ?? request.today, query: request.query,
            errors: reader.errors, mayManage: try request.person.may(.manageUnits), state: request.state)
    }

    private var standing: [OfficeUnit] { succession.units.filter { $0.exists(on: day) } }

    static let program = Route.ProgramSide(
        "組織の一覧", answer: ["on": .text, "units": .list(OfficeUnit.answer)], query: [UnitFields.day])

    var json: JSON { ["on": JSON(day), "units": .array(standing.map(\.json))] }

    var page: Page {
        Page("組織", section: "/units", body: body)
    }

    private var body: HTML {
        let changing = [
            ButtonLink("組織を追加する", "/units/new"), ButtonLink("名簿でまとめて登録する", UnitRoster.form.path),
            ButtonLink("組織改正を記録する", "/units/reorganise"),
            ButtonLink("連絡先を登録する", ContactListPage.link.path),
        ]
        let actions: [HTML] = (mayManage ? changing : []).map(\.html)
        let filter = FilterForm(
            action: "/units", query: query, errors: errors, submit: "この日の組織を見る",
            fields: [UnitFields.day(day)])
        return """
            <div class="actions">\(actions)\(ButtonLink("開庁日を見る", CalendarPage.path))</div>
            \(orphans)\(filter)\(table)\(past)
            """
    }

    private var table: TableView {
        TableView(
            caption: "\(day.japanese)の組織（\(standing.count)件）",
            columns: [.text("コード"), .rowHeader("名称"), .text("上位の組織"), .text("期間")],
            rows: standing.map { unit in
                let parent = succession.parent(of: unit, validOn: day)?.name ?? ""
                return ["\(unit.code)", named(unit), "\(parent)", "\(unit.period)"]
            }, empty: "この日の組織は登録されていません。")
    }

    private var past: HTML {
        let ended = succession.units.filter { $0.validTo.map { $0 < day } ?? false }
        guard !ended.isEmpty else { return .empty }
        let table = TableView(
            caption: "廃止された組織", columns: [.text("コード"), .rowHeader("名称"), .text("期間"), .text("継承先")],
            rows: ended.map { unit in
                let heirs = succession.namedSuccessors(of: unit).compactMap { succession.unit($0)?.name }
                return [
                    "\(unit.code)", named(unit), "\(unit.period)",
                    heirs.isEmpty ? "なし" : "\(heirs.joined(separator: "、"))",
                ]
            }, isCaptionHidden: true)
        return Details("廃止された組織（\(ended.count)件）", table.html).html
    }

    /// To be settled before the next round is opened.
    private var orphans: HTML {
        let open = succession.abolishedWithoutSuccessor(asOf: day).filter { $0.successor == nil }
        guard mayManage, !open.isEmpty else { return .empty }
        let forms: [HTML] = open.map { unit in
            FormView(
                "\(unit.path)/successor", state, submit: "継承先にする",
                fields: [UnitFields.successor(of: unit, standing)()]
            ).html
        }
        return Notice(.warning, "継承先が決まっていない組織があります。", forms.reduce("<p>担当していた取組の依頼先が分からなくなります。</p>", +)).html
    }

    /// Leads to where a slip in its name is mended.
    private func named(_ unit: OfficeUnit) -> HTML {
        mayManage ? "<a href=\"\(unit.path)\">\(unit.name)</a>" : "\(unit.name)"
    }
}

extension OfficeUnit {
    static let answer: AnswerShape = [
        "id": .text, "code": .text, "name": .text, "parent": .orNull(.text), "validFrom": .orNull(.text),
        "validTo": .orNull(.text), "successor": .orNull(.text), "revision": .integer,
    ]

    /// For programs.
    var json: JSON {
        [
            "id": .string(id.text), "code": .string(code), "name": .string(name), "parent": JSON(parent),
            "validFrom": JSON(validFrom), "validTo": JSON(validTo), "successor": JSON(successor),
            "revision": JSON(revision),
        ]
    }

    var period: String {
        switch (validFrom, validTo) {
        case (nil, nil): "継続中"
        case (let from?, nil): "\(from.japanese)から"
        case (nil, let to?): "\(to.japanese)まで"
        case (let from?, let to?): "\(from.japanese)から\(to.japanese)まで"
        }
    }
}
