import Storage
import Ward

/// What of the administration can be found by words.
enum AdministrationSearches {
    static let all: [SearchSource] = [people, units]

    private static let people = SearchSource("利用者", needs: .managePeople) { query, _, _, connection in
        try PersonStore.list(on: connection).filter { query.matches($0.name, $0.loginName) }.map {
            SearchHit($0.name, "/people/\($0.id)", note: "利用者名 \($0.loginName)\($0.isActive ? "" : "　停止中")")
        }
    }

    private static let units = SearchSource("組織", needs: .manageUnits) { query, _, today, connection in
        try UnitStore.list(validOn: today, on: connection).filter { query.matches($0.name, $0.code) }.map {
            SearchHit($0.name, "/units/\($0.id)", note: "コード \($0.code)")
        }
    }
}
