import Japanese
import Storage
import StorageTesting
import Testing

@testable import Ward

@Suite("Evidence that stands against the administrator")
struct InsiderTests {
    /// Three editions of A on three days, each day closed.
    private static func use(
        _ kind: TestDatabase, key: SigningKey?, _ body: (TestedWard) async throws -> Void
    ) async throws {
        try await TestedWard.use(kind, signingKey: key) { tested async throws in
            for edition in 1...3 {
                _ = try await tested.write {
                    try SealedSamples.seal(
                        "A", title: "が 第\(edition)版の回答", reason: edition > 1 ? "誤り" : nil, by: $1, on: $0)
                }
                tested.clock.advance(seconds: 60)
                try await tested.write { try DailyHeadStore.make(by: $1, on: $0) }
                tested.clock.advance(seconds: 86_400)
            }
            try await body(tested)
        }
    }

    private static func verify(
        _ connection: any Connection, signedBy keys: [SigningKey] = [], against earlier: EarlierState? = nil
    ) throws -> VerificationReport {
        try Verification.run(
            renderers: SealedSamples.renderers, signedBy: keys.map { TrustedKey(publicKey: $0.publicKey) },
            against: earlier, on: connection)
    }

    private static func bundle(_ tested: TestedWard) async throws -> EarlierState {
        let bytes = try await tested.read { Array(try SealBundle(on: $0).json.canonical.utf8) }
        return try EarlierState(parsing: bytes, name: "控え.json")
    }

    private static func head(_ tested: TestedWard) async throws -> EarlierState {
        let text = try await tested.read { connection in
            let head = try #require(try DailyHeadStore.latest(on: connection))
            return HeadFile.text(try DailyHeadStore.signed(head, on: connection))
        }
        return try EarlierState(parsing: Array("> 転送\r\n\(text)--\n署名".utf8), name: "日締め.txt")
    }

