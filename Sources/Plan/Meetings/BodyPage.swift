import Japanese
import Site
import Storage
import Ward

/// One body (会議体): who sits in it on a day, what it is for, its meetings, teams and initiatives.
struct BodyPage: ProgramView {
    static let routes: [Route] = [
        .page("bodies/:body", needs: .viewOrganisation, load),
        .action(
            "bodies/:body", on: Body.self, needs: .manageBodies, summary: "会議体の名称、所掌、事務局を直す", page: load
        ) { body, form, change in
            let names = UnitNames(try UnitStore.succession(on: change.connection), validOn: change.today)
            let (name, remit, secretariat) = try form.values(
                BodyFields.name, BodyFields.remit, BodyFields.secretariat(names, keeping: body.secretariat))
            try form.checkRevision(of: body)
            try BodyStore.correct(
                body.id, name: name, remit: remit ?? "", secretariat: secretariat, by: change.stamp,
                on: change.connection)
            return .done("「\(name)」を直しました。")
        },
    ]

    let overview: BodyOverview
    let access: BodyAccess
    let today: CivilDate
    let person: SignedIn
    let query: Form
    let dayErrors: FormErrors
    /// Decisions of the group by which a team can be ended.
    let decisions: [BodyOverview.Origin]
    /// To name those that run the body.
    let names: UnitNames
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> BodyPage {
        let body = try Body.load(request, on: connection)
        var reader = FormReader(request.query)
        let day = reader.value(dayField) ?? nil
        try request.refuseProgram(reader.errors)
        let overview = try BodyOverview(body, on: day ?? request.today, connection: connection)
        let succession = overview.succession
        return BodyPage(
            overview: overview,
            access: BodyAccess(
                body: body, secretariat: body.secretariat(on: request.today, in: succession).map(\.id)),
            today: request.today,
            person: try request.person, query: request.query, dayErrors: reader.errors,
            decisions: body.kind == .workingTeam ? try WorkingTeamStore.origins(of: body.parent, on: connection) : [],
            names: UnitNames(succession, validOn: request.today), state: request.state)
    }

    private static let dayField = Field.date("on", "構成を見る日").optional

    /// The list of all bodies.
    static let list = Link("会議体", "/bodies")

    static func path(_ id: ID<Body>) -> String { "\(BodyPage.list.path)/\(id)" }

    private var body: Body { overview.body }
    private var path: String { Self.path(body.id) }

    static let program = Route.ProgramSide(
        "会議体",
        answer: [
            "id": .text, "name": .text, "kind": .text, "on": .text, "parent": .orNull(.text), "remit": .text,
            "from": .orNull(.text), "to": .orNull(.text), "secretariat": .list(.text),
            "seats": .list(["role": .text, "label": .text, "count": .orNull(.integer)]), "total": .orNull(.integer),
            "bodies": .list([
                "id": .text, "name": .text, "kind": .text, "from": .orNull(.text), "to": .orNull(.text),
            ]),
        ], query: [dayField])

    var json: JSON { overview.json }

    var page: Page {
        Page(
            body.name,
            trail: [BodyPage.list] + (overview.parent.map { [Link($0.name, Self.path($0.id))] } ?? []),
            section: MeetingListPage.link.path,
            body: """
                \(facts)\(correcting)
                <h2>構成（\(overview.day.japanese)現在）</h2>
                \(seats)
                \(teams)
                \(person.may(.readMeetings) ? meetings : .empty)
                \(person.may(.readPlan) ? initiatives : .empty)
                \(ending)
                """)
    }

    private var facts: HTML {
        var facts: [(name: String, value: HTML)] = [("種類", "\(body.kind.declared(in: Body.Kind.ofProgramme).title)")]
        if let parent = overview.parent {
            facts.append(("置かれているところ", "<a href=\"\(Self.path(parent.id))\">\(parent.name)</a>"))
        }
        facts.append(("所掌", body.remit.isEmpty ? "記載なし" : Prose(body.remit).html))
        let names = overview.secretariat.map(\.name).joined(separator: "、")
        facts.append(("事務局", "\(names.isEmpty ? "―" : names)"))
        if body.validFrom != nil || body.validTo != nil {
            facts.append(
                ("期間", "\(body.validFrom?.japanese ?? "")から\(body.validTo.map { "\($0.japanese)まで" } ?? "")"))
        }
        if let origin = overview.established { facts.append(("設置の決定", link(origin))) }
        if let origin = overview.ended { facts.append(("終了の決定", link(origin))) }
        return SummaryList(facts).html
    }

    private var correcting: HTML {
        guard person.may(.manageBodies) else { return .empty }
        let form = FormView(
            path, state, submit: "直す", revision: body.revision,
            fields: [
                BodyFields.name(body.name), BodyFields.remit(body.remit),
                BodyFields.secretariat(names, keeping: body.secretariat)(body.secretariat),
            ])
        return Details("名称、所掌、事務局を直す", for: [path], state, form.html).html
    }

    private func link(_ origin: BodyOverview.Origin) -> HTML {
        guard person.may(.readMeetings) else { return "\(origin.meeting.title)" }
        return """
            <a href="\(origin.meeting.path)#decision-\(origin.decision.id)">\(origin.meeting.title)　\
            決定事項\(origin.decision.number)</a>
            """
    }

