import Japanese
import Site
import Storage
import Ward

/// The ledger of a run: row by row, and as a file that a third party checks.
struct LedgerPage: ProgramView {
    let run: Run
    let ledger: RunLedger
    let found: RunLedger.Break?

    private static let stepsShown = 1_000

    static func load(_ request: PageRequest, on connection: any Connection) throws -> LedgerPage {
        let run = try Run.load(request, on: connection)
        let ledger = try RunLedger(run, on: connection)
        return LedgerPage(
            run: run, ledger: ledger, found: ledger.firstBreak(sealed: try RunLedger.sealed(run.id, on: connection)))
    }

    var page: Page {
        let verdict: HTML =
            found.map { Notice(.error, "台帳が書き換えられています", "<p>\($0.words)</p>").html }
            ?? Notice(.information, "台帳は、記録した時のままです", "<p>\(ledger.steps.count)行の要約値がつながっています。</p>").html
        let more: HTML =
            ledger.steps.count > Self.stepsShown
            ? "<p>ほかに\(ledger.steps.count - Self.stepsShown)行あります。ファイルにすべてあります。</p>" : .empty
        return Page(
            "実行の台帳", trail: [RunListPage.link, Link("実行", run.path)], section: RunListPage.path,
            body: """
                \(verdict)
                <p><a href="\(run.path)/ledger.json" download>台帳のファイル（JSON）を保存する</a>。\
                <code>namiki automation verify --file</code> で、データベースなしに確かめられます。</p>
                \(TableView(
                    caption: "台帳", columns: [.rowHeader("行"), .text("いつ"), .text("番号"), .text("段階"), .text("内容")],
                    rows: ledger.steps.prefix(Self.stepsShown).map {
                        ["\($0.sequence)", "\($0.at.japanese)", "\($0.recordKey)", "\($0.step)", "<code>\($0.detail)</code>"]
                    }, isCaptionHidden: true))
                \(more)
                """)
    }

    static let program = Route.ProgramSide(
        "実行の台帳",
        answer: [
            "format": .text, "run": .text, "rows": .integer, "head": .text,
            "steps": .list([
                "sequence": .integer, "record": .text, "step": .text, "detail": .text, "at": .integer, "hash": .text,
            ]),
        ])

    var json: JSON { ledger.json }
}
