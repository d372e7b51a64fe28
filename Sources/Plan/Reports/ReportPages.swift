import Japanese
import Site
import Storage
import Ward

/// All reports, and what can be reported next.
struct ReportListPage: PageView {
    let reports: [Report]
    let titles: [ID<Round>: String]
    let mayWrite: Bool

    static let link = Link("部会への報告", "/reports")

    static func load(_ request: PageRequest, on connection: any Connection) throws -> ReportListPage {
        let titles = try RoundStore.list(on: connection).map { ($0.id, $0.title) }
        return ReportListPage(
            reports: try ReportStore.list(on: connection),
            titles: Dictionary(titles, uniquingKeysWith: { first, _ in first }),
            mayWrite: try request.person.may(.writeReports))
    }

    var page: Page {
        Page(
            Self.link.title, section: Self.link.path,
            body: """
                \(mayWrite ? ButtonLink("報告書を作る", "/reports/new", style: .primary).html : .empty)
                \(TableView(
                    caption: "報告書の一覧", columns: [.rowHeader("件名"), .text("四半期"), .name("状態")],
                    rows: reports.map { report in
                        [
                            "<a href=\"\(report.path)\">\(report.title)</a>",
                            "\(report.coverage.map { titles[$0.round] ?? "" }.joined(separator: "、"))",
                            "\(report.state == .sealed ? Tag(report.state.title, .done) : Tag(report.state.title, .waiting))",
                        ]
                    }, empty: "報告書は、まだありません。", isCaptionHidden: true))
                <p>会議での決定は<a href="\(MeetingListPage.link.path)">会議の記録</a>に残します。</p>
                """)
    }
}

/// Beginning a report: which frozen quarters it covers.
struct NewReportPage: PageView {
    let rounds: [Round]
    let proposal: (title: String, addressee: String, author: String)
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> NewReportPage {
        let rounds = try reportable(on: connection)
        let plan = try PlanStore.current(on: connection)?.planTitle ?? "計画"
        let bodies = try BodyStore.list(on: connection)
        let author = try bodies.first { !$0.secretariat.isEmpty }?.secretariat.first.flatMap {
            try UnitStore.find($0, on: connection)?.name
        }
        let quarter = rounds.first.map { "（\($0.title)）" } ?? ""
        return NewReportPage(
            rounds: rounds,
            proposal: (
                "\(plan)に定めた取組の進捗について\(quarter)", bodies.first { $0.kind == .subcommittee }?.name ?? "", author ?? ""
            ), state: request.state)
    }

    /// Frozen quarters. Ad-hoc rounds would be counted beside the quarter they fall into.
    static func reportable(on connection: any Connection) throws -> [Round] {
        try RoundStore.list(on: connection).filter { $0.state.isSealed && $0.limitedTo == nil }
    }

    /// What a report over the chosen quarters covers, in their newest editions.
    static func coverage(
        of chosen: Set<ID<Round>>, among known: [Round], _ form: FormReader
    ) throws(FormRefused) -> [Report.Coverage] {
        let rounds = known.filter { chosen.contains($0.id) }.sorted { $0.quarter < $1.quarter }
        if Set(rounds.map(\.version)).count > 1 {
            throw form.refusing(ReportFields.rounds(known), ReportRefusal.roundsOfDifferentPlans.words)
        }
        return rounds.map { .init(round: $0.id, edition: $0.edition) }
    }

    var page: Page {
        Page(
            "報告書を作る", trail: [ReportListPage.link], section: ReportListPage.link.path,
            body: """
                \(rounds.isEmpty ? empty : form)
                """)
    }

    private var empty: HTML {
        Notice(.information, "確定した四半期がありません。", "<p>四半期を確定すると、ここで選べます。<a href=\"/rounds\">四半期の一覧</a></p>").html
    }

    private var form: HTML {
        FormView(
            "/reports", state, submit: "下書きを作る", cancel: Link("やめる", ReportListPage.link.path),
            fields: [
                ReportFields.rounds(rounds)(rounds.first.map { [$0.id] }), ReportFields.title(proposal.title),
                ReportFields.addressee(proposal.addressee), ReportFields.author(proposal.author),
                ReportFields.reportedOn(),
            ]
        ).html
    }
}

