import Japanese
import LifeEvents
import Storage
import StorageTesting
import Testing
import Ward

@testable import Counter

@Suite("The desk's decisions against the trail")
struct DeskTrailTests {
    private struct Touched: Error {
        let failures: [String]
    }

    /// What is told of a change behind the program's back, which is taken back.
    private static func failures(
        _ desk: TestedDesk, _ tamper: @escaping @Sendable (any Connection) throws -> Void
    ) async throws -> [String] {
        do {
            try await desk.ward.database.write { connection in
                try tamper(connection)
                throw Touched(failures: try verify(connection))
            }
            return []
        } catch let touched as Touched {
            return touched.failures
        }
    }

    private static func verify(_ connection: any Connection) throws -> [String] {
        try Verification.run(renderers: [:], tables: CounterModule().trailed, on: connection).failures
    }

    private static let head = "氏名,フリガナ,生年月日,死亡日,住所\n"

    private static func death(_ number: Int) -> String {
        "見本故人\(number),ミホンコジン\(number),\(CivilDate(dayNumber: -10_000 + number)),\(CivilDate(dayNumber: 20_775)),見本町\n"
    }

    private static func take(_ numbers: [Int], _ desk: TestedDesk, on connection: any Connection) throws {
        let list = DeathList(
            Array((head + numbers.map(death).joined()).utf8), base: desk.base, today: desk.today)
        #expect(try DeathStore.take(list, by: desk.stamp(), on: connection).taken == numbers.count)
    }

    @Test(
        "Whatever of the rules' versions, the settings, the cases' states or the list of deaths is changed by hand is told",
        arguments: TestDatabases.all)
    func tampering(_ kind: TestDatabase) async throws {
        try await TestedDesk.use(kind) { desk in
            let id = desk.base.procedures[0].id
            let text = try #require(RuleText.embedded(id, event: desk.base.name))
            try await desk.ward.database.write { connection in
                for note in ["最初の案", "次の案"] {
                    _ = try RuleStore.draft(
                        id, event: desk.base.name, text: text, validFrom: desk.today, note: note, by: desk.stamp(),
                        on: connection)
                }
                let draft = try #require(try RuleStore.drafts(event: desk.base.name, on: connection).first)
                try RuleStore.publish(draft, by: desk.stamp("見本 課長"), on: connection)
                let left = try RuleStore.draft(
                    id, event: desk.base.name, text: text, validFrom: desk.today, note: "要らない案", by: desk.stamp(),
                    on: connection)
                try RuleStore.withdraw(left, by: desk.stamp(), on: connection)
                try DeskSettingsStore.set(DeskSettings(), by: desk.stamp(), on: connection)
                let units = try UnitStore.list(validOn: desk.today, on: connection)
                for unit in units.prefix(2) {
                    try DeskSettingsStore.setUnit(unit.id, for: "kokuho", by: desk.stamp(), on: connection)
                }
                try Self.take([1, 2], desk, on: connection)
                _ = try desk.book(TestedDesk.opening(1), on: connection)
                try CaseStore.end(
                    desk.book(TestedDesk.opening(2), on: connection), because: "済んだ", by: desk.stamp(), on: connection)
            }
            #expect(try await desk.ward.database.read(Self.verify) == [])
            let tamperings: [(String, @Sendable (any Connection) throws -> Void)] = [
                ("規則の版", { try $0.execute("UPDATE counter_rule SET text = 'x' WHERE state = 'published'") }),
                (
                    "規則の版",
                    { try $0.execute("UPDATE counter_rule SET valid_from = '2020-01-01' WHERE state = 'published'") }
                ),
                ("規則の版", { try $0.execute("UPDATE counter_rule SET decided_by = '別人' WHERE state = 'published'") }),
                ("規則の版", { try $0.execute("UPDATE counter_rule SET made_by = '別人' WHERE state = 'published'") }),
                ("規則の版", { try $0.execute("UPDATE counter_rule SET decided_at = decided_at - 1 WHERE note = '最初の案'") }),
                ("規則の版", { try $0.execute("UPDATE counter_rule SET state = 'draft' WHERE note = '要らない案'") }),
                ("規則の版", { try $0.execute("DELETE FROM counter_rule WHERE note = '最初の案'") }),
                ("窓口の設定", { try $0.execute("UPDATE counter_desk SET settings = '{}'") }),
                ("規則の担当の課", { try $0.execute("DELETE FROM counter_section_unit") }),
                (
                    "窓口の案件の状態",
                    { try $0.execute("UPDATE counter_case SET state = 'archived' WHERE state = 'cancelled'") }
                ),
                (
                    "窓口の案件の状態",
                    { try $0.execute("UPDATE counter_case SET ended_on = '2020-01-01' WHERE state = 'cancelled'") }
                ),
                ("死亡の届出の一覧", { try $0.execute("UPDATE counter_death SET taken_at = taken_at + 1") }),
                (
                    "死亡の届出の一覧",
                    {
                        try $0.execute("UPDATE counter_case SET death = NULL")
                        try $0.execute("DELETE FROM counter_death WHERE kana = 'ミホンコジン2'")
                    }
                ),
            ]
            for (title, tamper) in tamperings {
                let failures = try await Self.failures(desk, tamper)
                #expect(failures.contains { $0.hasPrefix(title) }, "\(title) \(failures)")
            }
            #expect(try await desk.ward.database.read(Self.verify) == [])
        }
    }

