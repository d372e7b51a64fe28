import Japanese
import Storage
import StorageTesting
import Testing
@testable import Ward
import WardTesting

@testable import Site

@Suite("The audit trail in words")
struct AuditSubjectTests {
    private static let subjects = [
        AuditSubject("unit", "組織", "SELECT id, name FROM office_unit", needs: .viewOrganisation) { "/units/\($0)" },
        AuditSubject("person", "利用者", "SELECT id, name FROM person", needs: .managePeople) { "/people/\($0)" },
        AuditSubject("job", "処理"),
    ]

    private static func person(_ role: Role) -> SignedIn {
        SignedIn(
            person: ID("01J00000000000000000000001"), name: "見本",
            assignments: [.init(role: role, unit: nil, body: nil)],
            grants: Grants([.administrator: [.viewOrganisation, .managePeople, .readAudit], .auditor: [.readAudit]]))
    }

    private static func row(_ subject: String, _ details: String = "{}") -> AuditRow {
        AuditRow(
            sequence: 1, at: Timestamp(milliseconds: 0), person: nil, actorName: "見本", action: "ward.test",
            subject: subject, details: details)
    }

    @Test(
        "A record is called by its name, led to for who may open it, and never hidden behind its words",
        arguments: TestDatabases.all)
    func names(_ kind: TestDatabase) async throws {
        try await kind.use(WardMigrations.all) { database in
            let ward = Ward.tested(database, clock: .fixed(Timestamp(milliseconds: 1_780_000_000_000)), seed: 1)
            let stamp = ward.stamp(by: .commandLine)
            let unit = try await database.write { try UnitStore.create(code: "1", name: "広報課", by: stamp, on: $0) }
            let rows = [Self.row("unit/\(unit.id)"), Self.row("job/01J0000000000000000000000A"), Self.row("thing/7")]
            let (open, closed) = try await database.read { connection in
                (
                    try AuditNames(of: rows, Self.subjects, for: Self.person(.administrator), on: connection),
                    try AuditNames(of: rows, Self.subjects, for: Self.person(.auditor), on: connection)
                )
            }
            #expect(open.words("unit/\(unit.id)") == "組織「広報課」")
            #expect(open.html("unit/\(unit.id)").text.contains("<a href=\"/units/\(unit.id)\">組織「広報課」</a>"))
            #expect(!closed.html("unit/\(unit.id)").text.contains("<a "))
            #expect(closed.html("unit/\(unit.id)").text.contains("unit/\(unit.id)"))
            #expect(open.words("job/01J0000000000000000000000A") == "処理")
            #expect(open.html("thing/7").text == "thing/7")
            let told = AuditWords(
                names: try await database.read {
                    try AuditNames(
                        of: [Self.row("thing/7", "{\"unit\":\"\(unit.id)\"}")], Self.subjects,
                        for: Self.person(.auditor), on: $0)
                })
            #expect(told.words("{\"unit\":\"\(unit.id)\"}") == "課：広報課")
            #expect(told.words("{\"reason\":\"誤り\",\"correction\":null,\"edition\":2}") == "訂正の理由：なし　版：2　理由：誤り")
            #expect(told.words("{}") == "")
            #expect(told.words("not json") == "not json")
        }
    }

    private static func filter(_ found: (kinds: [String], records: [String])) -> AuditFilter {
        var filter = AuditFilter()
        filter.subjects = AuditFilter.Subjects(records: found.records, kinds: found.kinds)
        return filter
    }

    @Test("Words find records by their kind and by their name, in any width of letters", arguments: TestDatabases.all)
    func matching(_ kind: TestDatabase) async throws {
        try await kind.use(WardMigrations.all) { database in
            let ward = Ward.tested(database, clock: .fixed(Timestamp(milliseconds: 1_780_000_000_000)), seed: 1)
            let stamp = ward.stamp(by: .commandLine)
            let unit = try await database.write { connection in
                _ = try UnitStore.create(code: "1", name: "広報課", by: stamp, on: connection)
                return try UnitStore.create(code: "2", name: "データ推進課", by: stamp, on: connection)
            }
            let (byKind, byName, none) = try await database.read { connection in
                (
                    try AuditNames.matching("組織", Self.subjects, on: connection),
                    try AuditNames.matching("ﾃﾞｰﾀ", Self.subjects, on: connection),
                    try AuditNames.matching("月見", Self.subjects, on: connection)
                )
            }
            #expect(byKind.kinds == ["unit"])
            #expect(byKind.records == [])
            #expect(byName.records == ["unit/\(unit.id)"])
            #expect(none.kinds.isEmpty)
            #expect(none.records.isEmpty)
            let counts = try await database.read { connection in
                try [byKind, byName, none].map { try Audit.count(Self.filter($0), on: connection) }
            }
            #expect(counts == [2, 1, 0])
        }
    }
}
