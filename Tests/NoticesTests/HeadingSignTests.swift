import Testing

@testable import Notices

@Suite("Signs of headings, and what only looks like one")
struct HeadingSignTests {
    private func read(_ line: String) -> HeadingSign? { HeadingSign.read(Array(line.unicodeScalars)[...]) }

    @Test(
        "A sign is printed in half width, and what follows is the title",
        arguments: [
            ("１　取組", "1", "取組"), ("（２） 予約", "(2)", "予約"), ("第３章　背景", "第3章", "背景"), ("第一　方針", "第一", "方針"),
            ("1-2-3　避難所", "1-2-3", "避難所"), ("２．１ 回線", "2.1", "回線"), ("取組１　契約", "取組1", "契約"),
            ("重点項目【2】　予約", "重点項目【2】", "予約"),
            ("三　その他", "三", "その他"), ("（四）税", "(四)", "税"), ("⑤研修", "⑤", "研修"), ("Ⅱ　体制", "Ⅱ", "体制"), ("ウ　統計", "ウ", "統計"),
            ("(ｂ) 学校", "(b)", "学校"), ("3) 図書", "3)", "図書"), ("【7】議会", "【7】", "議会"), ("Ⅰ-2　子育て", "Ⅰ-2", "子育て"),
            ("1-(3) 相談", "1-(3)", "相談"), ("■ 交付", "■", "交付"), ("取組項目4：標準化", "取組項目4", "標準化"),
            ("取組No.2　予約", "取組No.2", "予約"), ("取組№３　台帳", "取組No.3", "台帳"), ("●取組②　配信", "取組②", "配信"),
            ("No.4　回線", "No.4", "回線"),
            ("(ｲ)　規則", "(イ)", "規則"),
        ])
    func signs(line: String, printed: String, title: String) throws {
        let sign = try #require(read(line))
        #expect(sign.printed == printed)
        #expect(String(String.UnicodeScalarView(Array(line.unicodeScalars)[sign.length...])) == title)
    }

    @Test(
        "Years, amounts, dates, page numbers and references are none",
        arguments: [
            "3", "120 件とする。", "令和6年度の取組", "25 件を加える", "10 月 1 日から", "3 月末現在", "第3回会議", "2 年目となる年", "別紙1", "資料2", "約3割",
            "A：達成　B：遅れ",
        ])
    func none(line: String) {
        #expect(read(line) == nil)
    }

    @Test(
        "The sign that should stand there is written in the same way",
        arguments: [
            ("③", 2, "②"), ("(五)", 4, "(四)"), ("エ　案", 3, "ウ"), ("Ⅳ　案", 3, "Ⅲ"), ("取組9　案", 8, "取組8"),
            ("1-5　案", 4, "1-4"),
        ])
    func renumbered(line: String, ordinal: Int, printed: String) throws {
        #expect(try #require(read(line + "件名")).printed(as: ordinal) == printed)
    }
}
