import Japanese
import Site
import Ward

/// All versions of the plan, and the way to the next one.
struct VersionListPage {
    let versions: [PlanVersion]
    let current: ID<PlanVersion>?
    let decisions: [ID<PlanVersion>: String]
    let mayManage: Bool
    let csrfToken: String
    var errors = FormErrors.none

    static let link = Link("計画の版", "/plan/versions")

    var page: Page {
        Page(
            Self.link.title, trail: [PlanPage.link], section: PlanPage.link.path,
            body: """
                \(errors.isEmpty ? HTML.empty : Notice(.error, "この操作はできませんでした", Prose(errors.entries.map(\.message).joined(separator: "\n")).html).html)
                <p>計画は、版を重ねて改めます。前の四半期は、その時の版のまま残ります。</p>
                \(TableView(
                    caption: "計画の版", columns: [.rowHeader("版"), .text("計画"), .text("状態"), .text("施行日"), .text("もとになる決定")],
                    rows: versions.map(row), empty: "計画は、まだ取り込まれていません。", isCaptionHidden: true))
                \(starting)
                """)
    }

    private func row(_ version: PlanVersion) -> [HTML] {
        [
            "<a href=\"\(VersionPage.path(version.id))\">第\(version.number)版</a>", "\(version.planTitle)",
            "\(version.tag(current: current))", "\(version.effectiveOn?.japanese ?? "―")",
            "\(decisions[version.id] ?? (version.basedOn == nil ? version.subject : "―"))",
        ]
    }

    private var starting: HTML {
        guard mayManage, current != nil, !versions.contains(where: { $0.state != .inForce }) else { return .empty }
        return """
            <h2>計画を改める</h2>
            <p>今の版を写した改定案を作り、改めるところだけ直します。会議で決定すると、施行日から新しい版になります。</p>
            \(ButtonForm("改定案を作る", action: Self.link.path, csrfToken: csrfToken, style: .primary))
            """
    }
}

extension PlanVersion {
    func tag(current: ID<PlanVersion>?) -> Tag {
        switch state {
        case .draft: Tag("改定案", .active)
        case .decided: Tag("決定済み（施行前）", .waiting)
        case .inForce: id == current ? Tag("施行中", .done) : Tag("旧版", .neutral)
        }
    }
}

/// One version: of a draft, what is to be changed and how it is decided; of the others, what was changed.
struct VersionPage {
    let version: PlanVersion
    let current: ID<PlanVersion>?
    let base: PlanVersion?
    let initiatives: [Initiative]
    let units: [ID<OfficeUnit>: String]
    /// With the version it was drafted from; `nil` without one.
    let comparison: PlanComparison?
    let proposals: [(proposal: Proposal, initiative: Initiative)]
    /// Decisions of confirmed meetings, newest first.
    let decisions: [(meeting: Meeting, decision: Decision)]
    let seal: Seal?
    let mayManage: Bool
    let today: CivilDate
    let csrfToken: String
    var errors = FormErrors.none
    var sent: Form?

    static func path(_ id: ID<PlanVersion>) -> String { "\(VersionListPage.link.path)/\(id)" }
    static func editPath(_ version: ID<PlanVersion>, _ initiative: ID<Initiative>) -> String {
        "\(path(version))/initiatives/\(initiative)"
    }

    private var path: String { Self.path(version.id) }
    private var mayWrite: Bool { mayManage && version.state == .draft }

    var page: Page {
        Page(
            "\(version.planTitle)　第\(version.number)版", trail: [PlanPage.link, VersionListPage.link],
            section: PlanPage.link.path,
            body: """
                \(SummaryList([
                    ("状態", "\(version.tag(current: current))"),
                    ("もとの版", "\(base.map { "第\($0.number)版" } ?? "なし（\(version.subject)から取り込み）")"),
                    ("施行日", "\(version.effectiveOn?.japanese ?? "決まっていません")"),
                ]))
                \(changes)
                \(mayWrite ? proposalList : .empty)
                <h2>取組</h2>
                \(table)
                \(mayWrite ? ButtonLink("取組を新たに設ける", "\(path)/initiatives/new").html : .empty)
                \(mayWrite ? deciding : .empty)
                """)
    }

