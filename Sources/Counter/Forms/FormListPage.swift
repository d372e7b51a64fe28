import LifeEvents
import Site
import Storage
import Ward

/// The forms that are filled in: drawn by the program, or a section's own.
struct FormListPage: PageView {
    static let path = "/desk/forms"
    static let link = Link("様式", path)

    let base: KnowledgeBase
    let own: [String: OwnForm]

    static func load(_ request: PageRequest, on connection: any Connection) throws -> FormListPage {
        let base = try BereavementDesk.base
        return FormListPage(base: base, own: try FormStore.used(base.name, on: connection))
    }

    var page: Page {
        let rows = base.forms.map { form -> [HTML] in
            [
                "<a href=\"\(Self.path)/\(form.id)\">\(form.id)　\(form.title)</a>",
                "\(form.procedures.compactMap { base[procedure: $0]?.title.japanese }.joined(separator: "、"))",
                own[form.id].map { "\(Tag("区の様式", .done)) \($0.template.boxes.count)欄、\($0.pages)ページ" } ?? "並木が描く様式",
            ]
        }
        return Page(
            Self.link.title, trail: [RuleListPage.link],
            body: """
                <p>来庁の前に氏名などを印字する様式です。担当の課は、自分の様式のPDFを登録できます。</p>
                \(TableView(
                    caption: "様式の一覧", columns: [.rowHeader("様式"), .text("手続き"), .text("使うもの")], rows: rows, isCaptionHidden: true))
                """)
    }
}
