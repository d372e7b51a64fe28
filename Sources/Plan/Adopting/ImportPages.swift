import Site
import Storage
import Ward

/// Imported notices, and the form to bring in another.
struct ImportListPage: PageView {
    let runs: [ImportRun]
    let state: PageState

    static let link = Link("通知文の取り込み", "/imports")
    static let file = Field.file(
        "file", "通知文のファイル", accept: NoticeFile.endings, hint: "\(NoticeFile.kinds)。文字コードは問いません。")

    static func load(_ request: PageRequest, on connection: any Connection) throws -> ImportListPage {
        ImportListPage(runs: try ImportStore.list(on: connection), state: request.state)
    }

    var page: Page {
        Page(
            Self.link.title, section: Self.link.path,
            body: """
                <p>取組を定めた通知文や計画の文書を選びます。文書と読み取った結果を並べて確かめ、直してから、計画に取り入れます。</p>
                <p>計画をはじめから作るときは、<a href="\(PlanTemplate.path)">計画のひな形（Excel）</a>に書いて、ここから取り込めます。</p>
                \(FormView(Self.link.path, state, submit: "読み取る", fields: [Self.file()]))
                <h2>取り込んだ通知文</h2>
                \(TableView(
                    caption: "取り込んだ通知文", columns: [.rowHeader("ファイル"), .text("取り込んだ日時"), .name("状態")],
                    rows: runs.map { run in
                        [
                            "<a href=\"\(ImportPage.path(run.id))\">\(run.fileName)</a>", "\(run.importedAt.japanese)",
                            "\(run.isAdopted ? Tag("計画に取り入れ済み", .done) : Tag("確認待ち", .waiting))",
                        ]
                    }, empty: "取り込んだ通知文は、まだありません。", isCaptionHidden: true))
                """)
    }
}
