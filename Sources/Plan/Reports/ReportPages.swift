import Japanese
import Site
import Ward

/// All reports, and what can be reported next.
struct ReportListPage {
    let reports: [Report]
    let titles: [ID<Round>: String]
    let mayWrite: Bool

    static let link = Link("部会への報告", "/reports")

    var page: Page {
        Page(
            Self.link.title, section: Self.link.path,
            body: """
                \(mayWrite ? ButtonLink("報告書を作る", "/reports/new", style: .primary).html : .empty)
                \(TableView(
                    caption: "報告書の一覧", columns: [.rowHeader("件名"), .text("四半期"), .text("状態")],
                    rows: reports.map { report in
                        [
                            "<a href=\"\(ReportPage.path(report.id))\">\(report.title)</a>",
                            "\(report.coverage.map { titles[$0.round] ?? "" }.joined(separator: "、"))",
                            "\(report.state == .sealed ? Tag(report.state.title, .done) : Tag(report.state.title, .waiting))",
                        ]
                    }, empty: "報告書は、まだありません。", isCaptionHidden: true))
                <p>会議での決定は<a href="\(MeetingListPage.link.path)">会議の記録</a>に残します。</p>
                """)
    }
}

/// Beginning a report: which frozen quarters it covers.
struct NewReportPage {
    let rounds: [Round]
    let proposal: (title: String, addressee: String, author: String)
    let csrfToken: String
    var errors = FormErrors.none
    var sent: Form?

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
            action: "/reports", csrfToken: csrfToken, submit: "下書きを作る", errors: errors, sent: sent,
            cancel: Link("やめる", ReportListPage.link.path),
            fields: [
                .checkboxes(
                    "round", "報告する四半期", rounds.map { Choice($0.id.text, "\($0.title)（第\($0.edition)版）") },
                    values: rounds.first.map { [$0.id.text] } ?? [], isRequired: true,
                    hint: "確定した四半期から、1つ以上選びます。"),
                .text("title", "件名", value: proposal.title, max: ReportLimits.titleScalarsMax),
                .text("addressee", "あて先", value: proposal.addressee, max: 100),
                .text("author", "作成者", value: proposal.author, max: 100, hint: "課の名前です。個人の名前は書きません。"),
                .date("reportedOn", "報告日", isRequired: false, hint: "会議の日が決まっていないときは、空のままにします。"),
            ]
        ).html
    }
}

/// A report being written, or its sealed editions.
struct ReportPage {
    let report: Report
    let rounds: [Round]
    let groups: [Body]
    let initiatives: [Initiative]
    let entries: [ReportedEntry]
    let paragraphs: [ReportParagraph]
    let proposals: [ReportProposal]
    let editions: [Seal]
    let mayWrite: Bool
    let csrfToken: String
    var errors = FormErrors.none
    var proposalErrors = FormErrors.none
    var correctionErrors = FormErrors.none
    var sent: Form?

    static func path(_ id: ID<Report>) -> String { "/reports/\(id)" }
    static func editionPath(_ id: ID<Report>, _ edition: Int, pdf: Bool = false) -> String {
        "/reports/\(id)/editions/\(edition)\(pdf ? ".pdf" : "")"
    }

