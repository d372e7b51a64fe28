import Testing

@testable import Tabular

@Suite("Widths and heights that show what stands in the cells")
struct SheetMeasureTests {
    @Test("A character of an East Asian script is as wide as two Latin ones")
    func wide() {
        #expect(SheetMeasure.widths(fitting: ["並木並木並木"], rows: []) == [14])
        #expect(SheetMeasure.widths(fitting: ["namikinamiki"], rows: []) == [14])
    }

    @Test("A column is as wide as its longest text, within limits; short rows and surplus cells are borne")
    func columns() {
        let widths = SheetMeasure.widths(
            fitting: ["番号", "課"],
            rows: [["1", "デジタル政策課", "余り"], [], ["2", String(repeating: "長", count: 80)]])
        #expect(widths == [8, 60])
    }

    @Test("A row is as high as the cell with the most lines, and never higher than Excel allows")
    func rows() {
        #expect(SheetMeasure.height(fitting: ["短い", "一行目\n二行目"], widths: [20, 20]) == 38)
        #expect(SheetMeasure.height(fitting: ["あいうえおかきくけこ"], widths: [11]) == 38)
        #expect(SheetMeasure.height(fitting: [String(repeating: "あ", count: 5000)], widths: [10]) == 409)
    }
}
