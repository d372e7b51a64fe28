import Storage
import StorageTesting
import Testing

@testable import Ward

@Suite("Reading while the database takes no writes")
struct WritingIfFreeTests {
    @Test("A write that waited too long is given up, and never made afterwards", arguments: TestDatabases.all)
    func givenUp(_ kind: TestDatabase) async throws {
        try await kind.use(WardMigrations.all) { database async throws in
            let faulty = FaultyDatabase(database)
            let tested = TestedWard(faulty, pause: .none)
            faulty.holdWrites()
            let answer = try await tested.ward.writeIfFree { connection in
                try connection.execute("INSERT INTO setting (name, value) VALUES ('late', '1')")
            }
            #expect(answer == nil)
            faulty.mend()
            // Written after the one that waited.
            try await database.write { try $0.execute("INSERT INTO setting (name, value) VALUES ('next', '1')") }
            #expect(try await database.read { try $0.column("SELECT name FROM setting", as: String.self) } == ["next"])
        }
    }

    @Test("A database that is away is told by nothing; what a rule refuses is thrown")
    func away() async throws {
        try await TestDatabases.memory.use(WardMigrations.all) { database async throws in
            let faulty = FaultyDatabase(database)
            let ward = TestedWard(faulty).ward
            #expect(try await ward.writeIfFree { _ in 1 } == 1)
            for error in [StorageError.busy, .connectionLost(message: "test"), .diskFull] {
                faulty.fail(writes: error)
                #expect(try await ward.writeIfFree { _ in 1 } == nil)
            }
            faulty.mend()
            await #expect(throws: EvidenceRefusal.empty) {
                try await ward.writeIfFree { _ in throw EvidenceRefusal.empty }
            }
        }
    }

    @Test("A session goes on under its token while nothing can be written", arguments: [60, 900])
    func sessions(seconds: Int) async throws {
        try await TestDatabases.memory.use(WardMigrations.all) { database async throws in
            let faulty = FaultyDatabase(database)
            let tested = TestedWard(faulty, pause: .none)
            try await tested.person()
            let token = try await tested.token()
            // A minute later it is written when the session was seen; after fifteen it gets a new token.
            tested.clock.advance(seconds: seconds)
            faulty.holdWrites()
            let held = try #require(try await tested.resume(token))
            #expect(held.newToken == nil)
            faulty.mend()
            faulty.fail(writes: .busy)
            #expect(try await tested.resume(token)?.session == held.session)
            #expect(try await SessionStore.takeFlash(session: held.session, ward: tested.ward) == nil)
            try await SessionStore.setFlash(
                SessionFlash(kind: "done", text: "変えました。"), session: held.session, ward: tested.ward)
            faulty.mend()
            let patient = TestedWard(database, at: tested.clock.now)
            let after = try #require(try await patient.resume(token))
            #expect((after.newToken != nil) == (seconds == 900))
        }
    }

    @Test("The probe says why the database is not ready, and that it is again", arguments: TestDatabases.all)
    func health(_ kind: TestDatabase) async throws {
        try await kind.use(WardMigrations.all) { database async throws in
            let faulty = FaultyDatabase(database)
            let patient = TestedWard(faulty).ward
            let probe = HealthProbe()
            #expect(await probe.finding(patient) == .ready)
            for (reads, writes, code) in [
                (nil, StorageError.busy, "unavailable"), (.connectionLost(message: "geheim"), nil, "unavailable"),
                (nil, .diskFull, "noSpace"),
            ] as [(StorageError?, StorageError?, String)] {
                faulty.fail(reads: reads, writes: writes)
                guard case .notReady(code, let words) = await probe.finding(patient) else {
                    Issue.record("ready in spite of \(String(describing: reads ?? writes))")
                    continue
                }
                #expect(!words.contains("geheim"))
                faulty.mend()
                #expect(await probe.finding(patient) == .ready)
            }
            // Behind another program's lock the answer does not wait.
            faulty.holdWrites()
            let hasty = TestedWard(faulty, pause: .none).ward
            guard case .notReady("waiting", _) = await probe.finding(hasty) else {
                Issue.record("ready behind a lock")
                return
            }
            faulty.mend()
            #expect(await probe.finding(patient) == .ready)
            #expect(await probe.finding(patient) == .ready)
        }
    }
}
