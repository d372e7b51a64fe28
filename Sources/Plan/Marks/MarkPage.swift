import Site
import Storage
import Ward

/// 進捗区分: the sets with their criteria, which one the next rounds use, and a form to load another as data.
struct MarkPage: ProgramView {
    /// Newest first: the first is the one for the next rounds.
    let sets: [MarkSet]
    let mayLoad: Bool
    let state: PageState

    static let link = Link("進捗区分", "/marks")
    static let file = Field.file(
        "file", "進捗区分のファイル", accept: ".json,application/json",
        hint: "JSONのファイル。例は Samples/marks にあります。照会中の四半期があるときは、変えられません。")

    static func load(_ request: PageRequest, on connection: any Connection) throws -> MarkPage {
        let stored = try MarkSetStore.list(on: connection)
        return MarkPage(
            sets: stored.isEmpty ? [.standard] : stored, mayLoad: try request.person.may(.manageRounds),
            state: request.state)
    }

    static let program = Route.ProgramSide(
        "進捗区分",
        answer: [
            "markSets": .list([
                "name": .text, "version": .integer,
                "marks": .list(["symbol": .text, "label": .text, "criterion": .text, "canonical": .text]),
            ])
        ])

    var json: JSON { ["markSets": .array(sets.map(\.json))] }

    var page: Page {
        Page(
            Self.link.title, trail: [RoundListPage.link], section: Self.link.path,
            body: """
                <p>回答で選ぶ区分と、選ぶ基準です。始めた四半期の区分は変わりません。新しい区分は、次に始める四半期から使います。</p>
                \(form)
                \(sets.enumerated().map { position, set in table(set, isCurrent: position == 0) })
                """)
    }

    private var form: HTML {
        guard mayLoad else { return .empty }
        let form = FormView(Self.link.path, state, submit: "次の四半期から使う", fields: [Self.file()])
        return Details("別の区分を読み込む", for: [Self.link.path], state, form.html).html
    }

    private func table(_ set: MarkSet, isCurrent: Bool) -> HTML {
        let rows: [[HTML]] = set.marks.map { mark in
            ["\(mark.title)", "\(mark.criterion)", "\(mark.canonical.japanese)"]
        }
        return """
            <h2>\(set.name)（第\(set.version)版）\(isCurrent ? "　次の四半期から使う区分" : "")</h2>
            \(TableView(
                caption: "\(set.name)（第\(set.version)版）の基準",
                columns: [.rowHeader("区分"), .text("選ぶ基準"), .text("共通の意味")], rows: rows, isCaptionHidden: true))
            """
    }
}
