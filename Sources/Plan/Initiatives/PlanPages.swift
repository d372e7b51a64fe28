import Japanese
import Site
import Storage
import Ward

/// The plan as it stands: what is to be settled next, and its initiatives as a list.
struct PlanPage: ProgramView {
    /// `nil` before anything was imported.
    let version: PlanVersion?
    let initiatives: PlanInitiatives?
    let list: ListView<PlanInitiatives.Row>?
    let clauses: [GovernanceNote]
    let gapCount: Int
    /// The newest quarter that is being asked about.
    let running: Round?
    let person: SignedIn

    static let link = Link("計画", "/plan")

    static func load(_ request: PageRequest, on connection: any Connection) throws -> PlanPage {
        let person = try request.person
        let version = try PlanStore.current(on: connection)
        let initiatives = try version.map {
            try PlanInitiatives($0.id, person, today: request.today, on: connection)
        }
        return PlanPage(
            version: version, initiatives: initiatives, list: initiatives?.view(request),
            clauses: try version.map { try PlanStore.governanceClauses(of: $0.id, on: connection) } ?? [],
            gapCount: try version.map { try GapRegister.gaps(of: $0, on: connection).count } ?? 0,
            running: try Round.list(
                """
                WHERE round.limited_to IS NULL AND round.state IN \(values: [RoundState.open, .chasing, .reviewing])
                ORDER BY round.fiscal_year DESC, round.quarter DESC, round.id LIMIT 1
                """, on: connection
            ).first, person: person)
    }

    var export: ListExport? { list?.export }

    var page: Page {
        guard let version, let initiatives, let list else {
            return Page(
                Self.link.title, section: Self.link.path,
                body: """
                    <p>計画は、まだ取り込まれていません。</p>
                    \(person.may(.importNotice) ? ButtonLink("通知文を取り込む", "/imports", style: .primary).html : "<p>事務局が通知文を取り込むと、ここに出ます。</p>")
                    """)
        }
        return Page(
            version.planTitle, section: Self.link.path,
            body: """
                \(next(initiatives))
                <p>第\(version.number)版（\(version.fiscalYear.japanese)）　<a href="\(VersionListPage.link.path)">計画の版と改定</a>　\
                <a href="\(list.address(at: PlanTimelinePage.path))">時期の図</a></p>
                <h2>取組</h2>
                \(figures(initiatives))
                \(list.html)
                \(Details("もとの文書", SummaryList([
                    ("もとの文書", "\(version.subject)"),
                    ("基づくもの", "\(version.basis.isEmpty ? "文書に記載がありません" : version.basis)"),
                ]).html))
                \(governance)
                """)
    }

    /// What keeps the quarter from going on stands first.
    private func next(_ initiatives: PlanInitiatives) -> HTML {
        let path = "\(Self.link.path)?\(PlanInitiatives.lackKey)="
        let withoutUnit = initiatives.rows.count { $0.units.isEmpty }
        let withoutIndicator = initiatives.rows.count { $0.indicatorCount == 0 }
        var links: [HTML] = []
        if person.may(.managePlan), withoutUnit > 0 {
            links.append(
                ButtonLink("\(withoutUnit)件の取組の主管課を決める", AssignmentsPage.path, style: .primary).html)
        }
        if let running, person.may(.readRounds) {
            links.append(ButtonLink("\(running.title)の回答を見る", running.path).html)
        }
        if person.may(.managePlan), withoutIndicator > 0 {
            links.append(ButtonLink("\(withoutIndicator)件の取組の指標を決める", path + PlanInitiatives.lackingIndicator).html)
        }
        if person.may(.managePlan) {
            links.append(ButtonLink("指標と目標をExcelの名簿で決める", IndicatorRoster.form.path).html)
            if withoutUnit == 0 { links.append(ButtonLink(AssignmentsPage.link.title, AssignmentsPage.path).html) }
        }
        if gapCount > 0 { links.append(ButtonLink("文書に書かれていない\(gapCount)件を確かめる", GapPage.link.path).html) }
        return links.isEmpty ? .empty : "<h2>次の操作</h2><p class=\"actions\">\(links)</p>"
    }

