import Japanese
import LifeEvents
import Site
import Testing

@testable import Counter

@Suite("What the personal list says of dates")
struct PersonalListTests {
    private static let today = CivilDate(dayNumber: 20_785)

    private static func html(
        _ told: [String: FactAnswer], death: String, _ language: PageLanguage
    ) throws -> (list: PersonalList, html: String) {
        let base = try #require(KnowledgeLibrary.base("bereavement"))
        var facts = CaseFacts(told)
        facts["death"] = .known(.day(try #require(CivilDate(iso: death))))
        let list = PersonalList(
            base, facts, today: today, office: OfficeCalendar(),
            shown: Set(base.procedures.filter { !$0.isDraft }.map(\.id)))
        return (
            list,
            PersonalListMarkup(list: list, words: GuideWords(base: base, language: language), isPaper: false).html.text
        )
    }

    @Test(
        "A death before the law that is held is told on top, and limits that still run stand in the list",
        arguments: PageLanguage.allCases)
    func uncovered(_ language: PageLanguage) throws {
        let (list, html) = try Self.html(["insured": .known(.truth(true))], death: "2024-03-20", language)
        #expect(list.running > 0)
        #expect(list.uncovered.first.map { $0.sortDay != nil } == true)
        let title = try #require(KnowledgeLibrary.base("bereavement")?[procedure: "E23"]?.title[language])
        #expect(html.contains(title))
        #expect(
            html.contains(
                ["判定できない", "わかりません", "cannot be judged"][PageLanguage.allCases.firstIndex(of: language) ?? 0]))
    }

    @Test("The handbook and the rule's page promise no sum of the ward to members of a 国保組合")
    func union() throws {
        let base = try #require(KnowledgeLibrary.base("bereavement"))
        let html = Handbook(base: base).html.text
        #expect(html.contains("国民健康保険組合に加入していたとき：担当は国民健康保険組合。"))
        let procedure = try #require(base[procedure: "B03"])
        #expect(RuleSummary(procedure: procedure, base: base).html.text.contains("担当は国民健康保険組合。"))
    }

    @Test("死亡届 is done after the funeral, and never told as missed before it is known")
    func done() throws {
        let funeral = FactAnswer.known(.day(try #require(CivilDate(iso: "2026-10-05"))))
        let know = FactAnswer.known(.day(try #require(CivilDate(iso: "2026-10-01"))))
        let (after, html) = try Self.html(["funeral": funeral, "know": know], death: "2026-10-01", .japanese)
        #expect(after.groups.first { $0.group == .done }?.entries.map(\.procedure.id).contains("A01") == true)
        #expect(html.contains("済んだものとしています"))
        let (open, _) = try Self.html(["know": know], death: "2026-10-01", .japanese)
        #expect(open.groups.first { $0.group == .overdue }?.entries.contains { $0.procedure.id == "A01" } != true)
    }

    @Test("A deadline that waits for a day reads as a limit, in the words of the language")
    func limit() throws {
        let told: [String: FactAnswer] = [
            "realestate_23": .known(.truth(true)), "registered_3m": .known(.truth(false)),
        ]
        let (list, html) = try Self.html(told, death: "2026-11-20", .english)
        let entry = try #require(list.entries.first { $0.procedure.id == "D08" })
        let base = try #require(KnowledgeLibrary.base("bereavement"))
        let words = GuideWords(base: base, language: .english).deadline(try #require(entry.date))
        #expect(words.hasPrefix("No later than about Monday, 22 February 2027"))
        #expect(words.unicodeScalars.allSatisfy { $0.value < 0x2E80 }, "\(words)")
        #expect(!html.contains("Not before"))
        // No day that rules count from is without its words.
        for procedure in base.procedures {
            for code in procedure.deadlines.flatMap(\.anchors) {
                let fact = try #require(base.facts[code])
                for language in [PageLanguage.easy, .english] where fact.ask == nil {
                    #expect(base.words(fact.label, language) != fact.label, "\(code)")
                }
            }
        }
    }

    @Test(
        "Kana fields take Latin letters with every mark",
        arguments: ["Nguyễn Văn An", "Łukasz", "O’Brien", "ＬＥ ＴＨＩ", "タロウ"])
    func kana(_ name: String) throws {
        var reader = FormReader(
            Form(fields: [
                ("name", "見本"), ("kana", name), ("birth", "1950-01-01"), ("death", "2026-11-20"), ("address", "町"),
                ("visitor", "見本"), ("relation", "子"), ("phone", "090-0000-0000"), ("spoken", "ja"),
                ("reminders", "none"),
            ]))
        let told = try? BookingFields(language: .japanese, isDesk: false, today: Self.today).read(&reader)
        #expect(reader.errors.isEmpty, "\(reader.errors)")
        #expect(told != nil)
    }
}
