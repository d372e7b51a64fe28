import Foundation
import Japanese
import Storage
import StorageTesting
import Testing
import Ward

@testable import Conversion
@testable import Standardization

@Suite("Decisions")
struct DecisionTests {
    /// Decides about every finding of a reason in the sample's last rehearsal.
    private static func decide(
        _ reason: Reason, _ action: FindingDecision.Action, value: String = "", run: URL
    ) -> [FindingDecision] {
        FindingFile(run: run, system: "juki", reason: reason).entries(from: 0, count: 100).entries.map {
            entry in
            let line = entry.line
            return FindingDecision(
                subject: .init(
                    system: "juki", reason: reason, key: line.key, field: line.field, target: line.target,
                    item: line.item),
                hash: line.hash, action: action, value: value, why: "届書の控えで確かめた。", decidedBy: "見本 花子",
                decidedOn: CivilDate(dayNumber: 20_700))
        }
    }

    private static func count(_ content: JSON, _ reason: Reason) -> FindingCount {
        RehearsalView(content).systems[0].findings.first { $0.reason == reason }?.count ?? FindingCount()
    }

    private static func output(_ run: URL, _ name: String) throws -> String {
        try String(contentsOf: run.appendingPathComponent("stages/convert-juki/out/\(name).csv"), encoding: .utf8)
    }

    @Test("A value that was decided goes to the target at the next rehearsal, and the ledger says so")
    func replaced() async throws {
        let folder = try RehearsedWard.sample()
        defer { try? FileManager.default.removeItem(at: folder) }
        let first = try await RehearsedWard.rehearse(folder)
        #expect(Self.count(first.content, .notNumber).waiting == 1)
        let decisions = Self.decide(.notNumber, .replace, value: "10000", run: first.rehearsal.folder)
        #expect(decisions.count == 1)
        let second = try await RehearsedWard.rehearse(folder, decisions: decisions)
        #expect(Self.count(second.content, .notNumber) == FindingCount(open: 0, decided: 1, lapsed: 0))
        #expect(try Self.output(second.rehearsal.folder, "住民税情報").contains("\"10000\""))
        let tax = try #require(RehearsalView(second.content).systems[0].amounts.first)
        #expect(tax.agrees)
        #expect(tax.decided == 10_000)
        #expect(tax.written == 22_300)
        let field = try #require(RehearsalView(second.content).systems[0].groups[1].fields.last)
        #expect(field.isConserved)
        #expect(field.count(.rejected) == 0)
        #expect(field.reasons.contains { $0.reason == .decided })
        #expect(RehearsalView(second.content).decisions == DecisionUse(applied: 1, lapsed: 0, unmet: 0))
        // One about a record that is not there is told.
        let subject = FindingDecision.Subject(
            system: "juki", reason: .notNumber, key: "なし", field: "税額", target: "住民税情報", item: "税額")
        let lost = FindingDecision(
            subject: subject, hash: 1, action: .discard, value: "", why: "控え", decidedBy: "見本",
            decidedOn: CivilDate(dayNumber: 20_700))
        let other = RehearsalView(try await RehearsedWard.rehearse(folder, decisions: decisions + [lost]).content)
        #expect(other.decisions == DecisionUse(applied: 1, lapsed: 0, unmet: 1))
        // Applied again, with nothing new decided.
        let third = try await RehearsedWard.rehearse(folder, decisions: decisions)
        #expect(Self.count(third.content, .notNumber).decided == 1)
    }

    @Test("As soon as the value in the source changes, the decision holds no more")
    func lapsed() async throws {
        let folder = try RehearsedWard.sample()
        defer { try? FileManager.default.removeItem(at: folder) }
        let first = try await RehearsedWard.rehearse(folder)
        let decisions = Self.decide(.notNumber, .replace, value: "10000", run: first.rehearsal.folder)
        let tax = folder.appendingPathComponent("juki/tax.csv")
        try Data(String(contentsOf: tax, encoding: .utf8).replacing("一万", with: "二万").utf8).write(to: tax)
        let second = try await RehearsedWard.rehearse(folder, decisions: decisions)
        #expect(Self.count(second.content, .notNumber) == FindingCount(open: 0, decided: 0, lapsed: 1))
        #expect(!(try Self.output(second.rehearsal.folder, "住民税情報").contains("10000")))
        #expect(RehearsalView(second.content).systems[0].blockers.contains { $0.reason == .notNumber && $0.count == 1 })
    }

