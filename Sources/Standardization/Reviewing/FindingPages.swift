import Conversion
import Foundation
import Japanese
import Site
import Storage
import Ward

/// All findings of a rehearsal by system and reason, narrowed by system, section and severity.
struct FindingOverviewPage: PageView {
    let review: Review
    let query: Form

    static func load(_ request: PageRequest, on connection: any Connection) throws -> FindingOverviewPage {
        FindingOverviewPage(review: try Review.load(request, on: connection), query: request.query)
    }

    var page: Page {
        let systems = FindingFilters.system(review.systems)
        let sections = FindingFilters.section(review.systems)
        func fits(_ system: SystemReport) -> Bool {
            let (wanted, section) = (query[systems.name] ?? "", query[sections.name] ?? "")
            return (wanted.isEmpty || system.id == wanted) && (section.isEmpty || system.section == section)
        }
        let severity = Reason.Severity.allCases.first { "\($0)" == query[FindingFilters.severity.name] }
        return Page(
            "検出した事項", trail: review.trail,
            body: """
                <p>稼働を止めるものから順に示します。「稼働不可」は直さないと稼働できません。「差し止め」は、判断するまで移行先に入れません。「要確認」は移行先に入れますが、確かめてください。種類を選ぶと、1件ずつ見られます。</p>
                \(FilterForm(
                    action: "\(review.record.path)/findings", query: query,
                    fields: [systems(), sections(), FindingFilters.severity()]))
                \(tables(review.systems.filter(fits), severity))
                """)
    }

    /// What nobody needs to look at is folded away, unless it was asked for.
    private func tables(_ systems: [SystemReport], _ severity: Reason.Severity?) -> HTML {
        if let severity { return RehearsalTables.findings(systems, [severity], link: review.path) }
        let rest = Reason.Severity.allCases.filter { !$0.needsPerson }
        return """
            \(RehearsalTables.findings(systems, Reason.Severity.allCases.filter(\.needsPerson), link: review.path))
            \(Details("自動で整えたものと参考を見る", RehearsalTables.findings(systems, rest, link: review.path)))
            """
    }
}

/// Findings of one system and one reason, a page at a time.
struct FindingListPage: ProgramView {
    static let rowsPerPage = 50

    let findings: ReviewedFindings
    /// By what the list can be narrowed, and what was chosen of each.
    let filters: [Field<String?>]
    let chosen: [String?]
    let entries: [FindingFile.Entry]
    let total: Int
    let number: Int
    let words: String
    let query: Form
    /// All that fit, where a file was asked for.
    let whole: [FindingFile.Entry]?

    static func load(_ request: PageRequest, on connection: any Connection) throws -> FindingListPage {
        let findings = try ReviewedFindings.load(request, on: connection)
        let review = findings.review
        guard review.hasFiles || !request.wantsJSON else { throw PageRefusal.conflict(review.record.missingWords) }
        let (query, file) = (request.query, findings.file)
        let number = max(1, query["page"].flatMap { Int($0) } ?? 1)
        // One scan less for programs, which ask for no item.
        let places = request.wantsJSON && query["item"] == nil ? [] : file.places()
        let rules = findings.system.rules.enumerated().filter { $0.element.reason == findings.reason }
        let filters =
            [FindingFilters.state, FindingFilters.item(places)] + (rules.isEmpty ? [] : [FindingFilters.rule(rules)])
        var form = FormReader(query)
        let chosen = filters.map { form.value($0) ?? nil }
        let words = (form.value(FindingFilters.words) ?? nil) ?? ""
        let keys = SearchKeys(words)
        let protected = findings.review.protected
        let filter = FindingFile.Filter(
            state: FindingState.allCases.first { $0.word == chosen[0] },
            place: places.enumerated().first { "\($0.offset)" == chosen[1] }?.element,
            rule: rules.first { "\($0.offset)" == chosen.dropFirst(2).first }?.element.name,
            // What a list does not show of a protected person is not found either.
            isWanted: keys.isEmpty
                ? nil
                : { line in
                    keys.areIn([
                        FindingPage.key(line, protected), line.source, line.field, line.target, line.item,
                        FindingPage.rule(line),
                    ])
                })
        let isFile = request.wantsListFile
        let first = isFile ? 0 : min(number - 1, Int(Int32.max) / rowsPerPage) * rowsPerPage
        let (entries, total) = file.entries(
            filter, from: first, count: isFile ? ListExport.rowsMax : rowsPerPage)
        if isFile { try ListExport.checkSize(total) }
        return FindingListPage(
            findings: findings, filters: filters, chosen: chosen, entries: entries, total: total, number: number,
            words: words, query: query, whole: isFile ? entries : nil)
    }

