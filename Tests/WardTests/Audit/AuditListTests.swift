import Japanese
import StorageTesting
import Testing

@testable import Ward

@Suite("Reading the audit trail")
struct AuditListTests {
    @Test("A filter gives exactly the rows that a plain loop would choose", arguments: TestDatabases.all)
    func filters(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            try await tested.appendRows(20)
            tested.clock.advance(seconds: 86_400)
            try await tested.appendRows(5)
            let person: ID<Person> = ID("01J1PERSON0000000000000001")
            let all = try await tested.read { try Audit.list(on: $0) }
            #expect(all.count == 25)
            let first = try #require(all.last).at.date
            let filters: [(AuditFilter, (AuditRow) -> Bool)] = [
                (AuditFilter(subject: "entry/1"), { $0.subject == "entry/1" }),
                (AuditFilter(person: person), { $0.person == person }),
                (AuditFilter(actionPrefix: "plan.round"), { $0.action.hasPrefix("plan.round") }),
                (AuditFilter(actionPrefix: "plan_entry"), { _ in false }),
                (AuditFilter(from: first.adding(days: 1)), { $0.at.date > first }),
                (AuditFilter(to: first), { $0.at.date == first }),
                (
                    AuditFilter(subject: "entry/2", person: person, from: first, to: first),
                    { $0.subject == "entry/2" && $0.person == person && $0.at.date == first }
                ),
            ]
            for (filter, belongs) in filters {
                let rows = try await tested.read { try Audit.list(filter, on: $0) }
                #expect(rows == all.filter(belongs), "\(filter)")
            }
        }
    }

    @Test("Pages are bounded and go on without a gap", arguments: TestDatabases.all)
    func pages(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let rows = Audit.pageRows + 7
            try await tested.write { connection, stamp throws in
                for number in 1...rows {
                    try Audit.append("test", subject: "row/\(number)", details: [:], by: stamp, on: connection)
                }
            }
            let first = try await tested.read { try Audit.list(on: $0) }
            let second = try await tested.read { try Audit.list(before: first.last?.sequence, on: $0) }
            #expect(first.count == Audit.pageRows)
            #expect((first + second).map(\.sequence) == Array((1...rows).reversed()))
        }
    }
}
