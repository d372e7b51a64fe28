import Japanese
import RandomTesting
import Storage
import StorageTesting
import Testing

@testable import Ward

@Suite("A second witness")
struct WitnessTests {
    private static func verify(_ connection: any Connection, _ key: SigningKey) throws -> VerificationReport {
        try Verification.run(
            renderers: SealedSamples.renderers, signedBy: [TrustedKey(publicKey: key.publicKey)], on: connection)
    }

    @Test(
        "The audit office signs a bundle without the database, and its signatures come back",
        arguments: TestDatabases.all)
    func signing(_ kind: TestDatabase) async throws {
        let (server, office) = (SigningKey.fresh(), SigningKey.fresh())
        try await TestedWard.use(kind, signingKey: server) { tested async throws in
            try await SealedSamples.fill(tested)
            try await tested.write { try DailyHeadStore.make(by: $1, on: $0) }
            try await tested.write {
                try KeyRegister.enter(office.publicKey, holder: "監査事務局", from: $1.today, by: $1, on: $0)
            }
            let handed = try await tested.read { try SealBundle(on: $0) }
            tested.clock.advance(seconds: 3600)
            let signed = try Witness.sign(handed, with: office, at: tested.clock.now)
            #expect(signed.added == 5)
            let kept = try SealBundle(parsing: Array(signed.bundle.json.canonical.utf8))
            #expect(kept.verify(renderers: [:], signedBy: [TrustedKey(publicKey: office.publicKey)]).failures == [])
            #expect(try await tested.read { try Self.verify($0, office) }.failures.count == 5)
            #expect(try await tested.write { try Witness.take(kept, by: $1, on: $0) } == 5)
            #expect(try await tested.write { try Witness.take(kept, by: $1, on: $0) } == 0)
            let report = try await tested.read { try Self.verify($0, office) }
            #expect(report.failures == [])
            #expect(report.notes.contains("5件は、記録したときより後に署名したものです。"))
            // The server's administrator holds the server's key and makes everything anew.
            try await tested.database.write { connection in
                try Insider(connection: connection).rewrite("B", edition: 1, title: "書き換えた回答")
                let seal = try #require(
                    try SealStore.find(kind: "test.round", subject: "B", edition: 1, on: connection))
                try SignatureStore.keep(server.sign(.seal, seal.hash, at: seal.sealedAt), on: connection)
                let head = try #require(try DailyHeadStore.latest(on: connection))
                try SignatureStore.keep(server.sign(.head, head.hash, at: head.madeAt), on: connection)
            }
            #expect(try await tested.read { try Self.verify($0, server) }.failures == [])
            let failures = try await tested.read { try Self.verify($0, office) }.failures
            #expect(failures.count == 2)
            #expect(failures.first?.hasPrefix("test.round/B 第1版：指定した公開鍵の署名がありません（別の鍵") == true)
            let again = try await tested.read { try SealBundle(on: $0) }
            let earlier = try EarlierState(parsing: Array(kept.json.canonical.utf8), name: "前回.json")
            #expect(
                again.verify(renderers: SealedSamples.renderers, against: earlier).failures.contains(
                    "test.round/B 第1版：確定した内容が、「前回.json」と違います。書き換えられています。"))
        }
    }

    @Test("Signatures by unknown keys, of other things, broken or outside the key's days are not taken")
    func refused() async throws {
        let office = SigningKey.fresh()
        try await TestedWard.use(TestDatabases.memory) { tested async throws in
            try await SealedSamples.fill(tested)
            let bundle = try await tested.read { try SealBundle(on: $0) }
            let signed = try Witness.sign(bundle, with: office, at: tested.clock.now).bundle
            await #expect(throws: KeyRefusal.unknown) {
                try await tested.write { try Witness.take(signed, by: $1, on: $0) }
            }
            try await tested.write {
                try KeyRegister.enter(
                    office.publicKey, holder: "監査", from: $1.today, to: $1.today, by: $1, on: $0)
            }
            let late = try Witness.sign(bundle, with: office, at: tested.clock.now.adding(seconds: 86_400)).bundle
            let day = tested.clock.now.date.adding(days: 1)
            await #expect(
                throws: KeyRefusal.notValid(fingerprint: PublicKey.fingerprint(of: office.publicKey), on: day)
            ) {
                try await tested.write { try Witness.take(late, by: $1, on: $0) }
            }
            let text = signed.json.canonical
            let other = text.replacing("\"subject\":\"A\"", with: "\"subject\":\"Z\"")
            // Wrong names do not matter as long as the hashes are known; a hash that is not, does.
            let hash = try #require(bundle.records.first?.seal.hash)
            let foreign = try SealBundle(
                parsing: Array(
                    other.replacing("\"hash\":\"\(hash)\"", with: "\"hash\":\"\(ContentHash.of("x"))\"").utf8))
            await #expect(throws: WitnessRefusal.self) {
                try await tested.write { try Witness.take(foreign, by: $1, on: $0) }
            }
            let first = try #require(signed.records.first?.signatures.first)
            let second = try #require(signed.records.last?.signatures.first)
            let broken = try SealBundle(
                parsing: Array(text.replacing(first.signature, with: second.signature).utf8))
            await #expect(throws: WitnessRefusal.broken("test.round/A 第1版")) {
                try await tested.write { try Witness.take(broken, by: $1, on: $0) }
            }
            #expect(try await tested.read { try SignatureStore.hashes(of: .seal, on: $0) } == [])
        }
    }

    @Test("Whichever byte of a signed bundle with heads is changed, reading or proving fails")
    func flips() async throws {
        let seed = TestSeed.fresh
        var generator = SeededGenerator(seed: seed)
        let key = SigningKey.fresh()
        try await TestedWard.use(TestDatabases.memory, signingKey: key) { tested async throws in
            _ = try await tested.write { try SealedSamples.seal("A", title: "が", by: $1, on: $0) }
            try await tested.write { try DailyHeadStore.make(by: $1, on: $0) }
            let bytes = try await tested.read { Array(try SealBundle(on: $0).json.canonical.utf8) }
            let text = String(decoding: bytes, as: UTF8.self)
            let identifiers = Set(
                text.ranges(of: /"id":"[0-9A-Z]{26}"/).flatMap { range in
                    let first = text.utf8.distance(from: text.startIndex, to: range.lowerBound) + 6
                    return first..<(first + 26)
                })
            let keys = [TrustedKey(publicKey: key.publicKey)]
            #expect(try SealBundle(parsing: bytes).verify(renderers: [:], signedBy: keys).failures == [])
            for position in bytes.indices where !identifiers.contains(position) {
                var touched = bytes
                touched[position] ^= UInt8.random(in: 1...255, using: &generator)
                guard let read = try? SealBundle(parsing: touched) else { continue }
                #expect(
                    !read.verify(renderers: [:], signedBy: keys).isWhole,
                    "seed \(seed): byte \(position) became \(touched[position])")
            }
        }
    }
}
