import Japanese
import RandomTesting
import Storage
import StorageTesting
import Testing

@testable import Ward

@Suite("Time stamps")
struct TimeStampTests {
    @Test(
        "A head is stamped by a real authority, kept, and proved with the authority's certificate",
        arguments: TestDatabases.all)
    func stamped(_ kind: TestDatabase) async throws {
        let (authority, stranger) = (try ThrowawayAuthority(), try ThrowawayAuthority())
        defer { for made in [authority, stranger] { made.remove() } }
        try await kind.use(WardMigrations.all) { database in
            // The authority stamps with the machine's time.
            let tested = TestedWard(database, at: Clock.system.now())
            let head = try #require(try await tested.write { try DailyHeadStore.make(by: $1, on: $0) })
            let request = TimeStampRequest.bytes(for: head)
            let words = try authority.words(of: request)
            #expect(words.contains("Hash Algorithm: sha256"))
            #expect(words.contains("Certificate required: yes"))
            let reply = try authority.answer(request)
            let parsed = try TimeStampReply(parsing: reply)
            #expect(parsed.imprint == head.hash)
            try TimeStampAuthority(certificates: authority.certificates).prove(reply, of: head.hash)
            for _ in 1...2 {
                #expect(try await tested.write { try TimeStampStore.keep(reply, of: head, by: $1, on: $0) } == parsed)
            }
            var report = try await tested.read { try Verification.run(renderers: [:], on: $0) }
            #expect(report.failures == [])
            #expect(report.timeStamps == 1)
            let kept = try await tested.read { try TimeStampStore.all(on: $0) }
            try report.prove(kept, by: TimeStampAuthority(certificates: authority.certificates))
            #expect(report.failures == [])
            try report.prove(kept, by: TimeStampAuthority(certificates: stranger.certificates))
            #expect(report.failures.count == 1)
            #expect(report.failures.first?.hasPrefix("日締め 第1号") == true)
            // A head that was made anew has no time stamp.
            let rewritten = try await tested.afterTampering {
                try $0.execute("UPDATE daily_head SET chain = 'x'")
            } _: {
                try Verification.run(renderers: [:], on: $0).failures
            }
            #expect(rewritten.contains { $0.contains("時刻の証明：別のものへの時刻の証明です。") })
            for statement: SQL in ["DELETE FROM time_stamp", "UPDATE time_stamp SET stamped_at = stamped_at - 1000"] {
                let report = try await tested.afterTampering {
                    try $0.execute(statement)
                } _: {
                    try Verification.run(renderers: [:], on: $0)
                }
                #expect(!report.isWhole, "\(statement)")
            }
        }
    }

    @Test("A reply to another head, from another authority, refused, touched or none at all is not taken")
    func refused() async throws {
        let (authority, stranger) = (try ThrowawayAuthority(), try ThrowawayAuthority())
        defer { for made in [authority, stranger] { made.remove() } }
        let now = Clock.system.now()
        func head(_ number: Int, at moment: Timestamp = now) -> DailyHead {
            DailyHead(
                number: number, day: moment.date, sequence: 1, chain: "x", rowCount: 1, sealCount: 0, previous: nil,
                madeAt: moment)
        }
        let reply = try authority.answer(TimeStampRequest.bytes(for: head(1)))
        let parsed = try TimeStampReply(parsing: reply)
        #expect(throws: TimeStampRefusal.otherHead) { try parsed.check(head(2)) }
        #expect(throws: TimeStampRefusal.ahead(parsed.stampedAt)) {
            try parsed.check(head(1), now: now.adding(seconds: -3600))
        }
        let ahead = head(1, at: now.adding(seconds: 3600))
        let early = try TimeStampReply(parsing: authority.answer(TimeStampRequest.bytes(for: ahead)))
        #expect(throws: TimeStampRefusal.before(early.stampedAt)) { try early.check(ahead) }
        let trusted = TimeStampAuthority(certificates: authority.certificates)
        let foreign = try stranger.answer(TimeStampRequest.bytes(for: head(1)))
        #expect(throws: TimeStampRefusal.self) { try trusted.prove(foreign, of: head(1).hash) }
        #expect(throws: TimeStampRefusal.self) { try trusted.prove(reply, of: head(2).hash) }
        var touched = reply
        touched[touched.count - 5] ^= 1
        #expect(throws: TimeStampRefusal.self) { try trusted.prove(touched, of: head(1).hash) }
        #expect(throws: TimeStampRefusal.refused(status: 2)) {
            try TimeStampReply(parsing: [0x30, 0x05, 0x30, 0x03, 0x02, 0x01, 0x02])
        }
        #expect(throws: TimeStampRefusal.noReply) { try TimeStampReply(parsing: []) }
        #expect(throws: TimeStampRefusal.noReply) { try TimeStampReply(parsing: Array(reply.dropLast())) }
    }

    @Test("Whatever bytes come as a reply, reading ends, and none of them moves the imprint unseen")
    func hostile() throws {
        let authority = try ThrowawayAuthority()
        defer { authority.remove() }
        let seed = TestSeed.fresh
        var generator = SeededGenerator(seed: seed)
        let head = DailyHead(
            number: 1, day: TestedWard.start.date, sequence: 0, chain: "", rowCount: 0, sealCount: 0, previous: nil,
            madeAt: TestedWard.start)
        let reply = try authority.answer(TimeStampRequest.bytes(for: head))
        for _ in 1...20_000 {
            var touched = reply
            for _ in 0...Int.random(in: 0...3, using: &generator) {
                touched[Int.random(in: touched.indices, using: &generator)] = UInt8.random(
                    in: 0...255, using: &generator)
            }
            touched.removeLast(Int.random(in: 0...1, using: &generator) * Int.random(in: 0...200, using: &generator))
            guard let read = try? TimeStampReply(parsing: touched) else { continue }
            #expect(read.imprint.utf8.count.isMultiple(of: 2), "seed \(seed)")
        }
    }

    @Test(
        "Moments of the authority are the world's time",
        arguments: [
            ("20240701000000Z", "2024-07-01T09:00:00.000+09:00"), ("20241231153000Z", "2025-01-01T00:30:00.000+09:00"),
            ("20240701000000.25Z", "2024-07-01T09:00:00.000+09:00"),
        ])
    func moments(_ text: String, _ expected: String) throws {
        let moment = try #require(TimeStampReply.moment(Array(text.utf8)))
        let known = try #require(Clock.moment(reading: expected.replacing(".000", with: "")))
        #expect(moment == known)
    }

    @Test(
        "What is no moment is none",
        arguments: [
            "20240701000000", "20241301000000Z", "20240701240000Z", "2024070100000Z", "20240701000000,5Z",
            "2024070100000aZ",
        ])
    func noMoments(_ text: String) {
        #expect(TimeStampReply.moment(Array(text.utf8)) == nil)
    }

    @Test("Lengths are written in the fewest bytes and read back")
    func lengths() throws {
        for count in [0, 1, 127, 128, 255, 256, 65_535, 65_536] {
            let content = [UInt8](repeating: 7, count: count)
            let written = DER.value(DER.Tag.octets, content)
            let header = count < 128 ? 2 : count < 256 ? 3 : count < 65_536 ? 4 : 5
            #expect(written.count == count + header)
            var reader = DER.Reader(written[...])
            #expect(reader.content(DER.Tag.octets).map(Array.init) == content)
            #expect(reader.isAtEnd)
            var cut = DER.Reader(written.dropLast(count == 0 ? 2 : 1))
            #expect(cut.content(DER.Tag.octets) == nil)
        }
    }
}
