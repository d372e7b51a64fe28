import Japanese
import LifeEvents
import Site
import Storage
import Ward

/// What of the desk can be found by words: procedures by name, cases by number alone. Who a case is about is looked for on
/// the desk's own page, where looking is part of the work and leaves a trace.
enum CounterSearches {
    static let all: [SearchSource] = [procedures, cases]

    private static let procedures = SearchSource("手続き", needs: .readRules) { query, _, today, connection in
        guard let base = try RuleStore.base(BereavementDesk.event, day: today, on: connection) else { return [] }
        return base.procedures.filter { procedure in
            query.matches(procedure.id, procedure.title.japanese, base.sections[procedure.section]?.name ?? "")
        }.map { procedure in
            SearchHit(
                "\(procedure.id)　\(procedure.title.japanese)", "\(RuleListPage.path)/\(procedure.id)",
                note: base.sections[procedure.section]?.name ?? "")
        }
    }

    private static let cases = SearchSource("窓口の案件", needs: .runDesk) { query, _, _, connection in
        try connection.rows("SELECT id, number, state FROM counter_case ORDER BY number DESC").compactMap {
            row -> SearchHit? in
            let number: String = try row["number"]
            guard query.matches(number) else { return nil }
            let id: ID<DeskCase> = try row["id"]
            let state: DeskCase.State = try row["state"]
            return SearchHit("案件 \(number)", DeskCase.path(id), note: state.title)
        }
    }
}
