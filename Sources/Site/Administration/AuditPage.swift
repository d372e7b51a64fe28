import Japanese
import Storage
import Ward

/// The trail, the newest first.
struct AuditPage: ProgramView {
    let rows: [AuditRow]
    /// What each code means.
    let titles: [String: String]
    let people: [Person]
    let query: Form
    let isFirst: Bool
    let errors: FormErrors
    let mayVerify: Bool

    static func load(
        _ request: PageRequest, titles: [String: String], on connection: any Connection
    ) throws -> AuditPage {
        let people = try PersonStore.list(on: connection)
        var reader = FormReader(request.query)
        let asked = AuditFields.filter(&reader, people: people, titles: titles)
        let before = reader.value(AuditFields.before) ?? nil
        try request.refuseProgram(reader.errors)
        return AuditPage(
            // Rows that do not answer what was asked would be read as if they did.
            rows: reader.errors.isEmpty ? try Audit.list(asked, before: before, on: connection) : [],
            titles: titles, people: people, query: request.query, isFirst: before == nil, errors: reader.errors,
            mayVerify: try request.person.may(.verifyRecords))
    }

    static let program = Route.ProgramSide(
        "監査証跡", answer: ["rows": .list(AuditRow.answer)],
        query: [
            AuditFields.from, AuditFields.to, AuditFields.person([]), AuditFields.action, AuditFields.subject,
            AuditFields.before,
        ])

    var json: JSON { ["rows": .array(rows.map(\.json))] }

    var page: Page {
        Page("監査証跡", section: "/audit", body: body)
    }

    private var body: HTML {
        let chain: HTML =
            mayVerify ? "<div class=\"actions\">\(ButtonLink("記録のつながりを検証する", "/audit/chain"))</div>" : .empty
        guard errors.isEmpty else {
            let items: [HTML] = errors.entries.map { "<li>\($0.message)</li>" }
            return "\(chain)\(filter)\(Notice(.error, "条件を直してください。記録は、まだ示していません。", "<ul>\(items)</ul>"))"
        }
        return "\(chain)\(filter)\(table)\(pager)"
    }

    private var filter: FilterForm {
        FilterForm(
            action: "/audit", query: query, errors: errors,
            fields: [
                AuditFields.from(), AuditFields.to(), AuditFields.person(people)(), AuditFields.action(),
                AuditFields.subject(),
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
