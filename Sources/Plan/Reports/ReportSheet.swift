import Site
import Ward

/// 概要: what a report says on one page, for the table of the sub-committee: marks, figures, what is late, what is asked for.
///
/// A pure function of the report's content, like the report; every list is cut so that it stays on its page, and says how many
/// more there are and where they stand.
struct ReportSheet {
    let content: ReportContent
    /// As for ``ReportDocument``.
    let sealed: (edition: Int, contentHash: String)?

    static let barsMax = 7
    static let figuresMax = 5
    static let itemsMax = 5
    static let decisionsMax = 3
    private static let textScalarsMax = 40

    private var title: String { "\(content.title)　概要" }
    private var editionTitle: String { sealed.map { "第\($0.edition)版" } ?? "案" }

    private var foot: String {
        "\(title)　\(editionTitle)　"
            + (sealed.map { "報告書の内容の SHA-256 \($0.contentHash)" } ?? "確定前の案です。")
    }

    var html: HTML {
        DocumentStyle.document(
            title: "\(title)（\(editionTitle)）", edition: foot,
            body: """
                <div class="sheet">
                <header>
                \(content.isSample ? "<p class=\"sample\">見本　この概要の内容は作例であり、実際の取組状況ではありません。</p>" : HTML.empty)
                <h1>\(title)</h1>
                <div class="letterhead"><p>\(content.addressee)　\(content.date ?? "報告日　未定")　\(content.author)</p></div>
                </header>
                <main>
                \(marks)
                \(figures)
                \(late)
                \(decisions)
                </main>
                <footer><p>\(foot)</p></footer>
                </div>
                """)
    }

    // MARK: marks

    private typealias Part = (title: String, fill: ChartFill, holds: (ReportedEntry) -> Bool)

    private var marks: HTML {
        guard let current = content.rounds.last else { return .empty }
        let parts = Self.parts(of: current.entries)
        func bar(_ label: String, _ entries: [ReportedEntry]) -> StackedBars.Bar {
            StackedBars.Bar(label, parts.map { entries.count(where: $0.holds) })
        }
        let groups = Self.groups(of: current.entries)
        let shown = groups.prefix(Self.barsMax - 1)
        let rest = groups.dropFirst(Self.barsMax - 1)
        let bars =
            [bar("全体", current.entries)] + shown.map { bar($0.name, $0.entries) }
            + (rest.isEmpty ? [] : [bar("ほか\(rest.count)", rest.flatMap(\.entries))])
        let chart = StackedBars(
            title: "\(current.quarter)（\(current.asOf)現在）の進捗区分", unit: "件",
            parts: parts.map { .init($0.title, $0.fill) }, bars: bars)
        return "<section><h2>1　進み具合</h2>\n\(chart.onPaper)</section>"
    }

    private static func parts(of entries: [ReportedEntry]) -> [Part] {
        var known: [ReportedEntry.Mark] = []
        for mark in entries.compactMap(\.mark) where !known.contains(mark) { known.append(mark) }
        let marks: [Part] = known.sorted { $0.symbol < $1.symbol }.map { mark in
            ("\(mark.symbol) \(mark.label)", mark.canonical.fill, { $0.isAnswered && $0.mark == mark })
        }
        return marks + [("未回答", .unanswered, { !$0.isAnswered || $0.mark == nil })]
    }

    /// By study group, in the order of the plan; by section where no initiative has a group.
    static func groups(of entries: [ReportedEntry]) -> [(name: String, entries: [ReportedEntry])] {
        let hasGroups = entries.contains { $0.studyGroup != nil }
        var order: [String] = []
        var byName: [String: [ReportedEntry]] = [:]
        for entry in entries {
            let name = hasGroups ? entry.studyGroup ?? "検討グループなし" : entry.unit
            if byName[name] == nil { order.append(name) }
            byName[name, default: []].append(entry)
        }
        return order.map { ($0, byName[$0] ?? []) }
    }

    // MARK: figures

    private var figures: HTML {
        guard let current = content.rounds.last else { return .empty }
        let before = content.rounds.dropLast().last ?? content.previous
        let all = current.entries.flatMap { entry in entry.values.map { (entry, $0) } }
        let rows: [HTML] = all.prefix(Self.figuresMax).map { entry, value in
            let same = before?.entries.first { $0.lineage == entry.lineage && $0.unit == entry.unit }
            let earlier = same?.values.first { $0.indicator == value.indicator }?.printed ?? "―"
            return """
                <tr><th scope="row">\(value.indicator.cut(Self.textScalarsMax))</th>\
                <td>\(entry.shortName.cut(Self.textScalarsMax / 2))</td>\
                <td class="number">\(earlier)</td><td class="number">\(value.printed)</td></tr>
                """
        }
        let table: HTML = """
            <table><thead><tr><th scope="col">指標</th><th scope="col">取組</th>\
            <th scope="col">\(before?.quarter ?? "前の四半期")</th><th scope="col">\(current.quarter)</th></tr></thead>
            <tbody>\(rows)</tbody></table>\(more(all.count - rows.count, "別紙2"))
            """
        return "<section><h2>2　指標</h2>\n\(rows.isEmpty ? "<p>値の記入された指標はありません。</p>" : table)</section>"
    }

