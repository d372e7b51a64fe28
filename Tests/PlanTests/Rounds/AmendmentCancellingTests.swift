import Japanese
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("Giving up a correction")
struct AmendmentCancellingTests {
    /// A published quarter whose first answer has a figure and a file, and whose last one is missing.
    private static func published(_ plan: TestedPlan) async throws -> Round {
        let hours = try await plan.write { connection, stamp in
            try PlanIndicatorStore.create(.hours, for: plan.initiatives[0].lineage, by: stamp, on: connection)
        }
        let round = try await plan.open()
        let entries = try await plan.entries(round)
        try await plan.write(as: "担当") { connection, stamp in
            try EntryStore.attach(
                Array("もとの資料".utf8), filename: "集計.txt", title: "集計", to: entries[0].id, by: stamp,
                on: connection)
        }
        try await plan.answer(
            entries[0].id,
            Answer(
                mark: "B", done: "数えた。", plan: "続ける。",
                values: [hours.id: try #require(QuantityReader.read("約8900時間"))], bases: [hours.id: "集計"]))
        try await plan.answer(entries[1].id, until: .approved)
        try await plan.close(round)
        try await plan.freeze(round)
        try await plan.write { try RoundStore.report(Round.known(round.id, on: $0), by: $1, on: $0) }
        try await plan.write { try RoundStore.publish(Round.known(round.id, on: $0), by: $1, on: $0) }
        return try await plan.round(round.id)
    }

    private static func cancel(_ round: Round, _ plan: TestedPlan) async throws -> Int {
        try await plan.write { try RoundStore.cancelAmendment(Round.known(round.id, on: $0), by: $1, on: $0) }
    }

    @Test(
        "The round stands where it stood, and its answers say again what is sealed, whatever was written meanwhile",
        arguments: TestDatabases.all)
    func restored(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let round = try await Self.published(plan)
            let before = try await plan.entries(round)
            let files = try await plan.read { try EntryStore.evidence(of: before[0].id, on: $0) }
            let sealed = try await plan.read { try RoundContent(round, on: $0) }
            plan.passMinutes()
            try await plan.amend(round, units: plan.units.map(\.id))
            try await plan.write(as: "担当") { connection, stamp in
                try EntryStore.detach(files[0].hash, from: before[0].id, by: stamp, on: connection)
                try EntryStore.attach(
                    Array("別の資料".utf8), filename: "別.txt", title: "別の資料", to: before[0].id, by: stamp,
                    on: connection)
            }
            try await plan.answer(before[0].id, Answer(mark: "C", done: "数え直した。", problem: "遅れ", response: "急ぐ"))
            try await plan.answer(before[2].id, Answer(mark: "B", done: "遅れて書いた。"), until: .draft)

            #expect(try await Self.cancel(round, plan) == 3)
            let after = try await plan.round(round.id)
            #expect(after.state == .published)
            #expect(after.amendment == nil)
            #expect(!after.isAmending)
            let entries = try await plan.entries(round)
            #expect(entries.map(\.answer) == before.map(\.answer))
            #expect(entries.map(\.state) == before.map(\.state))
            #expect(entries.map(\.submittedBy) == before.map(\.submittedBy))
            #expect(entries.map(\.approvedBy) == before.map(\.approvedBy))
            #expect(entries.allSatisfy { $0.returnedReason == nil })
            #expect(zip(entries, before).allSatisfy { $0.revision > $1.revision }, "nobody saves over it unseen")
            #expect(try await plan.read { try EntryStore.evidence(of: before[0].id, on: $0) } == files)
            #expect(try await plan.read { try RoundContent(after, on: $0) } == sealed)

            let indicators = try await plan.read {
                try PlanIndicatorStore.list(of: before[0].lineage, on: $0)
            }
            let history = try await plan.read {
                try EntryStore.history(of: before[0].id, marks: round.markSet, indicators: indicators, on: $0)
            }
            #expect(history.last?.event == .restore)
            #expect(history.contains { $0.changes.contains { $0.new == "数え直した。" } }, "what was written stays readable")
            let actions = try await plan.read {
                try Audit.list(AuditFilter(actionPrefix: "plan.round.cancelAmendment"), on: $0)
            }
            #expect(actions.count == 1)
            #expect(try await plan.verification().failures == [])
        }
    }

    @Test(
        "After it the round is corrected as ever, and only by what the new correction names",
        arguments: TestDatabases.all)
    func again(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let round = try await Self.published(plan)
            try await plan.amend(round, units: [plan.units[0].id])
            #expect(try await Self.cancel(round, plan) == 1)
            try await plan.amend(round, units: [plan.units[1].id])
            let entries = try await plan.entries(round)
            await #expect(throws: RoundRefusal.roundClosed(.reviewing)) {
                try await plan.answer(entries[0].id, until: .draft)
            }
            try await plan.answer(entries[1].id, Answer(mark: "B", done: "直した文。"))
            let seal = try await plan.freeze(round)
            #expect(seal.edition == 2)
            let page = String(decoding: try #require(try await plan.page(round.id, 2)), as: UTF8.self)
            #expect(page.contains("直した文。"))
            #expect(page.contains("数えた。"))
            #expect(try await plan.round(round.id).beforeAmendment == nil)
        }
    }

    @Test("Where no correction is being made there is none to give up", arguments: TestDatabases.all)
    func none(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let round = try await plan.open()
            await #expect(throws: RoundRefusal.noAmendment) { _ = try await Self.cancel(round, plan) }
            try await plan.close(round)
            await #expect(throws: RoundRefusal.noAmendment) { _ = try await Self.cancel(round, plan) }
            try await plan.freeze(round)
            await #expect(throws: RoundRefusal.noAmendment) { _ = try await Self.cancel(round, plan) }
        }
    }
}
