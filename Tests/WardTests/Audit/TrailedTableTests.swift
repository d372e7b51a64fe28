import Japanese
import RandomTesting
import Storage
import StorageTesting
import Testing

@testable import Ward

@Suite("Tables that the trail tells of")
struct TrailedTableTests {
    private static func failures(_ connection: any Connection) throws -> [String] {
        try Verification.run(renderers: [:], on: connection).failures
    }

    @Test("A role that was given, lengthened, shortened or taken by hand is told", arguments: TestDatabases.all)
    func roles(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let (person, other) = (try await tested.person(), try await tested.person("sato", name: "佐藤"))
            let day = TestedWard.start.date
            try await tested.write { connection, stamp in
                try PersonStore.assign(role: .administrator, person: person.id, by: stamp, on: connection)
                let ended = try PersonStore.assign(
                    role: .auditor, from: day, person: person.id, by: stamp, on: connection)
                try PersonStore.endRole(ended.id, lastDay: day.adding(days: 30), by: stamp, on: connection)
                let early = try PersonStore.assign(
                    role: .secretariat, from: day.adding(days: 10), person: person.id, by: stamp, on: connection)
                try PersonStore.endRole(early.id, lastDay: day, by: stamp, on: connection)
            }
            #expect(try await tested.read { try Self.failures($0) } == [])
            let tamperings: [@Sendable (any Connection) throws -> Void] = [
                { try $0.execute("UPDATE person_role SET role = 'administrator' WHERE role = 'auditor'") },
                { try $0.execute("UPDATE person_role SET valid_to = NULL WHERE role = 'auditor'") },
                { try $0.execute("UPDATE person_role SET valid_from = '2020-01-01' WHERE role = 'auditor'") },
                { try $0.execute("UPDATE person_role SET person = \(other.id) WHERE role = 'administrator'") },
                { try $0.execute("DELETE FROM person_role WHERE role = 'auditor'") },
                {
                    try $0.execute(
                        "INSERT INTO person_role (id, person, role) VALUES ('x', \(other.id), 'administrator')")
                },
            ]
            for (index, tampering) in tamperings.enumerated() {
                let failures = try await tested.afterTampering(tampering) { try Self.failures($0) }
                #expect(failures.contains { $0.hasPrefix("役割 person/") }, "\(index): \(failures)")
            }
        }
    }

    @Test("An older trail, which did not say which of several such roles ended, is understood")
    func olderRoles() async throws {
        try await TestedWard.use(TestDatabases.memory) { tested async throws in
            let person = try await tested.person()
            let day = TestedWard.start.date
            let (first, second) = (day.adding(days: -100), day.adding(days: 100))
            try await tested.database.write { connection in
                try connection.execute(
                    """
                    INSERT INTO person_role (id, person, role, valid_from, valid_to)
                    VALUES ('a', \(person.id), 'auditor', \(first), \(day))
                    """)
            }
            let scope: [String: JSON] = ["role": "auditor", "unit": nil, "body": nil]
            func note(_ action: String, _ facts: [String: JSON]) async throws {
                try await tested.write {
                    try $1.note(
                        action, "person/\(person.id)", .object(scope.merging(facts) { $1 }), on: $0)
                }
            }
            try await note("ward.role.assign", ["from": JSON(first), "to": JSON(day.adding(days: 50))])
            try await note("ward.role.assign", ["from": JSON(second), "to": nil])
            // The first ends earlier; the second is taken back before it began.
            try await note("ward.role.end", ["lastDay": JSON(day)])
            try await note("ward.role.end", ["from": JSON(second), "lastDay": JSON(day.adding(days: 60))])
            #expect(try await tested.read { try Self.failures($0) } == [])
        }
    }

    @Test("Whatever is added, changed and removed through the program, the trail leaves what the table holds")
    func random() throws {
        let seed = TestSeed.fresh
        var generator = SeededGenerator(seed: seed)
        for _ in 1...200 {
            var expected = TrailedTable.Expected()
            var model: [String: JSON] = [:]
            for _ in 1...50 {
                let key = "\(Int.random(in: 0...9, using: &generator))"
                let facts: JSON? =
                    Bool.random(using: &generator) ? .integer(.random(in: 0...9, using: &generator)) : nil
                expected.set(key, facts)
                model[key] = facts
            }
            for key in model.keys { #expect(expected.facts(key) == model[key], "seed \(seed)") }
            #expect(expected.keys("").filter { expected.facts($0) != nil } == model.keys.sorted(), "seed \(seed)")
        }
    }

    @Test("A row written with differently composed characters is another row")
    func composition() async throws {
        let table = TrailedTable("記録", actions: ["test.keep"]) { row, _, expected in
            expected.add(row.subject)
        } stored: { _ in
            [TrailedTable.Row("か\u{3099}")]
        }
        try await TestedWard.use(TestDatabases.memory) { tested async throws in
            try await tested.write { try $1.note("test.keep", "が", on: $0) }
            let failures = try await tested.read {
                try Verification.run(renderers: [:], tables: [table], on: $0).failures
            }
            #expect(failures.count == 2)
        }
    }
}
