import Japanese
import Storage
import StorageTesting
import Testing
import WardTesting

@testable import Ward

@Suite("Work that one module orders and another takes")
struct WorkOrderTests {
    private static let unit = ID<OfficeUnit>("01J00000000000000000000003")

    private static func content(_ key: String, name: String = "見本") -> WorkOrder.Content {
        WorkOrder.Content(
            module: "counter", kind: "pension", title: "年金の届出", unit: unit, key: key, facts: ["氏名": name],
            origin: "cases/1")
    }

    @Test(
        "The same work waits once with its newest facts, and is taken once; then it holds nothing of people",
        arguments: TestDatabases.all)
    func once(_ kind: TestDatabase) async throws {
        try await kind.use(WardMigrations.all) { database in
            let ward = Ward.tested(database, clock: .fixed(Timestamp(milliseconds: 0)))
            let stamp = ward.stamp(by: .system)
            let taken = try await database.write { connection in
                try WorkOrder.place(Self.content("1"), by: stamp, on: connection)
                try WorkOrder.place(Self.content("1", name: "直した名前"), by: stamp, on: connection)
                try WorkOrder.place(Self.content("2"), by: stamp, on: connection)
                #expect(try WorkOrder.kinds(for: Self.unit, on: connection).map(\.count) == [2])
                let waiting = try WorkOrder.waiting("pension", for: Self.unit, on: connection)
                #expect(Set(waiting.map { $0.content.facts["氏名"] }) == ["直した名前", "見本"])
                let first = try #require(waiting.first { $0.content.key == "1" })
                let taken = [
                    try first.take(for: "automation/runs/1", by: stamp, on: connection),
                    try first.take(for: "automation/runs/2", by: stamp, on: connection),
                ]
                // Ordered again, it is not taken away from who has it.
                try WorkOrder.place(Self.content("1", name: "もう一度"), by: stamp, on: connection)
                return taken
            }
            #expect(taken == [true, false])
            let (order, left) = try await database.write { connection in
                for order in try WorkOrder.list("WHERE taken_by = 'automation/runs/1'", on: connection) {
                    try order.finish(by: stamp, on: connection)
                }
                return (
                    try #require(try WorkOrder.list("WHERE order_key = '1'", on: connection).first),
                    try WorkOrder.waiting("pension", for: Self.unit, on: connection).map(\.content.key)
                )
            }
            #expect(order.state == .done)
            #expect(order.content.facts.isEmpty)
            #expect(left == ["2"])
        }
    }

    /// Whatever of an order can be read without the key.
    private static func texts(on connection: any Connection) throws -> [String] {
        try connection.column("SELECT facts || sealed_value FROM work_order", as: String.self)
    }

    @Test(
        "What was taken stands sealed, and says again what it said when it goes back; done, it holds nothing",
        arguments: TestDatabases.all)
    func givenBack(_ kind: TestDatabase) async throws {
        try await kind.use(WardMigrations.all) { database in
            let key = SigningKey.fresh()
            let ward = Ward.tested(database, clock: .fixed(Timestamp(milliseconds: 0)), signingKey: key)
            let stamp = ward.stamp(by: .system)
            let (taken, back) = try await database.write { connection in
                try WorkOrder.place(Self.content("1"), by: stamp, on: connection)
                try WorkOrder.place(Self.content("2"), by: stamp, on: connection)
                for order in try WorkOrder.waiting("pension", for: Self.unit, on: connection) {
                    #expect(try order.take(for: "automation/runs/1", by: stamp, on: connection))
                }
                let taken = try Self.texts(on: connection)
                // What is said of it meanwhile is what it says when it goes back.
                try WorkOrder.place(Self.content("1", name: "直した名前"), by: stamp, on: connection)
                for order in try WorkOrder.list("", on: connection) { try order.giveBack(by: stamp, on: connection) }
                return (taken, try WorkOrder.waiting("pension", for: Self.unit, on: connection))
            }
            #expect(!taken.contains { $0.contains("見本") })
            #expect(Set(back.map { $0.content.facts["氏名"] }) == ["直した名前", "見本"])
            #expect(back.map(\.takenBy) == [nil, nil])
            let (count, sealed, states) = try await database.write { connection in
                for order in back { _ = try order.take(for: "automation/runs/2", by: stamp, on: connection) }
                let moved = Ward.tested(
                    database, clock: .fixed(Timestamp(milliseconds: 0)), seed: 2, signingKey: .fresh())
                let count = try WorkOrder.rewrap(from: key, in: moved, on: connection)
                try back[0].finish(by: stamp, on: connection)
                try WorkOrder.known(back[1].id, on: connection).giveBack(by: moved.stamp(by: .system), on: connection)
                return (
                    count, try connection.column("SELECT sealed_value FROM work_order", as: String.self),
                    try back.map { try WorkOrder.known($0.id, on: connection).state }
                )
            }
            #expect(count == 2)
            #expect(sealed == ["", ""])
            #expect(states == [.done, .waiting])
        }
    }

    @Test("What was withdrawn while somebody had it does not wait again when it goes back")
    func withdrawnMeanwhile() async throws {
        try await TestDatabases.memory.use(WardMigrations.all) { database in
            let stamp = Ward.tested(
                database, clock: .fixed(Timestamp(milliseconds: 0)), signingKey: .fresh()
            ).stamp(by: .system)
            let order = try await database.write { connection in
                try WorkOrder.place(Self.content("1"), by: stamp, on: connection)
                let order = try #require(try WorkOrder.list("", on: connection).first)
                _ = try order.take(for: "automation/runs/1", by: stamp, on: connection)
                try WorkOrder.withdraw(from: "cases/1", by: stamp, on: connection)
                try order.giveBack(by: stamp, on: connection)
                return try WorkOrder.known(order.id, on: connection)
            }
            #expect(order.state == .withdrawn)
            #expect(order.content.facts.isEmpty)
        }
    }

    @Test("What was withdrawn waits no longer and holds nothing, until it is ordered again")
    func withdrawn() async throws {
        try await TestDatabases.memory.use(WardMigrations.all) { database in
            let stamp = Ward.tested(database, clock: .fixed(Timestamp(milliseconds: 0))).stamp(by: .system)
            let (none, again) = try await database.write { connection in
                try WorkOrder.place(Self.content("1"), by: stamp, on: connection)
                try WorkOrder.withdraw(from: "cases/1", by: stamp, on: connection)
                let none = try WorkOrder.list("", on: connection)
                try WorkOrder.place(Self.content("1"), by: stamp, on: connection)
                return (none, try WorkOrder.waiting("pension", for: Self.unit, on: connection).count)
            }
            #expect(none.map(\.state) == [.withdrawn])
            #expect(none.map(\.content.facts) == [[:]])
            #expect(again == 1)
        }
    }
}
