import Japanese
import Site
import Storage
import Ward

/// One answer: to write, to approve, to accept, or to read, as the person may.
struct EntryPage: PageView {
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
    let state: PageState
    var comments: [Comment] = []
    /// Whether it was returned or asked for again before it was accepted.
    var isSettled = false
    /// Where the person handed it in themselves: the others who may take the next step.
    var deciders: [Person]?
    /// The list from which it was opened, and where it stands there.
    var origin: ListOrigin?
    var place: ListPlace?
    /// The next answer of the round that waits for the person.
    var nextWaiting: Link?
    /// What was copied from the quarter before into the form that is drawn again.
    var copied: EntryCopy?
    /// By whom it was approved for the head.
    var approvedFor: StandIn?
    /// For whom the person would approve it.
    var acting: StandIn?

    /// Everything the page of an answer shows, read in one consistent state.
    static func load(_ request: PageRequest, on connection: any Connection) throws -> EntryPage {
        let seen = try SeenEntry.load(request, on: connection)
        let (entry, round, person) = (seen.entry, seen.round, seen.person)
        guard let initiative = try Initiative.find(entry.initiative, on: connection) else {
            throw PageRefusal.notFound
        }
        let unitName = try UnitStore.find(entry.unit, on: connection)?.name ?? ""
        let indicators = try PlanIndicatorStore.list(of: entry.lineage, asOf: round.calendar.asOf, on: connection)
        let evidence = try EntryStore.evidence(of: entry.id, on: connection)
        let isOwn = try EntryStore.submitter(of: entry.id, on: connection) == person.person
        let (place, nextWaiting) = try neighbours(of: seen, today: request.today, on: connection)
        let copying = request.state.sent(to: copyPath(entry.id))
        return EntryPage(
            entry: entry, round: round, initiative: initiative, unitName: unitName, indicators: indicators,
            evidence: evidence,
            signals: EntryAccess.mayJudge(entry.unit, person)
                ? try EntrySignals.load(
                    entry, of: initiative, unitName: unitName, in: round, indicators: indicators,
                    evidenceCount: evidence.count, on: connection) : nil,
            previous: try EntryStore.previous(of: entry, in: round, on: connection),
            history: try EntryStore.history(
                of: entry.id, marks: round.markSet,
                // Also those that are not asked for any more: their changes stay readable.
                indicators: try PlanIndicatorStore.list(of: entry.lineage, on: connection), on: connection),
            findings: try EntryStore.findings(of: entry, in: round, on: connection), person: person,
            state: request.state,
            comments: try CommentAccess.comments(
                about: .entry(entry.id), of: initiative, person, on: connection
            ).comments,
            isSettled: try EntryStore.settledReason(of: entry, in: round, on: connection) != nil,
            deciders: isOwn
                ? try person.others(
                    who: entry.state == .approved ? .reviewEntries : .approveEntries, unit: entry.unit,
                    on: request.today, connection) : nil,
            origin: seen.origin, place: place, nextWaiting: nextWaiting,
            copied: try copying.map { try EntryCopy(entry, in: round, sent: $0, on: connection) },
            approvedFor: try entry.standIn.flatMap { try StandIn.find($0, on: connection) },
            acting: try StandInStore.acting(person.person, for: entry.unit, on: request.today, connection))
    }

    static func path(_ id: ID<Entry>) -> String { "/entries/\(id)" }
    static func copyPath(_ id: ID<Entry>) -> String { "\(path(id))/copy" }

    private var path: String { Self.path(entry.id) }

    var mayWrite: Bool {
        person.may(.editEntries, unit: entry.unit)
            && (entry.state == .notAnswered || entry.state == .draft)
            && round.allows(.save, wasReturned: entry.returnedReason != nil)
    }

    /// What is being written is shown also when the round has gone on meanwhile: it can no longer be saved here, but copied.
    private var isWriting: Bool { mayWrite || sent != nil }

    /// What was typed into the answer, with whichever button it was sent.
    private var sent: Form? {
        ([path] + sideActions).lazy.compactMap { state.sent(to: $0) }.first
    }

    private var sideActions: [String] {
        ["\(path)/evidence", "\(path)/evidence/remove", Self.copyPath(entry.id)]
    }

    var page: Page {
        Page(
            "\(initiative.heading)（\(unitName)）",
            trail: [RoundListPage.link, Link(round.title, RoundPage.path(round.id))], section: RoundListPage.link.path,
            body: """
                \(place?.html ?? back)
                \(onward)
                \(SummaryList([
                    ("四半期", "\(round.title)（基準日 \(round.calendar.asOf.japanese)）"), ("主管課", "\(unitName)"),
                    ("状態", "\(entry.state.tag(isReturned: entry.returnedReason != nil))"),
                    ("回答期限", round.dueFact),
                ] + (approvedFor.map { [("承認", "\($0.note)")] } ?? [])))
                \(returned)
                \(EntryDecisions(page: self).html)
                \(isWriting ? writing : "\(promises)\(reading)")
                \(signals?.html ?? .empty)
                \(commentSection)
                \(historyTable)
                """)
    }