    private var review: Review { findings.review }
    private var system: SystemReport { findings.system }
    private var reason: Reason { findings.reason }

    var page: Page {
        let path = findings.path
        let rows = entries.map { entry -> [HTML] in
            let line = entry.line
            return [
                "<a href=\"\(path)/\(entry.number)\">\(FindingPage.key(line, review.protected))</a>",
                "\(line.source)", "\(RehearsalTables.number(line.record))", "\(line.field)",
                "\(FindingFilters.name(line.target, line.item))", "\(FindingPage.rule(line))",
                state(line),
            ]
        }
        guard review.hasFiles else {
            return Page(
                reason.japanese.trimmingFullStop, trail: review.trail, body: review.missing)
        }
        return Page(
            reason.japanese.trimmingFullStop, trail: review.trail,
            body: """
                <p>\(RehearsalTables.tag(reason.severity))　\(system.name)　<code>\(reason.code)</code></p>
                <p>\(RehearsalTables.number(total))件あります。番号を選ぶと、移す前と移した後の値を見られます。</p>
                \(FilterForm(action: path, query: query, fields: [FindingFilters.words()] + filters.map { $0() }))
                \(ListFiles(asked.isEmpty ? path : "\(path)?\(asked)", count: total))
                \(TableView(
                    caption: "\(reason.code)の一覧",
                    columns: [
                        .rowHeader("番号"), .text("移行元"), .number("何件目"), .text("移行元の項目"), .text("移行先"), .text("確かめた規則"), .name("状態"),
                    ], rows: rows, isCaptionHidden: true))
                \(Pager(page: number, pages: (total + Self.rowsPerPage - 1) / Self.rowsPerPage) { "\(path)?page=\($0)\(asked.isEmpty ? "" : "&\(asked)")" })
                """)
    }

    /// What was asked, as the part of an address.
    private var asked: String {
        QueryText.encoded(
            (words.isEmpty ? [] : [(FindingFilters.words.name, words)])
                + zip(filters, chosen).compactMap { filter, value in value.map { (filter.name, $0) } })
    }

    var export: ListExport? {
        whole.map { entries in
            ListExport(
                title: "\(reason.japanese.trimmingFullStop)（\(system.name)）", file: "kenshutsu-\(system.id)",
                conditions: ["\(review.record.workbench)　\(reason.code)", asked, "\(total)件"].filter { !$0.isEmpty },
                heads: ["番号", "移行元", "何件目", "移行元の項目", "移行先", "確かめた規則", "状態"],
                rows: entries.map { entry in
                    let line = entry.line
                    return [
                        .text(FindingPage.key(line, review.protected)), .text(line.source),
                        .count(line.record), .text(line.field),
                        .text(FindingFilters.name(line.target, line.item)), .text(FindingPage.rule(line)),
                        .text(line.state.japanese),
                    ]
                })
        }
    }

    private func state(_ line: FindingLine) -> HTML {
        line.state != .decided && findings.pending(line) != nil
            ? "\(Tag("判断済み（次の試行で当てはめます）", .active))"
            : "\(FindingPage.tag(line.state, reason))"
    }

    static let program = Route.ProgramSide(
        "一つのシステムと種類の、検出した事項",
        answer: [
            "system": .text, "code": .text, "severity": .text, "total": .integer, "page": .integer,
            "findings": .list(FindingPage.answer),
        ], query: [Field.text("page", "何ページ目か", max: 9).optional])

    var json: JSON {
        [
            "system": .string(system.id), "code": .string(reason.code), "severity": .string("\(reason.severity)"),
            "total": JSON(total), "page": JSON(number),
            "findings": .array(entries.map { FindingPage.json($0, review.protected) }),
        ]
    }
}

extension String {
    /// A sentence as a heading.
    var trimmingFullStop: String { hasSuffix("。") ? String(unicodeScalars.dropLast()) : self }
}
