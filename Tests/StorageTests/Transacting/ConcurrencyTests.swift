import Dispatch
import Storage
import StorageTesting
import Testing

@Suite("Several readers and writers at once")
struct ConcurrencyTests {
    static let tables = [
        Migration(
            component: "test", version: 1,
            script: """
                CREATE TABLE counter (id BIGINT NOT NULL PRIMARY KEY, value BIGINT NOT NULL);
                INSERT INTO counter (id, value) VALUES (1, 0), (2, 0);
                """)
    ]

    @Test("Eight tasks of 200 increments each lose none", arguments: TestDatabases.all)
    func increments(_ kind: TestDatabase) async throws {
        try await kind.use(Self.tables) { database in
            try await Self.increment(on: Array(repeating: database, count: 8), times: 200)
            #expect(try await Self.values(database) == [1_600, 0])
        }
    }

    @Test("Two programs that write to one database lose nothing", arguments: TestDatabases.all)
    func twoPrograms(_ kind: TestDatabase) async throws {
        try await kind.useLocation { location in
            let programs = [try await openDatabase(at: location), try await openDatabase(at: location)]
            try await Migrator.migrate(programs[0], Self.tables)
            try await Self.increment(on: programs + programs, times: 50)
            for program in programs {
                #expect(try await Self.values(program) == [200, 0])
                try await program.close()
            }
        }
    }

    /// Reads the value and writes it back plus one, which loses counts when two such transactions overlap.
    private static func increment(on databases: [any Database], times: Int) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for database in databases {
                group.addTask {
                    for _ in 0..<times {
                        try await database.write { connection in
                            let value =
                                try connection.value("SELECT value FROM counter WHERE id = 1", as: Int.self) ?? 0
                            try connection.execute("UPDATE counter SET value = \(value + 1) WHERE id = 1")
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private static func values(_ database: any Database) async throws -> [Int] {
        try await database.read { try $0.column("SELECT value FROM counter ORDER BY id") }
    }

    @Test("Reads see the state before a write until it is committed", arguments: TestDatabases.all)
    func readDuringWrite(_ kind: TestDatabase) async throws {
        try await kind.use(Self.tables) { database in
            let changed = AsyncStream.makeStream(of: Void.self)
            let mayCommit = DispatchSemaphore(value: 0)
            let writing = Task {
                try await database.write { connection in
                    try connection.execute("UPDATE counter SET value = 7")
                    changed.continuation.yield()
                    mayCommit.wait()
                }
            }
            for await _ in changed.stream { break }
            #expect(try await Self.values(database) == [0, 0])
            mayCommit.signal()
            try await writing.value
            #expect(try await Self.values(database) == [7, 7])
        }
    }

    @Test("A read sees one state from its first statement to its last", arguments: TestDatabases.all)
    func writeDuringRead(_ kind: TestDatabase) async throws {
        try await kind.use(Self.tables) { database in
            let begun = AsyncStream.makeStream(of: Void.self)
            let mayGoOn = DispatchSemaphore(value: 0)
            let reading = Task {
                try await database.read { connection in
                    let first: [Int] = try connection.column("SELECT value FROM counter ORDER BY id")
                    begun.continuation.yield()
                    mayGoOn.wait()
                    let second: [Int] = try connection.column("SELECT value FROM counter ORDER BY id")
                    return [first, second]
                }
            }
            for await _ in begun.stream { break }
            try await database.write { try $0.execute("UPDATE counter SET value = 9") }
            mayGoOn.signal()
            #expect(try await reading.value == [[0, 0], [0, 0]])
            #expect(try await Self.values(database) == [9, 9])
        }
    }

    @Test("Two counters that are always changed together never differ to a reader", arguments: TestDatabases.all)
    func invariant(_ kind: TestDatabase) async throws {
        try await kind.use(Self.tables) { database in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<2 {
                    group.addTask {
                        for _ in 0..<100 {
                            try await database.write { connection in
                                try connection.execute("UPDATE counter SET value = value + 1 WHERE id = 1")
                                try connection.execute("UPDATE counter SET value = value + 1 WHERE id = 2")
                            }
                        }
                    }
                }
                // More readers than there are connections.
                for _ in 0..<20 {
                    group.addTask {
                        for _ in 0..<20 {
                            let pair = try await database.read { connection in
                                [1, 2].map { id in
                                    try? connection.value("SELECT value FROM counter WHERE id = \(id)", as: Int.self)
                                }
                            }
                            #expect(pair[0] != nil)
                            #expect(pair[0] == pair[1])
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await Self.values(database) == [200, 200])
        }
    }

    @Test("A write that waits too long for another program says so", arguments: TestDatabases.all)
    func busy(_ kind: TestDatabase) async throws {
        try await kind.useLocation { location in
            let first = try await openDatabase(at: location)
            let second = try await openDatabase(at: location)
            try await Migrator.migrate(first, Self.tables)
            // Of the only writing connection, so that the test does not wait for 30 seconds.
            let patience: SQL =
                second.dialect == .sqlite ? "PRAGMA busy_timeout = 10" : "SET SESSION lock_timeout = '10ms'"
            try await second.write { _ = try $0.rows(patience) }
            let held = AsyncStream.makeStream(of: Void.self)
            let release = DispatchSemaphore(value: 0)
            let holding = Task {
                try await first.write { connection in
                    try connection.execute("UPDATE counter SET value = 1")
                    held.continuation.yield()
                    release.wait()
                }
            }
            for await _ in held.stream { break }
            await #expect(throws: StorageError.busy) {
                try await second.write { try $0.execute("UPDATE counter SET value = 2") }
            }
            release.signal()
            try await holding.value
            #expect(try await Self.values(second) == [1, 1])
            try await second.write { try $0.execute("UPDATE counter SET value = 2") }
            #expect(try await Self.values(first) == [2, 2])
            try await first.close()
            try await second.close()
        }
    }
}
