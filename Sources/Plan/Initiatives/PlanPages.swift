import Japanese
import Site
import Storage
import Ward

/// The plan as it stands: what the ward promised, by when, and who answers for it.
struct PlanPage: PageView {
    /// `nil` before anything was imported.
    let version: PlanVersion?
    let initiatives: [Initiative]
    let units: [ID<OfficeUnit>: String]
    let indicators: [ID<Lineage>: [PlanIndicator]]
    let clauses: [GovernanceNote]
    let gapCount: Int
    let mayImport: Bool
    let mayManage: Bool

    static let link = Link("計画", "/plan")

    static func load(_ request: PageRequest, on connection: any Connection) throws -> PlanPage {
        let version = try PlanStore.current(on: connection)
        return PlanPage(
            version: version,
            initiatives: try version.map { try InitiativeStore.list(version: $0.id, on: connection) } ?? [],
            units: try UnitDirectory.names(on: connection),
            indicators: try version.map {
                try PlanIndicatorStore.byLineage(version: $0.id, asOf: request.today, on: connection)
            } ?? [:],
            clauses: try version.map { try PlanStore.governanceClauses(of: $0.id, on: connection) } ?? [],
            gapCount: try GapRegister.gaps(on: connection).count, mayImport: try request.person.may(.importNotice),
            mayManage: try request.person.may(.managePlan))
    }

    var page: Page {
        guard let version else {
            return Page(
                Self.link.title, section: Self.link.path,
                body: """
                    <p>計画は、まだ取り込まれていません。</p>
                    \(mayImport ? ButtonLink("通知文を取り込む", "/imports", style: .primary).html : "<p>事務局が通知文を取り込むと、ここに出ます。</p>")
                    """)
        }
        return Page(
            version.planTitle, section: Self.link.path,
            body: """
                \(SummaryList([
                    ("もとの文書", "\(version.subject)"), (
                        "版",
                        "第\(version.number)版（\(version.fiscalYear.japanese)）　<a href=\"\(VersionListPage.link.path)\">計画の版と改定</a>"
                    ),
                    ("基づくもの", "\(version.basis.isEmpty ? "文書に記載がありません" : version.basis)"),
                ]))
                \(gapNotice)
                <h2>取組</h2>
                \(lists)
                \(table)
                <h2>時期</h2>
                \(PlanTimeline(initiatives: initiatives, start: version.fiscalYear).html)
                \(governance)
                """)
    }

    private var gapNotice: HTML {
        guard gapCount > 0 else { return .empty }
        return Notice(
            .information, "文書に書かれていないことが\(gapCount)件あります。",
            "<p><a href=\"/gaps\">未記載事項の一覧</a>で確かめ、主管課や指標を決めてください。</p>"
        ).html
    }

    /// Where many initiatives are settled at once.
    private var lists: HTML {
        guard mayManage else { return .empty }
        return """
            <div class="actions">\(ButtonLink(AssignmentsPage.link.title, AssignmentsPage.path))\
            \(ButtonLink("指標と目標をExcelの名簿で決める", IndicatorRoster.form.path))</div>
            """
    }

    private var table: HTML {
        TableView(
            caption: "取組と主管課",
            columns: [.text("番号"), .rowHeader("取組"), .text("主管課"), .text("時期"), .number("指標")],
            rows: initiatives.map { initiative in
                [
                    "\(initiative.number)",
                    "<a href=\"\(initiative.path)\">\(initiative.title)</a>",
                    unitNames(initiative.mainUnits, in: units),
                    deadlineList(initiative.promises.flatMap(\.deadlines)),
                    "\(indicators[initiative.lineage]?.count ?? 0)",
                ]
            }, empty: "取組がありません。", isCaptionHidden: true
        ).html
    }

    private var governance: HTML {
        guard !clauses.isEmpty else { return .empty }
        // One sentence may hold two rules: it is shown once.
        var shown: Set<String> = []
        let items: [HTML] = clauses.filter { shown.insert($0.content).inserted }.map { clause in
            "<li>\(clause.content)\(sourceNote(clause.sourceLine))</li>"
        }
        return "<h2>進行管理の決まり</h2><ul>\(items)</ul>"
    }

    /// For programs: stable keys.
    var json: JSON? {
        guard let version else { return ["initiatives": []] }
        return [
            "plan": .string(version.planTitle), "version": JSON(version.number),
            "fiscalYear": JSON(version.fiscalYear.year),
            "initiatives": .array(
                initiatives.map { initiative in
                    [
                        "id": .string(initiative.id.text), "number": .string(initiative.number),
                        "title": .string(initiative.title),
                        "units": .array(initiative.mainUnits.map { JSON(units[$0]) }),
                        "promises": .array(initiative.promises.map(\.json)),
                    ]
                }),
        ]
    }
}

extension Promise {
    var json: JSON {
        [
            "text": .string(content), "line": JSON(sourceLine),
            "deadlines": .array(
                deadlines.map {
                    [
                        "class": .string($0.deadlineClass.rawValue), "from": JSON($0.from), "to": JSON($0.to),
                        "raw": .string($0.raw), "external": JSON($0.isExternal),
                    ]
                }),
        ]
    }
}

/// Names of units, or what to do when there is none.
func unitNames(_ ids: [ID<OfficeUnit>], in units: [ID<OfficeUnit>: String]) -> HTML {
    guard !ids.isEmpty else { return Tag("未定", .warning).html }
    return "\(ids.map { units[$0] ?? "不明な組織" }.joined(separator: "、"))"
}

/// Where in the imported file something stands.
func sourceNote(_ line: Int?) -> HTML {
    line.map { "<span class=\"source-note\">（文書の\($0)行目）</span>" } ?? .empty
}

/// Dates with their class and words, never flattened to a day.
func deadlineList(_ deadlines: [PromiseDeadline]) -> HTML {
    guard !deadlines.isEmpty else { return "時期の記載なし" }
    let parts: [HTML] = deadlines.enumerated().map { position, deadline in
        "\(position == 0 ? HTML.empty : "<br>")\(deadline.html)"
    }
    return "\(parts)"
}

extension PromiseDeadline {
    var html: HTML {
        let owner: HTML = isExternal ? "（国などの期限）" : .empty
        return "\(raw)\(deadlineClass.phrase(after: raw))\(owner)\(resolved)"
    }

    private var resolved: HTML {
        switch (from, to) {
        case (_, let to?) where deadlineClass != .from: "<span class=\"source-note\">　期限 \(to.japanese)</span>"
        case (let from?, _): "<span class=\"source-note\">　開始 \(from.japanese)</span>"
        default: "<span class=\"source-note\">　年の確認が必要</span>"
        }
    }
}

extension DeadlineClass {
    /// The class word, unless the source text already ends with it.
    func phrase(after raw: String) -> String {
        self == .none || raw.hasSuffix(rawValue) ? "" : rawValue
    }
}
