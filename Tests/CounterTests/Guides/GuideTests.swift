import Japanese
import LifeEvents
import Site
import StorageTesting
import Testing
import Ward

@testable import Counter

@Suite("The guide for families")
struct GuideTests {
    private static let today = CivilDate(dayNumber: 20_781)

    @Test("A code is read whatever its case, width and spacing, and what is no code is refused")
    func codes() throws {
        let code = try #require(GuideCode(reading: "k7qm-2x9d-4htn"))
        #expect(code.text == "K7QM-2X9D-4HTN")
        for text in ["K7QM2X9D4HTN", "Ｋ７ＱＭ－２Ｘ９Ｄ－４ＨＴＮ", "k7qm 2x9d　4htn", " K7QMー2X9Dー4HTN "] {
            #expect(GuideCode(reading: text) == code, "\(text)")
        }
        #expect(GuideCode(reading: "O000-I111-L111") == GuideCode(reading: "0000-1111-1111"))
        for text in ["", "K7QM", "K7QM-2X9D-4HTU", "K7QM-2X9D-4HTN-5", "見本見本見本見本見本見本"] {
            #expect(GuideCode(reading: text) == nil, "\(text)")
        }
        let random = RandomSource { count in (0..<count).map { UInt8($0 * 37 & 255) } }
        #expect(GuideCode(reading: GuideCode(random).text) == GuideCode(random))
        #expect(!code.key.contains("K7QM"))
    }

