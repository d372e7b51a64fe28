import Site
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("Marks of a round at a glance")
struct RoundMarksTests {
    @Test("Every answer is counted once, by what it says when it was handed in, else as not handed in")
    func counts() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let round = try await plan.open()
            let entries = try await plan.entries(round)
            try await plan.answer(entries[0].id)
            let chart = try await plan.read { RoundMarks(board: try RoundBoard(round, on: $0)).chart }
            let names = chart.parts.map(\.name)
            let all = try #require(chart.bars.first)
            #expect(all.label == "全体")
            #expect(all.counts.reduce(0, +) == entries.count)
            let answered = try await plan.entry(entries[0].id)
            let mark = try #require(answered.answer.mark.flatMap { round.markSet[$0] })
            #expect(all.counts[try #require(names.firstIndex(of: mark.title))] == 1)
            #expect(all.counts[try #require(names.firstIndex(of: "未提出"))] == entries.count - 1)
            let sections = chart.bars.dropFirst()
            for part in names.indices {
                #expect(sections.reduce(0) { $0 + $1.counts[part] } == all.counts[part], "\(names[part])")
            }
        }
    }

    @Test("Every section has its own bar, however many there are")
    func sections() async throws {
        try await TestedPlan.use(TestDatabases.memory, initiatives: 40) { plan in
            let round = try await plan.open()
            let board = try await plan.read { try RoundBoard(round, on: $0) }
            let names = Set(board.rows.map(\.unitName))
            #expect(names.count > 30)
            #expect(Set(RoundMarks(board: board).chart.bars.dropFirst().map(\.label)) == names)
        }
    }

    @Test("Every meaning a mark can have is drawn in its own way, and none as what was not handed in")
    func fills() {
        let fills = MarkSet.Canonical.allCases.map(\.fill)
        #expect(Set(fills).count == fills.count)
        #expect(!fills.contains(.unanswered))
    }
}
