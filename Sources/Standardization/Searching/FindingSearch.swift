import Conversion
import Site
import Storage
import Ward

/// Systems and kinds of findings of the newest rehearsals, as far as the person may see the systems.
enum FindingSearch {
    static let all: [SearchSource] = [findings]

    private static let findings = SearchSource("移行の試行と検出した事項", needs: .readRehearsals) {
        query, person, today, connection in
        let scope = try ReviewScope(person, today: today, on: connection)
        return try RehearsalStore.latest(asOf: today, on: connection).flatMap { record in
            let view = try KnownFiles.report(of: record, on: connection)
            let label = "\(record.workbench)　第\(record.number)回"
            return view.systems.filter { scope.mayRead($0.section) }.flatMap { system -> [SearchHit] in
                let own =
                    query.matches(system.id, system.name, system.section)
                    ? [SearchHit(system.name, "\(record.path)/systems/\(system.id)", note: label)] : []
                return own
                    + system.findings.filter { query.matches(system.name, $0.reason.code, $0.reason.japanese) }.map {
                        SearchHit(
                            "\($0.reason.code)　\($0.reason.japanese)",
                            "\(record.path)/findings/\(system.id)/\($0.reason.code)",
                            note: "\(label)　\(system.name)　\(RehearsalTables.number($0.count.total))件")
                    }
            }
        }
    }
}