    @Test(
        "Everybody who answers わからない reaches the list; what is unknown is shown as such",
        arguments: PageLanguage.allCases)
    func allUnknown(_ language: PageLanguage) throws {
        let base = try #require(KnowledgeLibrary.base("bereavement"))
        let shown = Set(base.procedures.filter { !$0.isDraft }.map(\.id))
        var guide = Guide(
            id: ID("01J00000000000000000000000"), event: base.name, facts: CaseFacts(), screens: [], isSaved: false,
            touchedOn: Self.today)
        while let screen = QuestionPlan(base, facts: guide.facts, today: Self.today, for: shown).next {
            guide.answer(
                screen: guide.screens.count, facts: screen.facts,
                Dictionary(uniqueKeysWithValues: screen.facts.map { ($0, .notKnown) }), base: base)
            try #require(guide.screens.count < 40)
        }
        let list = PersonalList(base, guide.facts, today: Self.today, office: OfficeCalendar(), shown: shown)
        #expect(!list.undecided.isEmpty)
        #expect(list.entries.allSatisfy { $0.result.state == .yes })
        let html = PersonalListMarkup(
            list: list, words: GuideWords(base: base, language: language), isPaper: false
        ).html.text
        for entry in list.undecided { #expect(html.contains(("\(entry.procedure.title[language])" as HTML).text)) }
        // A draft is for staff.
        for draft in base.procedures.filter(\.isDraft) { #expect(!html.contains("id=\"\(draft.id)\"")) }
    }

    @Test("A changed answer takes back later ones that no longer fit, and the way back leads through every screen")
    func goingBack() throws {
        let base = try #require(KnowledgeLibrary.base("bereavement"))
        var guide = Guide(
            id: ID("01J00000000000000000000000"), event: base.name, facts: CaseFacts(), screens: [], isSaved: false,
            touchedOn: Self.today)
        guide.answer(
            screen: 0, facts: ["death", "disability_any"],
            ["death": .known(.day(Self.today)), "disability_any": .known(.truth(true))], base: base)
        guide.answer(screen: 1, facts: ["techo_s"], ["techo_s": .known(.truth(true))], base: base)
        #expect(guide.screens == [["death", "disability_any"], ["techo_s"]])
        guide.answer(
            screen: 0, facts: ["death", "disability_any"],
            ["death": .known(.day(Self.today)), "disability_any": .known(.truth(false))], base: base)
        #expect(guide.facts["techo_s"] == nil)
        #expect(guide.screens == [["death", "disability_any"]])
        let read = Guide.read(guide.json, for: base)
        #expect(read.facts == guide.facts)
        #expect(read.screens == guide.screens)
    }

    @Test(
        "A question without an answer is for later; days in the future and words for numbers are told",
        arguments: PageLanguage.allCases)
    func reading(_ language: PageLanguage) throws {
        let base = try #require(KnowledgeLibrary.base("bereavement"))
        let section = try #require(base.questions.first)
        let form = QuestionForm(
            base: base, words: GuideWords(base: base, language: language),
            screen: .init(parts: [.init(section: section, facts: ["death", "know", "age", "head"])]),
            facts: CaseFacts(),
            today: Self.today)
        func read(_ sent: Form) -> (answers: [String: FactAnswer], errors: FormErrors) {
            var reader = FormReader(sent)
            return (form.read(&reader), reader.errors)
        }
        let good = read(
            Form(fields: [("value-death", "2026-11-10"), ("value-age", "８２歳"), ("answer-head", "declined")]))
        #expect(good.errors.isEmpty, "\(good.errors)")
        #expect(good.answers["death"]?.value == CivilDate(iso: "2026-11-10").map { .day($0) })
        #expect(good.answers["age"] == .known(.number(82)))
        #expect(good.answers["head"] == .withheld)
        #expect(good.answers["know"] == .later)
        let bad = read(
            Form(fields: [("value-death", "2026-12-31"), ("value-know", "2026-11-01"), ("value-age", "とても")]))
        #expect(bad.errors.entries.count == 2)
        let order = read(Form(fields: [("value-death", "2026-11-10"), ("value-know", "2026-11-01")]))
        #expect(order.errors.entries.count == 1)
    }

    @Test("Calendar lines keep to 75 octets, break no character, and hide nothing")
    func calendar() throws {
        let base = try #require(KnowledgeLibrary.base("bereavement"))
        let facts = CaseFacts([
            "death": .known(.day(Self.today)), "know": .known(.day(Self.today)), "ins": .known(.choice("LATE")),
            "age": .known(.number(82)), "funeral": .known(.day(Self.today)),
        ])
        let list = PersonalList(
            base, facts, today: Self.today, office: OfficeCalendar(), shown: Set(base.procedures.map(\.id)))
        let calendar = PersonalCalendar(
            list: list, words: GuideWords(base: base, language: .japanese), guide: ID("01J00000000000000000000000"),
            now: Timestamp(Self.today, hour: 9))
        let text = String(decoding: calendar.bytes, as: UTF8.self)
        #expect(text.utf8.elementsEqual(calendar.bytes))
        for line in text.components(separatedBy: "\r\n") { #expect(line.utf8.count <= 75) }
        let unfolded = text.replacing("\r\n ", with: "")
        for entry in list.entries where entry.day.map({ Self.today <= $0 }) ?? false {
            #expect(unfolded.contains("SUMMARY:期限：\(PersonalCalendar.escaped(entry.procedure.title.japanese))"))
        }
        #expect(unfolded.contains("DTSTAMP:20261124T000000Z"))
        #expect(PersonalCalendar.escaped("a;b,c\\d\ne") == "a\\;b\\,c\\\\d\\ne")
    }

    @Test("Answers live a day, under a code ninety; leaving deletes what no code keeps", arguments: TestDatabases.all)
    func keeping(_ kind: TestDatabase) async throws {
        try await TestedDesk.use(kind) { desk in
            let base = desk.base
            let code = GuideCode(desk.ward.random)
            try await desk.ward.database.write { connection in
                func find(_ browser: String, _ day: CivilDate) throws -> Guide? {
                    try GuideStore.find(browser: browser, event: base, today: day, on: connection)
                }
                try GuideStore.begin(
                    browser: "a", event: base, id: desk.ward.newID(), today: desk.today, on: connection)
                var guide = try #require(try find("a", desk.today))
                guide.answer(screen: 0, facts: ["head"], ["head": .known(.truth(true))], base: base)
                try GuideStore.save(guide, today: desk.today, on: connection)
                #expect(try find("a", desk.today.adding(days: 1))?.facts["head"] == .known(.truth(true)))
                #expect(try find("a", desk.today.adding(days: 2)) == nil)
                #expect(try find("b", desk.today) == nil)
                try GuideStore.keep(guide, code: code, today: desk.today, on: connection)
                try GuideStore.leave(browser: "a", event: base.name, on: connection)
                #expect(try find("a", desk.today) == nil)
                #expect(
                    try GuideStore.resume(
                        code, browser: "b", event: base.name, today: desk.today.adding(days: 90), on: connection))
                #expect(try find("b", desk.today.adding(days: 90))?.isSaved == true)
                #expect(try GuideStore.purge(today: desk.today.adding(days: 91), on: connection) == 1)
                #expect(
                    try !GuideStore.resume(
                        code, browser: "b", event: base.name, today: desk.today.adding(days: 91), on: connection))
            }
        }
    }
}
