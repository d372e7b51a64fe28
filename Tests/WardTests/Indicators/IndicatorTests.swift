import Japanese
import Storage
import StorageTesting
import Testing

@testable import Ward

@Suite("Indicators")
struct IndicatorTests {
    /// How many files were kept up to a day.
    private static let kept = Indicator(
        id: "test.evidence", name: "保存した根拠資料", unitName: "件", kind: .activity, rule: .cumulative
    ) { day, connection in
        let hashes: [String] = try connection.column(
            "SELECT hash FROM evidence WHERE kept_at < \(Timestamp(day.adding(days: 1))) ORDER BY hash")
        return IndicatorReading(value: ExactNumber(hashes.count), records: hashes.map { "evidence/\($0)" })
    }

    private static func seal(
        _ day: CivilDate, by stamp: Stamp, on connection: any Connection
    ) throws -> Seal {
        try kept.seal(try kept.measure(day, connection), asOf: day, reason: nil, by: stamp, on: connection)
    }

    /// What the newest seal of a day holds.
    private static func sealed(
        _ day: CivilDate, on connection: any Connection
    ) throws -> (reading: IndicatorReading, seal: Seal)? {
        guard
            let seal = try SealStore.latest(kind: Indicator.sealKind, subject: "\(kept.id)@\(day)", on: connection)
        else { return nil }
        return (try #require(IndicatorReading(try SealStore.content(of: seal, on: connection))), seal)
    }

    @Test("The same identifier is not offered twice")
    func duplicates() throws {
        let registry = try IndicatorRegistry([Self.kept])
        #expect(registry["test.evidence"]?.name == "保存した根拠資料")
        #expect(registry["other"] == nil)
        #expect(throws: IndicatorRegistryError.duplicate(id: "test.evidence")) {
            try IndicatorRegistry([Self.kept, Self.kept])
        }
    }

    @Test(
        "A reading is sealed with the records it was counted from, and read back the same", arguments: TestDatabases.all
    )
    func sealing(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let today = tested.ward.clock.today
            let file = try await tested.write {
                try EvidenceStore.keep(Array("%PDF-1.7".utf8), filename: "a.pdf", by: $1, on: $0)
            }
            let seal = try await tested.write { try Self.seal(today, by: $1, on: $0) }
            let found = try await tested.read { try Self.sealed(today, on: $0) }
            #expect(found?.seal == seal)
            #expect(found?.reading == IndicatorReading(value: 1, records: ["evidence/\(file.hash)"]))
            let before = try await tested.read { try Self.sealed(today.adding(days: -1), on: $0) }
            #expect(before == nil)
            let again = try await tested.write { try Self.seal(today, by: $1, on: $0) }
            #expect(again == seal, "what says the same needs no second edition")
            await #expect(throws: SealRefusal.reasonNeeded(edition: 2)) {
                try await tested.write { connection, stamp throws in
                    try EvidenceStore.keep(Array("%PDF-1.5".utf8), filename: "b.pdf", by: stamp, on: connection)
                    return try Self.seal(today, by: stamp, on: connection)
                }
            }
            let report = try await tested.read { try Verification.run(renderers: [:], on: $0) }
            #expect(report.isWhole)
            #expect(report.seals == 1)
        }
    }

    @Test("A declared value stays marked as such, with its 約, and an unknown one stays unknown")
    func declared() async throws {
        try await TestedWard.use(TestDatabases.memory) { tested async throws in
            let readings = [
                IndicatorReading(
                    value: ExactNumber("6500.5"), qualifiers: [.approximately], records: ["entry/1"],
                    origin: .selfDeclared),
                IndicatorReading(value: nil, records: []),
            ]
            for (offset, reading) in readings.enumerated() {
                let day = tested.ward.clock.today.adding(days: offset)
                _ = try await tested.write { try Self.kept.seal(reading, asOf: day, reason: nil, by: $1, on: $0) }
                let found = try await tested.read { try Self.sealed(day, on: $0) }
                #expect(found?.reading == reading)
            }
            #expect(IndicatorReading.Origin.selfDeclared.title == "自己申告")
        }
    }

    @Test("Kinds and rules are stored as text and have Japanese titles", arguments: TestDatabases.all)
    func storing(_ kind: TestDatabase) async throws {
        try await kind.use { database async throws in
            for rule in Indicator.Rule.allCases {
                let stored = try await database.read { connection in
                    try connection.value("SELECT CAST(\(rule) AS TEXT)", as: Indicator.Rule.self)
                }
                #expect(stored == rule)
                #expect(!rule.title.isEmpty)
            }
            for kind in Indicator.Kind.allCases {
                let stored = try await database.read { connection in
                    try connection.value("SELECT CAST(\(kind) AS TEXT)", as: Indicator.Kind.self)
                }
                #expect(stored == kind)
            }
        }
    }
}
