import RandomTesting
import Testing

@testable import Plan

@Suite("Movement between two rounds")
struct MovementMatrixTests {
    private func item(
        _ key: String, _ mark: MarkSet.Canonical?, _ nature: MarkNature = .status
    ) -> MovementMatrix.Item {
        .init(key: key, title: "取組\(key)", mark: mark, nature: nature)
    }

    @Test("Every item is in exactly one cell, 未回答 has its own row and column, new and dropped items are told apart")
    func cells() {
        let before = [
            item("1", .onTrack), item("2", .late), item("3", nil), item("4", .onTrack), item("5", .onTrack),
            item("8", nil),
        ]
        let after = [
            item("1", .done), item("2", .late), item("3", .onTrack), item("4", nil), item("6", .onTrack),
            item("8", nil), item("9", nil),
        ]
        let matrix = MovementMatrix(from: before, to: after)
        #expect(matrix.items(.better).map(\.key) == ["1"])
        #expect(matrix.items(.same).map(\.key) == ["2"])
        #expect(matrix.items(.new).map(\.key) == ["6", "9"])
        #expect(matrix.items(.worse).isEmpty)
        #expect(matrix.items(.notComparable).map(\.key) == ["3", "4", "8", "5"])
        #expect(matrix.count(from: .unanswered, to: .mark(.onTrack)) == 1)
        #expect(matrix.count(from: .unanswered, to: .unanswered) == 1)
        #expect(matrix.items(from: .mark(.onTrack), to: .unanswered).map(\.title) == ["取組4"])
        #expect(matrix.items(from: .mark(.onTrack), to: .absent).map(\.key) == ["5"])
        #expect(matrix.rows == [.mark(.onTrack), .mark(.late), .unanswered, .absent])
        #expect(matrix.columns == [.mark(.done), .mark(.onTrack), .mark(.late), .unanswered, .absent])
        #expect(matrix.table.map(\.total) == [3, 1, 2, 2])
        #expect(matrix.table[0].counts == [1, 0, 0, 1, 1])
        #expect(matrix.duplicateKeys.isEmpty)
    }

    @Test("The table adds up to all items, and turning time round turns better into worse", arguments: [3, 11, 4711])
    func properties(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            func round() -> [MovementMatrix.Item] {
                (0..<40).compactMap { number in
                    guard !random.chance(1, in: 6) else { return nil }
                    let mark = random.chance(1, in: 5) ? nil : MarkSet.Canonical.allCases.randomElement(using: &random)
                    return item("\(number)", mark)
                }
            }
            let (before, after) = (round(), round())
            let matrix = MovementMatrix(from: before, to: after)
            let keys = Set(before.map(\.key)).union(after.map(\.key))
            #expect(matrix.table.map(\.total).reduce(0, +) == keys.count, "seed \(seed)")
            #expect(Movement.allCases.map { matrix.items($0).count }.reduce(0, +) == keys.count, "seed \(seed)")
            let back = MovementMatrix(from: after, to: before)
            #expect(Set(back.items(.worse).map(\.key)) == Set(matrix.items(.better).map(\.key)), "seed \(seed)")
            #expect(Set(back.items(.same).map(\.key)) == Set(matrix.items(.same).map(\.key)), "seed \(seed)")
        }
    }

    @Test(
        "The order is stopped, late, slightly late, on track, done; not started and not judgeable have no place in it")
    func order() {
        let ranked: [MarkSet.Canonical] = [.stopped, .late, .slightlyLate, .onTrack, .done]
        let status = (old: MarkNature.status, new: MarkNature.status)
        for (i, old) in ranked.enumerated() {
            for (j, new) in ranked.enumerated() {
                let expected: Movement = j > i ? .better : j < i ? .worse : .same
                #expect(Movement(from: .mark(old), to: .mark(new), natures: status) == expected)
            }
            #expect(Movement(from: .mark(old), to: .mark(.notJudgeable), natures: status) == .notComparable)
            #expect(Movement(from: .mark(.notStarted), to: .mark(old), natures: status) == .notComparable)
        }
        #expect(Movement(from: .mark(.notStarted), to: .mark(.notStarted), natures: status) == .same)
        #expect(Movement(from: .mark(.notJudgeable), to: .mark(.notJudgeable), natures: status) == .notComparable)
    }

    @Test("A forecast is not compared with a state, unless one of the two is a fact such as done or stopped")
    func natures() {
        let mixed = (old: MarkNature.forecast, new: MarkNature.status)
        #expect(Movement(from: .mark(.late), to: .mark(.onTrack), natures: mixed) == .notComparable)
        #expect(Movement(from: .mark(.onTrack), to: .mark(.onTrack), natures: mixed) == .notComparable)
        #expect(Movement(from: .mark(.late), to: .mark(.done), natures: mixed) == .better)
        #expect(Movement(from: .mark(.done), to: .mark(.done), natures: mixed) == .same)
        let both = (old: MarkNature.forecast, new: MarkNature.forecast)
        #expect(Movement(from: .mark(.late), to: .mark(.onTrack), natures: both) == .better)
    }

    @Test("A key that a round names twice is said, and counted once")
    func duplicates() {
        let matrix = MovementMatrix(from: [item("1", .late)], to: [item("1", .onTrack), item("1", .late)])
        #expect(matrix.moved.count == 1)
        #expect(matrix.items(.better).count == 1)
        #expect(matrix.duplicateKeys == ["1"])
    }

    private func entry(
        _ lineage: String, _ unit: String, _ canonical: MarkSet.Canonical?, symbol: String = "x"
    ) -> ReportedEntry {
        ReportedEntry(
            id: lineage + unit, round: "r", lineage: lineage, initiative: "(1) \(lineage)", unit: unit,
            studyGroup: nil, isAnswered: canonical != nil, stateTitle: "",
            mark: canonical.map { .init(symbol: symbol, label: symbol, canonical: $0) }, done: "", plan: "",
            problem: "", response: "", values: [], evidence: [], warnings: [], isRepeat: false)
    }

    private func round(_ entries: [ReportedEntry]) -> ReportedRound {
        ReportedRound(
            id: "r", quarter: "", asOf: "", edition: 1, contentHash: "", markCriteria: [], entries: entries)
    }

    @Test("Frozen rounds with different mark sets meet by meaning; a renamed unit goes on, two units stay apart")
    func frozen() {
        let before = round([
            entry("a", "旧課", .late, symbol: "C"), entry("b", "1課", .onTrack), entry("b", "2課", .late),
        ])
        let after = round([
            entry("a", "新課", .onTrack, symbol: "정상"), entry("b", "2課", .onTrack), entry("b", "1課", nil),
        ])
        let matrix = MovementMatrix(from: before, to: after)
        #expect(matrix.items(.better).map(\.title) == ["(1) a", "(1) b（2課）"])
        #expect(matrix.items(from: .mark(.onTrack), to: .unanswered).map(\.title) == ["(1) b（1課）"])
        #expect(matrix.moved.count == 3)
        let mixed = MovementMatrix(from: before, to: after, natures: (["C": .forecast], [:]))
        #expect(mixed.items(.better).map(\.title) == ["(1) b（2課）"])
    }
}
