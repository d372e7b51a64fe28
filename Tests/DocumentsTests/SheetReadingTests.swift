import Testing

@testable import Documents

@Suite("Workbooks and OpenDocument")
struct SheetReadingTests {
    @Test(
        "Cells of a workbook are lines with their sheet, merged cells are one, hidden sheets are told with what they hold"
    )
    func workbook() async throws {
        let document = try await Fixture.read("book-sheet.xlsx")
        #expect(document.format == .xlsx)
        #expect(
            document.cells() == [
                "0,0 1×4 令和７年度　進捗管理表", "1,0 取組", "1,1 期限", "1,2 達成率", "1,3 件数", "2,0 2×1 窓口の予約",
                "2,1 2026年3月31日", "2,2 90%", "2,3 1234", "3,1 随時", "3,1 （年度内）", "3,3 －",
            ])
        #expect(document.lines.allSatisfy { $0.place.sheet == "進捗" })
        #expect(document.says("「選択肢」は非表示のため読みません（2セル: 未着手、完了）", .setAside))
    }

    @Test("An OpenDocument text has its numbers, merged cells, notes and changes")
    func openDocument() async throws {
        let rules = try await Fixture.read("rules-writer.odt")
        #expect(rules.format == .odt)
        #expect(rules.numbered.prefix(4) == ["第1条 （設置）区の", "第2条 （所掌事項）", "（1） 計画の進行管", "ア 指標の設定"])
        #expect(rules.cells() == ["0,0 区分", "0,1 職名", "1,0 2×1 委員", "1,1 区民課長", "2,1 情報管理課長"])
        let extras = try await Fixture.read("extras-writer.odt")
        #expect(extras.texts.contains("導入の時期は令和８年９月とする。"))
        #expect(extras.says("令和７年度末", .setAside))
        #expect(extras.lines.filter { $0.part == .textBox }.map(\.text) == ["囲み：問合せは情報管理課へ"])
        #expect(extras.lines.first { $0.part == .footnote }?.text == "令和６年度の実績による。")
    }

    @Test("Word and OpenDocument of one document have the same lines")
    func sameLines() async throws {
        for name in ["notice", "plan", "rules"] {
            let word = try await Fixture.read("\(name)-writer.docx")
            let other = try await Fixture.read("\(name)-writer.odt")
            #expect(
                word.lines.filter { $0.part == .body }.map(\.text)
                    == other.lines.filter { $0.part == .body }.map(\.text))
            #expect(word.lines.map(\.cell) == other.lines.map(\.cell))
            #expect(word.lines.map(\.look.automaticNumber) == other.lines.map(\.look.automaticNumber))
        }
    }
}
