import RandomTesting
import Site
import SiteTesting
import Storage
import Tabular
import Testing
import Ward

@testable import OpenData

@Suite("Rows of a release")
struct TableTests {
    private static let cells = [
        "", "a", "見本", "1", "10", "9", "0.5", "a,b", "\"q\"", "二\r\n行", " 間 ", "-", "2026-10-01", "\n", "é",
    ]

    private static func table(_ random: inout SeededGenerator) -> ReleaseTable {
        let width = Int.random(in: 1...4, using: &random)
        return ReleaseTable(
            heads: (0..<width).map { "列\($0)" },
            rows: (0..<Int.random(in: 0...30, using: &random)).map { _ in
                (0..<width).map { _ in cells.randomElement(using: &random) ?? "" }
            })
    }

    @Test("What is written is what the writer of CSV writes, and what is read is what its reader reads")
    func csv() throws {
        let seed = TestSeed.fresh
        var random = SeededGenerator(seed: seed)
        for _ in 0..<300 {
            let table = Self.table(&random)
            let written = table.csv
            #expect(
                written
                    == CSVWriter.bytes(rows: [table.heads] + table.rows.map(Array.init), guardsFormulas: false),
                "NAMIKI_SEED=\(seed)")
            var broken = written
            if random.chance(1, in: 2), !broken.isEmpty {
                let place = Int.random(in: 0..<broken.count, using: &random)
                broken[place] = [0x22, 0x2C, 0x0A, 0x0D, 0x20].randomElement(using: &random) ?? 0x20
            }
            guard let records = try? CSVReader.read(broken, delimiter: .comma).records else { continue }
            let plain = ReleaseTable(
                heads: records.first?.fields.map(\.text) ?? [],
                rows: records.dropFirst().filter { !$0.isBlank }.map { $0.fields.map(\.text) })
            let read = try ReleaseTable(csv: broken)
            #expect(read == plain, "NAMIKI_SEED=\(seed)")
            if read.isWritten { #expect(read.csv == broken, "NAMIKI_SEED=\(seed)") }
            #expect(PlainText(written)?.rows()?.isWritten != false, "NAMIKI_SEED=\(seed)")
        }
    }

    @Test("A large text is read on two cores as on one, whatever stands at its middle")
    func halves() async throws {
        let seed = TestSeed.fresh
        var random = SeededGenerator(seed: seed)
        let rows = (0..<60_000).map { row in
            // Few values, so that line ends within quotes stand everywhere.
            ["\(row)"] + (0..<3).map { _ in Self.cells.randomElement(using: &random) ?? "" }
        }
        let table = ReleaseTable(heads: ["番号", "甲", "乙", "丙"], rows: rows)
        var bytes = table.csv
        #expect(bytes.count > 1 << 20)
        let read = try await ReleaseTable.reading(csv: bytes)
        #expect(read == table, "NAMIKI_SEED=\(seed)")
        #expect(read.isWritten, "NAMIKI_SEED=\(seed)")
        // What is wrong in one half is wrong in the whole: a quote that is never closed makes everything behind it one cell.
        for place in [bytes.count / 4, bytes.count / 4 * 3] {
            var broken = bytes
            broken.insert(0x22, at: place)
            #expect(PlainText(broken)?.rows() == nil, "NAMIKI_SEED=\(seed)")
            let halves = await PlainText(broken)?.rowsOfHalves()
            #expect(halves == nil, "NAMIKI_SEED=\(seed)")
        }
        bytes.removeLast(2)
        let unended = try await ReleaseTable.reading(csv: bytes)
        #expect(unended == table, "NAMIKI_SEED=\(seed)")
        #expect(!unended.isWritten, "NAMIKI_SEED=\(seed)")
    }

