import Storage
import StorageTesting
import Synchronization
import Testing
import WardTesting

@testable import Ward

@Suite("Values kept while no record changes")
struct KeptByStateTests {
    private final class Maker: Sendable {
        let count = Mutex(0)
        let kept = KeptByState<String, Int>(capacity: 3)

        /// How many there are of what a key names, counted as often as is noted in ``count``.
        func value(_ key: String, on connection: any Connection) throws -> Int {
            try kept.value(key, on: connection) {
                count.withLock { $0 += 1 }
                return try connection.value("SELECT COUNT(*) FROM audit") ?? 0
            }
        }

        var made: Int { count.withLock(\.self) }
    }

    @Test("A value is made once, and anew after a change", arguments: TestDatabases.all)
    func changing(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let maker = Maker()
            try await tested.appendRows(1)
            #expect(try await tested.read { try maker.value("rows", on: $0) } == 1)
            #expect(try await tested.read { try maker.value("rows", on: $0) } == 1)
            #expect(maker.made == 1)
            try await tested.appendRows(2)
            #expect(try await tested.read { try maker.value("rows", on: $0) } == 3)
            #expect(maker.made == 2)
        }
    }

    @Test("Nothing is kept of a database in which nothing was recorded")
    func empty() async throws {
        try await TestedWard.use(TestDatabases.memory) { tested async throws in
            let maker = Maker()
            _ = try await tested.read { try maker.value("rows", on: $0) }
            _ = try await tested.read { try maker.value("rows", on: $0) }
            #expect(maker.made == 2)
        }
    }

    @Test("What a change sees of itself is neither kept nor taken from what is kept", arguments: TestDatabases.all)
    func within(_ kind: TestDatabase) async throws {
        struct Stop: Error {}
        try await TestedWard.use(kind) { tested async throws in
            let maker = Maker()
            try await tested.appendRows(1)
            _ = try await tested.read { try maker.value("rows", on: $0) }
            await #expect(throws: Stop.self) {
                try await tested.write { connection, stamp throws in
                    try Audit.append("test", subject: "row/x", details: [:], by: stamp, on: connection)
                    #expect(try maker.value("rows", on: connection) == 2)
                    throw Stop()
                }
            }
            #expect(try await tested.read { try maker.value("rows", on: $0) } == 1)
            #expect(maker.made == 2)
        }
    }

    @Test("Of several values only those that are missing are made, and no more are kept than there is room for")
    func several() async throws {
        try await TestedWard.use(TestDatabases.memory) { tested async throws in
            try await tested.appendRows(1)
            let kept = KeptByState<Int, Int>(capacity: 3)
            let asked = Mutex<[[Int]]>([])
            func squares(_ keys: [Int]) async throws -> [Int: Int] {
                try await tested.read { connection in
                    try kept.values(keys, on: connection) { missing in
                        asked.withLock { $0.append(missing) }
                        return Dictionary(uniqueKeysWithValues: missing.map { ($0, $0 * $0) })
                    }
                }
            }
            #expect(try await squares([1, 2]) == [1: 1, 2: 4])
            #expect(try await squares([2, 3]) == [2: 4, 3: 9])
            #expect(try await squares([4, 5]) == [4: 16, 5: 25])
            #expect(try await squares([4, 5]) == [4: 16, 5: 25])
            #expect(try await squares([1]) == [1: 1])
            #expect(asked.withLock(\.self) == [[1, 2], [3], [4, 5], [1]])
        }
    }
}