    @Test("An old bundle without a daily head says that it proves nothing of the trail", arguments: TestDatabases.all)
    func headless(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind, signingKey: .fresh()) { tested async throws in
            try await SealedSamples.fill(tested)
            let headless = try await Self.bundle(tested)
            _ = try await tested.write { try DailyHeadStore.make(by: $1, on: $0) }
            let headed = try await Self.bundle(tested)
            let notes = try await tested.read { connection throws in
                [
                    try Self.verify(connection, against: headless).notes,
                    try Self.verify(connection, against: headed).notes,
                ]
            }
            #expect(notes[0].contains { $0.hasPrefix("「控え.json」には日締めがありません。") })
            #expect(!notes[1].contains { $0.hasPrefix("「控え.json」には日締めがありません。") })
        }
    }

    @Test(
        "A store that nobody touched holds against its key, its old bundle and its old head",
        arguments: TestDatabases.all)
    func untouched(_ kind: TestDatabase) async throws {
        let key = SigningKey.fresh()
        try await Self.use(kind, key: key) { tested async throws in
            let (bundle, head) = (try await Self.bundle(tested), try await Self.head(tested))
            _ = try await tested.write { try SealedSamples.seal("B", title: "新しい", by: $1, on: $0) }
            for earlier in [bundle, head] {
                let report = try await tested.read { try Self.verify($0, signedBy: [key], against: earlier) }
                #expect(report.failures == [])
                #expect(report.signedSeals == 4)
                #expect(report.signedHeads == 3)
            }
        }
    }

    @Test(
        "Who rewrites a frozen answer, its page, its seal, the trail and the heads passes without a key, and not with one",
        arguments: TestDatabases.all)
    func rewritten(_ kind: TestDatabase) async throws {
        let key = SigningKey.fresh()
        try await Self.use(kind, key: key) { tested async throws in
            let (bundle, head) = (try await Self.bundle(tested), try await Self.head(tested))
            try await tested.database.write {
                try Insider(connection: $0).rewrite("A", edition: 2, title: "書き換えた回答")
            }
            let alone = try await tested.read { try Self.verify($0) }
            #expect(alone.failures == [])
            #expect(alone.notes.contains("署名のない確定版が2件あります。"))
            let signed = try await tested.read { try Self.verify($0, signedBy: [key]) }
            #expect(
                signed.failures == [
                    "test.round/A 第2版：指定した公開鍵の署名がありません。", "test.round/A 第3版：指定した公開鍵の署名がありません。",
                    "日締め 第2号（令和6年7月2日）：指定した公開鍵の署名がありません。",
                    "日締め 第3号（令和6年7月3日）：指定した公開鍵の署名がありません。",
                ])
            let older = try await tested.read { try Self.verify($0, against: bundle) }
            #expect(older.failures.contains("test.round/A 第2版：確定した内容が、「控え.json」と違います。書き換えられています。"))
            #expect(older.failures.contains("test.round/A 第2版：表示（text/html）が、「控え.json」と違います。書き換えられています。"))
            #expect(!older.failures.contains { $0.contains("第1版") })
            // Row 1 is the first seal, row 2 its key, row 3 tells of the first head, row 4 of the second edition.
            #expect(
                older.failures.contains("監査証跡：3番から4番までのどこかが、「控え.json」の日締め 第2号（令和6年7月2日）の後に書き換えられています。"),
                "\(older.failures)")
            let closed = try await tested.read { try Self.verify($0, against: head) }
            #expect(closed.failures.count == 1)
            #expect(closed.failures.first?.contains("「日締め.txt」の日締め 第3号") == true)
        }
    }

    @Test("A forged signature, or the true one left beside what was forged, is told without any key")
    func leftSignature() async throws {
        let key = SigningKey.fresh()
        try await Self.use(TestDatabases.memory, key: key) { tested async throws in
            let signature = try await tested.read { connection in
                let seal = try #require(
                    try SealStore.find(kind: "test.round", subject: "A", edition: 3, on: connection))
                return try #require(try SignatureStore.list(of: .seal, seal.hash, on: connection).first)
            }
            try await tested.database.write { connection in
                try Insider(connection: connection).rewrite("A", edition: 3, title: "書き換えた回答")
                try SignatureStore.keep(signature, on: connection)
            }
            let left = try await tested.read { try Self.verify($0) }
            #expect(left.failures == ["確定版の署名（封の値 \(signature.hash)）に当たる確定版がありません。消されたか、書き換えられています。"])
            try await tested.database.write { connection in
                let seal = try #require(
                    try SealStore.find(kind: "test.round", subject: "A", edition: 3, on: connection))
                try connection.execute("UPDATE signature SET hash = \(seal.hash) WHERE hash = \(signature.hash)")
            }
            let moved = try await tested.read { try Self.verify($0) }
            #expect(
                moved.failures == [
                    "test.round/A 第3版：鍵 \(signature.fingerprint) の署名が合いません。内容か署名が書き換えられています。"
                ])
        }
    }

    @Test(
        "What was cut off at the end passes without a key, and shows against the old bundle and the old head",
        arguments: TestDatabases.all)
    func truncated(_ kind: TestDatabase) async throws {
        let key = SigningKey.fresh()
        try await Self.use(kind, key: key) { tested async throws in
            let (bundle, head) = (try await Self.bundle(tested), try await Self.head(tested))
            try await tested.database.write { connection in
                let first = try #require(try DailyHeadStore.find(on: TestedWard.start.date, on: connection))
                try Insider(connection: connection).truncate(
                    after: first.sequence + 1, editionsOf: "A", keeping: 1)
            }
            // All that is left was signed: only what left the house tells.
            #expect(try await tested.read { try Self.verify($0, signedBy: [key]) }.failures == [])
            let older = try await tested.read { try Self.verify($0, against: bundle) }.failures
            #expect(older.contains("test.round/A 第3版：「控え.json」にありますが、今は第1版までしかありません。末尾が切り取られています。"))
            #expect(older.contains { $0.hasPrefix("監査証跡：「控え.json」の日締め 第2号") })
            let closed = try await tested.read { try Self.verify($0, against: head) }.failures
            #expect(closed.count == 1)
            #expect(closed.first?.hasSuffix("末尾の4番からが切り取られています。") == true, "\(closed)")
            // Two bundles show it without the database.
            let now = try await tested.read { try SealBundle(on: $0) }
            let bundles = now.verify(renderers: [:], against: bundle).failures
            #expect(bundles.contains { $0.hasPrefix("日締め 第3号（令和6年7月3日）：「控え.json」にありますが、今はありません。") })
            #expect(bundles.contains { $0.hasPrefix("test.round/A 第2版：「控え.json」にありますが") })
        }
    }

    @Test("Heads cannot be taken away: what is left of them is told with the key")
    func headsRemoved() async throws {
        let key = SigningKey.fresh()
        try await Self.use(TestDatabases.memory, key: key) { tested async throws in
            for statement: SQL in [
                "DELETE FROM daily_head WHERE number = 2", "UPDATE daily_head SET seal_count = 2 WHERE number = 3",
                "UPDATE daily_head SET day = '2024-07-09' WHERE number = 3", "DELETE FROM daily_head WHERE number = 3",
                "UPDATE daily_head SET chain = 'x' WHERE number = 1",
            ] {
                let report = try await tested.afterTampering {
                    try $0.execute(statement)
                } _: {
                    try Self.verify($0)
                }
                #expect(!report.isWhole, "\(statement)")
            }
            let none = try await tested.afterTampering { connection in
                try connection.execute("DELETE FROM signature WHERE subject = 'head'")
                try connection.execute("DELETE FROM daily_head")
            } _: {
                try Self.verify($0, signedBy: [key])
            }
            #expect(none.failures.contains { $0.hasPrefix("日締めがありません。") })
        }
    }

    @Test("A kept bundle that somebody doctored is not taken for the past")
    func doctoredBundle() async throws {
        let (key, other) = (SigningKey.fresh(), SigningKey.fresh())
        try await Self.use(TestDatabases.memory, key: other) { tested async throws in
            let bundle = try await Self.bundle(tested)
            let report = try await tested.read { try Self.verify($0, signedBy: [key], against: bundle) }
            #expect(report.failures.contains { $0.hasPrefix("「控え.json」のtest.round/A 第1版：指定した公開鍵の署名がありません") })
        }
    }
}
