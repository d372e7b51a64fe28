import Japanese
import Storage
import Ward

/// The trail, the newest first.
struct AuditPage: ProgramView {
    let rows: [AuditRow]
    /// What each code means.
    let titles: [String: String]
    /// What the rows are about.
    let names: AuditNames
    let people: [Person]
    let query: Form
    let isFirst: Bool
    /// How many fit.
    let count: Int
    /// All that fit, where a file was asked for.
    let whole: [AuditRow]?
    let errors: FormErrors
    let mayVerify: Bool

    static func load(
        _ request: PageRequest, titles: [String: String], subjects: [AuditSubject], on connection: any Connection
    ) throws -> AuditPage {
        let people = try PersonStore.list(on: connection)
        var reader = FormReader(request.query)
        let asked = try AuditFields.filter(
            &reader, people: people, titles: titles, subjects: subjects, on: connection)
        let before = reader.value(AuditFields.before) ?? nil
        try request.refuseProgram(reader.errors)
        let isAsked = reader.errors.isEmpty
        let count = isAsked ? try Audit.count(asked, on: connection) : 0
        let isFile = isAsked && request.listFormat != nil
        if isFile { try ListExport.checkSize(count) }
        // Rows that do not answer what was asked would be read as if they did.
        let rows = isAsked ? try Audit.list(asked, before: before, on: connection) : []
        let whole = isFile ? try Audit.all(asked, on: connection) : nil
        return AuditPage(
            rows: rows, titles: titles,
            names: try AuditNames(of: whole ?? rows, subjects, for: try request.person, on: connection), people: people,
            query: request.query, isFirst: before == nil, count: count,
            whole: whole, errors: reader.errors,
            mayVerify: try request.person.may(.verifyRecords))
    }

    var export: ListExport? {
        whole.map { rows in
            ListExport(
                title: "監査証跡", file: "kansa-shoseki",
                conditions: query.fields.filter { !$0.value.isEmpty && $0.name != ListQuery.formatField }.map {
                    "\($0.name): \($0.value)"
                } + ["\(count)件"],
                heads: ["番号", "日時", "行った人", "操作", "操作の符号", "対象", "対象の符号", "内容", "内容の記録"],
                rows: rows.map { row in
                    [
                        .count(row.sequence), .moment(row.at), .text(row.actorName), .text(titles[row.action]),
                        .text(row.action), .text(names.words(row.subject)), .text(row.subject),
                        .text(AuditWords(names: names).words(row.details)), .text(row.details),
                    ]
                })
        }
    }
    static let program = Route.ProgramSide(
        "監査証跡", answer: ["rows": .list(AuditRow.answer), "total": .integer],
        query: [
            AuditFields.from, AuditFields.to, AuditFields.person([]), AuditFields.action, AuditFields.subject,
            AuditFields.before,
        ])

    var json: JSON { ["rows": .array(rows.map(\.json)), "total": JSON(count)] }

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
        let summary: HTML = """
            <div class="list-summary"><p class="list-count">\(count)件</p>\(ListFiles(path([]), count: count))</div>

            """
        return "\(chain)\(filter)\(count == 0 ? .empty : summary)\(table)\(pager)"
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
            columns: [.number("番号"), .rowHeader("日時"), .name("行った人"), .text("操作"), .text("対象"), .text("内容")],
            rows: rows.map { row in
                [
                    "\(row.sequence)", "<span class=\"whole\">\(row.at.japanese)</span>", "\(row.actorName)",
                    action(row.action), names.html(row.subject), details(row.details),
                ]
            }, empty: "条件に合う記録はありません。", isCaptionHidden: true)
    }

    private func details(_ text: String) -> HTML {
        guard text != "{}" else { return .empty }
        return "\(AuditWords(names: names).words(text))\(Details("記録のまま", "<code>\(text)</code>"))"
    }

    private func action(_ code: String) -> HTML {
        titles[code].map { "\($0)<br><code>\(code)</code>" } ?? "<code>\(code)</code>"
    }

    private func path(_ more: [(name: String, value: String)]) -> String {
        let kept = query.fields.filter { $0.name != "before" && !$0.value.isEmpty }
        let text = URLEncodedForm.encoded(kept + more)
        return text.isEmpty ? "/audit" : "/audit?\(text)"
    }

    private var pager: Pager {
        let older = rows.count == Audit.pageRows ? rows.last.map { path([("before", String($0.sequence))]) } : nil
        return Pager(newer: isFirst ? nil : path([]), older: older)
    }
}
