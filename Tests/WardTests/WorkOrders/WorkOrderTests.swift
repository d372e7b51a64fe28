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
                try WorkOrder.finish(takenBy: "automation/runs/1", by: stamp, on: connection)
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
