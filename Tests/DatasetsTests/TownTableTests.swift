import Testing

@testable import Datasets

@Suite("Addresses by an offline table")
struct TownTableTests {
    private static let csv = """
        町字ID,町字名,緯度,経度
        0004001,阿佐谷南一丁目,35.7,139.63
        0004002,阿佐谷南二丁目,35.69,139.64
        0005001,阿佐谷北一丁目,35.71,139.63
        0010000,大字石津,34.84,138.31
        0011000,石津港町,34.85,138.32
        0012000,霞ケ丘町,35.67,139.71
        """

    private static func towns() throws -> TownTable { try TownTable(csv: Array(csv.utf8)) }

    struct Case: Sendable {
        let address: String
        let id: String?
        let confidence: TownTable.Confidence?
        let rest: String?
        init(_ address: String, _ id: String?, _ confidence: TownTable.Confidence? = nil, _ rest: String? = nil) {
            self.address = address
            self.id = id
            self.confidence = confidence
            self.rest = rest
        }
    }

    @Test(
        "An address finds its 町字 with a confidence, or none",
        arguments: [
            Case("東京都杉並区阿佐谷南一丁目15番1号", "0004001", .exact),
            Case("東京都杉並区阿佐谷南1丁目15-1", "0004001", .likely, "15-1"),
            Case("杉並区阿佐谷南２－３－４", "0004002", .likely, "3-4"),
            Case("阿佐谷北1-2-3", "0005001", .likely, "2-3"),
            Case("東京都杉並区阿佐谷南", "0004001", .doubtful),
            Case("静岡県焼津市石津728番地2", "0010000", .likely),
            Case("静岡県焼津市石津港町42番地1", "0011000", .exact),
            Case("東京都新宿区霞ヶ丘町5", "0012000", .likely, "5"),
            Case("東京都杉並区高円寺北2-1", nil),
            Case("阿佐谷南11-1", "0004001", .doubtful),
        ])
    func match(_ expected: Case) throws {
        let match = try Self.towns().match(expected.address)
        #expect(match?.town.id == expected.id)
        #expect(match?.confidence == expected.confidence)
        if let rest = expected.rest { #expect(match?.rest == rest) }
    }

    @Test("町字ID and point are proposed, and filled in only where somebody accepts them")
    func proposed() async throws {
        let options = CheckOptions(towns: try Self.towns())
        let rows = [
            TextFileTests.row(), TextFileTests.row(id: "2", town: "0004002"),
            TextFileTests.row(id: "3", town: "0004001", latitude: "", longitude: ""),
        ]
        let report = try await TextFileTests.check(rows, options)
        #expect(report.findings.map(\.rule) == [.townID, .townID, .coordinates])
        #expect(report.findings.first?.proposal == "0004001")
        #expect(report.findings[1].proposal == nil)
        let file = try TextFileTests.file(rows)
        let safe = try await DatasetRepair(file, .acceptingSafe, options).bytes().report
        #expect(safe.doneCount == 0)
        let mended = try await DatasetRepair(file, .acceptingAll, options).bytes()
        let text = String(decoding: mended.bytes, as: UTF8.self)
        #expect(text.contains("131156,1,東京都杉並区,消火栓,131156,0004001,"))
        #expect(text.contains("131156,2,東京都杉並区,消火栓,131156,0004002,"))
        #expect(text.contains(",35.7,139.63,150"))
    }

    @Test("A table without IDs, or with one that lost its zeros, is refused with words")
    func refused() {
        #expect(throws: TownTable.Refusal.missingColumn("町字ID")) { try TownTable(csv: Array("a,b\n1,2\n".utf8)) }
        #expect(throws: TownTable.Refusal.badID(row: 2, value: "4001")) {
            try TownTable(csv: Array("町字ID,町字名\n4001,阿佐谷\n".utf8))
        }
    }
}