    @Test("What was decided must fit the target like any other value")
    func unfit() async throws {
        let folder = try RehearsedWard.sample()
        defer { try? FileManager.default.removeItem(at: folder) }
        let first = try await RehearsedWard.rehearse(folder)
        let decisions = Self.decide(.notNumber, .replace, value: "一万円", run: first.rehearsal.folder)
        let second = try await RehearsedWard.rehearse(folder, decisions: decisions)
        #expect(Self.count(second.content, .wrongType).open == 1)
        #expect(RehearsalView(second.content).systems[0].isConserved)
    }

    @Test("A value that is left out by decision is discarded in the ledger, with the reason")
    func discarded() async throws {
        let folder = try RehearsedWard.sample()
        defer { try? FileManager.default.removeItem(at: folder) }
        let first = try await RehearsedWard.rehearse(folder)
        let decisions = Self.decide(.codeUnknown, .discard, run: first.rehearsal.folder)
        let second = try await RehearsedWard.rehearse(folder, decisions: decisions)
        #expect(Self.count(second.content, .codeUnknown).decided == 1)
        // The item is required: that nothing stands there now is another matter, and is told.
        #expect(Self.count(second.content, .missing).open == Self.count(first.content, .missing).open + 1)
        let field = try #require(RehearsalView(second.content).systems[0].groups[0].fields.first { $0.name == "性別コード" })
        #expect(field.count(.discarded) == 1)
        #expect(field.count(.rejected) == 0)
        #expect(field.isConserved)
    }

    @Test("Decisions come back from their file as they were, whatever stands in them; what is wrong is told by line")
    func text() {
        let subject = FindingDecision.Subject(
            system: "juki", reason: .codeUnknown, key: "90/1", field: "性別コード", target: "住民", item: "性別")
        let decision = FindingDecision(
            subject: subject, hash: 0xFFFF_FFFF_FFFF_FFFF, action: .replace, value: "「1」", why: "控え,\"引用\"",
            decidedBy: "見本",
            decidedOn: CivilDate(dayNumber: 20_000))
        for text in [DecisionText.tsv([decision]), DecisionText.tsv([decision]).replacing("\n", with: "\r\n")] {
            let (read, findings) = DecisionText.read(text, file: "d.tsv")
            #expect(findings.isEmpty)
            #expect(read.decisions == [decision])
        }
        #expect(DecisionText.read("juki\tx\n", file: "d.tsv").findings.map(\.line) == [1])
        let blocked = DecisionText.tsv([decision]).replacing("CD1-CODE", with: "PR1-PROTECTION")
        #expect(DecisionText.read(blocked, file: "d.tsv").findings.map(\.line) == [2])
        let bad = DecisionText.tsv([decision]) + "juki\tNO-SUCH\t\t\t\t\t1\taccept\t\twhy\twho\t2026-01-01\nshort\n"
        #expect(DecisionText.read(bad, file: "d.tsv").findings.map(\.line) == [3, 4])
        // The last of several about one subject holds.
        let later = FindingDecision(
            subject: subject, hash: decision.hash, action: .discard, value: "", why: "改めて", decidedBy: "見本",
            decidedOn: CivilDate(dayNumber: 20_001))
        #expect(DecisionSet([decision, later]).state(of: subject, hash: decision.hash).decision == later)
    }

