import Japanese
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("Ad-hoc rounds")
struct AdHocRoundTests {
    @Test("A round limited to one group goes its whole way and leaves the quarter's series as it was")
    func series() async throws {
        for kind in TestDatabases.all {
            try await TestedGroup.use(kind) { group in
                let plan = group.plan
                let first = try await plan.open()
                for entry in try await plan.entries(first) { try await plan.answer(entry.id) }
                try await plan.close(first)
                try await plan.freeze(first)
                let second = TestedPlan.firstQuarter.next
                plan.move(to: second.end.adding(days: 1))
                let before = try await measured(plan)

                plan.move(to: second.start.adding(days: 45))
                let today = plan.ward.clock.today
                let office = OfficeCalendar()
                let adHoc = try await plan.write { connection, stamp in
                    let round = try RoundStore.plan(
                        quarter: second, version: plan.version,
                        calendar: AdHocRoundRoutes.proposal(today: today, in: office), limitedTo: group.group.id,
                        office: office, by: stamp, on: connection)
                    _ = try RoundStore.open(round.id, counting: .empty, by: stamp, on: connection)
                    return round
                }
                let entries = try await plan.entries(adHoc)
                #expect(entries.map(\.initiative) == [plan.initiatives[0].id])
                try await plan.answer(
                    entries[0].id, Answer(mark: "C", done: "臨時の答え。", plan: "急ぐ。", problem: "遅れた。", response: "人を増やす。"))
                try await plan.close(adHoc)
                try await plan.freeze(adHoc)
                let html = String(decoding: try #require(try await plan.page(adHoc.id, 1)), as: UTF8.self)
                #expect(html.contains("臨時　標準化検討グループ"))
                #expect(html.contains("臨時の答え。"))

                plan.move(to: second.end.adding(days: 1))
                #expect(try await measured(plan) == before)
                // The quarter itself can still be asked for, and goes on from the quarter before it.
                let regular = try await plan.open(second)
                let own = try #require(
                    try await plan.entries(regular).first { $0.initiative == plan.initiatives[0].id })
                let previous = try await plan.read { try EntryStore.previous(of: own, in: regular, on: $0) }
                #expect(previous?.round == first.id)
                let histories = try await plan.read { try SignalStore.histories(on: $0) }
                let rounds = Set(histories.flatMap(\.quarters).map(\.source.round))
                #expect(rounds == [first.id.text, regular.id.text])
                let body = try await plan.read { connection in
                    try BodyOverview(group.group, on: plan.ward.clock.today, connection: connection)
                }
                #expect(body.rounds.map(\.label) == ["\(second.japanese)（臨時）"])
                #expect(body.initiatives.first?.marks.map(\.row.mark) == ["B"], "the mark of the frozen quarter")
                #expect(try await plan.verification().failures.isEmpty)
            }
        }
    }

    /// All measured indicators, and what the histories say.
    private func measured(_ plan: TestedPlan) async throws -> [String] {
        let today = plan.ward.clock.today
        return try await plan.read { connection in
            let marks = try SignalStore.histories(on: connection).map { history in
                "\(history.initiative): \(history.quarters.map { $0.mark?.symbol ?? "-" })"
            }
            return try MeasuredIndicators.all.map { "\($0.id) \(try $0.measure(today, connection).records)" } + marks
        }
    }
}