    private func figures(_ initiatives: PlanInitiatives) -> HTML {
        Figures(
            InitiativeDue.Window.allCases.map { window in
                .init(
                    "期限が\(window.title)", "\(initiatives.count(window))件",
                    at: "\(Self.link.path)?\(PlanInitiatives.dueKey)=\(window.rawValue)")
            }
        ).html
    }

    private var governance: HTML {
        guard !clauses.isEmpty else { return .empty }
        // One sentence may hold two rules: it is shown once.
        var shown: Set<String> = []
        let items: [HTML] = clauses.filter { shown.insert($0.content).inserted }.map { clause in
            "<li>\(clause.content)\(sourceNote(clause.sourceLine))</li>"
        }
        return Details("進行管理の決まり（\(items.count)件）", "<ul>\(items)</ul>").html
    }

    static let program = Route.ProgramSide(
        "計画の取組と、約束と期限",
        answer: [
            "plan": .orNull(.text), "version": .orNull(.integer), "fiscalYear": .orNull(.integer),
            "initiatives": .list([
                "id": .text, "number": .text, "title": .text, "units": .list(.orNull(.text)),
                "promises": .list(Promise.answer),
            ]),
        ])

    /// For programs: every initiative that fits what is asked.
    var json: JSON {
        [
            "plan": JSON(version?.planTitle), "version": JSON(version?.number),
            "fiscalYear": JSON(version?.fiscalYear.year),
            "initiatives": .array(
                (list?.matching ?? []).map { row in
                    [
                        "id": .string(row.initiative.id.text), "number": .string(row.initiative.number),
                        "title": .string(row.initiative.title), "units": .array(row.units.map { .string($0) }),
                        "promises": .array(row.initiative.promises.map(\.json)),
                    ]
                }),
        ]
    }
}

/// When the initiatives that fit what is asked are to happen, as a chart.
struct PlanTimelinePage: PageView {
    let version: PlanVersion?
    let list: ListView<PlanInitiatives.Row>?
    let today: CivilDate

    static let path = "/plan/timeline"

    static func load(_ request: PageRequest, on connection: any Connection) throws -> PlanTimelinePage {
        let version = try PlanStore.current(on: connection)
        return PlanTimelinePage(
            version: version,
            list: try version.map {
                try PlanInitiatives($0.id, request.person, today: request.today, on: connection).view(request)
            }, today: request.today)
    }

    var page: Page {
        Page("時期の図", trail: [PlanPage.link], section: PlanPage.link.path, body: body)
    }

    private var body: HTML {
        guard let version, let list else { return "<p>計画は、まだ取り込まれていません。</p>" }
        return """
            <p>\(list.isWhole ? "取組は、すべてで" : "条件に合う取組は、")\(list.count)件です。<a href="\(list.address(at: PlanPage.link.path))">一覧で条件を変える</a></p>
            \(list.count == 0
                ? "<p class=\"empty\">条件に合う取組はありません。</p>"
                : PlanTimeline(initiatives: list.matching.map(\.initiative), start: version.fiscalYear, today: today).html)
            """
    }
}

extension Promise {
    static let answer: AnswerShape = [
        "text": .text, "line": .orNull(.integer),
        "deadlines": .list([
            "class": .text, "from": .orNull(.text), "to": .orNull(.text), "raw": .text, "external": .flag,
        ]),
    ]

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
    /// The class word, unless the source text already ends with it; 「3月まで」 goes on with 「に」.
    func phrase(after raw: String) -> String {
        if self == .none || raw.hasSuffix(rawValue) { return "" }
        return self == .by && raw.hasSuffix("まで") ? "に" : rawValue
    }
}
