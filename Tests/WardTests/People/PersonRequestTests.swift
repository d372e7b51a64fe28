import Japanese
import Storage
import StorageTesting
import Testing

@testable import Ward

@Suite("What takes a second administrator")
struct PersonRequestTests {
    /// Two administrators and somebody else.
    private struct Office {
        let tested: TestedWard
        let first: Person
        let second: Person
        let clerk: Person

        func write<Value: Sendable>(
            as person: Person, _ body: @escaping @Sendable (any Connection, Stamp) throws -> Value
        ) async throws -> Value {
            let stamp = tested.ward.stamp(by: Actor(person: person.id, name: person.name))
            return try await tested.database.write { try body($0, stamp) }
        }

        func roles(_ person: Person) async throws -> Set<Role> {
            Set(try await tested.read { try PersonStore.roles(of: person.id, on: $0).map(\.role) })
        }

        /// Asked for by the first administrator.
        func asked(_ role: Role, for person: Person) async throws -> PersonRequest {
            try await write(as: first) {
                try PersonRequestStore.ask(
                    .role(role, unit: nil, body: nil, from: nil, to: nil), for: person.id, by: $1, on: $0)
            }
        }

        func confirm(_ request: PersonRequest, as person: Person) async throws {
            try await write(as: person) { try PersonRequestStore.confirm(request.id, by: $1, on: $0) }
        }

        func waiting() async throws -> Int {
            try await tested.read {
                try PersonRequestStore.waiting(at: tested.ward.clock.now(), on: $0).count
            }
        }
    }

