import Japanese
import Storage
import StorageTesting
import Testing

@testable import Ward

@Suite("The audit trail")
struct AuditTests {
    @Test("Rows are numbered without gaps, and their chain is whole", arguments: TestDatabases.all)
    func appending(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            try await tested.appendRows(12)
            let (rows, verdict) = try await tested.read { (try Audit.list(on: $0), try Audit.verify(on: $0)) }
            #expect(rows.map(\.sequence) == Array((1...12).reversed()))
            #expect(verdict == Audit.Verdict(rows: 12, failures: []))
        }
    }

    @Test("Writers at the same time still make one chain", arguments: TestDatabases.all)
    func concurrent(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 1...20 {
                    let (database, stamp) = (tested.database, tested.stamp)
                    group.addTask {
                        try await database.write {
                            try Audit.append("test", subject: "row/\(number)", details: [:], by: stamp, on: $0)
                        }
                    }
                }
                try await group.waitForAll()
            }
            let verdict = try await tested.read { try Audit.verify(on: $0) }
            #expect(verdict == Audit.Verdict(rows: 20, failures: []))
        }
    }

    @Test("A change that fails leaves neither itself nor its row", arguments: TestDatabases.all)
    func together(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            try await tested.appendRows(1)
            struct Stop: Error {}
            await #expect(throws: Stop.self) {
                try await tested.write { connection, stamp throws in
                    try Audit.append("test", subject: "row/x", details: [:], by: stamp, on: connection)
                    throw Stop()
                }
            }
            let verdict = try await tested.read { try Audit.verify(on: $0) }
            #expect(verdict == Audit.Verdict(rows: 1, failures: []))
        }
    }

    @Test("Without its head the trail takes no more rows")
    func headless() async throws {
        try await TestedWard.use(TestDatabases.memory) { tested async throws in
            try await tested.appendRows(2)
            try await tested.database.write { _ = try $0.execute("DELETE FROM audit_head") }
            await #expect(throws: AuditError.headMissing) { try await tested.appendRows(1) }
            #expect(try await !tested.read { try Audit.verify(on: $0).isWhole })
        }
    }

    @Test("Details are kept as canonical JSON with every character", arguments: TestDatabases.all)
    func details(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let details: JSON = ["件名": "𠮷野家\u{3099}か\n\"引用\"", "数": 3]
            try await tested.write { try Audit.append("test", subject: "a/b", details: details, by: $1, on: $0) }
            let row = try #require(try await tested.read { try Audit.list(on: $0) }.first)
            #expect(try JSON(parsing: row.details) == details)
            #expect(row.details.utf8.elementsEqual(details.canonical.utf8))
            #expect(try await tested.read { try Audit.verify(on: $0).isWhole })
        }
    }
}

extension TestedWard {
    /// Rows by two people on three subjects, a minute apart.
    func appendRows(_ count: Int) async throws {
        for number in 1...count {
            clock.advance(seconds: 60)
            let actor =
                number % 2 == 0
                ? Actor.commandLine : Actor(person: ID("01J1PERSON0000000000000001"), name: "山田 太郎")
            let stamp = ward.stamp(by: actor)
            try await database.write {
                try Audit.append(
                    number % 3 == 0 ? "plan.round.open" : "plan.entry.save", subject: "entry/\(number % 3)",
                    details: ["number": JSON(number)], by: stamp, on: $0)
            }
        }
    }
}
