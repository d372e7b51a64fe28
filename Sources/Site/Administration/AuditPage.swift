import Ward

/// The trail, the newest first.
struct AuditPage {
    let rows: [AuditRow]
    /// What each code means.
    let titles: [String: String]
    let people: [Person]
    let query: Form
    let isFirst: Bool
    let errors: FormErrors
    let mayVerify: Bool

    var page: Page {
        Page("監査証跡", section: "/audit", body: body)
    }

    private var body: HTML {
        let chain: HTML =
            mayVerify ? "<div class=\"actions\">\(ButtonLink("記録のつながりを検証する", "/audit/chain"))</div>" : .empty
        return "\(chain)\(filter)\(table)\(pager)"
    }

    private var filter: FilterForm {
        FilterForm(
            action: "/audit", query: query, errors: errors,
            fields: [
                .date("from", "この日から", isRequired: false), .date("to", "この日まで", isRequired: false),
                .select(
                    "person", "行った人", people.map { Choice($0.id.text, $0.name) }, empty: "全員", isRequired: false),
                .text("action", "操作の種類", max: 100, isRequired: false, hint: "先頭の一致。例: ward.person"),
                .text("subject", "対象", max: 200, isRequired: false, hint: "完全な一致。例: person/01J…"),
            ])
    }

    private var table: TableView {
        TableView(
            caption: "監査証跡",
            columns: [.number("番号"), .rowHeader("日時"), .text("行った人"), .text("操作"), .text("対象"), .text("内容")],
            rows: rows.map { row in
                [
                    "\(row.sequence)", "<span class=\"whole\">\(row.at.japanese)</span>", "\(row.actorName)",
                    action(row.action), "\(row.subject)",
                    row.details == "{}" ? .empty : "<code>\(row.details)</code>",
                ]
            }, empty: "条件に合う記録はありません。", isCaptionHidden: true)
    }

    private func action(_ code: String) -> HTML {
        titles[code].map { "\($0)<br><code>\(code)</code>" } ?? "<code>\(code)</code>"
    }

    private var pager: Pager {
        let kept = query.fields.filter { $0.name != "before" && !$0.value.isEmpty }
        func path(_ more: [(name: String, value: String)]) -> String {
            let text = URLEncodedForm.encoded(kept + more)
            return text.isEmpty ? "/audit" : "/audit?\(text)"
        }
        let older = rows.count == Audit.pageRows ? rows.last.map { path([("before", String($0.sequence))]) } : nil
        return Pager(newer: isFirst ? nil : path([]), older: older)
    }
}

/// Whether the chain is whole.
struct ChainPage {
    let verdict: Audit.Verdict

    var page: Page {
        let failures: [HTML] = verdict.failures.prefix(100).map { "<li>\($0)</li>" }
        let body: HTML =
            verdict.isWhole
            ? "\(Notice(.information, "記録のつながりに異常はありません。", "<p>\(verdict.rows)件すべてのハッシュを計算し直し、一致しました。</p>"))"
            : "\(Notice(.error, "記録のつながりに異常があります（\(verdict.failures.count)か所）。", "<ul>\(failures)</ul><p>データベースが直接書き換えられた可能性があります。バックアップと比べてください。</p>"))"
        return Page("記録のつながりの検証", trail: [Link("監査証跡", "/audit")], section: "/audit", body: body)
    }
}
