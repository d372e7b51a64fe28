import Japanese
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("Correcting a report")
struct ReportCorrectionTests {
    @Test(
        "A correction is a further edition with its reason, over the newest edition of the quarter; the first stays",
        arguments: TestDatabases.all)
    func correction(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let round = try await plan.open()
            for entry in try await plan.entries(round) { try await plan.answer(entry.id) }
            try await plan.close(round)
            try await plan.freeze(round)
            let report = try await plan.write { connection, stamp in
                try ReportStore.create(
                    title: "報告", addressee: "部会", author: "事務局", reportedOn: nil,
                    coverage: [.init(round: round.id, edition: 1)], by: stamp, on: connection)
            }
            await #expect(throws: ReportRefusal.notSealed) {
                try await plan.write { try ReportStore.correct(report, reason: "誤り", by: $1, on: $0) }
            }
            let first = try await plan.write { try ReportSealing.seal(Report.known(report.id, on: $0), by: $1, on: $0) }
            let firstPage = try await plan.read { try SealStore.rendering(of: first, type: "text/html", on: $0) }
            await #expect(throws: ReportRefusal.alreadySealed) {
                try await plan.write { _ = try ReportSealing.seal(Report.known(report.id, on: $0), by: $1, on: $0) }
            }

            try await plan.amend(round, units: [plan.units[0].id])
            let asked = try #require(try await plan.entries(round).first { $0.state == .draft })
            try await plan.answer(
                asked.id, Answer(mark: "C", done: "直した。", plan: "続ける。", problem: "遅れ", response: "急ぐ"))
            try await plan.freeze(round)
            let sealed = try await plan.read { try Report.find(report.id, on: $0) }
            let known = try #require(sealed)
            await #expect(throws: ReportRefusal.reasonNeeded) {
                try await plan.write { try ReportStore.correct(known, reason: " 　", by: $1, on: $0) }
            }
            try await plan.write { try ReportStore.correct(known, reason: "第1課の回答を直した。", by: $1, on: $0) }
            let second = try await plan.write {
                try ReportSealing.seal(Report.known(report.id, on: $0), by: $1, on: $0)
            }
            #expect(second.edition == 2)
            #expect(second.reason == "第1課の回答を直した。")
            let secondPage = try await plan.read { try SealStore.rendering(of: second, type: "text/html", on: $0) }
            let text = String(decoding: try #require(secondPage), as: UTF8.self)
            #expect(text.contains("訂正の理由　第1課の回答を直した。"))
            #expect(text.contains("直した。"))
            #expect(text.contains("第2版"))
            #expect(try await plan.read { try SealStore.rendering(of: first, type: "text/html", on: $0) } == firstPage)
            #expect(try await plan.read { try Report.find(report.id, on: $0)?.correction } == nil)
            #expect(try await plan.verification().isWhole)
        }
    }
}
