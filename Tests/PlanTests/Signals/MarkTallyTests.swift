import RandomTesting
import Testing

@testable import Plan

@Suite("Counts by mark, with and without repeated items")
struct MarkTallyTests {
    private func items(_ counts: [(String, Int)]) -> [CountedItem<String>] {
        counts.flatMap { mark, count in (0..<count).map { CountedItem(id: "\(mark)\($0)", mark: mark) } }
    }

    @Test("A table of 69 items with two axes and its change on the year before reproduces as published")
    func reform() {
        let start = ["未着手", "取組中", "完了"]
        let now = MarkTally(items([("取組中", 65), ("完了", 4)]), order: start)
        let before = MarkTally(items([("未着手", 2), ("取組中", 65), ("完了", 2)]), order: start)
        #expect(now.unique == 69)
        #expect(now.withRepeats == 69)
        #expect(before.unique == 69)
        #expect(now.rows.map(\.unique) == [0, 65, 4])
        #expect(now.rows.map { $0.shareUnique?.percent } == ["0.0", "94.2", "5.8"])
        #expect(now.changes(since: before).map(\.unique) == [-2, 0, 2])

        let goal = ["未達成", "一部達成", "達成"]
        let reached = MarkTally(items([("未達成", 21), ("一部達成", 46), ("達成", 2)]), order: goal)
        let earlier = MarkTally(items([("未達成", 43), ("一部達成", 24), ("達成", 2)]), order: goal)
        #expect(reached.rows.map { $0.shareWithRepeats?.percent } == ["30.4", "66.7", "2.9"])
        #expect(reached.changes(since: earlier).map(\.withRepeats) == [-22, 22, 0])
    }

    @Test("110 items of which three are repeated are 107 in fact: both denominators, both shares")
    func repeats() throws {
        let repeated = (0..<3).map { CountedItem(id: "再\($0)", mark: "B", repeats: .of("B\($0)")) }
        let tally = MarkTally(items([("A", 50), ("B", 57)]) + repeated, order: ["A", "B"])
        #expect(tally.withRepeats == 110)
        #expect(tally.unique == 107)
        #expect(tally.findings.isEmpty)
        let row = tally.rows[1]
        #expect(row.withRepeats == 60)
        #expect(row.unique == 57)
        #expect(row.shareWithRepeats?.percent == "54.5")
        #expect(row.shareUnique?.percent == "53.3")
        #expect(row.items.count == 60)
    }

    @Test("Repeats of repeats, of items outside the list, of nothing named and of each other each count once")
    func chains() {
        let list: [CountedItem<String>] = [
            .init(id: "1", mark: "A"), .init(id: "2", mark: "A", repeats: .of("1")),
            .init(id: "3", mark: "A", repeats: .of("2")), .init(id: "4", mark: "B", repeats: .of("外")),
            .init(id: "5", mark: "B", repeats: .of("外")), .init(id: "6", mark: "B", repeats: .unnamed),
            .init(id: "7", mark: "C", repeats: .of("8")), .init(id: "8", mark: "C", repeats: .of("7")),
        ]
        let tally = MarkTally(list, order: ["A", "B", "C"])
        #expect(tally.withRepeats == 8)
        #expect(tally.unique == 3)
        #expect(tally.rows.map(\.unique) == [1, 1, 1])
        #expect(tally.findings == [.circular(id: "7"), .circular(id: "8")])
    }

    @Test("A repeat that is marked otherwise, and an identifier used twice, are found and do not change the count")
    func findings() {
        let list: [CountedItem<String>] = [
            .init(id: "1", mark: "A"), .init(id: "2", mark: "B", repeats: .of("1")), .init(id: "1", mark: "C"),
        ]
        let tally = MarkTally(list, order: ["A"])
        #expect(tally.findings == [.duplicate(id: "1"), .marksDiffer(id: "2", original: "1")])
        #expect(tally.unique == 1)
        #expect(tally.withRepeats == 2)
        #expect(tally.findings.allSatisfy { $0.japanese.hasSuffix("。") || $0.japanese.hasSuffix("）。") })
    }

    @Test("未回答 is a row of its own, last, and nothing is divided by zero")
    func unanswered() {
        let tally = MarkTally(
            [CountedItem(id: "1", mark: nil), CountedItem(id: "2", mark: "X")], order: ["A"])
        #expect(tally.rows.map(\.mark) == ["A", "X", nil])
        #expect(tally.rows.map(\.unique) == [0, 1, 1])
        let empty = MarkTally<String>([], order: ["A"])
        #expect(empty.unique == 0)
        #expect(empty.rows.map(\.unique) == [0])
        #expect(empty.rows[0].shareUnique == nil)
    }

    @Test("Rows add up to both denominators whatever repeats what", arguments: [2, 5, 99])
    func properties(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let list = (0..<25).map { number in
                CountedItem(
                    id: "\(number)", mark: ["A", "B", nil].randomElement(using: &random) ?? nil,
                    repeats: random.chance(1, in: 3) ? .of("\(Int.random(in: 0..<30, using: &random))") : nil)
            }
            let tally = MarkTally(list, order: ["B"])
            #expect(tally.rows.map(\.withRepeats).reduce(0, +) == tally.withRepeats, "seed \(seed)")
            #expect(tally.rows.map(\.unique).reduce(0, +) == tally.unique, "seed \(seed)")
            #expect(tally.withRepeats == 25, "seed \(seed)")
            #expect((1...25).contains(tally.unique), "seed \(seed)")
            // Each item that repeats nothing counts, and no more than one for each thing outside the list.
            let originals = list.count { $0.repeats == nil }
            #expect(tally.unique >= originals, "seed \(seed)")
        }
    }
}