    private var changes: HTML {
        guard let comparison, let base else { return .empty }
        let other = "\(path)/comparison/\(base.id)"
        let table = TableView(
            caption: "改めるところ", columns: [.rowHeader("取組"), .text("箇所"), .text("新"), .text("旧"), .text("理由")],
            rows: comparison.rows.map { row in
                [
                    "\(row.initiative)", "\(row.part)（\(row.kind)）", Prose(row.new.isEmpty ? "（なし）" : row.new).html,
                    Prose(row.old.isEmpty ? "（なし）" : row.old).html, Prose(row.reason).html,
                ]
            }, empty: "まだ何も改めていません。下の一覧から取組を選んで直してください。", isCaptionHidden: true)
        let files: HTML =
            comparison.rows.isEmpty
            ? .empty
            : """
            <p class="actions">\(ButtonLink("新旧対照表", "\(other)/table.html"))\
            \(ButtonLink("PDF", "\(other)/table.pdf"))\(ButtonLink("Excel", "\(other)/table.xlsx"))</p>
            """
        let sealed: HTML =
            seal.map { "<p>決定した新旧対照表は、SHA-256 <code>\($0.contentHash)</code> で確定しています。</p>" } ?? .empty
        return """
            <h2>改める\(version.state == .draft ? "" : "た")ところ（\(comparison.rows.count)件）</h2>
            \(table)\(sealed)\(files)
            """
    }

    private var proposalList: HTML {
        guard !proposals.isEmpty else { return .empty }
        let items: [HTML] = proposals.map { item in
            """
            <li><a href="\(ProposalPage.path(item.initiative.id))">\(item.initiative.heading)</a>　\
            \(item.proposal.proposer.title)（\(item.proposal.proposerName)）の提案　\(item.proposal.content)</li>
            """
        }
        return "<h2>検討する提案（\(proposals.count)件）</h2><ul>\(items)</ul>"
    }

    private var table: HTML {
        TableView(
            caption: "取組の一覧", columns: [.text("番号"), .rowHeader("取組"), .text("主管課"), .text("時期")],
            rows: initiatives.map { initiative in
                [
                    "\(initiative.number)",
                    mayWrite
                        ? "<a href=\"\(Self.editPath(version.id, initiative.id))\">\(initiative.title)</a>"
                        : "\(initiative.title)",
                    unitNames(initiative.mainUnits, in: units),
                    deadlineList(initiative.promises.flatMap(\.deadlines)),
                ]
            }, empty: "取組がありません。", isCaptionHidden: true
        ).html
    }

    private var deciding: HTML {
        let choices = decisions.map { item in
            Choice(
                item.decision.id.text,
                "\(item.meeting.heldOn.japanese)　\(item.meeting.title)　決定事項\(item.decision.number)　\(item.decision.content.shortenedForOutcome)"
            )
        }
        let form: HTML =
            choices.isEmpty
            ? Notice(
                .information, "会議の決定がまだありません",
                "<p><a href=\"/meetings\">会議の記録</a>を確定すると、その決定事項をもとに決定できます。</p>"
            ).html
            : FormView(
                action: "\(path)/decide", csrfToken: csrfToken, submit: "この版を決定する", errors: errors, sent: sent,
                fields: [
                    .select("decision", "もとになる決定事項", choices),
                    .date("effectiveOn", "施行日", hint: "この日から、新しい版になります。"),
                ]
            ).html
        return """
            <h2>決定する</h2>
            <p>決定すると、改めるところは変えられません。新旧対照表を確定し、\(today.japanese)以前の施行日ならすぐに新しい版になります。</p>
            \(form)
            \(Details("改定案を取り下げる", "<p>改定案で書いたことは消えます。今の計画は変わりません。</p>\(ButtonForm("改定案を取り下げる", action: "\(path)/discard", csrfToken: csrfToken))"))
            """
    }
}
