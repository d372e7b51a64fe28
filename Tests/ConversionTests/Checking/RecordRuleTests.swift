import Foundation
import RandomTesting
import Testing

@testable import Conversion

@Suite("Rules of single records")
struct RecordRuleTests {
    /// Many rows of odd values; the slow way of saying the same looks at strings.
    private static func rows(_ seed: UInt64, _ values: [String], columns: Int) -> [[String]] {
        var random = SeededGenerator(seed: seed)
        return (0..<700).map { _ in (0..<columns).map { _ in values.randomElement(using: &random) ?? "" } }
    }

    private static func told(_ rows: [[String]], _ fails: ([String]) -> Bool) -> [Int] {
        rows.indices.filter { fails(rows[$0]) }
    }

    @Test("The order of dates, against a slow count", arguments: [UInt64(1), 2])
    func order(seed: UInt64) async throws {
        let rows = Self.rows(
            seed, ["", "1989-01-07", "1989-01-08", "2020-02-29", "0001-01-01", "9999-12-31"], columns: 2)
        #expect(
            try await BuiltTable.rows(.dateOrder(first: 0, then: 1), rows)
                == Self.told(rows) { !$0[0].isEmpty && !$0[1].isEmpty && $0[1] < $0[0] })
    }

    @Test(
        "Sums, against a slow count; a part that is empty adds nothing, and what is no number proves nothing",
        arguments: [UInt64(3)])
    func sum(seed: UInt64) async throws {
        let rows = Self.rows(seed, ["", "0", "1", "2", "3", "-1", "x"], columns: 3)
        #expect(
            try await BuiltTable.rows(.sum(total: 0, parts: [1, 2]), rows)
                == Self.told(rows) { row in
                    if row.allSatisfy(\.isEmpty) { return false }
                    let parts = row.dropFirst().map { $0.isEmpty ? 0 : Int($0) }
                    guard let total = Int(row[0]), let first = parts[0], let second = parts[1] else { return true }
                    return first + second != total
                })
    }

    @Test("A day of eight figures is one that there was")
    func day() async throws {
        let rows = [
            ["20230229"], ["20240229"], ["19000229"], ["20000229"], ["20230431"], ["20231301"], ["00000101"], [""],
        ]
        #expect(try await BuiltTable.rows(.form(column: 0, .date8), rows) == [0, 2, 4, 5, 6])
    }

    @Test("Readings and names")
    func kana() async throws {
        let rows = [
            ["ミホン　タロウ", "見本　太郎"], ["", "見本　太郎"], ["見本", "見本　太郎"], ["ミホン", "ミホン"], ["", ""], ["ミホン－ハナ", "見本　花"],
            ["みほん", "見本"],
        ]
        #expect(try await BuiltTable.rows(.kana(reading: 0, name: 1), rows) == [1, 2, 3, 6])
    }

    @Test("Only records that fit the filters are asked")
    func filters() async throws {
        let rows = [["1", ""], ["2", ""], ["1", "x"]]
        let filter = Rule.Filter(column: 0, values: [Array("1".utf8)])
        #expect(try await BuiltTable.rows(.filled(column: 1), rows, filters: [filter]) == [0])
    }

    @Test("A town must exist on the day of the record")
    func towns() async throws {
        let towns = TownList([
            .init(code: "1", name: "旧町", postalCode: "", from: nil, until: .init(iso: "1990-03-31")),
            .init(code: "2", name: "新町", postalCode: "", from: .init(iso: "1990-04-01"), until: nil),
        ])
        let rows = [
            ["1", "1990-03-31"], ["1", "1990-04-01"], ["2", "1990-03-31"], ["2", "1990-04-01"], ["", "1990-04-01"],
            ["1", ""],
        ]
        #expect(try await BuiltTable.rows(.townExists(code: 0, on: 1), rows, towns: towns) == [1, 2])
        #expect(try await BuiltTable.rows(.townExists(code: 0, on: nil), rows, towns: towns) == [0, 1, 5])
    }
}