    private var seats: HTML {
        let rows: [[HTML]] = overview.seats.map { ["\($0.role.title)", "\($0.label)", "\($0.count)"] }
        let total: [[HTML]] =
            rows.isEmpty ? [] : [["", "合計（事務局を除く）", "\(Seat.total(overview.seats))"]]
        return """
            \(FilterForm(
                action: path, query: query, errors: dayErrors, submit: "この日の構成を見る",
                fields: [Self.dayField(overview.day)]))
            \(TableView(
                caption: "\(body.name)の席", columns: [.text("役"), .rowHeader("職または区分"), .number("人数")],
                rows: rows + total, empty: "この日の席はありません。", isCaptionHidden: true, totalRows: total.count))
            """
    }

    private var teams: HTML {
        guard body.kind != .workingTeam else { return .empty }
        let mayEstablish = body.kind == .studyGroup && access.may(.establishTeams, person)
        guard mayEstablish || !overview.children.isEmpty else { return .empty }
        let title = body.kind == .studyGroup ? "作業チーム" : "検討グループ"
        return """
            <h2>\(title)</h2>
            \(TableView(
                caption: "\(title)の一覧", columns: [.rowHeader("名称"), .text("所掌"), .text("期間")],
                rows: overview.children.map { child in
                    [
                        "<a href=\"\(Self.path(child.id))\">\(child.name)</a>", "\(child.remit.isEmpty ? "記載なし" : child.remit)",
                        "\(period(of: child))",
                    ]
                }, empty: "\(title)は、まだありません。", isCaptionHidden: true))
            \(mayEstablish ? ButtonLink("作業チームを設置する", "\(path)/teams/new").html : .empty)
            """
    }

    private func period(of child: Body) -> String {
        guard child.validFrom != nil || child.validTo != nil else { return "―" }
        let end = child.validTo.map { "\($0.japanese)まで\($0 < today ? "（終了）" : "")" } ?? ""
        return (child.validFrom.map { "\($0.japanese)から" } ?? "") + end
    }

    private var meetings: HTML {
        """
        <h2>会議</h2>
        \(TableView(
            caption: "会議の一覧", columns: [.rowHeader("会議"), .text("開催日"), .text("議題"), .name("状態")],
            rows: overview.meetings.map(MeetingListPage.cells), empty: "会議の記録は、まだありません。", isCaptionHidden: true))
        \(access.may(.recordMeetings, person)
            ? ButtonLink("会議を加える", "\(MeetingListPage.link.path)/new?body=\(body.id)").html : .empty)
        """
    }

    private var initiatives: HTML {
        guard body.kind == .studyGroup else { return .empty }
        return """
            <h2>受け持つ取組</h2>
            \(TableView(
                caption: "受け持つ取組と直近の確定した進捗区分", columns: [.rowHeader("取組"), .name("直近の進捗区分")],
                rows: overview.initiatives.map { row in
                    [
                        "<a href=\"\(row.initiative.path)\">\(row.initiative.heading)</a>",
                        marks(of: row),
                    ]
                }, empty: "この検討グループが受け持つ取組は、計画にありません。", isCaptionHidden: true))
            \(adHoc)
            """
    }

    private func marks(of row: BodyOverview.InitiativeRow) -> HTML {
        let seen = row.marks.filter { EntryAccess.maySee($0.row, in: $0.round, person) }
        guard !seen.isEmpty else { return "―" }
        let lines: [HTML] = seen.map { latest in
            let mark = latest.row.mark.flatMap { latest.round.markSet[$0] }?.title ?? "未記入"
            return """
                <li><a href="\(EntryPage.path(latest.row.entry))">\(latest.round.title)　\(latest.row.unitName)</a>　\
                \(latest.row.state.isHandedIn ? mark : "未回答")</li>
                """
        }
        return "<ul>\(lines)</ul>"
    }

    private var adHoc: HTML {
        let mayPlan = access.may(.manageRounds, person) && !overview.initiatives.isEmpty
        let rounds: [LinkList.Item] = overview.rounds.map {
            .init($0.label, RoundPage.path($0.id), note: "\($0.state.title)")
        }
        guard mayPlan || !rounds.isEmpty, person.may(.readRounds) else { return .empty }
        return """
            <h3>臨時の照会</h3>
            \(LinkList(rounds, empty: "臨時の照会は、まだありません。"))
            \(mayPlan ? ButtonLink("臨時の照会を準備する", "\(path)/rounds/new").html : .empty)
            """
    }

    private var ending: HTML {
        guard body.kind == .workingTeam, overview.established != nil, overview.ended == nil,
            access.may(.establishTeams, person)
        else { return .empty }
        let form = FormView(
            "\(path)/end", state, submit: "終了する",
            fields: [TeamFields.endedBy(decisions)(), TeamFields.lastDay()])
        return Details("作業チームを終了する", for: ["\(path)/end"], state, form.html).html
    }
}

extension BodyOverview.Origin {
    /// 第2回（令和6年7月1日）決定事項1　…
    var choice: Choice {
        let words = decision.content.unicodeScalars
        let short = words.count <= 40 ? decision.content : String(String.UnicodeScalarView(words.prefix(40))) + "…"
        return Choice(
            decision.id.text,
            "第\(meeting.number)回（\(meeting.heldOn.japanese)）決定事項\(decision.number)　\(short)")
    }
}
