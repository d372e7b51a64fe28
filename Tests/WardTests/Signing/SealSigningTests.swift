import Foundation
import Japanese
import Storage
import StorageTesting
import Testing

@testable import Ward

@Suite("Signed seals")
struct SealSigningTests {
    private static func verify(_ connection: any Connection, _ keys: [TrustedKey] = []) throws -> VerificationReport {
        try Verification.run(renderers: SealedSamples.renderers, signedBy: keys, on: connection)
    }

    private static func trusted(
        _ key: SigningKey, from first: CivilDate? = nil, to last: CivilDate? = nil
    ) -> TrustedKey {
        TrustedKey(publicKey: key.publicKey, validFrom: first, validTo: last)
    }

    private static let firstDay = TestedWard.start.date

    @Test("A seal made without a key is unsigned and said to be so", arguments: TestDatabases.all)
    func unsigned(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            _ = try await tested.write { try SealedSamples.seal("A", title: "1", by: $1, on: $0) }
            let key = SigningKey.fresh()
            let signing = tested.started(with: key)
            _ = try await signing.write { try SealedSamples.seal("B", title: "1", by: $1, on: $0) }
            let plain = try await tested.read { try Self.verify($0) }
            #expect(plain.isWhole)
            #expect(plain.signedSeals == 1)
            #expect(plain.text.contains("※ 署名のない確定版が1件あります。"))
            #expect(plain.json["signedSeals"] == 1)
            let asked = try await tested.read { try Self.verify($0, [Self.trusted(key)]) }
            #expect(asked.failures.first == "test.round/A 第1版：指定した公開鍵の署名がありません。")
        }
    }

    @Test("The private key is nowhere in the database, and its backup neither")
    func outside() async throws {
        try await TestDatabases.sqlite.useLocation { location in
            let path = location + ".key"
            let key = try SigningKey.create(at: path)
            let secret = try String(contentsOfFile: path, encoding: .utf8).trimmingCharacters(in: .newlines)
            let raw = try #require(Data(base64Encoded: secret))
            let database = try await openDatabase(at: location)
            try await Migrator.migrate(database, WardMigrations.all)
            let tested = TestedWard(database, signingKey: key)
            _ = try await tested.write { try SealedSamples.seal("A", title: "1", by: $1, on: $0) }
            try await tested.write { try DailyHeadStore.make(by: $1, on: $0) }
            try await database.backup(to: location + ".copy")
            try await database.close()
            for file in [location, location + ".copy"] {
                let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
                #expect(bytes.range(of: Data(key.publicKey.utf8)) != nil)
                #expect(bytes.range(of: Data(secret.utf8)) == nil)
                #expect(bytes.range(of: raw) == nil)
            }
        }
    }

    @Test(
        "A key that was replaced proves what it signed in its days, and its successor the rest",
        arguments: TestDatabases.all)
    func rotation(_ kind: TestDatabase) async throws {
        let (old, new) = (SigningKey.fresh(), SigningKey.fresh())
        try await TestedWard.use(kind, signingKey: old) { tested async throws in
            _ = try await tested.write { try SealedSamples.seal("A", title: "1", by: $1, on: $0) }
            tested.clock.advance(seconds: 10 * 86_400)
            try await tested.write { connection, stamp in
                try KeyRegister.enter(
                    new.publicKey, holder: "サーバー", from: stamp.today, by: stamp, on: connection)
                try KeyRegister.end(
                    old.publicKey, lastDay: stamp.today.adding(days: -1), replacedBy: new.publicKey, by: stamp,
                    on: connection)
            }
            let renewed = tested.started(with: new)
            _ = try await renewed.write {
                try SealedSamples.seal("A", title: "2", reason: "誤り", by: $1, on: $0)
            }
            _ = try await renewed.write { try DailyHeadStore.make(by: $1, on: $0) }
            let keys = try await tested.read { try KeyRegister.list(on: $0) }
            #expect(keys.map(\.publicKey) == [old.publicKey, new.publicKey])
            #expect(keys.first?.replacedBy == new.publicKey)
            // The lines of the register are what verify reads.
            let lines = try TrustedKey.list(keys.map(\.line).joined(separator: "\n"))
            #expect(lines.map(\.validTo) == [TestedWard.start.date.adding(days: 9), nil])
            #expect(try await tested.read { try Self.verify($0, lines) }.failures == [])
            let oldAlone = try await tested.read { try Self.verify($0, [Self.trusted(old)]) }.failures
            #expect(
                oldAlone.first
                    == "test.round/A 第2版：指定した公開鍵の署名がありません（別の鍵 \(PublicKey.fingerprint(of: new.publicKey)) の署名だけがあります）。")
            #expect(oldAlone.count == 2)
            let newAlone = try await tested.read { try Self.verify($0, [Self.trusted(new)]) }.failures
            #expect(newAlone.count == 1)
            #expect(newAlone.first?.hasPrefix("test.round/A 第1版") == true)
        }
    }

    @Test(
        "A key signs nothing after its last day, and what it signed outside its days does not count",
        arguments: TestDatabases.all)
    func expired(_ kind: TestDatabase) async throws {
        let key = SigningKey.fresh()
        try await TestedWard.use(kind, signingKey: key) { tested async throws in
            try await tested.write { connection, stamp in
                try KeyRegister.enter(
                    key.publicKey, holder: "サーバー", from: stamp.today, to: stamp.today.adding(days: 1), by: stamp,
                    on: connection)
            }
            for day in 0...2 {
                _ = try await tested.write {
                    try SealedSamples.seal("\(day)", title: "1", by: $1, on: $0)
                }
                tested.clock.advance(seconds: 86_400)
            }
            let report = try await tested.read { try Self.verify($0) }
            #expect(report.isWhole)
            #expect(report.signedSeals == 2)
            let warnings = try await tested.read { connection in
                try [
                    KeyRegister.warning(key, on: Self.firstDay, connection),
                    KeyRegister.warning(key, on: Self.firstDay.adding(days: 2), connection),
                    KeyRegister.warning(.fresh(), on: Self.firstDay, connection),
                    KeyRegister.warning(nil, on: Self.firstDay, connection),
                ]
            }
            #expect(warnings.map { $0 == nil } == [true, false, true, false])
            // Whoever took the old key lengthens its days in the store and signs with it; who checks kept the days.
            let late = try await tested.write { connection, stamp -> String in
                let seal = try #require(
                    try SealStore.find(kind: "test.round", subject: "2", edition: 1, on: connection))
                try connection.execute("UPDATE signing_key SET valid_to = NULL")
                try SignatureStore.keep(key.sign(.seal, seal.hash, at: seal.sealedAt), on: connection)
                return seal.hash
            }
            #expect(late.utf8.count == 64)
            let told = try await tested.read { try Self.verify($0) }.failures
            #expect(told.count == 1)
            #expect(told.first?.hasPrefix("署名の鍵 \(key.publicKey)：監査証跡の1番では") == true)
            let days = Self.trusted(key, from: Self.firstDay, to: Self.firstDay.adding(days: 1))
            let checked = try await tested.read { try Self.verify($0, [days]) }.failures
            #expect(
                checked.first
                    == "test.round/2 第1版：鍵 \(PublicKey.fingerprint(of: key.publicKey)) の署名の日（令和6年7月3日）は、その鍵の有効期間の外です。")
        }
    }

    @Test("The store's own record of a key's days holds where whoever checks names none")
    func recordedDays() async throws {
        let key = SigningKey.fresh()
        try await TestedWard.use(TestDatabases.memory, signingKey: key) { tested async throws in
            _ = try await tested.write { try SealedSamples.seal("A", title: "1", by: $1, on: $0) }
            tested.clock.advance(seconds: 5 * 86_400)
            _ = try await tested.write { try SealedSamples.seal("B", title: "1", by: $1, on: $0) }
            // Found to be stolen: nothing counts from the third day on.
            try await tested.write {
                try KeyRegister.end(key.publicKey, lastDay: Self.firstDay.adding(days: 2), by: $1, on: $0)
            }
            let failures = try await tested.read { try Self.verify($0, [Self.trusted(key)]) }.failures
            #expect(failures.contains { $0.hasPrefix("test.round/B 第1版：鍵") })
            #expect(!failures.contains { $0.hasPrefix("test.round/A") })
        }
    }

    @Test("A register that cannot be read is a finding, and the search goes on")
    func unreadable() async throws {
        try await TestedWard.use(TestDatabases.memory, signingKey: .fresh()) { tested async throws in
            _ = try await tested.write { try SealedSamples.seal("A", title: "1", by: $1, on: $0) }
            let failures = try await tested.afterTampering {
                try $0.execute("UPDATE signing_key SET valid_from = 'きのう'")
            } _: {
                try Self.verify($0).failures
            }
            #expect(failures.first == "署名の鍵：列「valid_from」が読めません。ここから先は調べられませんでした。")
            #expect(failures.contains { $0.hasPrefix("test.round/A 第1版：登録のない鍵") })
        }
    }

    @Test("Keys are recorded once, with days in order, and replaced by recorded ones")
    func register() async throws {
        let (key, other) = (SigningKey.fresh().publicKey, SigningKey.fresh().publicKey)
        try await TestedWard.use(TestDatabases.memory) { tested async throws in
            let day = Self.firstDay
            try await tested.write { try KeyRegister.enter(key, holder: "監査", from: day, by: $1, on: $0) }
            let refused: [(KeyRefusal, @Sendable (any Connection, Stamp) throws -> Void)] = [
                (.known, { try KeyRegister.enter(key, holder: "監査", from: day, by: $1, on: $0) }),
                (.noKey, { try KeyRegister.enter("AAAA", holder: "監査", from: day, by: $1, on: $0) }),
                (
                    .endsBeforeBeginning,
                    { try KeyRegister.enter(other, holder: "監査", from: day, to: day.adding(days: -1), by: $1, on: $0) }
                ),
                (.unknown, { try KeyRegister.end(other, lastDay: day, by: $1, on: $0) }),
                (.unknown, { try KeyRegister.end(key, lastDay: day, replacedBy: other, by: $1, on: $0) }),
                (.unknown, { try KeyRegister.end(key, lastDay: day, replacedBy: key, by: $1, on: $0) }),
                (.endsBeforeBeginning, { try KeyRegister.end(key, lastDay: day.adding(days: -1), by: $1, on: $0) }),
            ]
            for (refusal, change) in refused {
                await #expect(throws: refusal) { try await tested.write { try change($0, $1) } }
            }
        }
    }

    @Test("A file of keys is read line by line, and the line that is wrong is named")
    func files() throws {
        let key = SigningKey.fresh().publicKey
        let read = try TrustedKey.list("# 監査事務局\n\n\(key)\n\(key) until=2027-03-31 from=2026-04-01\n")
        let (first, last) = (CivilDate(iso: "2026-04-01"), CivilDate(iso: "2027-03-31"))
        #expect(read == [TrustedKey(publicKey: key), TrustedKey(publicKey: key, validFrom: first, validTo: last)])
        for (text, line) in [
            ("", 1), ("# nothing", 1), ("\(key)\nAAAA", 2), ("\(key) from=2026-13-01", 1),
            ("\(key) since=2026-04-01", 1),
            ("\(key) from=2026-04-01 from=2026-04-02", 1), ("\n\(key.dropLast())", 2),
        ] {
            #expect(throws: TrustedKeyRefusal(line: line)) { try TrustedKey.list(text) }
        }
    }
}
