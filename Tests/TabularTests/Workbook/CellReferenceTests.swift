import Testing

@testable import Tabular

@Suite("Places of cells")
struct CellReferenceTests {
    @Test("Letters and numbers of every column lead to each other", arguments: [1, 26, 27, 52, 702, 703, 16_384])
    func letters(number: Int) throws {
        let column = try #require(ColumnIndex(number))
        #expect(ColumnIndex(letters: column.letters) == column)
    }

    @Test("All columns have different letters that count up as Excel's do")
    func allLetters() {
        let all = (1...ColumnIndex.max).map { ColumnIndex(known: $0).letters }
        #expect(Set(all).count == ColumnIndex.max)
        #expect(all[0] == "A")
        #expect(all[25] == "Z")
        #expect(all[26] == "AA")
        #expect(all[701] == "ZZ")
        #expect(all[702] == "AAA")
        #expect(all.last == "XFD")
        #expect(all.enumerated().allSatisfy { ColumnIndex(letters: $1.lowercased())?.number == $0 + 1 })
    }

    @Test("Dollar signs and letter case do not matter when a place is read")
    func reading() throws {
        let place = try #require(CellReference(row: 12, column: 2))
        for text in ["B12", "$B$12", "b$12", "$b12"] { #expect(CellReference(text) == place) }
        #expect(place.description == "B12")
        #expect(place.absolute == "$B$12")
        for text in [
            "", "B", "12", "B0", "B012", "XFE1", "A1048577", "B-1", "B1x", "$$B1", "Ｂ12", "B99999999999999999999",
        ] {
            #expect(CellReference(text) == nil, "\(text)")
        }
    }

    @Test("A range has its corners in order, and knows what lies in it")
    func ranges() throws {
        let range = try #require(CellRange("$D$9:B2"))
        #expect(range.description == "B2:D9")
        #expect(range.contains(try #require(CellReference("D9"))))
        #expect(!range.contains(try #require(CellReference("E9"))))
        #expect(range.overlaps(try #require(CellRange("A1:B2"))))
        #expect(!range.overlaps(try #require(CellRange("A1:A9"))))
        #expect(CellRange("B2")?.isSingleCell == true)
        #expect(CellRange("B2:") == nil)
        #expect(CellRange("A1:B2:C3") == nil)
    }
}
