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

    private static let (systemField, sectionField, severityField) = ("system", "section", "severity")

    var page: Page {
        let path = "\(review.record.path)/findings"
        let sections = Set(review.systems.map(\.section)).sorted()
        let severity = query[Self.severityField].flatMap { word in
            Reason.Severity.allCases.first { "\($0)" == word }
        }
        func fits(_ system: RehearsalView.System) -> Bool {
            let (wanted, section) = (query[Self.systemField] ?? "", query[Self.sectionField] ?? "")
            return (wanted.isEmpty || system.id == wanted) && (section.isEmpty || system.section == section)
        }
        return Page(
            "検出した事項", trail: review.trail,
            body: """
                <p>稼働を止めるものから順に示します。「稼働不可」は直さないと稼働できません。「差し止め」は、判断するまで移行先に入れません。「要確認」は移行先に入れますが、確かめてください。種類を選ぶと、1件ずつ見られます。</p>
                \(FilterForm(
                    action: path, query: query,
                    fields: [
                        .select(
                            Self.systemField, "システム", review.systems.map { Choice($0.id, $0.name) }, value: query[Self.systemField],
                            empty: "すべて", isRequired: false),
                        .select(
                            Self.sectionField, "担当の課", sections.map { Choice($0, $0) }, value: query[Self.sectionField], empty: "すべて",
                            isRequired: false),
                        .select(
                            Self.severityField, "扱い", Reason.Severity.allCases.reversed().map { Choice("\($0)", $0.japanese) },
                            value: severity.map { "\($0)" }, empty: "すべて", isRequired: false),
                    ]))
                \(tables(review.systems.filter(fits), severity))
                """)
    }
}

extension FindingOverviewPage {
    /// What nobody needs to look at is folded away, unless it was asked for.
    private func tables(_ systems: [RehearsalView.System], _ severity: Reason.Severity?) -> HTML {
        if let severity { return RehearsalTables.findings(systems, [severity], link: review.path) }
        let rest = Reason.Severity.allCases.filter { !$0.needsPerson }
        return """
            \(RehearsalTables.findings(systems, Reason.Severity.allCases.filter(\.needsPerson), link: review.path))
            \(Details("自動で整えたものと参考を見る", RehearsalTables.findings(systems, rest, link: review.path)))
            """
    }
}

/// Findings of one system and one reason, a page at a time.
struct FindingListPage: PageView {
    static let rowsPerPage = 50

    let findings: ReviewedFindings
    let filter: FindingFile.Filter
    /// Target items that such findings are about.
    let places: [FindingFile.Place]
    let entries: [FindingFile.Entry]
    let total: Int
    let number: Int
    let query: Form

    static func load(_ request: PageRequest, on connection: any Connection) throws -> FindingListPage {
        let findings = try ReviewedFindings.load(request, on: connection)
        let review = findings.review
        guard review.hasFiles || !request.wantsJSON else { throw PageRefusal.conflict(review.record.missingWords) }
        let (query, file) = (request.query, findings.file)
        let number = max(1, query["page"].flatMap { Int($0) } ?? 1)
        // One scan less for programs, which ask for no item.
        let places = request.wantsJSON && query[itemField] == nil ? [] : file.places()
        let filter = FindingFile.Filter(
            state: query[stateField].flatMap { word in FindingState.allCases.first { $0.word == word } },
            place: query[itemField].flatMap { Int($0) }.flatMap { places.indices.contains($0) ? places[$0] : nil },
            rule: rule(query, of: findings.system)?.name)
        let (entries, total) = file.entries(
            filter, from: min(number - 1, Int(Int32.max) / rowsPerPage) * rowsPerPage, count: rowsPerPage)
        return FindingListPage(
            findings: findings, filter: filter, places: places, entries: entries, total: total, number: number,
            query: query)
    }

    private var review: Review { findings.review }
    private var system: RehearsalView.System { findings.system }
    private var reason: Reason { findings.reason }

