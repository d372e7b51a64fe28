import Japanese
import Testing

@testable import Notices

/// Notices of other offices and years: the structure is found and not assumed.
@Suite("Notices in other styles")
struct NoticeStyleTests {
    @Test("Letterhead, 第1 / １ / （１） / ア, full width throughout, sections in brackets behind titles")
    func letterhead() throws {
        let reading = try NoticeTexts.read("letterhead")
        #expect(reading.title == "令和６年度情報化推進計画の取組について（報告）")
        #expect(reading.subject == "情報化推進計画の取組")
        #expect(reading.fiscalYear == FiscalYear(2024))
        #expect(reading.issuedOn?.description == "2024-06-03")
        #expect(reading.author == "総務部情報管理課")
        #expect(reading.addressee == "区議会議員各位")
        #expect(reading.basis.map(\.title) == ["情報化推進計画"])
        #expect(reading.basis.map { $0.period?.from.description } == ["2023-03-01"])
        #expect(reading.sections.map(\.number) == ["第1", "第2", "第3"])
        #expect(reading.initiatives.map(\.number) == ["1(1)", "1(2)", "2(1)", "2(2)"])
        #expect(
            reading.initiatives.map(\.title) == ["オンライン申請の拡充", "窓口での手数料のキャッシュレス化", "文書管理の電子化", "テレワーク環境の整備"])
        #expect(reading.initiatives.map(\.units) == [["情報管理課"], ["区民課", "課税課"], ["総務課"], ["情報管理課"]])
        #expect(reading.initiatives.map(\.promises.count) == [2, 1, 1, 1])
        #expect(
            reading.initiatives.map { $0.dues.map { $0.deadline.to?.description } } == [
                ["2024-10-31"], ["2025-03-31"], ["2025-03-31"], ["2026-03-31"],
            ])
        #expect(reading.initiative("2(1)")?.indicators == ["令和６年度中に電子決裁率８０％以上を目指す。"])
        #expect(reading.governance.map(\.kind) == [.quarterlyCheck, .report])
        #expect(!reading.gaps.contains { [.responsibleUnit, .documentDate, .author].contains($0.kind) })
        #expect(reading.errors.isEmpty)
    }

    @Test("R6.6.3 in the letterhead is a date too")
    func shortDate() throws {
        let text = String(decoding: try NoticeTexts.notice("letterhead"), as: UTF8.self)
        let reading = try NoticeTexts.read(text: text.replacing("令和６年６月３日", with: "R6.6.3"))
        #expect(reading.issuedOn?.description == "2024-06-03")
        #expect(reading.title == "令和６年度情報化推進計画の取組について（報告）")
    }

    @Test("Ⅰ / 1 / ①, and a body whose members stand in lines")
    func roman() throws {
        let reading = try NoticeTexts.read("roman")
        #expect(reading.subject == "デジタル行政推進の重点施策")
        #expect(reading.sections.map(\.number) == ["Ⅰ", "Ⅱ"])
        #expect(reading.initiatives.map(\.number) == ["1①", "1②", "2①", "2②"])
        let dues = try #require(reading.initiative("2①")).dues
        #expect(dues.map(\.isExternal) == [true, false])
        #expect(dues.map { $0.deadline.to?.description } == ["2025-03-31", "2024-03-31"])
        #expect(reading.bodies.map(\.name) == ["デジタル行政推進会議", "データ利活用検討委員会"])
        let body = try #require(reading.body("データ利活用検討委員会"))
        #expect(body.parent == "デジタル行政推進会議")
        #expect(body.posts(.leader) == ["副市長"])
        #expect(body.posts(.deputy) == ["総務部長"])
        #expect(body.posts(.member) == ["企画課長", "財政課長", "市民課長", "税務課長"])
        #expect(body.categories == ["学識経験者 2"])
        #expect(body.secretariat == ["デジタル推進課"])
        #expect(body.declaredTotal == 8)
        #expect(body.computedTotal == 8)
        #expect(reading.errors.isEmpty)
    }

    @Test("■ and ◆ of a newsletter, with a line that names the section")
    func newsletter() throws {
        let reading = try NoticeTexts.read("newsletter")
        #expect(reading.title == "令和7年度の情報化の主な取組")
        #expect(reading.fiscalYear == FiscalYear(2025))
        #expect(reading.initiatives.map(\.title) == ["電子申請を広げます", "地域のデジタル活用を支援します", "防災情報を届けます"])
        #expect(reading.initiatives.map(\.number) == ["1", "2", "3"])
        #expect(reading.initiatives.map(\.units) == [["情報政策課"], ["高齢福祉課", "情報政策課"], ["防災課"]])
        #expect(reading.initiatives.map(\.indicators.count) == [0, 1, 0])
        #expect(reading.initiatives.map(\.dueDays) == [[], [], ["2025-08-01…2025-08-01"]])
        #expect(reading.errors.isEmpty)
    }

    @Test("# headings, - bullets and a table of years between bars")
    func markdown() throws {
        let reading = try NoticeTexts.read("markdown")
        #expect(reading.title == "令和6年度DX推進計画の実施について")
        #expect(reading.subject == "DX推進計画の実施")
        #expect(reading.sections.map(\.title) == ["主な取組", "年次計画", "検討体制"])
        #expect(reading.initiatives.map(\.number) == ["(1)", "(2)", "(3)"])
        #expect(reading.initiatives.map(\.units) == [["デジタル推進課"], ["デジタル推進課", "市民課"], ["人事課"]])
        #expect(reading.initiatives.map(\.promises.count) == [2, 1, 1])
        #expect(reading.initiative("(3)")?.notes == ["令和6年度：研修50人", "令和7年度：研修100人"])
        #expect(!reading.gaps.contains { $0.kind == .responsibleUnit || $0.kind == .noDeadline })
        #expect(reading.errors.isEmpty)
    }

    @Test("One body per row, and two annexes of which one tells sections and years")
    func transposed() throws {
        let reading = try NoticeTexts.read("transposed")
        #expect(reading.initiatives.map(\.title) == ["情報システムの共同利用", "情報セキュリティ対策の強化"])
        #expect(reading.initiatives.map(\.units) == [["情報課", "会計課"], ["情報課"]])
        #expect(reading.bodies.map(\.name) == ["情報化推進委員会", "共同利用検討部会", "情報セキュリティ検討部会"])
        #expect(reading.bodies.map(\.declaredTotal) == [nil, 4, 6])
        #expect(reading.bodies.map(\.computedTotal) == [0, 4, 6])
        #expect(reading.bodies.map(\.relatedInitiative) == [nil, "(1)", "(2)"])
        #expect(reading.bodies.last?.posts(.deputy) == ["総務部長", "情報課長"])
        #expect(reading.bodies.last?.secretariat == ["情報課", "総務課"])
        #expect(reading.findings("B1").isEmpty)
        #expect(reading.findings("V3").map(\.severity) == [.info])
        #expect(reading.errors.isEmpty)
    }

    @Test("Sentences broken by a converter with empty lines between, and eras that had ended")
    func broken() throws {
        let reading = try NoticeTexts.read("broken")
        #expect(reading.title == "平成31年度における電子自治体の推進について")
        #expect(reading.subject == "電子自治体の推進")
        #expect(reading.fiscalYear == FiscalYear(2019))
        #expect(reading.basis.map(\.title) == ["電子自治体推進指針"])
        #expect(reading.sections.map(\.title) == ["今年度の重点的な取組", "その他"])
        #expect(reading.initiatives.map(\.title) == ["マイナンバーカードの普及", "公衆無線LANの整備", "電子図書館の導入"])
        #expect(reading.initiatives.map(\.promises.count) == [2, 1, 1])
        let desk = try #require(reading.initiative("(1)")).promises
        #expect(desk[0].text == "区民がカードを取得しやすくなるよう、休日の窓口を開設し、出張申請を(2)会場で実施するほか、")
        #expect(desk[1].text == "平成31(2019)年4月までに申請サポートコーナーを設置する。")
        #expect(desk[1].deadlines.map { $0.deadline.to?.description } == ["2019-04-30"])
        #expect(reading.initiative("(2)")?.dues.map { $0.deadline.to?.description } == ["2022-03-31"])
        let library = try #require(reading.initiative("(3)")).dues
        #expect(library.map(\.deadline.raw) == ["平成31(2018)年7月", "平成32年4月から"])
        #expect(library.last?.deadline.from?.description == "2020-04-01")
        #expect(reading.errors.map(\.key) == ["V17:27:1"])
        #expect(reading.findings("V17").filter { $0.severity == .warning }.map(\.line) == [21, 27])
    }

    @Test("Western years, a title without a year, (ア) right under 1")
    func untitled() throws {
        let reading = try NoticeTexts.read("untitled")
        #expect(reading.title == "情報通信技術の活用に関する報告")
        #expect(reading.issuedOn?.description == "2025-06-20")
        #expect(reading.fiscalYear == FiscalYear(2025))
        #expect(reading.author == "企画部デジタル推進室")
        #expect(reading.initiatives.map(\.number) == ["(ア)", "(イ)", "(ウ)"])
        #expect(reading.initiatives.map(\.units) == [["教育総務課"], ["管財課"], ["福祉課"]])
        #expect(reading.initiatives.map { $0.dues.map(\.deadline.deadlineClass) } == [[.by], [.within], [.from]])
        #expect(reading.dues.first?.deadline.to?.description == "2026-03-31")
        #expect(reading.errors.isEmpty)
    }

    @Test("【１】 numbers a heading, and 町 speaks of itself")
    func brackets() throws {
        let reading = try NoticeTexts.read("brackets")
        #expect(reading.initiatives.map(\.number) == ["【1】", "【2】", "【3】"])
        #expect(reading.initiatives.map(\.title) == ["窓口のデジタル化", "学校のデジタル化", "議会のデジタル化"])
        #expect(reading.initiatives.map(\.units) == [["町民課"], ["学校教育課"], ["議会事務局"]])
        #expect(reading.initiatives.map { $0.dues.map(\.deadline.deadlineClass) } == [[.from], [.by], []])
        #expect(reading.errors.isEmpty)
    }

    @Test("Only a table of years: its rows are the initiatives")
    func tableOnly() throws {
        let reading = try NoticeTexts.read(
            text: "令和6年度の取組一覧\n\n番号\t取組名\t担当課\t令和6年度\n1\t窓口の改善\t市民課\t実施\n2\t研修\t人事課\t検討\n")
        #expect(reading.initiatives.map(\.number) == ["1", "2"])
        #expect(reading.initiatives.map(\.title) == ["窓口の改善", "研修"])
        #expect(reading.initiatives.map(\.units) == [["市民課"], ["人事課"]])
    }

    @Test("A text without anything to read says so and how to go on")
    func nothing() throws {
        let reading = try NoticeTexts.read(text: "本日は晴天なり\n")
        #expect(reading.initiatives.isEmpty)
        #expect(reading.findings("S0").map(\.severity) == [.error])
    }
}