    private static func use(_ kind: TestDatabase, _ body: (Office) async throws -> Void) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let people = [
                try await tested.person("first", name: "甲"), try await tested.person("second", name: "乙"),
                try await tested.person("clerk", name: "丙"),
            ]
            try await tested.write { connection, stamp throws in
                for person in people[..<2] {
                    _ = try PersonStore.assign(role: .administrator, person: person.id, by: stamp, on: connection)
                }
            }
            try await body(Office(tested: tested, first: people[0], second: people[1], clerk: people[2]))
        }
    }

    @Test(
        "An administrator gives neither himself a role nor anybody the administrator's, alone",
        arguments: TestDatabases.all)
    func alone(_ kind: TestDatabase) async throws {
        try await Self.use(kind) { office async throws in
            for (role, person) in [(Role.secretariat, office.first), (.administrator, office.clerk)] {
                await #expect(throws: PersonError.secondPersonNeeded) {
                    try await office.write(as: office.first) {
                        try PersonStore.assign(role: role, person: person.id, by: $1, on: $0)
                    }
                }
            }
            #expect(try await office.roles(office.first) == [.administrator])
            #expect(try await office.roles(office.clerk) == [])
            try await office.write(as: office.first) { connection, stamp throws in
                _ = try PersonStore.assign(role: .editor, person: office.clerk.id, by: stamp, on: connection)
            }
            #expect(try await office.roles(office.clerk) == [.editor])
        }
    }

    @Test(
        "What was asked for holds once another administrator confirms it, and once only", arguments: TestDatabases.all)
    func confirmed(_ kind: TestDatabase) async throws {
        try await Self.use(kind) { office async throws in
            let request = try await office.asked(.secretariat, for: office.first)
            #expect(try await office.roles(office.first) == [.administrator])
            await #expect(throws: PersonRequestRefusal.alreadyAsked) {
                try await office.asked(.secretariat, for: office.first)
            }
            await #expect(throws: PersonRequestRefusal.ownRequest) {
                try await office.confirm(request, as: office.first)
            }
            await #expect(throws: PersonRequestRefusal.nobodyConfirms) {
                try await office.tested.write { try PersonRequestStore.confirm(request.id, by: $1, on: $0) }
            }
            try await office.confirm(request, as: office.second)
            #expect(try await office.roles(office.first) == [.administrator, .secretariat])
            #expect(try await office.waiting() == 0)
            await #expect(throws: PersonRequestRefusal.alreadySettled) {
                try await office.confirm(request, as: office.second)
            }
        }
    }

    @Test("Whom a request concerns does not confirm it", arguments: TestDatabases.all)
    func concerned(_ kind: TestDatabase) async throws {
        try await Self.use(kind) { office async throws in
            _ = try await office.tested.enrol(office.second)
            let request = try await office.write(as: office.first) {
                try PersonRequestStore.ask(.secondFactorReset, for: office.second.id, by: $1, on: $0)
            }
            await #expect(throws: PersonRequestRefusal.aboutOneself) {
                try await office.confirm(request, as: office.second)
            }
            try await office.tested.write { connection, stamp throws in
                _ = try PersonStore.assign(role: .administrator, person: office.clerk.id, by: stamp, on: connection)
            }
            try await office.confirm(request, as: office.clerk)
            let factor = try await office.tested.read { try SecondFactorStore.find(of: office.second.id, on: $0) }
            #expect(factor.confirmedAt == nil)
        }
    }

    @Test(
        "Who sets another administrator's password does not confirm in their name for a month",
        arguments: TestDatabases.all)
    func takenOver(_ kind: TestDatabase) async throws {
        try await Self.use(kind) { office async throws in
            let request = try await office.asked(.secretariat, for: office.first)
            try await PersonStore.setPassword(
                "mikan denwa tokei", of: office.second.id,
                by: office.tested.ward.stamp(by: Actor(person: office.first.id, name: office.first.name)),
                ward: office.tested.ward, cost: .cheap)
            await #expect(throws: PersonRequestRefusal.accountOfAsker) {
                try await office.confirm(request, as: office.second)
            }
            #expect(try await office.roles(office.first) == [.administrator])
            office.tested.clock.advance(seconds: PersonRequestStore.accountDays * 86_400)
            let later = try await office.asked(.secretariat, for: office.first)
            try await office.confirm(later, as: office.second)
            #expect(try await office.roles(office.first) == [.administrator, .secretariat])
        }
    }

    @Test("What is declined changes nothing, and what waited too long is over", arguments: TestDatabases.all)
    func declined(_ kind: TestDatabase) async throws {
        try await Self.use(kind) { office async throws in
            let declined = try await office.asked(.secretariat, for: office.first)
            try await office.write(as: office.second) { try PersonRequestStore.decline(declined.id, by: $1, on: $0) }
            await #expect(throws: PersonRequestRefusal.alreadySettled) {
                try await office.confirm(declined, as: office.second)
            }
            let late = try await office.asked(.secretariat, for: office.first)
            office.tested.clock.advance(seconds: PersonRequestStore.daysMax * 86_400)
            await #expect(throws: PersonRequestRefusal.alreadySettled) {
                try await office.confirm(late, as: office.second)
            }
            #expect(try await office.roles(office.first) == [.administrator])
        }
    }

    @Test("What could not be done is not asked for", arguments: TestDatabases.all)
    func impossible(_ kind: TestDatabase) async throws {
        try await Self.use(kind) { office async throws in
            await #expect(throws: PersonError.alreadyAssigned(.administrator)) {
                try await office.asked(.administrator, for: office.first)
            }
            await #expect(throws: SecondFactorRefusal.none) {
                try await office.write(as: office.first) {
                    try PersonRequestStore.ask(.secondFactorReset, for: office.clerk.id, by: $1, on: $0)
                }
            }
            await #expect(throws: PersonRequestRefusal.nobodyAsks) {
                try await office.tested.write {
                    try PersonRequestStore.ask(
                        .role(.secretariat, unit: nil, body: nil, from: nil, to: nil), for: office.first.id, by: $1,
                        on: $0)
                }
            }
            #expect(try await office.waiting() == 0)
        }
    }

    @Test("Asking, confirming and what came of it stand in the trail", arguments: TestDatabases.all)
    func trail(_ kind: TestDatabase) async throws {
        try await Self.use(kind) { office async throws in
            let request = try await office.asked(.secretariat, for: office.first)
            try await office.confirm(request, as: office.second)
            let rows = try await office.tested.read { connection throws in
                try connection.rows("SELECT action, actor_name FROM audit ORDER BY sequence").suffix(3).map {
                    "\(try $0["action"] as String) \(try $0["actor_name"] as String)"
                }
            }
            #expect(rows == ["ward.request.ask 甲", "ward.request.confirm 乙", "ward.role.assign 乙"])
        }
    }

    @Test(
        "The requests of a list are confirmed as one by another administrator, all of them or none",
        arguments: TestDatabases.all)
    func lists(_ kind: TestDatabase) async throws {
        try await Self.use(kind) { office in
            let people = [office.clerk.id, office.first.id]
            try await office.write(as: office.first) { connection, stamp in
                try PersonRequestStore.askTogether(
                    people.map { ($0, .role(.auditor, unit: nil, body: nil, from: nil, to: nil)) }, by: stamp,
                    on: connection)
            }
            let batches = try await office.tested.read {
                try PersonRequestStore.waiting(at: office.tested.ward.clock.now(), on: $0).map(\.batch)
            }
            #expect(batches.count == 2)
            let batch = try #require(batches[0])
            #expect(batches[1] == batch)
            await #expect(throws: PersonRequestRefusal.ownRequest) {
                try await office.write(as: office.first) {
                    _ = try PersonRequestStore.confirm(batch: batch, by: $1, on: $0)
                }
            }
            #expect(try await office.roles(office.clerk) == [])
            let count = try await office.write(as: office.second) {
                try PersonRequestStore.confirm(batch: batch, by: $1, on: $0)
            }
            #expect(count == 2)
            #expect(try await office.roles(office.clerk) == [.auditor])
            #expect(try await office.roles(office.first) == [.administrator, .auditor])
            await #expect(throws: PersonRequestRefusal.alreadySettled) {
                try await office.write(as: office.second) {
                    _ = try PersonRequestStore.decline(batch: batch, by: $1, on: $0)
                }
            }
        }
    }

    @Test("Who is named in a list does not confirm it, and a declined list changes nothing")
    func namedInList() async throws {
        try await Self.use(TestDatabases.memory) { office in
            let people = [office.clerk.id, office.second.id]
            try await office.write(as: office.first) { connection, stamp in
                try PersonRequestStore.askTogether(
                    people.map { ($0, .role(.auditor, unit: nil, body: nil, from: nil, to: nil)) }, by: stamp,
                    on: connection)
            }
            let batch = try #require(
                try await office.tested.read {
                    try PersonRequestStore.waiting(at: office.tested.ward.clock.now(), on: $0).first?.batch
                })
            await #expect(throws: PersonRequestRefusal.aboutOneself) {
                try await office.write(as: office.second) {
                    _ = try PersonRequestStore.confirm(batch: batch, by: $1, on: $0)
                }
            }
            #expect(try await office.roles(office.clerk) == [])
            let count = try await office.write(as: office.second) {
                try PersonRequestStore.decline(batch: batch, by: $1, on: $0)
            }
            #expect(count == 2)
            #expect(try await office.waiting() == 0)
            #expect(try await office.roles(office.clerk) == [])
        }
    }
}