/// A report being written, or its sealed editions.
struct ReportPage: PageView {
    let report: Report
    let basis: ReportBasis
    let paragraphs: [ReportParagraph]
    let proposals: [ReportProposal]
    let editions: [Seal]
    let mayWrite: Bool
    /// What a draft may be made to cover.
    let reportable: [Round]
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> ReportPage {
        let report = try Report.load(request, on: connection)
        return ReportPage(
            report: report, basis: try ReportBasis(report, on: connection),
            paragraphs: try ReportStore.paragraphs(of: report.id, on: connection),
            proposals: try ReportStore.proposals(of: report.id, on: connection),
            editions: try ReportContent.editions(of: report.id.text, on: connection),
            mayWrite: try request.person.may(.writeReports),
            reportable: report.state == .draft ? try NewReportPage.reportable(on: connection) : [],
            state: request.state)
    }

    private var path: String { report.path }

    var page: Page {
        Page(
            report.title, trail: [ReportListPage.link], section: ReportListPage.link.path,
            body: """
                \(SummaryList([
                    ("状態", "\(report.state == .sealed ? Tag(report.state.title, .done) : Tag(report.state.title, .waiting))"),
                    ("四半期", "\(coverage)"), ("あて先", "\(report.addressee)"), ("作成者", "\(report.author)"),
                    ("報告日", "\(report.reportedOn?.japanese ?? "未定")"),
                ]))
                \(editionList)
                \(mayWrite ? (report.state == .draft ? writing : correcting) : .empty)
                """)
    }

    private var coverage: String {
        report.coverage.map { covered in
            let title = basis.rounds.first { $0.id == covered.round }?.title ?? ""
            return "\(title)（第\(covered.edition)版）"
        }.joined(separator: "、")
    }

    private var editionList: HTML {
        guard !editions.isEmpty else { return .empty }
        return """
            <h2>確定した報告書</h2>
            \(TableView(
                caption: "確定した報告書",
                columns: [.rowHeader("版"), .text("PDF"), .text("概要（1枚）"), .text("確定した日時"), .text("SHA-256")],
                rows: editions.reversed().map { seal in
                    [
                        "<a href=\"\(Report.editionPath(report.id, seal.edition))\">第\(seal.edition)版を読む</a>",
                        "<a href=\"\(Report.editionPath(report.id, seal.edition, pdf: true))\">第\(seal.edition)版のPDF</a>",
                        summary(seal.edition), "\(seal.sealedAt.japanese)", "<code>\(seal.contentHash)</code>",
                    ]
                }, isCaptionHidden: true))
            """
    }

    private func summary(_ edition: Int) -> HTML {
        """
        <a href="\(ReportSheetRoutes.path(report.id, edition: edition))">第\(edition)版の概要</a>　\
        <a href="\(ReportSheetRoutes.path(report.id, edition: edition, pdf: true))">PDF\
        <span class="visually-hidden">（第\(edition)版の概要）</span></a>
        """
    }

    private var correcting: HTML {
        let newer = basis.rounds.contains { round in
            report.coverage.contains { $0.round == round.id && $0.edition < round.edition }
        }
        let notice =
            newer
            ? Notice(.warning, "報告した四半期に、新しい版があります。", "<p>訂正を始めると、新しい版の内容で次の版を作れます。</p>").html : .empty
        let form = FormView(
            "\(path)/correct", state, submit: "訂正を始める", fields: [ReportFields.correctionReason()])
        return """
            \(notice)
            \(Details("この報告書を訂正する", for: ["\(path)/correct"], state, form.html))
            """
    }

    private var correction: HTML {
        report.correction.map { Notice(.information, "第\(editions.count + 1)版を作っています。", "<p>訂正の理由　\($0)</p>").html }
            ?? .empty
    }

