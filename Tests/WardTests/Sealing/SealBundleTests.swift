import RandomTesting
import Storage
import StorageTesting
import Testing

@testable import Ward

@Suite("Bundles of sealed editions")
struct SealBundleTests {
    private func bundle(
        withAttachment: Bool, _ body: ([UInt8], SealBundle) async throws -> Void
    ) async throws {
        try await TestedWard.use(TestDatabases.memory) { tested async throws in
            if withAttachment {
                try await SealedSamples.fill(tested)
            } else {
                _ = try await tested.write { try SealedSamples.seal("A", title: "か", by: $1, on: $0) }
                _ = try await tested.write { try SealedSamples.seal("A", title: "が", reason: "誤り", by: $1, on: $0) }
            }
            let bundle = try await tested.read { try SealBundle(on: $0) }
            try await body(Array(bundle.json.canonical.utf8), bundle)
        }
    }

    @Test("A bundle proves its editions without any database")
    func whole() async throws {
        try await bundle(withAttachment: true) { bytes, bundle async throws in
            let read = try SealBundle(parsing: bytes)
            #expect(read.json.canonical.utf8.elementsEqual(bundle.json.canonical.utf8))
            let report = read.verify(renderers: SealedSamples.renderers)
            #expect(report.failures == [])
            #expect(report.seals == 4)
            #expect(report.renderings == 9)
            #expect(report.redrawn == 4)
            let people = try SealBundle(parsing: Array(bundle.json.pretty.utf8)).verify(renderers: [:])
            #expect(people.isWhole)
        }
    }

    @Test("A bundle of many heads that could not be read back is refused, and one that can be is not")
    func large() async throws {
        try await TestedWard.use(TestDatabases.memory, signingKey: .fresh()) { tested async throws in
            for _ in 0..<20 {
                try await tested.write { try DailyHeadStore.make(by: $1, on: $0) }
                tested.clock.advance(seconds: 86_400)
            }
            let bytes = try await tested.read { try SealBundle(on: $0).json.canonical.utf8.count }
            await #expect(throws: SealBundleRefusal.tooLarge(bytesMax: bytes - 1)) {
                try await tested.read { try SealBundle(bytesMax: bytes - 1, on: $0) }
            }
            #expect(try await tested.read { try SealBundle(bytesMax: bytes + 200, on: $0).heads.count } == 20)
        }
    }

    @Test("Whichever byte of a bundle is changed, reading or proving fails")
    func flips() async throws {
        let seed = TestSeed.fresh
        var generator = SeededGenerator(seed: seed)
        try await bundle(withAttachment: false) { bytes, _ async throws in
            // The identifier only names the row in its store; nothing is sealed under it.
            let text = String(decoding: bytes, as: UTF8.self)
            let identifiers = Set(
                text.ranges(of: /"id":"[0-9A-Z]{26}"/).flatMap { range in
                    let first = text.utf8.distance(from: text.startIndex, to: range.lowerBound) + 6
                    return first..<(first + 26)
                })
            #expect(identifiers.count == 52)
            for position in bytes.indices where !identifiers.contains(position) {
                var touched = bytes
                touched[position] ^= UInt8.random(in: 1...255, using: &generator)
                guard let read = try? SealBundle(parsing: touched) else { continue }
                let report = read.verify(renderers: [:])
                #expect(
                    !report.isWhole,
                    "seed \(seed): byte \(position) became \(touched[position]) in …\(text.utf8.dropFirst(max(0, position - 20)).prefix(40))…"
                )
            }
        }
    }

    @Test("An edition that is left out in the middle, doubled or exchanged is found")
    func editions() async throws {
        try await bundle(withAttachment: true) { _, bundle async throws in
            let records = bundle.records.filter { $0.seal.subject == "A" }
            func report(_ records: [SealRecord]) throws -> VerificationReport {
                let json: JSON = [
                    "format": "namiki-seals-1", "seals": .array(records.compactMap { self.json(of: $0, in: bundle) }),
                ]
                return try SealBundle(parsing: Array(json.canonical.utf8)).verify(renderers: [:])
            }
            #expect(try report(records).isWhole)
            #expect(try report(records.reversed()).isWhole)
            #expect(try !report([records[0], records[2]]).isWhole)
            #expect(try !report([records[1], records[2]]).isWhole)
            #expect(try !report([records[0], records[0], records[1]]).isWhole)
        }
    }

    @Test("A newest edition that was taken out of a bundle is missed by the daily head beside it")
    func shortened() async throws {
        try await TestedWard.use(TestDatabases.memory, signingKey: .fresh()) { tested async throws in
            try await SealedSamples.fill(tested)
            try await tested.write { try DailyHeadStore.make(by: $1, on: $0) }
            let bundle = try await tested.read { try SealBundle(on: $0) }
            #expect(bundle.verify(renderers: SealedSamples.renderers).failures == [])
            let last = try #require(bundle.records.max { $0.seal.edition < $1.seal.edition })
            let rest = bundle.records.filter { $0.seal.hash != last.seal.hash }
            let report = SealBundle(records: rest, heads: bundle.heads).verify(renderers: SealedSamples.renderers)
            #expect(report.failures.count == 1)
            #expect(report.failures.first?.contains("4件ありましたが、この束には3件だけです") == true)
        }
    }

    private func json(of record: SealRecord, in bundle: SealBundle) -> JSON? {
        bundle.json["seals"]?.array?.first { $0["hash"]?.string == record.seal.hash }
    }

    @Test("One record alone can be exported")
    func choosing() async throws {
        try await TestedWard.use(TestDatabases.memory) { tested async throws in
            try await SealedSamples.fill(tested)
            let bundle = try await tested.read { try SealBundle(kind: "test.round", subject: "B", on: $0) }
            #expect(bundle.records.map(\.seal.subject) == ["B"])
            #expect(try await tested.read { try SealBundle(kind: "other", on: $0).isEmpty })
        }
    }

    @Test("What is no bundle is refused in words that say what to do")
    func refused() {
        let cases: [(String, SealBundleRefusal)] = [
            ("", .notJSON(offset: 0, reason: "値がありません")), ("[]", .otherFormat),
            ("{\"format\":\"x\",\"seals\":[]}", .otherFormat),
            ("{\"format\":\"namiki-seals-1\",\"seals\":[{}]}", .incomplete(position: 1)),
            ("{\"extra\":1,\"format\":\"namiki-seals-1\",\"seals\":[]}", .otherFormat),
        ]
        for (text, refusal) in cases {
            #expect(throws: refusal) { try SealBundle(parsing: Array(text.utf8)) }
            #expect(refusal.words.hasSuffix("ください。"))
        }
    }
}
