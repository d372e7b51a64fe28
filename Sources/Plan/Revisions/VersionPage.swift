import Japanese
import Site
import Storage
import Ward

/// One version: of a draft, what is to be changed and how it is decided; of the others, what was changed.
struct VersionPage: PageView {
    let version: PlanVersion
    let current: ID<PlanVersion>?
    let base: PlanVersion?
    let initiatives: [Initiative]
    let units: [ID<OfficeUnit>: String]
    /// With the version it was drafted from; `nil` without one.
    let comparison: PlanComparison?
    let proposals: [(proposal: Proposal, initiative: Initiative)]
    /// Decisions of confirmed meetings, newest first.
    let decisions: [BodyOverview.Origin]
    let seal: Seal?
    /// Of a draft: the steps whose reasons are printed, with the initiatives they are about.
    let steps: [(step: DraftStep, heading: String)]
    let mayManage: Bool
    /// Where the person began the draft: the others who may decide it.
    let deciders: [Person]?
    let today: CivilDate
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> VersionPage {
        let version = try PlanVersion.load(request, on: connection)
        let base = try version.basedOn.flatMap { try PlanVersion.find($0, on: connection) }
        let person = try request.person
        let mayManage = person.may(.managePlan)
        let isWritten = version.state == .draft && mayManage
        let isOwn = try isWritten && RevisionStore.beginner(of: version.id, on: connection) == person.person
        let headings = isWritten ? try RevisionStore.headings(in: version, on: connection) : [:]
        return VersionPage(
            version: version, current: try PlanStore.current(on: connection)?.id, base: base,
            initiatives: try InitiativeStore.list(version: version.id, on: connection),
            units: try UnitStore.names(on: connection),
            comparison: try base.map { try RevisionStore.comparison(from: $0, to: version, on: connection) },
            proposals: isWritten
                ? try ProposalStore.open(on: connection).compactMap { proposal in
                    try Initiative.find(proposal.initiative, on: connection).map { (proposal, $0) }
                } : [], decisions: isWritten ? try MeetingStore.confirmedDecisions(on: connection) : [],
            seal: try SealedComparison.latest(of: version, on: connection)?.seal,
            steps: isWritten
                ? try RevisionStore.steps(of: version.id, on: connection).map { ($0, headings[$0.lineage] ?? "") } : [],
            mayManage: mayManage,
            deciders: isOwn ? try person.others(who: .managePlan, on: request.today, connection) : nil,
            today: request.today, state: request.state)
    }

    static func path(_ id: ID<PlanVersion>) -> String { "\(VersionListPage.link.path)/\(id)" }
    static func editPath(_ version: ID<PlanVersion>, _ initiative: ID<Initiative>) -> String {
        "\(path(version))/initiatives/\(initiative)"
    }

    private var path: String { Self.path(version.id) }
    private var mayWrite: Bool { mayManage && version.state == .draft }

    var page: Page {
        Page(
            "\(version.planTitle)　第\(version.number)版", trail: [PlanPage.link, VersionListPage.link],
            section: VersionListPage.link.path,
            body: """
                \(SummaryList([
                    ("状態", "\(version.tag(current: current))"),
                    ("もとの版", "\(base.map { "第\($0.number)版" } ?? "なし（\(version.subject)から取り込み）")"),
                    ("施行日", "\(version.effectiveOn?.japanese ?? "決まっていません")"),
                ]))
                \(changes)
                \(reasons)
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
                let marked = row.marked
                return [
                    "\(row.initiative)", "\(row.part)（\(row.kind)）",
                    "<div class=\"marked\">\(marked.new.html(.ins))</div>",
                    "<div class=\"marked\">\(marked.old.html(.del))</div>", Prose(row.reason).html,
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
            <h2>\(version.state == .draft ? "改めるところ" : "改めたところ")（\(comparison.rows.count)件）</h2>
            \(table)\(sealed)\(files)
            """
    }

    private var reasons: HTML {
        guard !steps.isEmpty else { return .empty }
        let table = TableView(
            caption: "改める理由", columns: [.rowHeader("取組"), .text("何を"), .text("理由"), .text("操作")],
            rows: steps.map { item in
                [
                    "\(item.heading)", "\(item.step.kind.title)", Prose(item.step.reason).html,
                    """
                    <a href="\(RewordedStep.path(version.id, item.step.id))">理由を直す\
                    <span class="visually-hidden">（\(item.heading)）</span></a>\
                    \(item.step.takesOut
                        ? ButtonForm(
                            "取組を戻す", "\(RewordedStep.path(version.id, item.step.id))/undo", state, context: item.heading
                        ).html : .empty)
                    """,
                ]
            }, isCaptionHidden: true)
        return Details("改める理由（\(steps.count)件）", table.html).html
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
            caption: "取組の一覧", columns: [.name("番号"), .rowHeader("取組"), .text("主管課"), .text("時期")],
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

    /// In place of the form, for who began the draft.
    private func ownDraft(_ others: [Person]) -> HTML {
        let note = SecondPersonNote(
            others, nobody: "<p>ほかに決定できる人がいません。管理者に、別の人へ事務局の役割を付けるよう依頼してください。</p>")
        return Notice(.information, "あなたが作り始めた改定案のため、あなたは決定できません。", note.html).html
    }

    private var deciding: HTML {
        let form: HTML =
            deciders.map(ownDraft)
            ?? (decisions.isEmpty
                ? Notice(
                    .information, "会議の決定がまだありません",
                    "<p><a href=\"/meetings\">会議の記録</a>を確定すると、その決定事項をもとに決定できます。</p>"
                ).html
                : FormView(
                    "\(path)/decide", state, submit: "この版を決定する",
                    fields: [VersionFields.decision(decisions)(), VersionFields.effectiveOn()]
                ).html)
        return """
            <h2>決定する</h2>
            <p>決定すると、改めるところは変えられません。新旧対照表を確定し、\(today.japanese)以前の施行日ならすぐに新しい版になります。</p>
            \(form)
            \(Details("改定案を取り下げる", "<p>改定案で書いたことは消えます。今の計画は変わりません。</p>\(ButtonForm("改定案を取り下げる", "\(path)/discard", state))"))
            """
    }
}