    private var writing: HTML {
        """
        \(correction)
        \(Details("件名・あて先・報告日・四半期を直す", for: ["\(path)/edit"], state, headForm))
        <p>件数、遅れ、未回答、別紙は、確定した回答から自動で入ります。ここでは、事務局の説明と計画の修正案を加えます。</p>
        <p class="actions">\(ButtonLink("報告書の案を見る", "\(path)/draft"))\
        \(ButtonLink("概要（1枚）の案を見る", ReportSheetRoutes.path(report.id, edition: nil)))</p>
        <h2>事務局の説明</h2>
        \(paragraphTable)
        \(Details("説明を加える", for: ["\(path)/paragraphs"], state, paragraphForm))
        <h2>計画の修正案</h2>
        \(proposalTable)
        \(Details("修正案を加える", for: ["\(path)/proposals"], state, proposalForm))
        <h2>確定</h2>
        <p>確定すると、この内容は変えられません。四半期は「部会報告済み」になります。</p>
        \(ButtonForm("報告書を確定する", "\(path)/seal", state, style: .primary))
        \(editions.isEmpty
            ? ButtonForm("下書きを削除する", "\(path)/discard", state)
            : ButtonForm("訂正を取りやめる", "\(path)/correct/cancel", state))
        """
    }

    private var headForm: HTML {
        let last: FormField =
            report.correction.map { ReportFields.correctionReason($0) }
            ?? ReportFields.rounds(reportable)(report.coverage.map(\.round))
        return FormView(
            "\(path)/edit", state, submit: "直す", revision: report.revision,
            fields: [
                ReportFields.title(report.title), ReportFields.addressee(report.addressee),
                ReportFields.author(report.author), ReportFields.reportedOn(report.reportedOn), last,
            ]
        ).html
    }

    /// What is done with one paragraph or proposal.
    private func steps(_ id: String, _ context: String) -> HTML {
        """
        <p><a href="\(WrittenStatement.path(report.id, id))">直す<span class="visually-hidden">　\(context)</span></a></p>
        \(ButtonForm("消す", "\(path)/remove", state, fields: [("statement", id)], context: context))
        """
    }

    private var paragraphTable: HTML {
        TableView(
            caption: "事務局の説明", columns: [.rowHeader("場所"), .text("文"), .text("根拠"), .text("操作")],
            rows: paragraphs.map { paragraph in
                let place =
                    paragraph.section == .overview ? "1 概況" : basis.groups.first { $0.id == paragraph.body }?.name ?? ""
                return [
                    "\(place)", Prose(paragraph.content).html, "\(sources(paragraph.sources))",
                    steps(paragraph.id, place),
                ]
            }, empty: "説明は、まだありません。", isCaptionHidden: true
        ).html
    }

    private var proposalTable: HTML {
        TableView(
            caption: "計画の修正案",
            columns: [.rowHeader("取組"), .text("現行"), .text("修正案"), .text("理由"), .text("根拠"), .text("操作")],
            rows: proposals.map { proposal in
                let heading = basis.initiatives.first { $0.id == proposal.initiative }?.heading ?? ""
                return [
                    "\(heading)", Prose(proposal.present).html, Prose(proposal.proposed).html,
                    Prose(proposal.reason).html, "\(sources(proposal.sources))", steps(proposal.id, heading),
                ]
            }, empty: "修正案は、ありません。", isCaptionHidden: true
        ).html
    }

    private func sources(_ ids: [String]) -> String {
        let names = basis.entries.filter { ids.contains($0.id) }.map(\.shortName)
        return names.isEmpty ? "事務局記載" : names.joined(separator: "、")
    }

    private var paragraphForm: HTML {
        FormView(
            "\(path)/paragraphs", state, submit: "加える",
            fields: [
                ReportFields.place(basis.groups)(), ReportFields.content(),
                ReportFields.sources(basis.entries, isRequired: false)(),
            ]
        ).html
    }

    private var proposalForm: HTML {
        FormView(
            "\(path)/proposals", state, submit: "加える",
            fields: [
                ReportFields.initiative(basis.initiatives)(), ReportFields.present(), ReportFields.proposed(),
                ReportFields.proposalReason(), ReportFields.sources(basis.entries, isRequired: true)(),
            ]
        ).html
    }
}