    /// Opened from another page than the list of the round.
    private var back: HTML {
        origin.map { "<p><a href=\"\($0.address)\">前の画面に戻る</a></p>" } ?? .empty
    }

    /// Once nothing is to be decided here, the next answer is the first choice.
    private var onward: HTML {
        guard !EntryDecisions(page: self).isWaiting, !isWriting, let nextWaiting else { return .empty }
        return "<p class=\"actions\">\(ButtonLink("次へ：\(nextWaiting.title)", nextWaiting.path, style: .primary))</p>"
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
        return Details("この取組で約束したこと（\(initiative.promises.count)件）", isOpen: isWriting, "<ul>\(items)</ul>").html
    }

    // MARK: writing

    private var writing: HTML {
        let form = FormView(
            path, state, submit: "提出する", cancel: Link("やめる", origin?.address ?? RoundPage.path(round.id)),
            alternative: Choice("draft", "下書きを保存する"), revision: entry.revision, beside: sideActions, isLong: true,
            fields: carried + copying + fields.drawn(copied?.answer ?? entry.answer, after: previous?.handedIn)
                + [evidenceFields])
        return "\(clashNotice)\(Explained(by: "\(promises)\(previousAnswer)", "<h2>回答</h2>\n\(form)"))"
    }

    private var carried: [FormField] { origin.map { [.hidden($0.hidden.name, $0.hidden.value)] } ?? [] }

    /// 前回から写す: into what is empty, or over everything when that is asked for.
    private var copying: [FormField] {
        guard let before = previous?.handedIn else { return [] }
        let kept = unchanged(since: before)
        let note: HTML =
            kept.isEmpty
            ? .empty
            : Notice(
                .information, "前回の記載のままの欄があります",
                "<p>\(kept.joined(separator: "、"))。この四半期のことに直してください。同じでよいときは、そのままで構いません。</p>"
            ).html
        return [
            .content(note),
            EntryCopy.overwrite([]),
            .button("前回から写す", to: Self.copyPath(entry.id)),
        ]
    }

    /// The labels of the fields that say the same as in the quarter before, as they stand in the form.
    private func unchanged(since before: Answer) -> [String] {
        var shown = copied?.answer ?? entry.answer
        if copied == nil, let sent {
            var reader = FormReader(sent)
            shown = fields.read(&reader)
        }
        return fields.same(shown, before)
    }

    private var fields: AnswerFields {
        AnswerFields(marks: round.markSet, indicators: indicators, counted: entry.counted, round: round.id)
    }

    private var evidenceFields: FormField {
        let files = evidence.flatMap { file in
            [
                FormField.content("<p>\(link(to: file))</p>"),
                .button("「\(file.title)」を外す", to: "\(path)/evidence/remove", choice: file.hash),
            ]
        }
        return .section(
            "根拠資料", hint: evidence.isEmpty ? "根拠資料は付いていません。" : nil,
            files + [
                EvidenceFields.file.optional(), EvidenceFields.title(), .button("資料を付ける", to: "\(path)/evidence"),
            ])
    }

    private func link(to file: EntryEvidence) -> HTML {
        """
        <a href="\(path)/evidence/\(file.hash)">\(file.title)</a>\
        （\(EvidenceType(rawValue: file.type)?.title ?? "")、\((file.size + 1023) / 1024) KiB）
        """
    }

    /// What somebody else saved in between, to be compared with what was sent.
    private var clashNotice: HTML {
        guard let sent, sent["revision"] != "\(entry.revision)" else { return .empty }
        var reader = FormReader(sent)
        // What the person saved themselves, such as a draft that could not be handed in, is no clash.
        guard fields.read(&reader).json != entry.answer.json else { return .empty }
        return Notice(
            .warning, "ほかの人が先に保存した内容",
            """
            <p>あなたの入力は下の欄に残っています。次の内容と見比べ、要るものを写してから、もう一度保存してください。</p>
            \(AnswerList(entry, in: round, indicators: indicators).html)
            """
        ).html
    }

    private var previousAnswer: HTML {
        guard let previous, previous.state.isHandedIn else { return .empty }
        return Details(
            "前の四半期の回答（参考）", AnswerList(previous, in: round, indicators: indicators).html
        ).html
    }

    // MARK: reading

    private var reading: HTML {
        let unanswered = entry.state == .notAnswered
        return """
            <h2>回答</h2>
            \(unanswered
                ? "<p>未回答です。</p>\(CountedList(entry, indicators: indicators).html)"
                : AnswerList(entry, in: round, indicators: indicators).html)
            \(warnings)
            <h2>根拠資料</h2>
            \(TableView(
                caption: "根拠資料の一覧", columns: [.rowHeader("資料")], rows: evidence.map { [link(to: $0)] },
                empty: "根拠資料は付いていません。", isCaptionHidden: true))
            """
    }

    private var warnings: HTML {
        let warnings = findings.filter { $0.severity == .warning }
        guard !warnings.isEmpty, entry.state.isHandedIn else { return .empty }
        let items: [HTML] = warnings.map { "<li>\(MarkSentence($0.message))（\($0.rule.title)）</li>" }
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
                columns: [.rowHeader("日時"), .text("だれが"), .text("何を"), .name("状態"), .text("変わった欄"), .text("理由など")],
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
