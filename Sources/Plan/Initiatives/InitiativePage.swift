import Japanese
import Site
import Ward

/// One initiative: its words, its promises, who answers for it, and how it has gone.
struct InitiativePage {
    let initiative: Initiative
    let version: PlanVersion
    let units: [OfficeUnit]
    let groupName: String?
    let indicators: [PlanIndicator]
    let series: [IndicatorSeries]
    let entries: [(round: Round, row: RoundBoard.Row)]
    let person: SignedIn
    let csrfToken: String
    var unitErrors = FormErrors.none
    var indicatorErrors = FormErrors.none
    var sent: Form?
    /// Of confirmed meetings, newest first.
    var decisions: [BodyOverview.Origin] = []
    var comments: [Comment] = []
    /// The quarter and section of the answers that comments are about.
    var entryTitles: [ID<Entry>: String] = [:]

    static func path(_ id: ID<Initiative>) -> String { "/initiatives/\(id)" }

    private var path: String { Self.path(initiative.id) }
    private var names: [ID<OfficeUnit>: String] {
        Dictionary(units.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    }

    var page: Page {
        Page(
            initiative.heading, trail: [PlanPage.link], section: PlanPage.link.path,
            body: """
                \(SummaryList([
                    ("主管課", unitNames(initiative.mainUnits, in: names)),
                    ("関係課", initiative.relatedUnits.isEmpty ? "なし" : unitNames(initiative.relatedUnits, in: names)),
                    ("検討グループ", group), ("もとの文書", "\(version.subject)\(sourceNote(initiative.sourceLine))"),
                ]))
                <h2>文書の記載</h2>
                \(Prose(initiative.body))
                <h2>約束したこと</h2>
                \(promises)
                <p><a href="\(ProposalPage.path(initiative.id))">修正の提案</a></p>
                <h2>指標</h2>
                \(indicatorTable)
                \(series.map(\.html))
                \(person.may(.managePlan) ? managing : .empty)
                <h2>四半期ごとの回答</h2>
                \(entryTable)
                \(person.may(.readMeetings) ? decisionList : .empty)
                \(person.may(.readComments) ? commentSection : .empty)
                """)
    }

    private var group: HTML {
        guard let groupName, let id = initiative.studyGroup else { return "なし" }
        return person.may(.viewOrganisation) ? "<a href=\"\(BodyPage.path(id))\">\(groupName)</a>" : "\(groupName)"
    }

    private var promises: HTML {
        guard !initiative.promises.isEmpty else { return "<p>約束として読み取れる文はありません。</p>" }
        let items: [HTML] = initiative.promises.map { promise in
            "<li>\(promise.content)\(sourceNote(promise.sourceLine))<br>\(deadlineList(promise.deadlines))</li>"
        }
        return "<ul>\(items)</ul>"
    }

    private var indicatorTable: HTML {
        TableView(
            caption: "指標の一覧",
            columns: [.rowHeader("指標"), .text("単位"), .text("種類"), .text("値の性質"), .text("基準"), .text("選んだ理由")],
            rows: indicators.map { indicator in
                [
                    "\(indicator.name)", "\(indicator.unitName)", "\(indicator.kind.title)", "\(indicator.rule.title)",
                    "\(indicator.baselineText)", "\(indicator.reason)",
                ]
            }, empty: "指標は、まだ決めていません。", isCaptionHidden: true
        ).html
    }

    private var entryTable: HTML {
        TableView(
            caption: "四半期ごとの回答", columns: [.rowHeader("四半期"), .text("主管課"), .text("状態"), .text("進捗区分")],
            rows: entries.filter { EntryAccess.maySee($0.row, in: $0.round, person) }.map { round, row in
                [
                    "<a href=\"\(EntryPage.path(row.entry))\">\(round.label)</a>", "\(row.unitName)",
                    "\(row.state.tag(isReturned: row.isReturned))",
                    row.mark.flatMap { round.markSet[$0] }.map { "\($0.title)" } ?? "―",
                ]
            }, empty: "見ることのできる回答は、まだありません。", isCaptionHidden: true
        ).html
    }

    private var decisionList: HTML {
        """
        <h2>会議での決定事項</h2>
        \(TableView(
            caption: "会議での決定事項", columns: [.rowHeader("会議"), .text("開催日"), .text("決定した内容")],
            rows: decisions.map { origin in
                [
                    """
                    <a href="\(MeetingPage.path(origin.meeting.id))#decision-\(origin.decision.id)">\
                    \(origin.meeting.title)　決定事項\(origin.decision.number)</a>
                    """, "\(origin.meeting.heldOn.japanese)", Prose(origin.decision.content).html,
                ]
            }, empty: "この取組についての決定事項は、まだありません。", isCaptionHidden: true))
        """
    }

    private var commentSection: HTML {
        """
        <h2>意見</h2>
        \(CommentSection(comments: comments, entryTitles: entryTitles).html)
        \(person.may(.writeComments)
            ? ButtonLink("意見を書く", CommentListPage.path(.initiative(initiative.id))).html : .empty)
        """
    }

    // MARK: what the secretariat settles

    private var managing: HTML {
        """
        \(Details("主管課と関係課を決める", isOpen: initiative.mainUnits.isEmpty || !unitErrors.isEmpty, unitForm))
        \(Details("指標を加える", isOpen: !indicatorErrors.isEmpty, indicatorForm))
        """
    }

    private var unitForm: HTML {
        FormView(
            action: "\(path)/units", csrfToken: csrfToken, submit: "決める", errors: unitErrors,
            sent: unitErrors.isEmpty ? nil : sent,
            fields: [
                .checkboxes(
                    "main", "主管課", units.map { Choice($0.id.text, $0.name) }, values: initiative.mainUnits.map(\.text),
                    hint: "四半期の回答を書く課です。"),
                .checkboxes(
                    "related", "関係課", units.map { Choice($0.id.text, $0.name) },
                    values: initiative.relatedUnits.map(\.text)),
                .text(
                    "newUnit", "一覧にない主管課の名前", max: 60, isRequired: false,
                    hint: "書くと、その課を組織に加えて主管課にします。"),
            ]
        ).html
    }

    private var indicatorForm: HTML {
        FormView(
            action: "\(path)/indicators", csrfToken: csrfToken, submit: "加える", errors: indicatorErrors,
            sent: indicatorErrors.isEmpty ? nil : sent,
            fields: [
                .text("name", "指標の名前", max: 80), .text("unitName", "単位", max: 10, hint: "例: 時間、件、%"),
                .radios(
                    "kind", "種類",
                    [
                        Choice("activity", "活動指標", hint: "どれだけ行ったかを表します。"),
                        Choice("outcome", "成果指標", hint: "その結果どうなったかを表します。"),
                    ]),
                .radios(
                    "rule", "値の性質",
                    [
                        Choice("level", "水準", hint: "その時点の状態です。合計しません。"),
                        Choice("flow", "期間の量", hint: "四半期ごとの量です。合計できます。"),
                        Choice("cumulative", "累計", hint: "初めからの合計です。"), Choice("rate", "割合", hint: "合計も平均もしません。"),
                    ]),
                .radios("direction", "目指す向き", [Choice("up", "増やす"), Choice("down", "減らす")], value: "up"),
                .text(
                    "baselineYear", "比べる年度", max: 20, isRequired: false,
                    hint: "「令和3年度比」のように比べるときだけ書きます。例: 令和3年度"),
                .number("baselineValue", "比べる年度の値", isRequired: false),
                .textArea("reason", "選んだ理由", max: 300, rows: 3),
            ]
        ).html
    }
}

extension PlanIndicator {
    /// 令和3年度（0時間）, or that there is none.
    var baselineText: String {
        guard let baselineYear else { return "なし" }
        return baselineYear.japanese + (baselineValue.map { "（\($0.grouped)\(unitName)）" } ?? "")
    }
}
