import RandomTesting
import Testing

@testable import Conversion

@Suite("Rules of many records")
struct SetRuleTests {
    private static func random(_ seed: UInt64, count: Int, columns: Int, values: Int) -> [[String]] {
        var random = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            (0..<columns).map { _ in
                let value = Int.random(in: 0...values, using: &random)
                return value == 0 ? "" : "値\(value)"
            }
        }
    }

    @Test("Numbers that occur twice, and numbers of two groups, against slow counts", arguments: [UInt64(1), 2, 3])
    func uniqueAndDisjoint(seed: UInt64) {
        let left = Self.random(seed, count: 500, columns: 2, values: 400)
        let right = Self.random(seed + 100, count: 300, columns: 1, values: 400)
        let tables = [BuiltTable.table("左", ["a", "b"], left), BuiltTable.table("右", ["a"], right)]
        let unique = BuiltTable.failures(.unique([0]), of: "左", .duplicate, tables).map(\.row)
        #expect(
            unique.sorted()
                == left.indices.filter { row in !left[row][0].isEmpty && left.count { $0[0] == left[row][0] } > 1 })
        let pairs = BuiltTable.failures(.unique([0, 1]), of: "左", .duplicate, tables).map(\.row)
        #expect(
            pairs.sorted()
                == left.indices.filter { row in
                    !left[row][0].isEmpty && !left[row][1].isEmpty && left.count { $0 == left[row] } > 1
                })
        // Each one stands beside another one of the same number.
        for failure in BuiltTable.failures(.unique([0]), of: "左", .duplicate, tables) {
            let other = failure.other.map(\.row) ?? failure.row
            #expect(other != failure.row)
            #expect(left[other][0] == left[failure.row][0])
        }
        let place = Rule.Place(group: "右", column: 0)
        let collided = BuiltTable.failures(.disjoint(column: 0, from: place), of: "左", .collision, tables)
        for failure in collided {
            #expect(failure.other.map { $0.group == "右" && right[$0.row][0] == left[failure.row][0] } ?? false)
        }
        let collisions = collided.map(\.row)
        let known = Set(right.map { $0[0] }).subtracting([""])
        #expect(collisions == left.indices.filter { known.contains(left[$0][0]) })
        let missing = BuiltTable.failures(.reference(column: 0, to: [place]), of: "左", .personMissing, tables).map(
            \.row)
        #expect(missing == left.indices.filter { !left[$0][0].isEmpty && !known.contains(left[$0][0]) })
    }

    @Test("The same said in other characters is the same; another value is told with the item it stands in")
    func same() {
        let people = BuiltTable.table(
            "住民", ["番号", "氏名", "番地"], [["1", "見本　太郎", "１－２"], ["2", "見本　花子", ""], ["3", "山田", "３"]])
        let copy = BuiltTable.table(
            "税", ["番号", "氏名", "番地"], [["1", "見本 太郎", "1-2"], ["2", "見本　花", "9"], ["3", "", "4"], ["4", "誰か", "1"]])
        let check = SetCheck.same(
            key: 0, items: [.init(column: 1, other: 1), .init(column: 2, other: 2)], of: .init(group: "住民", column: 0))
        let told = BuiltTable.failures(check, of: "税", .attributeDiffers, [people, copy])
        #expect(told.map { [$0.row, $0.column] } == [[1, 1], [2, 2]])
        #expect(told.map { $0.other?.row } == [1, 2])
        #expect(told.allSatisfy { $0.other?.group == "住民" })
    }

    @Test("A flag that is lost on either side blocks; so does a hidden person where nobody may see them")
    func flags() {
        let people = BuiltTable.table(
            "住民", ["番号", "支援", "参照不可"], [["1", "1", "0"], ["2", "0", "1"], ["3", "1", ""], ["4", "", ""]])
        let copy = BuiltTable.table(
            "選挙", ["番号", "支援"], [["1", "0"], ["2", "1"], ["3", "1"], ["4", ""], ["5", "1"]])
        let place = Rule.Place(group: "住民", column: 0)
        let lost = BuiltTable.failures(
            .sameFlag(key: 0, flag: 1, of: place, otherFlag: 1), of: "選挙", .protectionLost, [people, copy])
        #expect(lost.map(\.row) == [0, 1, 4])
        // The last one is nowhere among the residents.
        #expect(lost.map { $0.other?.row } == [0, 1, nil])
        let seen = BuiltTable.failures(
            .noneFlagged(key: 0, of: place, flag: 2), of: "選挙", .restrictionLost, [people, copy])
        #expect(seen.map(\.row) == [1])
        #expect(seen.map(\.column) == [0])
        #expect(seen.map { $0.other?.row } == [1])
    }

    @Test("Somebody who is there twice is protected when any of the records says so; an unknown flag protects")
    func doubled() {
        let people = BuiltTable.table("住民", ["番号", "支援"], [["1", "0"], ["1", "1"], ["2", "9"], ["3", "0"]])
        let copy = BuiltTable.table("税", ["番号", "支援"], [["1", "0"], ["2", "0"], ["3", "0"]])
        let place = Rule.Place(group: "住民", column: 0)
        let lost = BuiltTable.failures(
            .sameFlag(key: 0, flag: 1, of: place, otherFlag: 1), of: "税", .protectionLost, [people, copy])
        #expect(lost.map(\.row) == [0, 1])
        // The record that says so, not the first one of the person.
        #expect(lost.map { $0.other?.row } == [1, 2])
    }

    @Test("Amounts are compared with the newest year; one that is no number is not the same")
    func amounts() {
        let tax = BuiltTable.table(
            "税", ["番号", "年度", "額"], [["1", "2024", "5"], ["1", "2025", "7"], ["2", "2025", "x"]])
        let health = BuiltTable.table("国保", ["番号", "額"], [["1", "7"], ["1", "5"], ["2", "1"], ["3", "1"]])
        let check = SetCheck.sameAmount(
            key: 0, amount: 1, of: .init(group: "税", column: 0), otherAmount: 2, newest: 1)
        let told = BuiltTable.failures(check, of: "国保", .moneyDiffers, [tax, health])
        #expect(told.map(\.row) == [1, 2])
        #expect(told.map { $0.other?.row } == [1, 2])
    }

    @Test("Households: no head, two heads, a head who is not there, nobody at all, and people without one")
    func households() {
        let codes = HouseholdCheck.Codes(
            head: Array("01".utf8), husband: Array("02".utf8), wife: Array("03".utf8), child: Array("04".utf8),
            male: Array("1".utf8), female: Array("2".utf8))
        let check = HouseholdCheck(
            household: 0, designatedHead: 1, members: .init(group: "住民", column: 0), memberHousehold: 1, relation: 2,
            sex: 3, birth: 4, living: .init(column: 5, values: [Array("1".utf8)]), codes: codes)
        let households = BuiltTable.table(
            "世帯", ["世帯", "主"], [["A", "1"], ["B", "4"], ["C", "6"], ["D", "8"], ["E", "9"], ["F", "11"]])
        let people = BuiltTable.table(
            "住民", ["番号", "世帯", "続柄", "性別", "生年", "状態"],
            [
                ["1", "A", "01", "1", "1980-01-01", "1"], ["2", "A", "03", "2", "1981-01-01", "1"],
                ["3", "A", "04", "1", "1979-12-31", "1"], ["4", "B", "01", "1", "1980-01-01", "1"],
                ["5", "B", "01", "2", "1980-01-01", "1"], ["6", "C", "01", "1", "1980-01-01", "3"],
                ["7", "C", "03", "1", "1980-01-01", "1"], ["8", "D", "01", "1", "1980-01-01", "2"],
                ["9", "E", "01", "2", "1980-01-01", "1"], ["10", "E", "03", "2", "1980-01-01", "1"],
                ["11", "F", "01", "1", "", "1"], ["12", "F", "", "1", "", "1"], ["13", "Z", "01", "1", "", "1"],
                ["14", "F", "04", "1", "1900-01-01", "1"],
            ])
        let told = BuiltTable.failures(.household(check), of: "世帯", .head, [households, people])
        func rows(_ reason: Reason) -> [Int] { told.filter { $0.reason == reason }.map(\.row) }
        // B has two heads, C's head is dead and nobody took over, D has nobody left.
        #expect(rows(.head) == [1, 2])
        #expect(rows(.householdEmpty) == [3])
        #expect(rows(.householdMissing) == [12])
        // A child older than the head, a wife of a woman, nothing at all. Without a birth date nobody is called too old, and
        // without a head no relation is doubted.
        #expect(rows(.relation) == [2, 9, 11])
        // Relations stand beside the head, heads beside whom the household names.
        #expect(told.filter { $0.reason == .relation }.map { $0.other?.row } == [0, 8, nil])
        #expect(told.filter { $0.reason == .head }.map { $0.other?.row } == [3, 5])
    }

    @Test("Histories: order, gaps, and the newest change against the present")
    func history() {
        let check = HistoryCheck(
            person: 0, number: 1, date: 2, newest: 3, of: .init(group: "住民", column: 0),
            pairs: [.init(column: 4, other: 1)])
        let people = BuiltTable.table("住民", ["番号", "氏名"], [["1", "甲"], ["2", "乙"], ["3", "丙"], ["4", "丁"]])
        let changes = BuiltTable.table(
            "履歴", ["番号", "履歴", "日", "最新", "氏名"],
            [
                ["1", "2", "1990-01-01", "1", "甲"], ["1", "1", "1985-01-01", "0", "別"],
                ["2", "1", "1990-01-01", "0", "乙"], ["2", "3", "1989-01-01", "1", "乙"],
                ["3", "1", "", "1", "別"], ["4", "1", "2000-01-01", "1", "丁"], ["4", "2", "", "1", "丁"],
                ["9", "1", "2000-01-01", "1", "誰"],
            ])
        let told = BuiltTable.failures(.history(check), of: "履歴", .historyCurrent, [people, changes])
        func rows(_ reason: Reason) -> [[String]] {
            told.filter { $0.reason == reason }.map { [$0.group, "\($0.row)"] }
        }
        #expect(rows(.historyGap) == [["履歴", "3"]])
        #expect(rows(.historyOrder) == [["履歴", "3"]])
        #expect(rows(.historyCurrent) == [["住民", "2"], ["住民", "3"]])
        // The change before, and the one that is the newest.
        let beside = [Reason.historyGap, .historyOrder, .historyCurrent].map { reason in
            told.filter { $0.reason == reason }.map { "\($0.other?.group ?? "") \($0.other?.row ?? -1)" }
        }
        #expect(beside == [["履歴 2"], ["履歴 2"], ["履歴 4", "履歴 6"]])
    }

    @Test(
        "A decision about a record rests on all that the rule looked at: any of it changed, and the fingerprint is another"
    )
    func fingerprints() {
        func hashes(_ name: String, _ other: String) -> [UInt64] {
            let people = BuiltTable.table("住民", ["番号", "氏名"], [["1", other]])
            let copy = BuiltTable.table("税", ["番号", "氏名"], [["1", name]])
            let check = SetCheck.same(
                key: 0, items: [.init(column: 1, other: 1)], of: .init(group: "住民", column: 0))
            return BuiltTable.failures(check, of: "税", .attributeDiffers, [people, copy]).map(\.hash)
        }
        #expect(hashes("甲", "乙") == hashes("甲", "乙"))
        #expect(hashes("甲", "乙") != hashes("甲", "丙"))
        #expect(hashes("甲", "乙") != hashes("丁", "乙"))
        #expect(hashes("甲", "乙丙") != hashes("甲乙", "丙"))
    }
}
