import Japanese
import StorageTesting
import Testing

@testable import Ward

@Suite("Posts, seats and roles over a reorganisation")
struct CarryingOverTests {
    private static let april = day("2025-04-01")
    private static let march = day("2025-03-31")

    /// Two sections whose chiefs sit in a study group, the second as deputy.
    private struct Office: Sendable {
        let joho: OfficeUnit
        let system: OfficeUnit
        let group: Body
        let person: Person
    }

    private func office(_ tested: TestedWard) async throws -> Office {
        let person = try await tested.person()
        return try await tested.write { connection, stamp throws in
            let joho = try UnitStore.create(code: "01", name: "情報管理課", by: stamp, on: connection)
            let system = try UnitStore.create(code: "02", name: "情報システム課", by: stamp, on: connection)
            let group = try BodyStore.create(kind: .studyGroup, name: "標準化検討グループ", by: stamp, on: connection)
            let chiefs = [
                try PostStore.findOrCreate(title: "情報管理課長", unit: joho.id, by: stamp, on: connection),
                try PostStore.findOrCreate(title: "情報システム課長", unit: system.id, by: stamp, on: connection),
            ]
            try BodyStore.addSeat(
                in: group.id, role: .member, occupant: .post(chiefs[0].id), by: stamp, on: connection)
            try BodyStore.addSeat(
                in: group.id, role: .member, occupant: .category("職員団体推薦", count: 3), by: stamp, on: connection)
            try BodyStore.addSeat(
                in: group.id, role: .deputy, occupant: .post(chiefs[1].id), by: stamp, on: connection)
            try PostStore.setHolder(
                of: chiefs[0].id, to: person.id, from: day("2024-04-01"), by: stamp, on: connection)
            try PersonStore.assign(role: .editor, unit: joho.id, person: person.id, by: stamp, on: connection)
            try PersonStore.assign(role: .approver, unit: system.id, person: person.id, by: stamp, on: connection)
            return Office(joho: joho, system: system, group: group, person: person)
        }
    }

