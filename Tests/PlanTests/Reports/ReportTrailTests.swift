import Japanese
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("Reports against the trail")
struct ReportTrailTests {
    private struct Touched: Error {
        let failures: [String]
    }

    /// What is told of a change behind the program's back, which is taken back.
    private static func failures(
        _ plan: TestedPlan, _ tamper: @escaping @Sendable (any Connection) throws -> Void
    ) async throws -> [String] {
        do {
            try await plan.ward.database.write { connection in
                try tamper(connection)
                throw Touched(
                    failures: try Verification.run(
                        renderers: PlanModule().renderers, tables: PlanModule().trailed, on: connection
                    ).failures)
            }
            return []
        } catch let touched as Touched {
            return touched.failures
        }
    }

    private static func begun(_ plan: TestedPlan, _ title: String, _ round: Round) async throws -> Report {
        try await plan.write { connection, stamp in
            let report = try ReportStore.create(
                title: title, addressee: "部会", author: "事務局", reportedOn: nil,
                coverage: [.init(round: round.id, edition: 1)], by: stamp, on: connection)
            for text in ["全体として進んだ。", "要らない文。"] {
                try ReportStore.add(
                    paragraph: text, section: .overview, body: nil, sources: [], to: report, by: stamp, on: connection)
            }
            try ReportStore.add(
                proposalFor: plan.initiatives[0].id, present: "令和6年度", proposed: "令和7年度", reason: "延期", sources: [],
                to: report, by: stamp, on: connection)
            let unwanted = try #require(
                try ReportStore.paragraphs(of: report.id, on: connection).first { $0.content == "要らない文。" })
            try ReportStore.remove(statement: unwanted.id, from: report, by: stamp, on: connection)
            return report
        }
    }

    @Test("Whatever of a report's state, editions or words is changed by hand is told", arguments: TestDatabases.all)
    func tampering(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let round = try await plan.open()
            for entry in try await plan.entries(round) { try await plan.answer(entry.id) }
            try await plan.close(round)
            try await plan.freeze(round)
            let gone = try await Self.begun(plan, "取りやめる報告", round)
            try await plan.write { try ReportStore.discard(gone, by: $1, on: $0) }
            let report = try await Self.begun(plan, "報告", round)
            #expect(try await plan.verification().failures == [])
            try await plan.write { _ = try ReportSealing.seal(Report.known(report.id, on: $0), by: $1, on: $0) }
            #expect(try await plan.verification().failures == [])
            try await plan.write {
                try ReportStore.correct(Report.known(report.id, on: $0), reason: "誤り", by: $1, on: $0)
            }
            #expect(try await plan.verification().failures == [])
            let tamperings: [(String, @Sendable (any Connection) throws -> Void)] = [
                ("報告書 ", { try $0.execute("UPDATE report SET state = 'sealed', correction = NULL") }),
                ("報告書 ", { try $0.execute("UPDATE report SET correction = '別の理由'") }),
                ("報告書 ", { try $0.execute("UPDATE report SET title = '別の題'") }),
                ("報告書の対象の版 ", { try $0.execute("UPDATE report_round SET edition = 2") }),
                ("報告書の文と計画修正(案) ", { try $0.execute("UPDATE report_paragraph SET content = '遅れた。'") }),
                ("報告書の文と計画修正(案) ", { try $0.execute("UPDATE report_proposal SET proposed_text = '令和8年度'") }),
                ("報告書の文と計画修正(案) ", { try $0.execute("DELETE FROM report_proposal") }),
            ]
            for (title, tamper) in tamperings {
                let failures = try await Self.failures(plan, tamper)
                #expect(failures.contains { $0.hasPrefix(title) }, "\(title) \(failures)")
            }
            try await plan.write { try ReportStore.cancelCorrection(Report.known(report.id, on: $0), by: $1, on: $0) }
            #expect(try await plan.verification().failures == [])
        }
    }

    @Test("A proposal of the time when the trail did not name it is found by what it says")
    func older() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let round = try await plan.open()
            for entry in try await plan.entries(round) { try await plan.answer(entry.id) }
            try await plan.close(round)
            try await plan.freeze(round)
            let report = try await plan.write { connection, stamp in
                let report = try ReportStore.create(
                    title: "報告", addressee: "部会", author: "事務局", reportedOn: nil,
                    coverage: [.init(round: round.id, edition: 1)], by: stamp, on: connection)
                let id = plan.initiatives[0].id
                try connection.execute(
                    """
                    INSERT INTO report_proposal (id, report, position, initiative, present_text, proposed_text, reason)
                    VALUES ('01J00000000000000000000001', \(report.id), 1, \(id), '今', '次', '訳')
                    """)
                try stamp.note(
                    ReportTrail.proposal, "report/\(report.id)",
                    ["initiative": .string(id.text), "present": "今", "proposed": "次", "reason": "訳"], on: connection)
                return report
            }
            #expect(try await plan.verification().failures == [])
            let changed = try await Self.failures(plan) {
                try $0.execute("UPDATE report_proposal SET reason = '別の訳'")
            }
            #expect(changed.count == 1)
            try await plan.write {
                try ReportStore.remove(statement: "01J00000000000000000000001", from: report, by: $1, on: $0)
            }
            #expect(try await plan.verification().failures == [])
        }
    }
}
