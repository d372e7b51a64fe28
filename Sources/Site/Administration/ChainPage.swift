import Storage
import Ward

/// Whether the chain is whole.
struct ChainPage: ProgramView {
    let verdict: Audit.Verdict

    static func load(_ request: PageRequest, on connection: any Connection) throws -> ChainPage {
        ChainPage(verdict: try Audit.verify(on: connection))
    }

    static let program = Route.ProgramSide(
        "監査証跡のつながりの検証", answer: ["rows": .integer, "failures": .list(.text)])

    var json: JSON {
        ["rows": JSON(verdict.rows), "failures": .array(verdict.failures.map { .string($0) })]
    }

    var page: Page {
        let failures: [HTML] = verdict.failures.prefix(100).map { "<li>\($0)</li>" }
        let body: HTML =
            verdict.isWhole
            ? "\(Notice(.information, "記録のつながりに異常はありません。", "<p>\(verdict.rows)件すべてのハッシュを計算し直し、一致しました。</p>"))"
            : "\(Notice(.error, "記録のつながりに異常があります（\(verdict.failures.count)か所）。", "<ul>\(failures)</ul><p>データベースが直接書き換えられた可能性があります。バックアップと比べてください。</p>"))"
        return Page("記録のつながりの検証", trail: [Link("監査証跡", "/audit")], section: "/audit/chain", body: body)
    }
}
