import Japanese
import Site
import Ward

/// One answer: to write, to approve, to accept, or to read, as the person may.
struct EntryPage {
    let entry: Entry
    let round: Round
    let initiative: Initiative
    let unitName: String
    let indicators: [PlanIndicator]
    let evidence: [EntryEvidence]
    /// What the record lets a computer conclude; `nil` for people who only read.
    let signals: EntrySignals?
    let previous: Entry?
    let history: [EntryStep]
    let findings: [EntryFinding]
    let person: SignedIn
    let csrfToken: String
    var errors = FormErrors.none
    var sent: Form?
    /// What somebody else saved in between, shown beside what was sent.
    var clash: Entry?
    var comments: [Comment] = []

    static func path(_ id: ID<Entry>) -> String { "/entries/\(id)" }

    private var path: String { Self.path(entry.id) }

    var mayWrite: Bool {
        person.may(.editEntries, unit: entry.unit)
            && (entry.state == .notAnswered || entry.state == .draft)
            && round.allows(.save, wasReturned: entry.returnedReason != nil)
    }

    var page: Page {
        Page(
            "\(initiative.heading)（\(unitName)）",
            trail: [RoundListPage.link, Link(round.title, RoundPage.path(round.id))], section: RoundListPage.link.path,
            body: """
                \(SummaryList([
                    ("四半期", "\(round.title)（基準日 \(round.calendar.asOf.japanese)）"), ("主管課", "\(unitName)"),
                    ("状態", "\(entry.state.tag(isReturned: entry.returnedReason != nil))"),
                    ("回答期限", "\(round.calendar.dueOn.japaneseWithWeekday)"),
                ]))
                \(errorNotice)
                \(returned)
                \(promises)
                \(mayWrite ? writing : reading)
                \(signals?.html ?? .empty)
                \(EntryDecisions(page: self).html)
                \(commentSection)
                \(historyTable)
                """)
    }

    /// Where there is no form to show them in.
    private var errorNotice: HTML {
        guard !mayWrite, !errors.isEmpty else { return .empty }
        let items: [HTML] = errors.entries.map { "<li>\($0.message)</li>" }
        return "<div role=\"alert\">\(Notice(.error, "この操作はできませんでした", "<ul>\(items)</ul>"))</div>"
    }

    private var returned: HTML {
        guard let reason = entry.returnedReason, !entry.state.isHandedIn else { return .empty }
        return Notice(.warning, "直して出し直してください", Prose(reason).html).html
    }

    private var promises: HTML {
        guard !initiative.promises.isEmpty else { return .empty }
        let items: [HTML] = initiative.promises.map { promise in
            "<li>\(promise.content)<br>\(deadlineList(promise.deadlines))</li>"
        }
        return Details("この取組で約束したこと（\(initiative.promises.count)件）", isOpen: mayWrite, "<ul>\(items)</ul>").html
    }

    // MARK: writing

    private var writing: HTML {
        """
        \(clashNotice)
        \(previousAnswer)
        <h2>回答</h2>
        \(FormView(
            action: path, csrfToken: csrfToken, submit: "提出する", errors: errors, sent: sent,
            cancel: Link("やめる", RoundPage.path(round.id)), alternative: Choice("draft", "下書きを保存する"),
            fields: fields))
        \(EvidenceSection(page: self).html)
        """
    }

    private var fields: [FormField] {
        let answer = entry.answer
        let max = Answer.textScalarsMax
        var fields: [FormField] = [
            .hidden("revision", "\(clash?.revision ?? entry.revision)"),
            .radios(
                "mark", "進捗区分", round.markSet.marks.map { Choice($0.symbol, $0.title, hint: $0.criterion) },
                value: answer.mark),
            .textArea("done", "実施したこと", value: answer.done, max: max, rows: 5),
            .textArea("plan", "今後の予定", value: answer.plan, max: max, rows: 4, isRequired: false),
            .textArea(
                "problem", "課題", value: answer.problem, max: max, rows: 4, isRequired: false,
                hint: "遅れ・中止のときは、必ず書きます。"),
            .textArea(
                "response", "対応", value: answer.response, max: max, rows: 4, isRequired: false,
                hint: "遅れ・中止のときは、必ず書きます。"),
            .date("doneOn", "終えた日", value: answer.doneOn?.japanese ?? "", isRequired: false, hint: "完了のときだけ書きます。"),
        ]
        if !indicators.isEmpty {
            fields.append(
                .section(
                    "指標", hint: "分からないときは空のままにしてください。0 とは違います。",
                    indicators.flatMap { [valueField($0), basisField($0)] }))
        }
        return fields
    }

