import Japanese
import Site
import Storage
import Ward

/// What of the plan and its quarters can be found by words.
enum PlanSearches {
    static let all: [SearchSource] = [initiatives, answers, meetings, reports]

    private static let initiatives = SearchSource("取組", needs: .readPlan) { query, _, _, connection in
        guard let version = try PlanStore.current(on: connection) else { return [] }
        let units = try UnitStore.names(on: connection)
        return try InitiativeStore.list(version: version.id, on: connection).compactMap { initiative in
            let names = initiative.mainUnits.compactMap { units[$0] }
            guard query.matches([initiative.number, initiative.title] + names + initiative.promises.map(\.content))
            else { return nil }
            return SearchHit(
                "\(initiative.number)　\(initiative.title)", initiative.path,
                note: names.isEmpty ? "主管課は未定です。" : "主管課 \(names.joined(separator: "、"))")
        }
    }

    /// The newest quarter first; a draft is found by those alone who may see it on its page.
    private static let answers = SearchSource("回答", needs: .readRounds, limit: 20) { query, person, _, connection in
        var hits: [SearchHit] = []
        for round in try RoundStore.list(on: connection) where hits.count <= 20 {
            let rows = try RoundBoard(round, on: connection).rows.filter { EntryAccess.maySee($0, in: round, person) }
            guard !rows.isEmpty else { continue }
            let answers = Dictionary(
                try connection.rows(
                    "SELECT id, done_text, plan_text, problem_text, response_text FROM entry WHERE round = \(round.id)"
                ).map { row -> (ID<Entry>, [String]) in
                    (
                        try row["id"],
                        [
                            try row["done_text"], try row["plan_text"], try row["problem_text"],
                            try row["response_text"],
                        ]
                    )
                }, uniquingKeysWith: { first, _ in first })
            for row in rows where query.matches([row.number, row.title, row.unitName] + (answers[row.entry] ?? [])) {
                hits.append(
                    SearchHit(
                        "\(row.number)　\(row.title)", EntryPage.path(row.entry),
                        note: "\(round.title)　\(row.unitName)　\(row.state.title)"))
            }
        }
        return hits
    }

    private static let meetings = SearchSource("会議", needs: .readMeetings) { query, _, _, connection in
        let decisions = try connection.rows("SELECT meeting, content FROM meeting_decision").reduce(
            into: [ID<Meeting>: [String]]()
        ) {
            $0[try $1["meeting"], default: []].append(try $1["content"])
        }
        return try MeetingStore.list(on: connection).filter { meeting in
            query.matches(
                [meeting.title, meeting.place, meeting.minutes] + meeting.agenda.map(\.title)
                    + (decisions[meeting.id] ?? []))
        }.map { SearchHit($0.title, $0.path, note: $0.heldOn.japaneseWithWeekday) }
    }

    private static let reports = SearchSource("報告書", needs: .readEditions) { query, person, _, connection in
        try ReportStore.list(on: connection).filter { report in
            (report.state == .sealed || person.may(.writeReports))
                && query.matches(report.title, report.addressee, report.period)
        }.map { SearchHit($0.title, $0.path, note: "\($0.period)　\($0.state.title)") }
    }
}
