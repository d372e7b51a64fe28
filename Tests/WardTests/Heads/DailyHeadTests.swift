import Japanese
import Storage
import StorageTesting
import Testing

@testable import Ward

@Suite("Daily heads")
struct DailyHeadTests {
    @Test(
        "Each day has one head, made by the tick, chained to the one before and told by the trail",
        arguments: TestDatabases.all)
    func daily(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind, signingKey: .fresh()) { tested async throws in
            for _ in 1...3 {
                try await tested.write { try Audit.append("test", subject: "x", details: [:], by: $1, on: $0) }
                let runner = TickRunner(ward: tested.ward)
                try await runner.look(at: DailyHeadStore.tick)
                // Later the same day there is nothing to do.
                tested.clock.advance(seconds: 3600)
                try await runner.look(at: DailyHeadStore.tick)
                tested.clock.advance(seconds: 86_400)
            }
            let heads = try await tested.read { try DailyHeadStore.all(on: $0) }
            #expect(heads.map(\.number) == [1, 2, 3])
            #expect(heads.map(\.previous) == [nil, heads[0].hash, heads[1].hash])
            // The second and third cover the row that tells of the head before.
            #expect(heads.map { $0.sequence - (heads.first?.sequence ?? 0) } == [0, 3, 5])
            let report = try await tested.read { try Verification.run(renderers: [:], on: $0) }
            #expect(report.failures == [])
            #expect(report.heads == 3)
            #expect(report.signedHeads == 3)
        }
    }

    @Test("A clock that was set back makes no second head of a day")
    func clockSetBack() async throws {
        try await TestedWard.use(TestDatabases.memory) { tested async throws in
            #expect(try await tested.write { try DailyHeadStore.make(by: $1, on: $0) } != nil)
            tested.clock.advance(seconds: -3 * 86_400)
            #expect(try await tested.write { try DailyHeadStore.make(by: $1, on: $0) } == nil)
        }
    }

    @Test("The text that leaves the house says everything in words and is read back, and a changed one is not")
    func text() async throws {
        try await TestedWard.use(TestDatabases.memory, signingKey: .fresh()) { tested async throws in
            try await SealedSamples.fill(tested)
            let signed = try await tested.write { connection, stamp in
                try DailyHeadStore.signed(
                    #require(try DailyHeadStore.make(by: stamp, on: connection)), on: connection)
            }
            let text = HeadFile.text(signed)
            #expect(HeadFile.read(text) == signed)
            #expect(text.contains("日付　　　　令和6年7月1日"))
            #expect(text.contains("確定版　　　4件"))
            #expect(text.contains(signed.head.hash))
            #expect(text.contains(signed.signatures[0].fingerprint))
            #expect(HeadFile.read(text.replacing("\"seals\": 4", with: "\"seals\": 5")) == nil)
            #expect(throws: SealBundleRefusal.damagedHead(position: 1)) {
                try EarlierState(
                    parsing: Array(text.replacing("\"seals\": 4", with: "\"seals\": 5").utf8), name: "head.txt")
            }
            let unsigned = HeadFile.text(SignedHead(head: signed.head, signatures: []))
            #expect(unsigned.contains("署名　　　　なし（署名の鍵がありません）"))
        }
    }

    @Test("What no head covered for long is said, and what the next head will cover too")
    func gaps() async throws {
        let key = SigningKey.fresh()
        try await TestedWard.use(TestDatabases.memory, signingKey: key) { tested async throws in
            try await tested.write { try Audit.append("test", subject: "x", details: [:], by: $1, on: $0) }
            tested.clock.advance(seconds: 8 * 86_400)
            try await tested.write { try DailyHeadStore.make(by: $1, on: $0) }
            let report = try await tested.read {
                try Verification.run(
                    renderers: [:], signedBy: [TrustedKey(publicKey: key.publicKey)], on: $0)
            }
            #expect(report.isWhole)
            #expect(report.notes.count == 2)
            #expect(report.notes.first?.hasPrefix("監査証跡の1番（令和6年7月1日）からは、令和6年7月9日の日締めで初めて") == true)
            #expect(report.notes.last == "監査証跡の2番からの2件は、次の日締めまで署名されません。")
        }
    }
}
