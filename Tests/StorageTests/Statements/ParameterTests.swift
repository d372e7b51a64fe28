import Storage
import StorageTesting
import Testing

@Suite("Parameters and fragments")
struct ParameterTests {
    static let tables = [
        Migration(
            component: "test", version: 1,
            script: "CREATE TABLE note (id BIGINT NOT NULL PRIMARY KEY, words TEXT NOT NULL, amount BIGINT)")
    ]

    @Test("What is interpolated never becomes part of the statement", arguments: TestDatabases.all)
    func hostile(_ kind: TestDatabase) async throws {
        let hostile = [
            "'; DROP TABLE note; --", "' OR '1'='1", "\"; DELETE FROM note; /*", "\\'; DELETE FROM note; --", "$1", "?",
            "?1", ":name", "@p", "$$; DROP TABLE note; $$", "E'\\047'", "%' OR 1=1 --", "/*", "--", "NULL", "'", "''",
            "ʼ; DROP TABLE note", "＇ OR 1=1",
        ]
        try await kind.use(Self.tables) { database in
            for (id, words) in hostile.enumerated() {
                try await database.write {
                    try $0.execute("INSERT INTO note (id, words) VALUES (\(id), \(words))")
                }
                let found: [Int] = try await database.read {
                    try $0.column("SELECT id FROM note WHERE words = \(words) /* ? */ AND words <> '??' -- ?")
                }
                #expect(found == [id], "\(words)")
            }
            let count: Int? = try await database.read { try $0.value("SELECT COUNT(*) FROM note") }
            #expect(count == hostile.count)
        }
    }

    @Test("Question marks in literals, names and comments are not parameters", arguments: TestDatabases.all)
    func questionMarks(_ kind: TestDatabase) async throws {
        try await kind.use { database in
            let row = try await database.read {
                try $0.row(
                    """
                    SELECT '?', 'it''s ?', \(1) AS "what?", /* ? ' */ \("a"), -- ? '
                    \(2) - -\(3), '--', \(4), '/*', \(5), '*/'
                    """)
            }
            let values = try (0..<10).map { try #require(row)[$0] as SQLValue }
            #expect(
                values == [
                    .text("?"), .text("it's ?"), .integer(1), .text("a"), .integer(5), .text("--"), .integer(4),
                    .text("/*"), .integer(5), .text("*/"),
                ])
        }
    }

    @Test("Several rows go in with one statement", arguments: TestDatabases.all)
    func rows(_ kind: TestDatabase) async throws {
        try await kind.use(Self.tables) { database in
            let notes: [(id: Int, words: String, amount: Int?)] = [(1, "a", nil), (2, "'?", 7), (3, "c", nil)]
            try await database.write { connection in
                let rows: [SQL] = notes.map { "(\($0.id), \($0.words), \($0.amount))" }
                let count = try connection.execute("INSERT INTO note (id, words, amount) VALUES \(SQL.list(rows))")
                #expect(count == 3)
            }
            let words: [String] = try await database.read { try $0.column("SELECT words FROM note ORDER BY id") }
            #expect(words == notes.map(\.words))
            let amounts: [Int?] = try await database.read {
                try $0.rows("SELECT amount FROM note ORDER BY id").map { try $0[0] }
            }
            #expect(amounts == notes.map(\.amount))
        }
    }

    @Test("Fragments keep their parameters in order", arguments: TestDatabases.all)
    func fragments(_ kind: TestDatabase) async throws {
        try await kind.use(Self.tables) { database in
            try await database.write { connection in
                for id in 1...5 {
                    try connection.execute(
                        "INSERT INTO note (id, words, amount) VALUES (\(id), \("n\(id)"), \(id == 3 ? nil : id * 10))")
                }
            }
            let conditions: [SQL] = ["amount > \(10)", "words <> \("n5")", "(\(nil as Int?) IS NULL OR id = \(9))"]
            let found: [Int] = try await database.read {
                try $0.column("SELECT id FROM note WHERE \(SQL.all(of: conditions)) AND id < \(100) ORDER BY id")
            }
            #expect(found == [2, 4])
            let everything: [Int] = try await database.read {
                try $0.column("SELECT id FROM note WHERE \(SQL.all(of: []))" + " ORDER BY id LIMIT \(4)")
            }
            #expect(everything == [1, 2, 3, 4])
            let unknown: [Int] = try await database.read {
                try $0.column("SELECT id FROM note WHERE amount IS \(nil as Int?)")
            }
            #expect(unknown == [3])
            let filled: [Int] = try await database.read {
                try $0.column("SELECT COALESCE(\(nil as Int?), amount, \(7)) FROM note WHERE id IN (3, 4) ORDER BY id")
            }
            #expect(filled == [7, 40])
        }
    }

