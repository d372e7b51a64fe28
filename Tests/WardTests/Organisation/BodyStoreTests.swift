import Japanese
import StorageTesting
import Testing

@testable import Ward

@Suite("Bodies and their seats")
struct BodyStoreTests {
    @Test("The bodies of the notice are kept in its order, with parents and secretariats", arguments: TestDatabases.all)
    func bodies(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            try await tested.write { connection, stamp throws in
                let units = try ["情報管理課", "人事課"].enumerated().map { index, name in
                    try UnitStore.create(code: "0\(index)", name: name, by: stamp, on: connection).id
                }
                let above = try BodyStore.create(
                    kind: .subcommittee, name: "デジタル・セキュリティ部会", by: stamp, on: connection)
                let names = ["住民情報系システム標準化検討グループ", "働き方改革検討グループ", "デジタルデバイド対策検討グループ"]
                for name in names {
                    try BodyStore.create(
                        kind: .studyGroup, name: name, parent: above.id, validFrom: day("2024-05-01"),
                        secretariat: units.reversed(), by: stamp, on: connection)
                }
                #expect(try BodyStore.list(validOn: day("2024-04-30"), on: connection) == [above])
                let found = try BodyStore.list(validOn: day("2024-05-01"), on: connection)
                #expect(found.map(\.name) == [above.name] + names)
                #expect(found[1].secretariat == units.reversed())
                #expect(found[1].parent == above.id)
                let named = try BodyStore.named("働き方 改革検討グルｰプ", validOn: day("2024-05-01"), on: connection)
                #expect(named == found[2])
                #expect(try BodyStore.find(found[3].id, on: connection) == found[3])
            }
        }
    }

    @Test(
        "Seats are held by posts or by a number of people of a category, in order, with their sum",
        arguments: TestDatabases.all)
    func seats(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            try await tested.write { connection, stamp throws in
                let group = try BodyStore.create(kind: .studyGroup, name: "検討グループ", by: stamp, on: connection)
                let leader = try PostStore.findOrCreate(
                    title: "区政イノベーション担当部長", unit: nil, by: stamp, on: connection)
                let again = try PostStore.findOrCreate(
                    title: "区政イノベーション 担当部長", unit: nil, by: stamp, on: connection)
                #expect(again == leader, "one post, however it is spaced")
                try BodyStore.addSeat(
                    in: group.id, role: .leader, occupant: .post(leader.id), by: stamp, on: connection)
                let others = try BodyStore.addSeat(
                    in: group.id, role: .member, occupant: .category("その他職員", count: 5), by: stamp, on: connection)
                let seats = try BodyStore.seats(of: group.id, on: connection)
                #expect(seats.map(\.label) == ["区政イノベーション担当部長", "その他職員（5名）"])
                #expect(seats.map(\.position) == [1, 2])
                #expect(Seat.total(seats) == 6)
                try BodyStore.endSeat(others.id, lastDay: day("2024-09-30"), by: stamp, on: connection)
                #expect(try BodyStore.seats(of: group.id, on: connection).map(\.role) == [.leader])
                #expect(try BodyStore.seats(of: group.id, validOn: day("2024-09-30"), on: connection).count == 2)
            }
        }
    }

    @Test(
        "A team stands under a group, a group under a sub-committee, and names are taken once at a time",
        arguments: TestDatabases.all)
    func refused(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            try await tested.write { connection, stamp throws in
                let above = try BodyStore.create(kind: .subcommittee, name: "部会", by: stamp, on: connection)
                let group = try BodyStore.create(
                    kind: .studyGroup, name: "検討グループ", parent: above.id, by: stamp, on: connection)
                #expect(throws: OrganisationError.wrongParent(kind: .studyGroup)) {
                    try BodyStore.create(
                        kind: .studyGroup, name: "別グループ", parent: group.id, by: stamp, on: connection)
                }
                #expect(throws: OrganisationError.bodyNameTaken(name: "検討グループ")) {
                    try BodyStore.create(
                        kind: .studyGroup, name: "検討グループ", parent: above.id, by: stamp, on: connection)
                }
                #expect(throws: OrganisationError.seatCountOutOfRange(count: 0)) {
                    try BodyStore.addSeat(
                        in: group.id, role: .member, occupant: .category("職員", count: 0), by: stamp, on: connection)
                }
                try BodyStore.end(group.id, lastDay: day("2024-12-31"), by: stamp, on: connection)
                let next = try BodyStore.create(
                    kind: .studyGroup, name: "検討グループ", parent: above.id, validFrom: day("2025-01-01"), by: stamp,
                    on: connection)
                #expect(try BodyStore.named("検討グループ", validOn: day("2025-01-01"), on: connection) == next)
                let unit = try UnitStore.create(code: "01", name: "甲課", by: stamp, on: connection)
                try BodyStore.correct(
                    next.id, name: "標準化検討グループ", remit: "標準化の検討", secretariat: [unit.id], by: stamp, on: connection)
                let corrected = try BodyStore.named("標準化検討グループ", validOn: day("2025-01-01"), on: connection)
                #expect(corrected?.id == next.id)
                let changed = try #require(try BodyStore.find(next.id, on: connection))
                #expect(changed.revision != next.revision)
                let rows = try Audit.list(AuditFilter(subject: "body/\(next.id)"), on: connection).count
                try BodyStore.correct(
                    next.id, name: "標準化検討グループ", remit: "標準化の検討", secretariat: [unit.id], by: stamp, on: connection)
                #expect(try Audit.list(AuditFilter(subject: "body/\(next.id)"), on: connection).count == rows)
                let other = try BodyStore.create(
                    kind: .studyGroup, name: "別グループ", parent: above.id, by: stamp, on: connection)
                #expect(throws: OrganisationError.bodyNameTaken(name: "標準化検討グループ")) {
                    try BodyStore.correct(
                        other.id, name: "標準化検討グループ", remit: "", secretariat: [], by: stamp, on: connection)
                }
                // The one that ended before the other began was called so too.
                #expect(throws: Never.self) {
                    try BodyStore.correct(
                        next.id, name: "検討グループ", remit: "標準化の検討", secretariat: [unit.id], by: stamp, on: connection)
                }
                #expect(changed.remit == "標準化の検討")
                #expect(changed.secretariat == [unit.id])
            }
        }
    }

    @Test("A post's holder changes on a day, and a planned change can be replaced", arguments: TestDatabases.all)
    func holders(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let people = [try await tested.person("yamada"), try await tested.person("suzuki")].map(\.id)
            try await tested.write { connection, stamp throws in
                let post = try PostStore.findOrCreate(title: "課長", unit: nil, by: stamp, on: connection).id
                func holder(_ text: String) throws -> ID<Person>? {
                    try PostStore.holder(of: post, validOn: day(text), on: connection)
                }
                try PostStore.setHolder(of: post, to: people[0], from: day("2024-04-01"), by: stamp, on: connection)
                try PostStore.setHolder(of: post, to: nil, from: day("2025-04-01"), by: stamp, on: connection)
                try PostStore.setHolder(of: post, to: people[1], from: day("2025-04-01"), by: stamp, on: connection)
                #expect(try holder("2024-03-31") == nil)
                #expect(try holder("2025-03-31") == people[0])
                #expect(try holder("2025-04-01") == people[1])
                try PostStore.setHolder(of: post, to: people[0], from: day("2025-04-01"), by: stamp, on: connection)
                #expect(try holder("2025-04-01") == people[0])
                #expect(try PostStore.posts(of: people[1], validOn: day("2025-04-01"), on: connection).isEmpty)
            }
        }
    }
}
