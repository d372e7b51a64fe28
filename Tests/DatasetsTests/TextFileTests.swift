import Foundation
import Japanese
import RandomTesting
import Tabular
import Testing

@testable import Datasets

@Suite("Files of delimited text")
struct TextFileTests {
    static let headings =
        "全国地方公共団体コード,ID,地方公共団体名,種別,所在地_全国地方公共団体コード,町字ID,所在地_連結表記,所在地_都道府県,所在地_市区町村,所在地_町字,所在地_番地以下,建物名等(方書),緯度,経度,口径,備考"

    static func row(
        code: String = "131156", id: String = "1", address: String = "東京都杉並区阿佐谷南1-15-1", town: String = "",
        latitude: String = "35.699", longitude: String = "139.636", remark: String = ""
    ) -> String {
        "\(code),\(id),東京都杉並区,消火栓,131156,\(town),\(address),東京都,杉並区,阿佐谷南一丁目,15-1,,\(latitude),\(longitude),150,\(remark)"
    }

    static func file(_ rows: [String], end: String = "\r\n") throws -> DataFile {
        try DataFile(Array(([headings] + rows).map { $0 + end }.joined().utf8), name: "test.csv")
    }

    static func check(_ rows: [String], _ options: CheckOptions = CheckOptions()) async throws -> CheckReport {
        try await DatasetCheck(file(rows), options).report()
    }

    static func text(_ file: DataFile, _ decisions: RepairDecisions) async throws -> String {
        String(decoding: try await DatasetRepair(file, decisions).bytes().bytes, as: UTF8.self)
    }

    @Test("Two different codes of publishers in one file are found on their first row")
    func severalMunicipalities() async throws {
        let rows = (1...9).map { Self.row(code: $0 == 5 ? "131041" : "131156", id: "\($0)") }
        let report = try await Self.check(rows)
        #expect(report.findings.map(\.rule) == [.severalMunicipalities])
        #expect(report.findings.first?.row == 6)
        #expect(report.findings.first?.value == "131041")
        #expect(report.findings.first?.proposal == nil)
    }

    @Test("Latitude and longitude that are swapped are mended together or not at all")
    func swapped() async throws {
        let rows = [Self.row(latitude: "139.636", longitude: "35.699")]
        let report = try await Self.check(rows)
        let finding = try #require(report.findings.first)
        #expect(report.findings.map(\.rule) == [.swappedCoordinates])
        #expect(finding.companion?.proposal == "139.636")
        var decisions = RepairDecisions()
        decisions.accept(finding)
        let mended = try await Self.text(Self.file(rows), decisions)
        #expect(mended.contains(",35.699,139.636,"))
        #expect(!mended.contains("139.636,35.699"))
    }

    @Test("The required address and a doubled ID are found, other empty values are not")
    func requiredAndDoubled() async throws {
        let report = try await Self.check([Self.row(), Self.row(id: "2", address: ""), Self.row(id: "1")])
        #expect(Set(report.findings.map(\.rule)) == [.required, .duplicateID])
        #expect(report.findings.first { $0.rule == .required }?.row == 3)
        #expect(report.findings.first { $0.rule == .duplicateID }?.row == 4)
    }

    @Test("Rows are counted as a spreadsheet counts, blank lines and values over several lines included")
    func rowNumbers() async throws {
        let rows = [Self.row(), "", Self.row(id: "2", remark: "\"一\n二\""), "", "", Self.row(id: "3", latitude: "0")]
        let report = try await Self.check(rows)
        #expect(report.findings.first { $0.rule == .layoutBySpaces }?.row == 4)
        #expect(report.findings.first { $0.rule == .coordinates }?.row == 7)
        #expect(report.file.rows == 3)
    }