    @Test("A list for IN matches its members; an empty one nothing", arguments: TestDatabases.all)
    func lists(_ kind: TestDatabase) async throws {
        try await kind.use(Self.tables) { database in
            try await database.write { connection in
                for id in 1...5 { try connection.execute("INSERT INTO note (id, words) VALUES (\(id), \("n\(id)"))") }
            }
            func ids(_ condition: SQL) async throws -> [Int] {
                try await database.read { try $0.column("SELECT id FROM note WHERE \(condition) ORDER BY id") }
            }
            #expect(try await ids("id IN \(values: [2, 4, 9])") == [2, 4])
            #expect(try await ids("words IN \(values: ["n1", "'", "n5"])") == [1, 5])
            #expect(try await ids("id IN \(values: [] as [Int])") == [])
            #expect(try await ids("words IN \(values: [] as [String])") == [])
            #expect(try await ids("id IN \(values: Array(3...10_000))") == [3, 4, 5])
        }
    }

    @Test("Too many parameters, U+0000 and 'not a number' are refused alike", arguments: TestDatabases.all)
    func refused(_ kind: TestDatabase) async throws {
        try await kind.use { database in
            let statements: [SQL] = [
                "SELECT \("a\u{0}b")", "SELECT \(Double.nan)",
                "SELECT 1 WHERE 1 IN \(values: Array(0...SQL.parametersMax))",
            ]
            for statement in statements {
                let error = await #expect(throws: StorageError.self) {
                    try await database.read { try $0.rows(statement).count }
                }
                guard case .statement(let message, _)? = error else {
                    Issue.record("\(String(describing: error))")
                    continue
                }
                #expect(message.contains("parameter"))
            }
        }
    }

    @Test("Searching for a word takes % and _ as they are, and capitals as capitals", arguments: TestDatabases.all)
    func containing(_ kind: TestDatabase) async throws {
        let words = ["達成率50%", "達成率50点", "A_1", "AB1", "a!b", "窓口"]
        try await kind.use(Self.tables) { database in
            try await database.write { connection in
                for (id, words) in words.enumerated() {
                    try connection.execute("INSERT INTO note (id, words) VALUES (\(id), \(words))")
                }
            }
            func found(_ word: String) async throws -> [String] {
                try await database.read {
                    try $0.column("SELECT words FROM note WHERE words \(containing: word) ORDER BY id")
                }
            }
            #expect(try await found("50%") == ["達成率50%"])
            #expect(try await found("_") == ["A_1"])
            #expect(try await found("a") == ["a!b"])
            #expect(try await found("!") == ["a!b"])
            #expect(try await found("口") == ["窓口"])
            #expect(try await found("") == words)
        }
    }

    @Test("Text sorts by code point", arguments: TestDatabases.all)
    func sorting(_ kind: TestDatabase) async throws {
        let words = ["ab", "a-c", "B", "a", "亜", "一", "ア", "あ", "𠮷", "﨑", "Ａ", "", "10", "9"]
        try await kind.use(Self.tables) { database in
            let sorted: [String] = try await database.write { connection in
                for (id, words) in words.enumerated() {
                    try connection.execute("INSERT INTO note (id, words) VALUES (\(id), \(words))")
                }
                return try connection.column("SELECT words FROM note ORDER BY words, id")
            }
            #expect(sorted == words.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) })
        }
    }
}
