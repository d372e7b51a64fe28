import Japanese
import LifeEvents
import Site
import Storage
import Ward

/// One form: its boxes, a proof print, and a section's own PDF.
struct FormPage: PageView {
    let template: FormTemplate
    let own: OwnForm?
    let mayEdit: Bool
    let state: PageState

    private var path: String { FormListPage.path + "/" + template.id }

    static let pdf = Field.file("pdf", "様式のPDF", accept: ".pdf", hint: "記入していない、そのままの様式。")
    static let text = Field.textArea(
        "text", "欄の場所", max: 20_000, rows: 12,
        hint:
            "左上からの位置と大きさをmmで書きます（小数1桁まで）。印字できるもの：\(FormTemplate.Source.allCases.map(\.rawValue).joined(separator: "、"))"
    )

    static func load(_ request: PageRequest, on connection: any Connection) throws -> FormPage {
        let base = try BereavementDesk.base
        guard let template = base.forms.first(where: { $0.id == request.parameters["form"] }) else {
            throw PageRefusal.notFound
        }
        let person = try request.person
        let units = try DeskSettingsStore.units(for: base, today: request.today, on: connection)
        let sections = Set(template.procedures.compactMap { base[procedure: $0]?.section })
        return FormPage(
            template: template, own: try FormStore.used(base.name, on: connection)[template.id],
            mayEdit: sections.contains { units[$0].map { person.may(.editRules, unit: $0.id) } ?? false },
            state: request.state)
    }

    var page: Page {
        let boxes = (own?.template ?? template).boxes.map { box -> [HTML] in
            [
                "\(box.source.rawValue)", "\(box.page)", "\(Self.mm(box.x))、\(Self.mm(box.y))",
                "\(Self.mm(box.width))×\(Self.mm(box.height))",
            ]
        }
        let table: HTML =
            own == nil
            ? "<p>\(template.sets.map(\.title).joined(separator: "、"))の欄を、並木が描きます。</p>"
            : TableView(
                caption: "欄", columns: [.rowHeader("印字するもの"), .text("ページ"), .text("左上（mm）"), .text("大きさ（mm）")],
                rows: boxes
            ).html
        let remove: HTML =
            own != nil && mayEdit
            ? ButtonForm("並木が描く様式に戻す", path + "/remove", state).html : .empty
        return Page(
            template.title, trail: [RuleListPage.link, FormListPage.link],
            body: """
                \(table)
                <div class="actions">\(ButtonLink("試し刷り（見本の氏名）", path + "/proof.pdf"))\(remove)</div>
                \(mayEdit ? form : "<p>様式を登録できるのは、担当の課だけです。</p>" as HTML)
                """)
    }

    private var form: HTML {
        let example = """
            boxes:
              - {from: deceased.name, page: 1, x: 60, y: 52.5, w: 90, h: 9, size: 12, min: 7}
              - {from: deceased.birth, page: 1, x: 60, y: 63, w: 60, h: 8}
              - {from: blank, page: 1, x: 60, y: 73, w: 90, h: 8}
            """
        let view = FormView(
            path, state, submit: "登録する",
            fields: [Self.pdf(), Self.text(own.map { Self.boxes($0.template) } ?? example)])
        return "<h2>区の様式を登録する</h2>\n\(view)"
    }

    private static func mm(_ tenths: Int) -> String {
        ExactNumber(mantissa: tenths, scale: 1).plain
    }

    static func boxes(_ template: FormTemplate) -> String {
        "boxes:\n"
            + template.boxes.map { box in
                let comb = box.comb.map { ", comb: \($0)" } ?? ""
                return
                    "  - {from: \(box.source.rawValue), page: \(box.page), x: \(mm(box.x)), y: \(mm(box.y)), w: \(mm(box.width)), h: \(mm(box.height)), size: \(mm(box.size)), min: \(mm(box.sizeMin))\(comb)}"
            }.joined(separator: "\n")
    }
}
