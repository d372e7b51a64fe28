import Japanese
import Site
import Storage
import Ward

/// Which sealed editions are public, and the folder that is made of them.
struct PublishingPage: PageView {
    let items: [Publishable]
    let state: PageState

    static let link = Link("公表", "/publishing")

    static func load(_ request: PageRequest, on connection: any Connection) throws -> PublishingPage {
        PublishingPage(items: try PublicationStore.list(on: connection), state: request.state)
    }

    var page: Page {
        let published = items.filter { $0.publishedAt != nil }
        return Page(
            Self.link.title, section: Self.link.path,
            body: """
                <p>確定した版のうち、選んだものだけを公表します。公表用のファイルは、サーバーがなくても読めるフォルダーです。職員の氏名は載りません。</p>
                <h2>公表用のファイル</h2>
                \(published.isEmpty
                    ? "<p>公表した版は、まだありません。下の一覧から公表すると、ファイルを作れます。</p>"
                    : "<p>公表した版は\(published.count)件です。</p><p class=\"actions\">\(ButtonLink("公表用のファイルを受け取る（ZIP）", "\(Self.link.path)/site.zip", style: .primary))</p>" as HTML)
                <h2>確定した版</h2>
                \(TableView(
                    caption: "確定した版", columns: [.rowHeader("内容"), .text("版"), .text("確定した日時"), .text("公表")],
                    rows: items.map(row), empty: "確定した版は、まだありません。四半期を確定し、部会に報告すると、ここに出ます。", isCaptionHidden: true))
                """)
    }

    private func row(_ item: Publishable) -> [HTML] {
        [
            "\(item.title)", "第\(item.seal.edition)版", "\(item.seal.sealedAt.japanese)",
            item.publishedAt.map { "\(Tag("公表済み", .done))　\($0.japanese)" }
                ?? (item.personal.isEmpty ? button(item) : personal(item)),
        ]
    }

    private func button(_ item: Publishable) -> HTML {
        ButtonForm(
            "公表する", Self.link.path, state,
            fields: [
                (name: "kind", value: item.seal.kind), (name: "subject", value: item.seal.subject),
                (name: "edition", value: "\(item.seal.edition)"),
            ], context: "\(item.title) 第\(item.seal.edition)版"
        ).html
    }

    private func personal(_ item: Publishable) -> HTML {
        let items: [HTML] = item.personal.prefix(20).map { "<li>\($0)</li>" }
        return "\(Tag("個人を示すものがあります", .warning))<ul>\(items)</ul>"
    }
}