    private var path: String { Self.path(report.id) }

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
            let title = rounds.first { $0.id == covered.round }?.title ?? ""
            return "\(title)（第\(covered.edition)版）"
        }.joined(separator: "、")
    }

    private var editionList: HTML {
        guard !editions.isEmpty else { return .empty }
        return """
            <h2>確定した報告書</h2>
            \(TableView(
                caption: "確定した報告書",
                columns: [.rowHeader("版"), .text("PDF"), .text("確定した日時"), .text("SHA-256")],
                rows: editions.reversed().map { seal in
                    [
                        "<a href=\"\(Self.editionPath(report.id, seal.edition))\">第\(seal.edition)版を読む</a>",
                        "<a href=\"\(Self.editionPath(report.id, seal.edition, pdf: true))\">第\(seal.edition)版のPDF</a>",
                        "\(seal.sealedAt.japanese)", "<code>\(seal.contentHash)</code>",
                    ]
                }, isCaptionHidden: true))
            """
    }

    private var correcting: HTML {
        let newer = rounds.contains { round in
            report.coverage.contains { $0.round == round.id && $0.edition < round.edition }
        }
        let notice =
            newer
            ? Notice(.warning, "報告した四半期に、新しい版があります。", "<p>訂正を始めると、新しい版の内容で次の版を作れます。</p>").html : .empty
        let form = FormView(
            action: "\(path)/correct", csrfToken: csrfToken, submit: "訂正を始める", errors: correctionErrors,
            sent: correctionErrors.isEmpty ? nil : sent,
            fields: [
                .textArea(
                    "reason", "訂正の理由", max: ReportLimits.reasonScalarsMax, rows: 3,
                    hint: "次の版に印刷します。今の版は、そのまま残ります。")
            ])
        return """
            \(notice)
            \(Details("この報告書を訂正する", isOpen: !correctionErrors.isEmpty, form.html))
            """
    }

    private var correction: HTML {
        report.correction.map { Notice(.information, "第\(editions.count + 1)版を作っています。", "<p>訂正の理由　\($0)</p>").html }
            ?? .empty
    }

    private var writing: HTML {
        """
        \(correction)
        <p>件数、遅れ、未回答、別紙は、確定した回答から自動で入ります。ここでは、事務局の説明と計画の修正案を加えます。</p>
        \(ButtonLink("報告書の案を見る", "\(path)/draft"))
        <h2>事務局の説明</h2>
        \(paragraphTable)
        \(Details("説明を加える", isOpen: !errors.isEmpty, paragraphForm))
        <h2>計画の修正案</h2>
        \(proposalTable)
        \(Details("修正案を加える", isOpen: !proposalErrors.isEmpty, proposalForm))
        <h2>確定</h2>
        <p>確定すると、この内容は変えられません。四半期は「部会報告済み」になります。</p>
        \(ButtonForm("報告書を確定する", action: "\(path)/seal", csrfToken: csrfToken, style: .primary))
        """
    }

    private func remove(_ id: String, _ context: String) -> HTML {
        ButtonForm(
            "消す", action: "\(path)/remove", csrfToken: csrfToken, fields: [("statement", id)], context: context
        ).html
    }

    private var paragraphTable: HTML {
        TableView(
            caption: "事務局の説明", columns: [.rowHeader("場所"), .text("文"), .text("根拠"), .text("操作")],
            rows: paragraphs.map { paragraph in
                let place =
                    paragraph.section == .overview ? "1 概況" : groups.first { $0.id == paragraph.body }?.name ?? ""
                return [
                    "\(place)", Prose(paragraph.content).html, "\(sources(paragraph.sources))",
                    remove(paragraph.id, place),
                ]
            }, empty: "説明は、まだありません。", isCaptionHidden: true
        ).html
    }

    private var proposalTable: HTML {
        TableView(
            caption: "計画の修正案",
            columns: [.rowHeader("取組"), .text("現行"), .text("修正案"), .text("理由"), .text("根拠"), .text("操作")],
            rows: proposals.map { proposal in
                let heading = initiatives.first { $0.id == proposal.initiative }?.heading ?? ""
                return [
                    "\(heading)", Prose(proposal.present).html, Prose(proposal.proposed).html,
                    Prose(proposal.reason).html, "\(sources(proposal.sources))", remove(proposal.id, heading),
                ]
            }, empty: "修正案は、ありません。", isCaptionHidden: true
        ).html
    }

    private func sources(_ ids: [String]) -> String {
        let names = entries.filter { ids.contains($0.id) }.map(\.shortName)
        return names.isEmpty ? "事務局記載" : names.joined(separator: "、")
    }

    private var sourceChoices: [Choice] {
        entries.map { Choice($0.id, "\($0.initiative)（\($0.unit)）") }
    }

    private var paragraphForm: HTML {
        FormView(
            action: "\(path)/paragraphs", csrfToken: csrfToken, submit: "加える", errors: errors,
            sent: errors.isEmpty ? nil : sent,
            fields: [
                .select(
                    "place", "場所", [Choice("overview", "1 概況")] + groups.map { Choice($0.id.text, "3 \($0.name)") }),
                .textArea("content", "文", max: ReportLimits.paragraphScalarsMax, rows: 5),
                .checkboxes("source", "根拠になる回答", sourceChoices, hint: "選ばないときは「事務局記載」と印刷します。"),
            ]
        ).html
    }

    private var proposalForm: HTML {
        FormView(
            action: "\(path)/proposals", csrfToken: csrfToken, submit: "加える", errors: proposalErrors,
            sent: proposalErrors.isEmpty ? nil : sent,
            fields: [
                .select("initiative", "取組", initiatives.map { Choice($0.id.text, $0.heading) }),
                .textArea("present", "現行の記載", max: ReportLimits.paragraphScalarsMax, rows: 3),
                .textArea("proposed", "修正案", max: ReportLimits.paragraphScalarsMax, rows: 3),
                .textArea("reason", "理由", max: ReportLimits.paragraphScalarsMax, rows: 3),
                .checkboxes("source", "根拠になる回答", sourceChoices, isRequired: true),
            ]
        ).html
    }
}
