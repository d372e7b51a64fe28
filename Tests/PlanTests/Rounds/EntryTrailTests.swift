import Japanese
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("Answers, their history, evidence and decisions against the trail")
struct EntryTrailTests {
    struct Touched: Error {
        let failures: [String]
    }

    /// What is told of a change behind the program's back, which is taken back.
    private static func failures(
        _ plan: TestedPlan, _ tamper: @escaping @Sendable (any Connection) throws -> Void
    ) async throws -> [String] {
        do {
            try await plan.ward.database.write { connection in
                try tamper(connection)
                let report = try Verification.run(
                    renderers: PlanModule().renderers, tables: PlanModule().trailed, on: connection)
                throw Touched(failures: report.failures)
            }
            return []
        } catch let touched as Touched {
            return touched.failures
        }
    }

    @Test("Whatever of an answer, its steps or its evidence is changed by hand is told", arguments: TestDatabases.all)
    func answers(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let round = try await plan.open()
            let entry = try #require(try await plan.entries(round).first)
            for name in ["参加者名簿", "当日の資料", "要らない資料"] {
                try await plan.write(as: "担当") { connection, stamp in
                    try EntryStore.attach(
                        Array("%PDF-1.7 \(name)".utf8), filename: "a.pdf", title: name, to: entry.id, by: stamp,
                        on: connection)
                }
            }
            let gone = try #require(
                try await plan.read { try EntryStore.evidence(of: entry.id, on: $0) }.first { $0.title == "要らない資料" })
            try await plan.write(as: "担当") {
                try EntryStore.detach(gone.hash, from: entry.id, by: $1, on: $0)
            }
            try await plan.answer(entry.id)
            let report = try await plan.verification()
            #expect(report.failures == [])
            #expect(report.trailedRows > 0)
            let tamperings: [(String, @Sendable (any Connection) throws -> Void)] = [
                ("回答の経過", { try $0.execute("UPDATE entry_event SET note = 'x' WHERE event = 'accept'") }),
                ("回答の経過", { try $0.execute("UPDATE entry_event SET actor = '別人' WHERE event = 'approve'") }),
                ("回答の経過", { try $0.execute("UPDATE entry_event SET at = at - 1 WHERE event = 'submit'") }),
                ("回答の経過", { try $0.execute("UPDATE entry_event SET answer = '{}' WHERE event = 'submit'") }),
                ("回答の経過", { try $0.execute("DELETE FROM entry_event WHERE event = 'submit'") }),
                ("回答", { try $0.execute("UPDATE entry SET done_text = '開かなかった。' WHERE id = \(entry.id)") }),
                ("回答", { try $0.execute("UPDATE entry SET state = 'draft' WHERE id = \(entry.id)") }),
                ("回答", { try $0.execute("UPDATE entry SET mark = 'A' WHERE id <> \(entry.id)") }),
                ("回答の根拠資料", { try $0.execute("UPDATE entry_evidence SET title = '別の題' WHERE title = '参加者名簿'") }),
                ("回答の根拠資料", { try $0.execute("UPDATE entry_evidence SET attached_by = '別人'") }),
                ("回答の根拠資料", { try $0.execute("DELETE FROM entry_evidence WHERE title = '参加者名簿'") }),
                (
                    "回答の根拠資料",
                    {
                        try $0.execute(
                            """
                            INSERT INTO entry_evidence (entry, hash, title, attached_at, attached_by)
                            VALUES (\(entry.id), \(gone.hash), '戻した資料', 0, '担当')
                            """)
                    }
                ),
            ]
            for (index, (title, tampering)) in tamperings.enumerated() {
                let failures = try await Self.failures(plan, tampering)
                #expect(failures.contains { $0.hasPrefix("\(title) entry/") }, "\(index): \(failures)")
            }
        }
    }

    @Test("A trail that told only the titles of evidence is understood")
    func olderEvidence() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let round = try await plan.open()
            let entry = try #require(try await plan.entries(round).first)
            let file = try await plan.write(as: "担当") { connection, stamp in
                let file = try EvidenceStore.keep(
                    Array("%PDF-1.7".utf8), filename: "a.pdf", by: stamp, on: connection)
                try connection.execute(
                    """
                    INSERT INTO entry_evidence (entry, hash, title, attached_at, attached_by)
                    VALUES (\(entry.id), \(file.hash), '名簿', \(stamp.at), '担当')
                    """)
                let state = EntryState.notAnswered
                try EntryStore.step(
                    entry, .reopen, state: state, note: "", answer: entry.answer, by: stamp, on: connection)
                try stamp.note(
                    "plan.entry.save", "entry/\(entry.id)",
                    ["from": "notAnswered", "to": "draft", "note": "根拠資料「名簿」を付けました", "answer": "x"], on: connection)
                return file
            }
            func told() async throws -> [String] {
                try await plan.verification().failures.filter { $0.hasPrefix("回答の根拠資料") }
            }
            #expect(try await told() == [])
            let retitled = try await Self.failures(plan) {
                try $0.execute("UPDATE entry_evidence SET title = '別' WHERE hash = \(file.hash)")
            }
            #expect(retitled.filter { $0.hasPrefix("回答の根拠資料") }.count == 2)
            // One was taken off; the trail did not say which.
            try await plan.write(as: "担当") { connection, stamp in
                try connection.execute("DELETE FROM entry_evidence")
                try stamp.note(
                    "plan.entry.save", "entry/\(entry.id)",
                    ["from": "draft", "to": "draft", "note": "根拠資料を1件外しました", "answer": "x"], on: connection)
            }
            #expect(try await told() == [])
        }
    }

    @Test("Whatever of a meeting's decisions and corrections is changed by hand is told", arguments: TestDatabases.all)
    func decisions(_ kind: TestDatabase) async throws {
        try await TestedGroup.use(kind) { tested in
            let plan = tested.plan
            let meeting = try await tested.meeting()
            try await tested.attend(meeting)
            try await plan.write { connection, stamp in
                let initiatives = plan.initiatives.map(\.id)
                let meeting = try Meeting.known(meeting.id, on: connection)
                try MeetingStore.add(
                    decision: "進める。", agenda: meeting.agenda[0].id, initiatives: initiatives.reversed() + initiatives,
                    to: meeting, by: stamp, on: connection)
                let other = try MeetingStore.add(decision: "やめる。", to: meeting, by: stamp, on: connection)
                try MeetingStore.remove(decision: other.id, from: meeting, by: stamp, on: connection)
            }
            try await plan.write { try MeetingStore.confirm(Meeting.known(meeting.id, on: $0), by: $1, on: $0) }
            try await plan.write {
                try MeetingStore.correct(
                    Meeting.known(meeting.id, on: $0), content: "場所は第5会議室。", reason: "誤記", by: $1, on: $0)
            }
            #expect(try await plan.verification().failures == [])
            let tamperings: [(String, @Sendable (any Connection) throws -> Void)] = [
                ("会議の決定 decision/", { try $0.execute("UPDATE meeting_decision SET content = '進めない。'") }),
                ("会議の決定 decision/", { try $0.execute("UPDATE meeting_decision SET agenda = NULL") }),
                (
                    "会議の決定 decision/",
                    {
                        try $0.execute(
                            "DELETE FROM meeting_decision_initiative WHERE initiative = \(plan.initiatives[0].id)")
                    }
                ),
                (
                    "会議の決定 decision/",
                    {
                        try $0.execute("DELETE FROM meeting_decision_initiative")
                        try $0.execute("DELETE FROM meeting_decision")
                    }
                ),
                ("会議の記録の訂正 meeting/", { try $0.execute("UPDATE meeting_correction SET content = '別'") }),
                ("会議の記録の訂正 meeting/", { try $0.execute("UPDATE meeting_correction SET reason = '別'") }),
                ("会議の記録の訂正 meeting/", { try $0.execute("UPDATE meeting_correction SET actor = '別'") }),
                ("会議の記録の訂正 meeting/", { try $0.execute("DELETE FROM meeting_correction") }),
            ]
            for (index, (title, tampering)) in tamperings.enumerated() {
                let failures = try await Self.failures(plan, tampering)
                #expect(failures.contains { $0.hasPrefix(title) }, "\(index): \(failures)")
            }
        }
    }
}