    // MARK: what is late, what is asked for

    private var late: HTML {
        let entries = content.rounds.last?.entries ?? []
        let late = entries.filter { $0.isAnswered && $0.mark?.canonical.isException == true }
        let unanswered = entries.filter { !$0.isAnswered }
        let items: [HTML] = late.prefix(Self.itemsMax).map { entry in
            """
            <li><strong>\(entry.initiative.cut(Self.textScalarsMax / 2))</strong>（\(entry.unit)、\
            \(entry.mark?.label ?? "")）　\(entry.problem.cut(Self.textScalarsMax))</li>
            """
        }
        let waiting: HTML =
            unanswered.isEmpty
            ? .empty
            : """
            <p>未回答　\(unanswered.count)件（\
            \(unanswered.prefix(Self.itemsMax).map(\.shortName).joined(separator: "、").cut(2 * Self.textScalarsMax))）</p>
            """
        return """
            <section><h2>3　遅れ・中止（\(late.count)件）</h2>
            \(items.isEmpty ? "<p>該当する回答はありません。</p>" : "<ul>\(items)</ul>" as HTML)\
            \(more(late.count - items.count, "2　遅れ・変更のある取組"))\(waiting)
            </section>
            """
    }

    private var decisions: HTML {
        let items: [HTML] = content.proposals.prefix(Self.decisionsMax).map { proposal in
            """
            <li><strong>\(proposal.initiative.cut(Self.textScalarsMax / 2))</strong>　計画を「\
            \(proposal.proposed.cut(Self.textScalarsMax))」に改めること（理由　\(proposal.reason.cut(Self.textScalarsMax / 2))）</li>
            """
        }
        return """
            <section><h2>4　決定をお願いすること（\(content.proposals.count)件）</h2>
            \(items.isEmpty ? "<p>今回、決定をお願いすることはありません。</p>" : "<ul>\(items)</ul>" as HTML)\
            \(more(content.proposals.count - items.count, "4　計画修正(案)"))
            </section>
            """
    }

    private func more(_ count: Int, _ place: String) -> HTML {
        count > 0 ? "<p class=\"source\">ほか\(count)件は、報告書の「\(place)」にあります。</p>" : .empty
    }
}

extension String {
    /// On one line and not longer than this many scalars; what was cut off is told by ….
    func cut(_ scalarsMax: Int) -> String {
        let line = split(whereSeparator: \.isNewline).joined(separator: " ")
        guard line.unicodeScalars.count > scalarsMax else { return line }
        var cut = ""
        for character in line {
            guard cut.unicodeScalars.count + character.unicodeScalars.count < scalarsMax else { break }
            cut.append(character)
        }
        return cut + "…"
    }
}

/// The addresses of the summary of a report: of its draft, and of each sealed edition.
enum ReportSheetRoutes {
    static let all: [Route] = [
        Route(.get, "reports/:report/draft/summary", needs: .writeReports) { request in
            SealedEdition.document(try await bytes(request))
        },
        Route(.get, "reports/:report/draft/summary.pdf", needs: .writeReports) { try await pdf($0) },
        Route(.get, "reports/:report/editions/:edition/summary", needs: .readEditions) { request in
            SealedEdition.document(try await bytes(request))
        },
        Route(.get, "reports/:report/editions/:edition/summary.pdf", needs: .readEditions) { try await pdf($0) },
    ]

    private static func bytes(_ request: PageRequest) async throws -> [UInt8] {
        Array(try await sheet(request).sheet.html.text.utf8)
    }

    private static func pdf(_ request: PageRequest) async throws -> PageResponse {
        let (report, sheet) = try await sheet(request)
        let edition = sheet.sealed.map { "第\($0.edition)版" } ?? "案"
        return try await request.pdf(sheet.html, filename: "\(report.period)_部会報告_概要_\(edition).pdf")
    }

    /// Of the edition that the address names, read back from its seal; else of the draft as it stands.
    private static func sheet(_ request: PageRequest) async throws -> (report: Report, sheet: ReportSheet) {
        try await request.ward.database.read { connection in
            let report = try Report.load(request, on: connection)
            guard let asked = request.parameters["edition"] else {
                guard report.state == .draft else { throw PageRefusal.notFound }
                return (
                    report, ReportSheet(content: try ReportSealing.content(of: report, on: connection), sealed: nil)
                )
            }
            guard let number = Int(asked),
                let seal = try SealStore.find(
                    kind: ReportContent.kind, subject: report.id.text, edition: number, on: connection),
                let content = try ReportContent.content(of: seal, on: connection)
            else { throw PageRefusal.notFound }
            return (
                report,
                ReportSheet(content: content.withoutRemarks, sealed: (seal.edition, seal.contentHash))
            )
        }
    }

    static func path(_ report: ID<Report>, edition: Int?, pdf: Bool = false) -> String {
        let start = edition.map { Report.editionPath(report, $0) } ?? "\(Report.path(report))/draft"
        return "\(start)/summary\(pdf ? ".pdf" : "")"
    }
}