    @Test(
        "A renamed section's post takes the new name and keeps its place, holder and roles",
        arguments: TestDatabases.all)
    func renaming(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let office = try await office(tested)
            let outcome = try await tested.write { connection, stamp throws in
                try UnitStore.reorganise(
                    Reorganisation(
                        on: Self.april,
                        steps: [.renaming(office.joho.id, to: .init(code: "01", name: "デジタル推進課"))]),
                    by: stamp, on: connection)
            }
            let heir = try #require(outcome.created.first)
            #expect(
                outcome.seatMoves == [
                    .init(body: office.group.id, role: .member, from: "情報管理課長", to: "デジタル推進課長", isMerged: false)
                ])
            #expect(
                outcome.roleMoves == [
                    .init(person: office.person.id, role: .editor, from: office.joho.id, to: heir.id)
                ])
            try await tested.read { connection throws in
                func labels(_ day: CivilDate) throws -> [String] {
                    try BodyStore.seats(of: office.group.id, validOn: day, on: connection).map(\.label)
                }
                #expect(try labels(Self.march) == ["情報管理課長", "職員団体推薦（3名）", "情報システム課長"])
                #expect(try labels(Self.april) == ["デジタル推進課長", "職員団体推薦（3名）", "情報システム課長"])
                let seats = try BodyStore.seats(of: office.group.id, on: connection)
                #expect(Seat.total(seats) == 5)
                let post = try #require(try PostStore.list(unit: heir.id, on: connection).first)
                #expect(try PostStore.holder(of: post.id, validOn: Self.april, on: connection) == office.person.id)
                #expect(
                    try PostStore.posts(of: office.person.id, validOn: Self.march, on: connection).map(\.title) == [
                        "情報管理課長"
                    ])
                #expect(try PostStore.posts(of: office.person.id, validOn: Self.april, on: connection) == [post])
                let before = try PersonStore.assignments(of: office.person.id, on: Self.march, on: connection)
                let after = try PersonStore.assignments(of: office.person.id, on: Self.april, on: connection)
                #expect(
                    Set(before) == [
                        .init(role: .editor, unit: office.joho.id, body: nil),
                        .init(role: .approver, unit: office.system.id, body: nil),
                    ])
                #expect(
                    Set(after) == [
                        .init(role: .editor, unit: heir.id, body: nil),
                        .init(role: .approver, unit: office.system.id, body: nil),
                    ])
            }
        }
    }

    @Test("When two sections become one their two seats become one, the higher", arguments: TestDatabases.all)
    func merging(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let office = try await office(tested)
            let outcome = try await tested.write { connection, stamp throws in
                try UnitStore.reorganise(
                    Reorganisation(
                        on: Self.april,
                        steps: [
                            .merging(
                                [office.joho.id, office.system.id], into: .new(.init(code: "03", name: "デジタル課")))
                        ]), by: stamp, on: connection)
            }
            #expect(outcome.seatMoves.map(\.isMerged) == [false, true])
            try await tested.read { connection throws in
                let seats = try BodyStore.seats(of: office.group.id, validOn: Self.april, on: connection)
                #expect(seats.filter { $0.post != nil }.map(\.label) == ["デジタル課長"])
                #expect(seats.filter { $0.post != nil }.map(\.role) == [.deputy])
                #expect(Seat.total(seats) == 4)
                let before = try BodyStore.seats(of: office.group.id, validOn: Self.march, on: connection)
                #expect(Seat.total(before) == 5)
            }
        }
    }

    @Test("Seats of a section that ends without a successor stay and are listed", arguments: TestDatabases.all)
    func withoutSuccessor(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let office = try await office(tested)
            let outcome = try await tested.write { connection, stamp throws in
                try UnitStore.reorganise(office.joho.id, successor: nil, on: Self.april, by: stamp, on: connection)
            }
            #expect(outcome.seatsLeft.map(\.label) == ["情報管理課長"])
            try await tested.read { connection throws in
                #expect(try BodyStore.seatsOfAbolishedUnits(validOn: Self.march, on: connection).isEmpty)
                #expect(
                    try BodyStore.seatsOfAbolishedUnits(validOn: Self.april, on: connection).map(\.label)
                        == ["情報管理課長"])
            }
            let later = try await tested.write { connection, stamp throws in
                try UnitStore.nameSuccessor(of: office.joho.id, office.system.id, by: stamp, on: connection)
            }
            #expect(later.seatMoves.map(\.to) == ["情報システム課長"])
            #expect(later.seatMoves.map(\.role) == [.deputy], "the chief of the successor sits there already")
            try await tested.read { connection throws in
                #expect(try BodyStore.seatsOfAbolishedUnits(validOn: Self.april, on: connection).isEmpty)
            }
        }
    }

    @Test(
        "A role or a seat that begins after the reorganisation goes to the successor as a whole",
        arguments: TestDatabases.all)
    func planned(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let office = try await office(tested)
            try await tested.write { connection, stamp throws in
                let person = try PersonStore.create(
                    LoginName("suzuki"), name: "鈴木", password: .decoy(cost: .cheap), by: stamp, on: connection)
                try PersonStore.assign(
                    role: .editor, unit: office.joho.id, from: day("2025-05-01"), to: day("2025-06-30"),
                    person: person.id, by: stamp, on: connection)
                let post = try PostStore.findOrCreate(
                    title: "学校ICT担当課長", unit: office.joho.id, by: stamp, on: connection)
                try BodyStore.addSeat(
                    in: office.group.id, role: .member, occupant: .post(post.id), from: day("2025-05-01"), by: stamp,
                    on: connection)
                try UnitStore.reorganise(
                    office.joho.id, successor: office.system.id, on: Self.april, by: stamp, on: connection)
                let roles = try PersonStore.roles(of: person.id, on: connection)
                #expect(roles.map(\.unit) == [office.system.id])
                #expect(roles.map(\.validFrom) == [day("2025-05-01")])
                #expect(roles.map(\.validTo) == [day("2025-06-30")])
                let seats = try BodyStore.seats(of: office.group.id, on: connection)
                    .filter { $0.label == "学校ICT担当課長" }
                #expect(seats.map(\.validFrom) == [day("2025-05-01")])
                let moved = try #require(seats.first?.post.flatMap { try PostStore.find($0, on: connection) })
                #expect(moved.unit == office.system.id)
            }
        }
    }

    @Test("A title takes the new name only where it begins with the old one")
    func titles() {
        #expect(Post.title("情報管理課長", movedFrom: "情報管理課", to: "デジタル推進課") == "デジタル推進課長")
        #expect(Post.title("学校ICT担当課長", movedFrom: "学務課", to: "学校支援課") == "学校ICT担当課長")
        #expect(Post.title("課長", movedFrom: "課長補佐室", to: "甲") == "課長")
    }
}
