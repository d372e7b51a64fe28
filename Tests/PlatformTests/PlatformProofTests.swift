import SiteTesting
import Storage
import Testing
import Ward

@testable import Plan
@testable import namiki

@Suite("Proofs of all modules together")
struct PlatformProofTests {
    @Test("The demonstration is whole: its seals are signed, and every table is as the trail tells it")
    func demonstration() async throws {
        let key = SigningKey.fresh()
        let site = try await SamplePlatform.demonstration(signingKey: key)
        let ward = site.ward
        let (tables, missing) = try await Platform.trailed(of: ward)
        #expect(missing == [])
        #expect(tables.count == Platform.modules.flatMap(\.trailed).count)
        let stamp = ward.stamp(by: .system)
        // The quarters of the demonstration lie in the past, and so do their seals.
        try await ward.database.write { connection in
            _ = try KeyRegister.enter(
                key.publicKey, holder: KeyRegister.serverHolder, from: stamp.today.adding(days: -600), by: stamp,
                on: connection)
        }
        _ = try await DemoQuarters.load(ward)
        let report = try await ward.database.write { connection in
            try DailyHeadStore.make(by: stamp, on: connection)
            return try Verification.run(
                renderers: Platform.renderers, tables: tables, signedBy: [TrustedKey(publicKey: key.publicKey)],
                on: connection)
        }
        #expect(report.failures == [])
        #expect(report.seals > 0)
        #expect(report.signedSeals == report.seals)
        #expect(report.signedHeads == 1)
        #expect(report.trailedRows > 0)
    }

    @Test("A store that a module has not used yet is proved as far as it goes, and what was not compared is named")
    func missingModule() async throws {
        let database = try await openDatabase(at: ":memory:")
        try await Migrator.migrate(database, WardMigrations.all)
        let ward = Ward(database: database, clock: .system, random: .system)
        let (tables, missing) = try await Platform.trailed(of: ward)
        #expect(tables.isEmpty)
        #expect(missing == ["plan", "counter", "standardization", "automation", "opendata"])
        try await database.close()
    }
}
