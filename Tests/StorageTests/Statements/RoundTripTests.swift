import Japanese
import RandomTesting
import Storage
import StorageTesting
import Testing

@Suite("Values that are written and read again")
struct RoundTripTests {
    static let tables = [
        Migration(
            component: "test", version: 1,
            script: """
                CREATE TABLE kept (
                    id BIGINT NOT NULL PRIMARY KEY,
                    whole BIGINT, fraction DOUBLE PRECISION, words TEXT, bytes BLOB
                );
                """)
    ]

    @Test("Every value comes back as it was, from its column and from a bare parameter", arguments: TestDatabases.all)
    func everyValue(_ kind: TestDatabase) async throws {
        let values: [(column: SQL, value: SQLValue)] =
            [Int64.min, -1, 0, 1, 4_294_967_296, .max].map { ("whole", .integer($0)) }
            + [0, -1.5, 0.1, .pi, 1e300, .leastNonzeroMagnitude, .greatestFiniteMagnitude, .infinity].map {
                ("fraction", .real($0))
            }
            + [
                "", " ", "髙﨑 吉田𠮷", "👩‍👧‍👦🇯🇵", "e\u{301}", "が", "か\u{3099}", "\u{FEFF}bom", "line\r\nline\t\\ \"' ?", "$1",
                String(repeating: "区", count: 100_000),
            ].map { ("words", .text($0)) }
            + [
                [], [0], [0xFF, 0xFE, 0, 0], [UInt8](0...255),
                // Large ones are handed over where they lie: two, for the statement of the first must not keep them.
                [UInt8](repeating: 0xA5, count: 3 << 20), [UInt8](repeating: 0x5A, count: 2 << 20), [1],
            ].map { ("bytes", .blob($0)) }
            + ["whole", "fraction", "words", "bytes"].map { ($0, .null) }
        try await kind.use(Self.tables) { database in
            for (id, (column, value)) in values.enumerated() {
                try await database.write { try $0.execute("INSERT INTO kept (id, \(column)) VALUES (\(id), \(value))") }
                let stored = try await database.read {
                    try $0.row("SELECT \(column), \(value) FROM kept WHERE id = \(id)")
                }
                let row = try #require(stored)
                #expect(try row[0] as SQLValue == value, "\(column.text) of \(kind)")
                #expect(try row[1] as SQLValue == value, "parameter for \(column.text) of \(kind)")
            }
        }
    }

    @Test("Bytes drawn at random come back as they were", arguments: TestDatabases.all)
    func randomBytes(_ kind: TestDatabase) async throws {
        let seed = TestSeed.fresh
        var generator = SeededGenerator(seed: seed)
        try await kind.use(Self.tables) { database in
            for id in 0..<50 {
                let bytes = (0..<Int.random(in: 0...5_000, using: &generator)).map { _ in
                    UInt8.random(in: 0...255, using: &generator)
                }
                let number = Double(bitPattern: .random(in: 0 ... .max, using: &generator))
                let fraction = number.isNaN ? 0 : number
                try await database.write {
                    try $0.execute("INSERT INTO kept (id, bytes, fraction) VALUES (\(id), \(bytes), \(fraction))")
                }
                let row = try #require(
                    try await database.read { try $0.row("SELECT bytes, fraction FROM kept WHERE id = \(id)") })
                #expect(try row["bytes"] as [UInt8] == bytes, "seed \(seed)")
                #expect(try row["fraction"] as Double == fraction, "seed \(seed)")
            }
        }
    }

    @Test("Dates, moments, fiscal years and truth values come back as they were", arguments: TestDatabases.all)
    func termsOfTheField(_ kind: TestDatabase) async throws {
        try await kind.use { database in
            let date = try #require(CivilDate(iso: "2024-02-29"))
            let moment = Timestamp(milliseconds: -1)
            let year = try #require(FiscalYear(sqlValue: .integer(2024)))
            let row = try #require(
                try await database.read { try $0.row("SELECT \(date), \(moment), \(year), \(true), \(false)") })
            #expect(try row[0] as CivilDate == date)
            #expect(try row[1] as Timestamp == moment)
            #expect(try row[2] as FiscalYear == year)
            #expect(try row[3] as Bool == true)
            #expect(try row[4] as Bool == false)
        }
    }

    @Test("Conditions, counts and sums are integers", arguments: TestDatabases.all)
    func integers(_ kind: TestDatabase) async throws {
        try await kind.use(Self.tables) { database in
            let rows = try await database.write { connection in
                for (id, whole) in [Int64.max - 30_000, 20_000, 10_000].enumerated() {
                    try connection.execute("INSERT INTO kept (id, whole) VALUES (\(id), \(whole))")
                }
                return try connection.rows(
                    """
                    SELECT COUNT(*), SUM(whole), MAX(whole) > 5, SUM(whole) FILTER (WHERE id > 7), SUM(-whole) - 1,
                    SUM(CASE WHEN id > 0 THEN 10000 ELSE 0 END), SUM(id - id) FROM kept
                    """)
            }
            let expected: [SQLValue] = [
                .integer(3), .integer(.max), .integer(1), .null, .integer(.min), .integer(20_000), .integer(0),
            ]
            #expect(try expected.indices.map { try rows[0][$0] as SQLValue } == expected)
        }
    }

    @Test("A sum beyond 64 bits is an error, not a wrong number", arguments: TestDatabases.all)
    func sumTooLarge(_ kind: TestDatabase) async throws {
        try await kind.use(Self.tables) { database in
            try await database.write { connection in
                try connection.execute("INSERT INTO kept (id, whole) VALUES (1, \(Int64.max)), (2, 1)")
            }
            await #expect(throws: StorageError.self) {
                try await database.read { try $0.value("SELECT SUM(whole) FROM kept", as: Int64.self) }
            }
        }
    }

    @Test("Names of columns are in small letters", arguments: TestDatabases.all)
    func names(_ kind: TestDatabase) async throws {
        try await kind.use { database in
            let row = try #require(try await database.read { try $0.row("SELECT 1 AS rowTotal, 2 AS row_count") })
            #expect(try row["rowtotal"] as Int == 1)
            #expect(try row["row_count"] as Int == 2)
            #expect(throws: StorageError.self) { try row["rowTotal"] as Int }
        }
    }

    @Test("Reading a missing column, a NULL or another type throws", arguments: TestDatabases.all)
    func decoding(_ kind: TestDatabase) async throws {
        try await kind.use { database in
            let row = try #require(
                try await database.read { try $0.row("SELECT 1 AS number, 'a' AS letter, NULL AS absent") })
            #expect(throws: StorageError.decoding(column: "other", reason: "no such column")) {
                try row["other"] as Int
            }
            #expect(throws: StorageError.self) { try row["absent"] as Int }
            #expect(throws: StorageError.self) { try row["letter"] as Int }
            #expect(throws: StorageError.self) { try row["number"] as String }
            #expect(throws: StorageError.self) { try row["letter"] as CivilDate }
            #expect(throws: StorageError.self) { try row[3] as Int }
            #expect(throws: StorageError.self) { try row[-1] as Int? }
            #expect(try row["absent"] as Int? == nil)
            #expect(try row["number"] as Int? == 1)
        }
    }
}