    @Test("Kept on both databases, with the audit trail and without the value in it", arguments: TestDatabases.all)
    func store(_ kind: TestDatabase) async throws {
        try await kind.use(StandardizationModule.allMigrations) { database in
            let ward = Ward(database: database, clock: .system, random: .system)
            let stamp = ward.stamp(by: Actor(person: nil, name: "見本 花子"))
            let decision = FindingDecision(
                subject: .init(
                    system: "juki", reason: .codeUnknown, key: "9", field: "性別コード", target: "住民", item: "性別"), hash: 7,
                action: .replace, value: "秘密の値", why: "控え", decidedBy: "見本 花子", decidedOn: stamp.today)
            try await database.write { try DecisionStore.add(decision, workbench: "/a", by: stamp, on: $0) }
            let (own, other, trail) = try await database.read { connection in
                (
                    try DecisionStore.all(workbench: "/a", on: connection),
                    try DecisionStore.all(workbench: "/b", on: connection),
                    try connection.column("SELECT details FROM audit", as: String.self)
                )
            }
            #expect(own == [decision])
            #expect(other.isEmpty)
            try #require(trail.count == 1)
            #expect(!trail[0].contains("秘密の値"))
            #expect(trail[0].contains("replace"))
        }
    }

    struct Touched: Error {
        let failures: [String]
    }

    @Test(
        "Whatever of a decision is changed by hand is told, and the trail still holds no value",
        arguments: TestDatabases.all)
    func trail(_ kind: TestDatabase) async throws {
        try await kind.use(StandardizationModule.allMigrations) { database in
            let ward = Ward(database: database, clock: .system, random: .system)
            let stamp = ward.stamp(by: Actor(person: nil, name: "見本 花子"))
            let decision = FindingDecision(
                subject: .init(
                    system: "juki", reason: .codeUnknown, key: "9", field: "性別コード", target: "住民", item: "性別"), hash: 7,
                action: .replace, value: "秘密の値", why: "控え", decidedBy: "見本 花子", decidedOn: stamp.today)
            try await database.write { connection in
                try DecisionStore.add(decision, workbench: "a", by: stamp, on: connection)
                // A decision of an older trail, which has no hash of the whole.
                try connection.execute(
                    """
                    INSERT INTO standardization_decision
                        (id, workbench_id, system, code, record_key, field, target, item, value_hash, action, value, why,
                         decided_by, decided_at)
                    VALUES ('old', 'a', 'juki', 'X', '8', 'f', 't', 'i', 'ff', 'accept', '', 'w', '見本', \(stamp.at))
                    """)
                try stamp.note(
                    "standardization.decide", "rehearsal/juki/X",
                    ["key": "8", "field": "f", "item": "i", "hash": "ff", "action": "accept"], on: connection)
            }
            func failures(_ statement: SQL) async throws -> [String] {
                do {
                    try await database.write { connection in
                        try connection.execute(statement)
                        throw Touched(
                            failures: try Verification.run(
                                renderers: [:], tables: StandardizationModule().trailed, on: connection
                            ).failures)
                    }
                    return []
                } catch let touched as Touched {
                    return touched.failures
                }
            }
            #expect(try await failures("DELETE FROM standardization_decision WHERE id = 'nobody'") == [])
            for statement: SQL in [
                "UPDATE standardization_decision SET value = '別の値' WHERE id <> 'old'",
                "UPDATE standardization_decision SET why = '別の理由' WHERE id <> 'old'",
                "UPDATE standardization_decision SET decided_by = '別人' WHERE id <> 'old'",
                "UPDATE standardization_decision SET workbench_id = 'b' WHERE id <> 'old'",
                "UPDATE standardization_decision SET target = '別' WHERE id <> 'old'",
                "UPDATE standardization_decision SET decided_at = decided_at - 1 WHERE id <> 'old'",
                "DELETE FROM standardization_decision WHERE id <> 'old'",
                "UPDATE standardization_decision SET action = 'discard' WHERE id = 'old'",
            ] {
                let found = try await failures(statement)
                #expect(found.contains { $0.hasPrefix("確認事項の判断 rehearsal/juki/") }, "\(statement): \(found)")
            }
        }
    }
}