    @Test("A row with another number of columns is found and keeps its bytes")
    func columnCount() async throws {
        let rows = [Self.row(), "131156,2,短い行", Self.row(id: "3", remark: "末尾 ")]
        let report = try await Self.check(rows)
        #expect(Set(report.findings.map(\.rule)) == [.columnCount, .layoutBySpaces])
        #expect(report.file.brokenRows == 1)
        let mended = try await Self.text(Self.file(rows), .acceptingAll)
        #expect(
            mended
                == ([Self.headings] + [Self.row(), "131156,2,短い行", Self.row(id: "3", remark: "末尾")])
                .map { $0 + "\r\n" }.joined())
    }

    @Test("A decision about a value holds next month on another row, and not when another repair is proposed")
    func nextMonth() async throws {
        let january = [Self.row(remark: "㈱並木"), Self.row(id: "2", remark: "①")]
        var decisions = RepairDecisions()
        for finding in try await Self.check(january).findings where finding.value == "㈱並木" { decisions.accept(finding) }
        let february = [Self.row(id: "8", remark: "①"), Self.row(id: "9"), Self.row(id: "10", remark: "㈱並木")]
        let mended = try await Self.text(Self.file(february), decisions)
        #expect(mended.contains("(株)並木"))
        #expect(mended.contains("①"))
        var other = DataFinding(.vendorCharacters, column: "備考", value: "㈱並木", message: "", proposal: "別の案")
        #expect(!decisions.accepts(other))
        other.proposal = "(株)並木"
        #expect(decisions.accepts(other))
    }

    @Test("A value may be refused where its rule is accepted")
    func refusing() async throws {
        let rows = [Self.row(remark: "㈱並木"), Self.row(id: "2", remark: "㈱松")]
        var decisions = RepairDecisions.acceptingAll
        for finding in try await Self.check(rows).findings where finding.value == "㈱松" { decisions.refuse(finding) }
        let mended = try await DatasetRepair(Self.file(rows), decisions).bytes()
        #expect(String(decoding: mended.bytes, as: UTF8.self).contains("㈱松"))
        #expect(mended.report.doneCounts == [.vendorCharacters: 1])
        #expect(mended.report.leftCounts == [.vendorCharacters: 1])
    }

    @Test("Mixed line ends are found and become CRLF; line ends inside values stay")
    func mixedLineEnds() async throws {
        let text = "名称,人数\r\n\"甲\n乙\",1\n丙,2\r\n"
        let file = try DataFile(Array(text.utf8), name: "a.csv")
        let report = try await DatasetCheck(file).report()
        #expect(report.findings.contains { $0.rule == .lineEnds })
        let mended = try await Self.text(file, .accepting([.lineEnds]))
        #expect(mended == "名称,人数\r\n\"甲\n乙\",1\r\n丙,2\r\n")
    }

    @Test("Rows without any value are removed when that is accepted")
    func blankRows() async throws {
        let file = try DataFile(Array("名称,人数\n甲,1\n,\n乙,2\n".utf8), name: "a.csv")
        #expect(try await DatasetCheck(file).report().findings.first { $0.rule == .blankRows }?.row == 3)
        #expect(try await Self.text(file, .accepting([.blankRows])) == "名称,人数\n甲,1\n乙,2\n")
    }

    @Test("Titles above the headings are found, and stay where they are")
    func titles() async throws {
        let text = "公園の一覧,,\n令和8年4月,,\n公園名,面積,地区名\n甲,\"1,200\",北\n乙,300,南\n丙,5,東\n"
        let file = try DataFile(Array(text.utf8), name: "a.csv")
        #expect(file.headings == ["公園名", "面積", "地区名"])
        let report = try await DatasetCheck(file).report()
        #expect(report.findings.first { $0.rule == .numbersAreNumbers }?.row == 4)
        #expect(report.findings.contains { $0.rule == .severalTables })
        let mended = try await Self.text(file, .acceptingAll)
        #expect(mended == text.replacing("1,200", with: "1200"))
    }

    @Test("A key of twelve figures is no 個人番号, a column of them is")
    func columnsOfTwelve() async throws {
        func report(_ numbers: [String]) async throws -> CheckReport {
            let text = "名称,照会,地区\n" + numbers.map { "甲,\($0),北\n" }.joined()
            return try await DatasetCheck(DataFile(Array(text.utf8), name: "a.csv")).report()
        }
        let valid = (100_000_000_000..<100_000_000_400).map(String.init).filter {
            CodeDigits.holds(.individualNumber, $0)
        }
        #expect(try await report(Array(valid.prefix(10))).counts.first { $0.rule == .individualNumber }?.count == 10)
        let keys = (100_000_000_000..<100_000_000_100).map(String.init)
        #expect(try await report(keys).counts.allSatisfy { $0.rule != .individualNumber })
    }

    @Test("Leading zeros are kept in what is not mended and in what is")
    func leadingZeros() async throws {
        let rows = [Self.row(id: "0001", remark: "007 ")]
        let mended = try await Self.text(Self.file(rows), .acceptingAll)
        #expect(mended.contains(",0001,"))
        #expect(mended.contains(",007\r\n"))
    }

    @Test("The report is JSON with stable keys, and reads back")
    func json() async throws {
        let report = try await Self.check([Self.row(latitude: "あ")])
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(report.json.utf8)) as? [String: Any])
        #expect(
            Set(object.keys) == [
                "file", "recognition", "counts", "findings", "findingsLeftOut", "notes", "numberColumns",
            ])
        let findings = try #require(object["findings"] as? [[String: Any]])
        #expect(Set(findings[0].keys) == ["rule", "row", "column", "columnNumber", "value", "message"])
        #expect(try JSONDecoder().decode(CheckReport.self, from: Data(report.json.utf8)) == report)
        #expect(report.human.contains("2行目の「緯度」"))
        let repaired = try await DatasetRepair(Self.file([Self.row(remark: "① ")]), .acceptingAll).bytes().report
        #expect(try JSONDecoder().decode(RepairReport.self, from: Data(repaired.json.utf8)) == repaired)
    }

    @Test("Findings beyond the limit are counted, not listed")
    func limit() async throws {
        let rows = (0..<50).map { Self.row(id: "\($0)", latitude: "0") }
        let report = try await Self.check(rows, CheckOptions(findingsPerRuleMax: 7))
        #expect(report.findings.count == 7)
        #expect(report.findingsLeftOut == 43)
        #expect(report.counts.first?.count == 50)
    }

    @Test("Unknown rules of --accept are named together")
    func unknownRules() {
        let refusal = #expect(throws: UnknownRules.self) { try RepairDecisions(option: "1-3,foo,bar") }
        #expect(refusal?.names == ["foo", "bar"])
        #expect(throws: Never.self) { try RepairDecisions(option: "1-3, full-width") }
    }
}