    private static let (stateField, itemField, ruleField) = ("state", "item", "rule")

    /// The list narrowed to one rule.
    /// - Parameter rule: its position among the system's rules.
    static func path(_ list: String, rule: Int) -> String { "\(list)?\(ruleField)=\(rule)" }

    /// The rule that a query names.
    private static func rule(_ query: Form, of system: RehearsalView.System) -> RehearsalView.Rule? {
        let rules = system.rules
        return query[ruleField].flatMap { Int($0) }.flatMap { rules.indices.contains($0) ? rules[$0] : nil }
    }

    private static func name(_ target: String, _ item: String) -> String {
        item.isEmpty ? (target.isEmpty ? "レコード全体" : target) : "\(target)　\(item)"
    }

    var page: Page {
        let path = findings.path
        let rows = entries.map { entry -> [HTML] in
            let line = entry.line
            return [
                "<a href=\"\(path)/\(entry.number)\">\(FindingPage.key(line, review.protected))</a>",
                "\(line.source)", "\(RehearsalTables.number(line.record))", "\(line.field)",
                "\(Self.name(line.target, line.item))", "\(FindingPage.rule(line))",
                state(line),
            ]
        }
        let chosen = filter.place.flatMap { places.firstIndex(of: $0) }
        let pages = (total + Self.rowsPerPage - 1) / Self.rowsPerPage
        let kept =
            (filter.state.map { "&\(Self.stateField)=\($0.word)" } ?? "")
            + (chosen.map { "&\(Self.itemField)=\($0)" } ?? "")
            + (filter.rule.map { _ in "&\(Self.ruleField)=\(query[Self.ruleField] ?? "")" } ?? "")
        let rules = system.rules.enumerated().filter { $0.element.reason == reason }
        guard review.hasFiles else {
            return Page(
                reason.japanese.trimmingFullStop, trail: review.trail, body: review.missing)
        }
        return Page(
            reason.japanese.trimmingFullStop, trail: review.trail,
            body: """
                <p>\(RehearsalTables.tag(reason.severity))　\(system.name)　<code>\(reason.code)</code></p>
                <p>\(RehearsalTables.number(total))件あります。番号を選ぶと、移す前と移した後の値を見られます。</p>
                \(FilterForm(
                    action: path, query: query,
                    fields: [
                        .select(
                            Self.stateField, "状態", FindingState.allCases.map { Choice($0.word, $0.japanese) },
                            value: filter.state?.word, empty: "すべて", isRequired: false),
                        .select(
                            Self.itemField, "移行先の項目",
                            places.enumerated().map { position, place in
                                Choice(
                                    "\(position)",
                                    "\(Self.name(place.target, place.item))（\(RehearsalTables.number(place.count))件）")
                            },
                            value: chosen.map { "\($0)" }, empty: "すべて", isRequired: false),
                    ]
                        + (rules.isEmpty
                            ? []
                            : [
                                .select(
                                    Self.ruleField, "確かめた規則",
                                    rules.map { position, rule in
                                        Choice(
                                            "\(position)",
                                            "\(rule.name)（\(RehearsalTables.number(rule.count.total))件）")
                                    },
                                    value: filter.rule.map { _ in query[Self.ruleField] ?? "" }, empty: "すべて",
                                    isRequired: false)
                            ])))
                \(TableView(
                    caption: "\(reason.code)の一覧",
                    columns: [
                        .rowHeader("番号"), .text("移行元"), .number("何件目"), .text("移行元の項目"), .text("移行先"), .text("確かめた規則"), .text("状態"),
                    ], rows: rows, isCaptionHidden: true))
                \(Pager(page: number, pages: pages) { "\(path)?page=\($0)\(kept)" })
                """)
    }

    private func state(_ line: FindingLine) -> HTML {
        line.state != .decided && findings.pending(line) != nil
            ? "\(Tag("判断済み（次の試行で当てはめます）", .active))"
            : "\(FindingPage.tag(line.state, reason))"
    }

    var json: JSON? {
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