    @Test(
        "Only bytes as they would be written are taken for written",
        arguments: [
            ("\u{FEFF}名,数\r\n甲,1\r\n", true), ("\u{FEFF}名,数\r\n\"甲,乙\",1\r\n", true),
            ("名,数\r\n甲,1\r\n", false), ("\u{FEFF}名,数\n甲,1\n", false), ("\u{FEFF}名,数\r\n甲,1", false),
            ("\u{FEFF}名,数\r\n\"甲\",1\r\n", false), ("\u{FEFF}名,数\r\n 甲,1\r\n", false),
        ])
    func asWritten(text: String, isWritten: Bool) throws {
        let table = try ReleaseTable(csv: Array(text.utf8))
        #expect(table.isWritten == isWritten)
        #expect((table.csv == Array(text.utf8)) == isWritten)
    }

    @Test("Filters, words and order find what a look at every row finds")
    func query() async throws {
        let site = try await SampleCatalogue.site()
        let seed = TestSeed.fresh
        var random = SeededGenerator(seed: seed)
        let stamp = site.ward.stamp(by: .system)
        let kinds = ["甲", "乙", "丙", ""]
        let rows = (0..<400).map { number in
            [
                "\(number)", kinds.randomElement(using: &random) ?? "", "\(Int.random(in: 0..<50, using: &random))",
                "名前\(number % 30)",
            ]
        }
        let release = try await site.ward.database.write { connection in
            let dataset = try Dataset.create(
                DatasetDescription(name: "rows", title: "行", notes: "", unit: nil), by: stamp, on: connection)
            let resource = try Resource.create("data", title: "行", of: dataset, by: stamp, on: connection)
            return try Release.handIn(
                SampleCatalogue.file(rows, heads: ["ID", "種別", "数", "名"]), for: resource, by: stamp, on: connection)
        }
        let table = try await site.ward.database.read { try release.table(on: $0) }
        var query = TableQuery()
        query.filters = [(1, ["甲"])]
        let narrowed = rows.indices.filter { rows[$0][1] == "甲" }
        #expect(
            try query.found(in: table, of: release).places(from: 0, count: 1_000) == narrowed, "NAMIKI_SEED=\(seed)")
        #expect(
            try query.found(in: table, of: release).places(from: 3, count: 2) == Array(narrowed.dropFirst(3).prefix(2)))
        query.filters = [(1, ["甲", "乙"]), (2, ["7"])]
        #expect(
            try query.found(in: table, of: release).places(from: 0, count: 1_000)
                == rows.indices.filter { ["甲", "乙"].contains(rows[$0][1]) && rows[$0][2] == "7" })
        query.filters = [(-1, ["5"])]
        #expect(try query.found(in: table, of: release).places(from: 0, count: 10) == [4])
        query = TableQuery()
        query.words = SearchKeys("名前3")
        #expect(
            try query.found(in: table, of: release).count
                == rows.count { row in row[3].contains("名前3") })
        for isDescending in [false, true] {
            query = TableQuery()
            query.order = [(2, isDescending)]
            let sorted = rows.indices.sorted { left, right in
                let (before, after) = (Int(rows[left][2]) ?? 0, Int(rows[right][2]) ?? 0)
                return before == after ? left < right : isDescending ? before > after : before < after
            }
            #expect(try query.found(in: table, of: release).places(from: 0, count: 1_000) == sorted)
        }
        // A column that is named again decides nothing, and many values are looked for like one.
        let once = try query.found(in: table, of: release).places(from: 0, count: 1_000)
        query.order = Array(repeating: (2, true), count: 20_000) + [(2, false), (-1, false), (-1, true)]
        #expect(try query.found(in: table, of: release).places(from: 0, count: 1_000) == once)
        query = TableQuery()
        query.filters = [(0, Set((0..<900).map { "\($0 * 7)" }))]
        #expect(
            try query.found(in: table, of: release).places(from: 0, count: 1_000)
                == rows.indices.filter { $0 % 7 == 0 })
        query.filters = [(-1, ["3", "03", "9", "+9", "甲"]), (0, ["2", "8", "11"])]
        #expect(try query.found(in: table, of: release).places(from: 0, count: 10) == [2, 8])
        query.filters = []
        #expect(try query.found(in: table, of: release).count == 400)
        #expect(try query.found(in: table, of: release).places(from: 399, count: 5) == [399])
        #expect(try query.found(in: table, of: release).places(from: 500, count: 5) == [])
    }

    @Test("Nothing is looked for, sorted or folded on behalf of somebody who has gone")
    func gone() async throws {
        let site = try await SampleCatalogue.site()
        let stamp = site.ward.stamp(by: .system)
        let rows = (0..<10_000).map { ["\($0)", "名前\($0 % 3_000)"] }
        let release = try await site.ward.database.write { connection in
            let dataset = try Dataset.create(
                DatasetDescription(name: "gone", title: "行", notes: "", unit: nil), by: stamp, on: connection)
            let resource = try Resource.create("data", title: "行", of: dataset, by: stamp, on: connection)
            return try Release.handIn(
                SampleCatalogue.file(rows, heads: ["番", "名"]), for: resource, by: stamp, on: connection)
        }
        let table = try await site.ward.database.read { try release.table(on: $0) }
        var (filtered, searched, sorted) = (TableQuery(), TableQuery(), TableQuery())
        filtered.filters = [(1, ["名前1", "名前2"])]
        searched.words = SearchKeys("名前1")
        sorted.order = [(1, false), (0, true)]
        for query in [filtered, searched, sorted] {
            let leaving = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try query.found(in: table, of: release).count
            }
            await #expect(throws: CancellationError.self) { try await leaving.value }
            // What was broken off is not kept half done.
            let count = try query.found(in: table, of: release).count
            #expect(count > 0)
        }
    }

    @Test("Words are found in folded rows as in the rows themselves, and never across two cells")
    func folded() throws {
        let seed = TestSeed.fresh
        var random = SeededGenerator(seed: seed)
        let parts = ["髙井戸", "高井戸", "ｱﾝﾃﾅ", "アンテナ", "あんてな", "12", "-", "ー", "A", "ａ", "１丁目", "", " "]
        func text() -> String {
            (0..<Int.random(in: 0...3, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
        }
        let table = ReleaseTable(heads: ["甲", "乙"], rows: (0..<300).map { _ in [text(), text()] })
        let folded = try FoldedRows(table)
        for _ in 0..<200 {
            let query = "\(text()) \(text())"
            let words = SearchKeys(query)
            for row in table.rows.indices {
                #expect(
                    folded.holds(row, words) == words.areIn(Array(table.rows[row])), "NAMIKI_SEED=\(seed) \(query)")
            }
        }
        let apart = try FoldedRows(ReleaseTable(heads: ["甲", "乙"], rows: [["12", "34"]]))
        #expect(!apart.holds(0, SearchKeys("1234")))
        #expect(!apart.holds(0, SearchKeys("23")))
        #expect(apart.holds(0, SearchKeys("34 12")))
    }

    @Test("A table of more rows than a page looks at is shown page by page, narrowed and sorted alike")
    func large() async throws {
        let site = try await SampleCatalogue.site()
        let (_, resource, _) = try await SampleCatalogue.publish(in: site.ward)
        let rows = (1...6_000).map { ["\($0)", "公園\($0)", $0 % 3 == 0 ? "広場" : "公園", "", "", "\($0)"] }
        _ = try await SampleCatalogue.release(rows, of: resource, in: site.ward)
        let path = "/opendata/datasets/parks/data"
        let first = try await site.client.get(path, as: nil)
        #expect(first.text.contains("6000行中 1–50"))
        let narrowed = try await site.client.get("\(path)?f2=%E5%BA%83%E5%A0%B4&sort=-c5&page=2", as: nil)
        #expect(narrowed.text.contains("2000行中 51–100"))
        // 3 rows each: the 51st from the end.
        #expect(narrowed.text.contains("公園5850"))
        let file = try await site.client.get("\(path)?f2=%E5%BA%83%E5%A0%B4&format=csv", as: nil)
        #expect(file.text.contains("公園6000"))
        let found = try await site.client.get("\(path)?q=%EF%BC%95%EF%BC%99%EF%BC%99%EF%BC%99", as: nil)
        #expect(found.text.contains("公園5999"))
        #expect(!found.text.contains("公園5998"))
    }
}
