import Japanese
import Tabular
import Testing

@testable import Conversion

@Suite("Official item lists")
struct OfficialItemListTests {
    private static func list(_ files: [String], name: String) throws -> (
        layout: RecordLayout?, findings: [OfficialItemList.Finding]
    ) {
        let sheets = try files.flatMap {
            try ItemListFile.sheets(try TestData.bytes("standardization/\($0)"), name: $0)
        }
        return OfficialItemList.read(sheets, name: name, version: "2.1")
    }

    @Test(
        "The list of 住登外者宛名番号管理 loads as it is: 29 items, conditions, codes",
        .enabled(if: TestData.exists, "the official list is not on this machine (NAMIKI_TEST_DATA)"))
    func official() throws {
        let (read, findings) = try Self.list(["da_031_items.tsv", "da_031_codes.tsv"], name: "住登外者宛名番号管理")
        let layout = try #require(read, "\(findings.map(\.japanese))")
        #expect(layout.business == "031")
        let group = try #require(layout.group(named: "住登外者宛名基本情報"))
        #expect(layout.groups.count == 1)
        #expect(group.items.count == 29)
        #expect(group.items.filter(\.isKey).map(\.name) == ["宛名番号"])
        #expect(group.items.count { $0.requirement == .required } == 5)
        #expect(group.items.allSatisfy { $0.requirement != .conditional || $0.condition != nil })
        let text = try #require(group.item(named: "生年月日_不詳表記"))
        #expect(text.type == .fullWidth)
        #expect(text.length == 72)
        #expect(text.id == "03100013")
        #expect(text.condition == "生年月日が不詳の場合は出力必須")
        #expect(group.item(named: "生年月日")?.allowsUnknown == true)
        #expect(group.item(named: "操作年月日")?.allowsUnknown == false)
        #expect(group.item(named: "性別")?.codeList == "1")
        #expect(group.item(named: "代表宛名フラグ")?.codeList == "2")
        #expect(group.item(named: "独自施策システム等ID")?.repeats == 999)
        #expect(layout.codeList("1")?.codes.map(\.value) == ["0", "1", "2"])
        #expect(layout.codeList("999")?.isOpen == true)
        // Written and read again it is the same layout.
        let again = LayoutReader.read(LayoutWriter.yaml(layout), file: "031.yaml")
        #expect(again.findings.map(\.japanese) == [])
        #expect(again.layout == layout)
    }

    @Test(
        "The difference to the sheet of the numbering API names the drift between the authority's own sheets",
        .enabled(if: TestData.exists, "the official list is not on this machine (NAMIKI_TEST_DATA)"))
    func drift() throws {
        let old = try #require(try Self.list(["da_031_items.tsv", "da_031_codes.tsv"], name: "項目定義書").layout)
        let (new, findings) = try Self.list(["da_031_numbering_api_request.tsv"], name: "API仕様書")
        let api = try #require(new, "\(findings.map(\.japanese))")
        #expect(api.groups.flatMap(\.items).count == 40)
        let changes = LayoutDiff(from: old, to: api).changes
        func has(_ kind: LayoutDiff.Change.Kind, _ item: String, _ before: String?, _ after: String?) -> Bool {
            changes.contains { $0.kind == kind && $0.item == item && $0.before == before && $0.after == after }
        }
        #expect(has(.renamed, "氏名_読み仮名", "氏名_読み仮名", "氏名_フリガナ"))
        #expect(has(.renamed, "氏_日本人_読み仮名", "氏_日本人_読み仮名", "氏_日本人_フリガナ"))
        #expect(has(.renamed, "名_日本人_読み仮名", "名_日本人_読み仮名", "名_日本人_フリガナ"))
        #expect(has(.renamed, "代表宛名フラグ", "代表宛名フラグ", "名寄せ元フラグ"))
        #expect(has(.renamed, "氏名_外国人アルファベット", "氏名_外国人アルファベット", "氏名_外国人ローマ字"))
        #expect(has(.length, "住所_町字", "18", "120"))
        #expect(has(.type, "代表宛名フラグ", "9", "X"))
        let added = changes.filter { $0.kind == .added }.map(\.item)
        #expect(added.contains("生年月日_不詳フラグ"))
        #expect(added.contains("他業務参照不可フラグ"))
        #expect(added.contains("処理区分"))
        #expect(added.count == 11)
        #expect(!changes.contains { $0.kind == .removed })
        #expect(LayoutDiff(from: old, to: old).changes.isEmpty)
    }

    private static func sheet(_ rows: [[String]]) -> [OfficialItemList.Sheet] { [.init(name: "一覧", rows: rows)] }

    @Test("Every line that cannot be used is told, with its number; an unknown type is refused")
    func refusals() {
        let (layout, findings) = OfficialItemList.read(
            Self.sheet([
                ["項目名", "データ型", "桁数", "データ出力条件"], ["氏名", "Ｎ", "100", "必須"], ["写真", "画像", "", "任意"],
                ["生年月日", "DATE", "十", "任意"], ["住所", "X", "10", "たぶん"], ["", "X", "1", ""], ["性別", "", "1", ""],
            ]), name: "見本", version: "1")
        #expect(layout == nil)
        #expect(findings.map(\.row) == [3, 4, 5, 6, 7])
        #expect(findings[0].japanese.contains("「写真」のデータ型「画像」"))
        let none = OfficialItemList.read(Self.sheet([["名前", "長さ"]]), name: "見本", version: "1")
        #expect(none.layout == nil)
        #expect(none.findings.count == 1)
    }

    @Test("A workbook gives the same layout as text")
    func workbook() throws {
        let rows = [
            ["データ項目ID", "データ項目", "データ型", "桁数"], ["90100001", "宛名番号", "X", "10"], ["90100002", "氏名", "Ｎ", "100"],
        ]
        let csv = try ItemListFile.sheets(CSVWriter.bytes(rows: rows), name: "a.csv")
        let layout = try #require(OfficialItemList.read(csv, name: "見本", version: "1").layout)
        #expect(layout.groups[0].items.map(\.length) == [10, 100])
        #expect(layout.business == "901")
        let book = Workbook(
            createdAt: Timestamp(milliseconds: 1_700_000_000_000),
            sheets: [Tabular.Sheet(name: "一覧", rows: rows.map { Sheet.Row($0.map { Cell($0) }) })])
        let bytes = try book.bytes()
        let sheets = try ItemListFile.sheets(bytes, name: "a.xlsx")
        #expect(OfficialItemList.read(sheets, name: "見本", version: "1").layout == layout)
        #expect(throws: ItemListFile.Refusal.self) {
            try ItemListFile.sheets([0x25, 0x50, 0x44, 0x46, 0x00], name: "a.pdf")
        }
    }
}
