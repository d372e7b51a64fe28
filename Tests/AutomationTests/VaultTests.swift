import Japanese
import Storage
import StorageTesting
import Testing
import Ward

@testable import Automation

@Suite("Secrets of robot accounts")
struct VaultTests {
    private static let value = "ひみつ-planted-7391"

    private static func keep(_ sample: SampleRobots) async throws -> Credential {
        let ward = sample.ward
        return try await sample.write { _, stamp, connection in
            try Credential.keep(
                "子育て", system: "子育てシステム", account: "robot01", unit: nil, value: value,
                expiresOn: SampleRobots.day("2026-09-30"), in: ward, by: stamp, on: connection)
        }
    }

    @Test("A secret stands in no table, and opens once for the run it was issued to", arguments: TestDatabases.all)
    func once(_ kind: TestDatabase) async throws {
        try await kind.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let (ward, run) = (sample.ward, ID<Run>("01J00000000000000000000007"))
            let credential = try await Self.keep(sample)
            let handle = try await sample.write { _, stamp, connection in
                try CredentialHandle.issue(credential, to: run, in: ward, by: stamp, on: connection)
            }
            let opened = try await sample.write { _, stamp, connection in
                try handle.open(in: ward, by: stamp, on: connection)
            }
            #expect(opened == Self.value)
            await #expect(throws: CredentialRefusal.handleSpent) {
                try await sample.write { _, stamp, connection in
                    _ = try handle.open(in: ward, by: stamp, on: connection)
                }
            }
            let stored = try await database.read { connection in
                try ["sealed_key", "sealed_value", "name", "account"].map { column -> String in
                    let rows = try connection.rows("SELECT * FROM automation_credential")
                    return try rows.map { try $0[column] as String }.joined()
                } + connection.column("SELECT details FROM audit", as: String.self)
                    + connection.column("SELECT hash FROM automation_handle", as: String.self)
            }
            for text in stored {
                #expect(!text.contains(Self.value))
                #expect(!text.contains(handle.word))
            }
            let actions = try await database.read {
                try $0.column(
                    "SELECT action FROM audit WHERE subject = \("credential/\(credential.id)") ORDER BY sequence",
                    as: String.self)
            }
            #expect(actions == ["automation.secret.keep", "automation.secret.issue", "automation.secret.use"])
        }
    }

    @Test("A handle is worth nothing for another run, after ten minutes, or when the value was replaced")
    func spent() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let (ward, run) = (sample.ward, ID<Run>("01J00000000000000000000007"))
            let credential = try await Self.keep(sample)
            func issue() async throws -> CredentialHandle {
                try await sample.write { _, stamp, connection in
                    try CredentialHandle.issue(credential, to: run, in: ward, by: stamp, on: connection)
                }
            }
            let stolen = CredentialHandle(word: try await issue().word, run: ID("01J00000000000000000000008"))
            await #expect(throws: CredentialRefusal.handleSpent) {
                try await sample.write { _, stamp, connection in
                    _ = try stolen.open(in: ward, by: stamp, on: connection)
                }
            }
            let late = try await issue()
            sample.clock.advance(seconds: Credential.handleSeconds + 1)
            await #expect(throws: CredentialRefusal.handleSpent) {
                try await sample.write { _, stamp, connection in
                    _ = try late.open(in: ward, by: stamp, on: connection)
                }
            }
            let earlier = try await issue()
            await #expect(throws: CredentialRefusal.handleSpent) {
                try await sample.write { _, stamp, connection in
                    try credential.renew(
                        "new", expiresOn: SampleRobots.day("2026-12-31"), in: ward, by: stamp, on: connection)
                    _ = try earlier.open(in: ward, by: stamp, on: connection)
                }
            }
        }
    }

    @Test("An expired secret is not issued, an ended one is destroyed, and its name is free again")
    func ended() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let (ward, run) = (sample.ward, ID<Run>("01J00000000000000000000007"))
            let credential = try await Self.keep(sample)
            sample.clock.move(to: SampleRobots.day("2026-10-01"))
            await #expect(throws: CredentialRefusal.expired("子育て", SampleRobots.day("2026-09-30"))) {
                try await sample.write { _, stamp, connection in
                    _ = try CredentialHandle.issue(credential, to: run, in: ward, by: stamp, on: connection)
                }
            }
            let (ended, again) = try await sample.write { _, stamp, connection in
                try credential.end(by: stamp, on: connection)
                let again = try Credential.keep(
                    "子育て", system: "子育てシステム", account: "robot01", unit: nil, value: "other",
                    expiresOn: SampleRobots.day("2027-03-31"), in: ward, by: stamp, on: connection)
                return (try Credential.known(credential.id, on: connection), again)
            }
            #expect(ended.envelope.value.isEmpty)
            #expect(again.id != ended.id)
        }
    }

    @Test(
        "Without the key outside the database nothing is kept and nothing opens; after a new key all is wrapped again")
    func keys() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let credential = try await Self.keep(sample)
            let bare = Ward.tested(database, clock: sample.clock.clock)
            await #expect(throws: EnvelopeRefusal.noKey) {
                try await sample.write { _, stamp, connection in
                    _ = try Credential.keep(
                        "別", system: "s", account: "a", unit: nil, value: "v",
                        expiresOn: SampleRobots.day("2027-01-01"),
                        in: bare, by: stamp, on: connection)
                }
            }
            let moved = Ward.tested(database, clock: sample.clock.clock, seed: 5, signingKey: .fresh())
            let owner = Credential.owner(credential.id)
            #expect(throws: EnvelopeRefusal.doesNotOpen) {
                try EnvelopeKey(moved.signingKey).open(credential.envelope, for: owner)
            }
            let earlier = try #require(sample.ward.signingKey)
            let count = try await sample.write { _, stamp, connection in
                try Credential.rewrap(from: earlier, in: moved, by: stamp, on: connection)
            }
            #expect(count == 1)
            let rewrapped = try await database.read { try Credential.known(credential.id, on: $0) }
            let value = try EnvelopeKey(moved.signingKey).open(rewrapped.envelope, for: owner)
            #expect(String(decoding: value, as: UTF8.self) == Self.value)
            // An envelope that is copied to another record does not open.
            #expect(throws: EnvelopeRefusal.doesNotOpen) {
                try EnvelopeKey(moved.signingKey).open(rewrapped.envelope, for: "credential/other")
            }
        }
    }
}
