import Japanese
import Site
import Storage
import Ward

/// One meeting: to read, and while its record is open, to write.
struct MeetingPage: ProgramView {
    let record: MeetingRecord
    let body: Body
    /// The seats of the body on the day of the meeting.
    let seats: [Seat]
    let mayRecord: Bool
    let editions: [Seal]
    /// Only while the person can write decisions.
    let subjects: DecisionSubjects?
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> MeetingPage {
        let meeting = try Meeting.load(request, on: connection)
        guard let body = try BodyStore.find(meeting.body, on: connection) else { throw PageRefusal.notFound }
        let mayRecord = try BodyAccess(body, today: request.today, on: connection).may(
            .recordMeetings, try request.person)
        return MeetingPage(
            record: try MeetingRecord(meeting, withDraft: mayRecord, on: connection), body: body,
            seats: try BodyStore.seats(of: body.id, validOn: meeting.heldOn, on: connection), mayRecord: mayRecord,
            editions: try MeetingMinutes.editions(of: meeting.id.text, on: connection),
            subjects: mayRecord && meeting.state == .planned ? try DecisionSubjects(meeting, on: connection) : nil,
            state: request.state)
    }

    static let program = Route.ProgramSide(
        "会議の記録",
        answer: [
            "format": .integer, "id": .text, "body": .text, "number": .orNull(.integer), "title": .text,
            "heldOn": .orNull(.text), "place": .text, "state": .text, "cancelReason": .orNull(.text),
            "agenda": .list(.text), "minutes": .text, "attendanceSummary": .text, "isSample": .flag,
            "attendance": .list([
                "role": .text, "post": .text, "count": .orNull(.integer), "status": .text,
                "present": .orNull(.integer), "deputy": .text, "words": .text,
            ]),
            "decisions": .list([
                "id": .text, "number": .integer, "content": .text, "agenda": .orNull(.text),
                "initiatives": .list(.text), "round": .orNull(.text), "report": .orNull(.text),
            ]), "corrections": .list(["content": .text, "reason": .text, "at": .text]),
            "revision": .integer,
        ])

    /// What is sealed of a meeting, and the revision that a program sends with a change.
    var json: JSON {
        guard case .object(var members) = record.json else { return record.json }
        members["revision"] = JSON(meeting.revision)
        return .object(members)
    }

    static func path(_ id: ID<Meeting>) -> String { "\(MeetingListPage.link.path)/\(id)" }

    var meeting: Meeting { record.meeting }
    var path: String { Self.path(meeting.id) }

    var page: Page {
        Page(
            meeting.title, trail: [BodyPage.list, Link(body.name, BodyPage.path(body.id))],
            section: MeetingListPage.link.path,
            body: """
                \(facts)
                \(corrections)
                <h2>議題</h2>
                \(agenda)
                \(isShown ? written : "<p>出欠、決定事項と議事の要旨は、記録を確定したあとに見られます。</p>")
                \(mayRecord ? MeetingWriting(page: self).html : .empty)
                """)
    }

    /// What is written before the record is confirmed is shown to its writers only.
    private var isShown: Bool { mayRecord || meeting.state == .held }

    private var facts: HTML {
        var facts: [(name: String, value: HTML)] = [
            ("会議体", "<a href=\"\(BodyPage.path(body.id))\">\(body.name)</a>"),
            ("開催日", "\(meeting.heldOn.japaneseWithWeekday)"), ("場所", "\(meeting.place)"), ("状態", meeting.state.tag),
        ]
        if let reason = meeting.cancelReason { facts.append(("中止の理由", "\(reason)")) }
        if !editions.isEmpty {
            let links: [HTML] = editions.map { seal in
                "<li><a href=\"\(path)/editions/\(seal.edition)\">第\(seal.edition)版</a>（\(seal.sealedAt.japanese)）　<a href=\"\(path)/editions/\(seal.edition).pdf\">第\(seal.edition)版のPDF</a></li>"
            }
            facts.append(("会議録", "<ul>\(links)</ul>"))
        }
        return SummaryList(facts).html
    }

    private var agenda: HTML {
        guard !meeting.agenda.isEmpty else { return "<p>議題は、まだ書かれていません。</p>" }
        return "<ol>\(meeting.agenda.map { "<li>\($0.title)</li>" as HTML })</ol>"
    }

    private var written: HTML {
        """
        <h2>出席</h2>
        \(record.attendance.isEmpty ? .empty : "<p>\(record.attendanceSummary)</p>" as HTML)
        \(TableView(
            caption: "構成員の出欠", columns: [.text("役"), .rowHeader("職または区分"), .text("出欠")],
            rows: record.attendance.map { ["\($0.role.title)", "\($0.label)", "\($0.words)"] },
            empty: "出欠は、まだ書かれていません。", isCaptionHidden: true))
        <h2>決定事項</h2>
        \(decisions)
        <h2>議事の要旨</h2>
        \(meeting.minutes.isEmpty ? "<p>記載なし</p>" : Prose(meeting.minutes).html)
        """
    }

    private var decisions: HTML {
        guard !record.decisions.isEmpty else { return "<p>決定事項はありません。</p>" }
        let items: [HTML] = record.decisions.map { decision in
            let removing: HTML =
                mayRecord && meeting.state == .planned
                ? ButtonForm(
                    "消す", "\(path)/decisions/\(decision.id)/remove", state, context: "決定事項\(decision.number)"
                ).html : .empty
            return """
                <li id="decision-\(decision.id)">\(Prose(decision.content))\(about(decision))\(removing)</li>
                """
        }
        return "<ol>\(items)</ol>"
    }

    private func about(_ decision: Decision) -> HTML {
        var parts: [HTML] = []
        if let agenda = record.agendaTitle(decision.agenda) { parts.append("<li>議題　\(agenda)</li>") }
        for id in decision.initiatives {
            parts.append("<li>取組　<a href=\"\(InitiativePage.path(id))\">\(record.initiatives[id] ?? "")</a></li>")
        }
        if let id = decision.round {
            parts.append("<li>四半期　<a href=\"\(RoundPage.path(id))\">\(record.rounds[id] ?? "")</a></li>")
        }
        if let id = decision.report {
            parts.append("<li>報告書　<a href=\"\(Report.path(id))\">\(record.reports[id] ?? "")</a></li>")
        }
        return parts.isEmpty ? .empty : "<ul>\(parts)</ul>"
    }

    private var corrections: HTML {
        guard !record.corrections.isEmpty else { return .empty }
        return """
            <h2>訂正</h2>
            \(TableView(
                caption: "確定したあとの訂正", columns: [.rowHeader("日時"), .text("訂正の内容"), .text("理由"), .text("だれが")],
                rows: record.corrections.map {
                    ["\($0.at.japanese)", Prose($0.content).html, "\($0.reason)", "\($0.actor)"]
                }, isCaptionHidden: true))
            """
    }
}

/// What a decision of a meeting can be tied to.
struct DecisionSubjects {
    let body: Body
    let initiatives: [Initiative]
    let rounds: [Round]
    let reports: [Report]

    init(_ meeting: Meeting, on connection: any Connection) throws {
        guard let body = try BodyStore.find(meeting.body, on: connection) else { throw OrganisationError.unknownBody }
        self.body = body
        initiatives =
            try PlanStore.current(on: connection).map { try InitiativeStore.list(version: $0.id, on: connection) } ?? []
        rounds = try RoundStore.list(on: connection)
        reports = try ReportStore.list(on: connection)
    }
}
