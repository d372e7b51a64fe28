import StorageTesting
import Testing

@testable import Ward

@Suite("The trail that changes of people and organisation leave")
struct TrailTests {
    @Test("Every change has its row, in order, by whom it was made", arguments: TestDatabases.all)
    func rows(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let person = try await tested.person()
            try await tested.write { connection, stamp throws in
                let unit = try UnitStore.create(code: "01", name: "甲課", by: stamp, on: connection)
                let post = try PostStore.findOrCreate(title: "甲課長", unit: unit.id, by: stamp, on: connection)
                try PostStore.setHolder(of: post.id, to: person.id, from: day("2024-04-01"), by: stamp, on: connection)
                let body = try BodyStore.create(kind: .studyGroup, name: "乙", by: stamp, on: connection)
                try BodyStore.addSeat(in: body.id, role: .leader, occupant: .post(post.id), by: stamp, on: connection)
                try PersonStore.assign(role: .editor, unit: unit.id, person: person.id, by: stamp, on: connection)
                try UnitStore.reorganise(unit.id, successor: nil, on: day("2025-04-01"), by: stamp, on: connection)
            }
            _ = try await tested.signIn("yamada", "wrong password")
            _ = try await tested.signIn("password typed here", "")
            let token = try await tested.token()
            try await SessionStore.end(token: token, ward: tested.ward)
            try await PersonStore.setPassword(
                "mikan denwa tokei", of: person.id, by: tested.stamp, ward: tested.ward, cost: .cheap)
            try await tested.write { try PersonStore.deactivate(person.id, by: $1, on: $0) }
            let rows = Array(try await tested.read { try Audit.list(on: $0) }.reversed())
            #expect(
                rows.map(\.action) == [
                    "ward.person.create", "ward.unit.create", "ward.post.create", "ward.post.holder",
                    "ward.body.create", "ward.seat.add", "ward.role.assign", "ward.unit.abolish",
                    "ward.signIn.failed", "ward.signIn.failed", "ward.signIn", "ward.signOut",
                    "ward.person.password", "ward.person.deactivate",
                ])
            #expect(rows.filter { $0.action == "ward.signIn" }.map(\.person) == [person.id])
            for secret in [TestedWard.password, "mikan", "password typed here", "wrong password", token, "scrypt"] {
                #expect(!rows.contains { ($0.details + $0.subject).contains(secret) }, "\(secret)")
            }
        }
    }

    @Test("A refused change leaves no row", arguments: TestDatabases.all)
    func refused(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let person = try await tested.person()
            _ = try await tested.write {
                try PersonStore.assign(role: .administrator, person: person.id, by: $1, on: $0)
            }
            let before = try await tested.read { try Audit.list(on: $0) }
            await #expect(throws: PersonError.self) {
                try await tested.write { try PersonStore.deactivate(person.id, by: $1, on: $0) }
            }
            let after = try await tested.read { try Audit.list(on: $0) }
            #expect(after == before)
        }
    }
}