    @Test(
        "What is deleted when its time is over is told by its identifiers, and nothing else may be gone",
        arguments: TestDatabases.all)
    func purged(_ kind: TestDatabase) async throws {
        try await TestedDesk.use(kind) { desk in
            try await desk.ward.database.write { connection in
                try Self.take([1, 2], desk, on: connection)
                for number in [1, 2] {
                    try CaseStore.end(
                        desk.book(TestedDesk.opening(number), on: connection), because: "済んだ", by: desk.stamp(),
                        on: connection)
                }
            }
            desk.move(to: desk.today.adding(days: 800))
            let outcome = try await desk.ward.database.write { connection in
                _ = try CaseStore.open(TestedDesk.opening(4), base: desk.base, by: desk.stamp(), on: connection)
                return try Purge.run(by: desk.stamp("システム"), on: connection)
            }
            #expect(outcome.cases == 2)
            #expect(try await desk.ward.database.read(Self.verify) == [])
            let gone = try await Self.failures(desk) { connection in
                try connection.execute("DELETE FROM counter_fact")
                try connection.execute("DELETE FROM counter_consent")
                try connection.execute("DELETE FROM counter_event")
                try connection.execute("DELETE FROM counter_case")
            }
            #expect(gone.contains { $0.hasPrefix("窓口の案件の状態") }, "\(gone)")
        }
    }

    @Test("What was written before the trail told of versions and identifiers is no finding")
    func older() async throws {
        try await TestedDesk.use(TestDatabases.memory) { desk in
            let id = desk.base.procedures[0].id
            let text = try #require(RuleText.embedded(id, event: desk.base.name))
            try await desk.ward.database.write { connection in
                for (number, state) in [(1, "published"), (2, "draft")] {
                    desk.move(to: desk.today, minute: number)
                    let stamp = desk.stamp()
                    let version: ID<RuleVersion> = stamp.newID()
                    try connection.execute(
                        """
                        INSERT INTO counter_rule
                            (id, event, procedure_id, text, valid_from, note, state, edition, made_at, made_by)
                        VALUES (\(version), \(desk.base.name), \(id), \(text), \(desk.today), 'x', \(state),
                            \(state == "draft" ? nil : number), \(stamp.at), \(stamp.actor.name))
                        """)
                    try stamp.note(
                        RuleTrail.draft, RuleTrail.subjectPrefix + id, ["event": .string(desk.base.name)],
                        on: connection)
                    guard state == "published" else { continue }
                    try stamp.note(
                        RuleTrail.publish, RuleTrail.subjectPrefix + id, ["event": .string(desk.base.name)],
                        on: connection)
                }
                let stamp = desk.stamp()
                try connection.execute(
                    """
                    INSERT INTO counter_death
                        (id, person_key, name, kana, kana_key, born_on, died_on, address, is_restricted, facts, taken_at)
                    VALUES ('01J00000000000000000000001', 'k', 'x', 'x', 'x', '1940-01-01', '2026-01-01', '', 0, '{}',
                        \(stamp.at))
                    """)
                try stamp.note(DeskTrail.takeAction, "deaths/1", ["known": 0, "taken": 2], on: connection)
                try stamp.note(
                    DeskTrail.purgeAction, "desk", ["archived": 0, "cases": 1, "deaths": 1, "guides": 0], on: connection
                )
            }
            #expect(try await desk.ward.database.read(Self.verify) == [])
            // Published now by a program whose trail says which.
            try await desk.ward.database.write { connection in
                let draft = try #require(try RuleStore.drafts(event: desk.base.name, on: connection).first)
                try RuleStore.publish(draft, by: desk.stamp("見本 課長"), on: connection)
            }
            #expect(try await desk.ward.database.read(Self.verify) == [])
            let changed = try await Self.failures(desk) {
                try $0.execute("UPDATE counter_rule SET text = 'y' WHERE edition = 2")
            }
            #expect(changed.contains { $0.hasPrefix("規則の版") }, "\(changed)")
        }
    }
}