    private func valueField(_ indicator: PlanIndicator) -> FormField {
        let before = previous?.handedIn?.values[indicator.id].map { "前の四半期は\($0.printed(for: indicator))。" } ?? ""
        let baseline = indicator.baselineYear.map { "\($0.japanese)と比べた値です。" } ?? ""
        return .number(
            EntryCheck.field(of: indicator.id), indicator.name, value: entry.answer.values[indicator.id]?.raw ?? "",
            unit: indicator.unitName, isRequired: false,
            hint: "\(indicator.kind.title)、\(indicator.rule.title)。\(baseline)\(before)約6,500 のように書けます。")
    }

    private func basisField(_ indicator: PlanIndicator) -> FormField {
        .text(
            EntryCheck.basisField(of: indicator.id), "「\(indicator.name)」の値のもと",
            value: entry.answer.bases[indicator.id] ?? "", max: ValueBasis.scalarsMax, isRequired: false,
            hint: "根拠資料の名前と場所か、計算を書くと、値と合うかを確かめます。例：実績.xlsx 集計!C12、年報.pdf 12ページ、4,100＋2,400")
    }

    private var clashNotice: HTML {
        guard let clash else { return .empty }
        return Notice(
            .warning, "ほかの人が先に保存した内容",
            """
            <p>あなたの入力は下の欄に残っています。次の内容と見比べ、要るものを写してから、もう一度保存してください。</p>
            \(AnswerList(answer: clash.answer, marks: round.markSet, indicators: indicators).html)
            """
        ).html
    }

    private var previousAnswer: HTML {
        guard let previous, previous.state.isHandedIn else { return .empty }
        return Details(
            "前の四半期の回答（参考）", AnswerList(answer: previous.answer, marks: round.markSet, indicators: indicators).html
        ).html
    }

    // MARK: reading

    private var reading: HTML {
        let unanswered = entry.state == .notAnswered
        return """
            <h2>回答</h2>
            \(unanswered
                ? "<p>未回答です。</p>"
                : AnswerList(answer: entry.answer, marks: round.markSet, indicators: indicators).html)
            \(warnings)
            \(EvidenceSection(page: self).html)
            """
    }

    private var warnings: HTML {
        let warnings = findings.filter { $0.severity == .warning }
        guard !warnings.isEmpty, entry.state.isHandedIn else { return .empty }
        let items: [HTML] = warnings.map { "<li>\($0.message)（\($0.rule)）</li>" }
        return Notice(.warning, "確かめる点が\(warnings.count)件あります", "<ul>\(items)</ul>").html
    }

    private var commentSection: HTML {
        guard person.may(.readComments), entry.state != .notAnswered || !comments.isEmpty else { return .empty }
        return """
            <h2>意見</h2>
            \(CommentSection(comments: comments).html)
            \(person.may(.writeComments)
                ? ButtonLink("意見を書く", CommentListPage.path(.entry(entry.id))).html : .empty)
            """
    }

    private var historyTable: HTML {
        guard !history.isEmpty else { return .empty }
        return Details(
            "この回答の経過（\(history.count)件）",
            TableView(
                caption: "経過",
                columns: [.rowHeader("日時"), .text("だれが"), .text("何を"), .text("状態"), .text("変わった欄"), .text("理由など")],
                rows: history.map { step in
                    [
                        "\(step.at.japanese)", "\(step.actor)", "\(step.event?.title ?? "")", "\(step.state.title)",
                        "\(step.changes.map { "<div>\($0.html)</div>" as HTML })", "\(step.note)",
                    ]
                }, isCaptionHidden: true
            ).html
        ).html
    }
}
