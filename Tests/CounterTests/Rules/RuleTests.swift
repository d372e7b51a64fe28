import Japanese
import LifeEvents
import Site
import Storage
import StorageTesting
import Testing
import Ward

@testable import Counter

@Suite("Rules that sections change")
struct RuleTests {
    private static let today = CivilDate(dayNumber: 20_781)

    private static func base() throws -> KnowledgeBase { try #require(KnowledgeLibrary.base("bereavement")) }

    /// What the browser sends when nothing is changed but some fields.
    private static func sent(_ procedure: Procedure, _ base: KnowledgeBase, _ changed: [String: String]) -> Form {
        let form = RuleForm(procedure: procedure, base: base)
        var fields: [String: String] = [
            "validFrom": procedure.validFrom.description, "note": "試験", "ja": procedure.title.japanese,
            "easy": procedure.title.easy, "en": procedure.title.english, "yen": procedure.yen.map { String($0) } ?? "",
            "documents": procedure.documents.map(RuleDiff.document).joined(separator: "\r\n"),
            "who": procedure.applicants.joined(separator: "\r\n"), "place": procedure.place ?? "",
            "remark": procedure.note ?? "", "mode": procedure.mode.rawValue, "minutes": String(procedure.minutes),
            "laws": procedure.laws.joined(separator: "\r\n"), "source": procedure.source.title,
        ]
        if let period = form.period {
            fields["amount"] = String(period.period.amount)
            fields["unit"] = period.period.unit.rawValue
            fields["anchor"] = period.anchor
            fields["counting"] = period.counting.rawValue
            fields["rolling"] = period.rolling.rawValue
        }
        return Form(fields: fields.merging(changed) { $1 }.map { ($0.key, $0.value) })
    }

    private static func change(_ id: String, _ changed: [String: String]) throws -> (old: Procedure, text: String) {
        let base = try base()
        let procedure = try #require(base[procedure: id])
        var reader = FormReader(sent(procedure, base, changed))
        let text = try #require(RuleText.embedded(id, event: base.name))
        let told = try? RuleForm(procedure: procedure, base: base).read(&reader, current: text)
        #expect(reader.errors.isEmpty, "\(id) \(reader.errors)")
        return (procedure, try #require(told).text)
    }

    @Test("Saving the form unchanged changes no rule of the catalogue")
    func unchanged() throws {
        let base = try Self.base()
        for procedure in base.procedures {
            let (old, text) = try Self.change(procedure.id, [:])
            let new = try #require(Procedure.read(text).procedure)
            #expect(RuleDiff(old: old, new: new, base: base).sentences.isEmpty, "\(procedure.id)")
            #expect(new.condition == old.condition)
            #expect(new.deadlines == old.deadlines)
            #expect(new.examples == old.examples)
            #expect(new.conflicts == old.conflicts)
            #expect(new.source == old.source)
        }
    }

    @Test(
        "A new sum from a day: the sentences of the change, old cases under the old rule", arguments: TestDatabases.all)
    func newSum(_ kind: TestDatabase) async throws {
        let (old, text) = try Self.change("B03", ["yen": "８万円", "validFrom": "令和9年4月1日"])
        let base = try Self.base()
        let check = RuleCheck(text, of: "B03", base: base, today: Self.today, office: OfficeCalendar())
        #expect(check.problems.isEmpty, "\(check.problems)")
        let new = try #require(check.procedure)
        #expect(
            RuleDiff(old: old, new: new, base: base).sentences == [
                "受け取れる額を「70,000円」から「80,000円」に改めます。",
                "令和9年4月1日から適用します。それより前の亡くなった日には、これまでの規則を使います。",
            ])
        try await TestedDesk.use(kind) { desk in
            try await desk.ward.database.write { connection in
                let before = try desk.book(TestedDesk.opening(1), on: connection)
                let start = new.validFrom
                let draft = try RuleStore.draft(
                    "B03", event: base.name, text: text, validFrom: start, note: "条例の改正", by: desk.stamp(),
                    on: connection)
                func yen(_ day: CivilDate, edition: Int? = nil) throws -> Int? {
                    try RuleStore.base(base.name, edition: edition, day: day, on: connection)?[procedure: "B03"]?.yen
                }
                #expect(try yen(start) == 70_000, "a draft changes nothing")
                try Self.publish(draft, desk, on: connection)
                #expect(try yen(start) == 80_000)
                #expect(try yen(start.adding(days: -1)) == 70_000)
                #expect(try yen(start, edition: before.edition) == 70_000)
                #expect(try RuleStore.base(of: before, on: connection)?[procedure: "B03"]?.yen == 70_000)
                let after = try CaseStore.open(TestedDesk.opening(2), base: desk.base, by: desk.stamp(), on: connection)
                #expect(after.edition == before.edition + 1)
                #expect(throws: RuleRefusal.self) {
                    try Self.publish(draft, desk, on: connection)
                }
            }
        }
    }

    private static func publish(_ draft: RuleVersion, _ desk: TestedDesk, on connection: any Connection) throws {
        try RuleStore.publish(draft, by: desk.stamp(), on: connection)
    }

    @Test(
        "Who wrote a draft does not publish it; a section's word about the rule as it stands is one person's",
        arguments: TestDatabases.all)
    func fourEyes(_ kind: TestDatabase) async throws {
        let base = try Self.base()
        let (old, text) = try Self.change("B03", ["yen": "８万円", "validFrom": "令和9年4月1日"])
        try await TestedDesk.use(kind) { desk in
            func stamp(_ number: Int) -> Stamp {
                desk.ward.stamp(by: Actor(person: ID("01ARZ3NDEKTSV4RRFFQ69G5FA\(number)"), name: "見本 課長"))
            }
            let (writer, other) = (stamp(1), stamp(2))
            let day = desk.today
            try await desk.ward.database.write { connection in
                let draft = try RuleStore.draft(
                    "B03", event: base.name, text: text, validFrom: day, note: "条例の改正", by: writer, on: connection)
                #expect(throws: RuleRefusal.self) { try RuleStore.publish(draft, by: writer, on: connection) }
                #expect(try RuleVersion.find(draft.id, on: connection)?.state == .draft)
                try RuleStore.publish(draft, by: other, on: connection)
                #expect(try RuleVersion.find(draft.id, on: connection)?.state == .published)

                let standing = try #require(RuleText.embedded("A04", event: base.name))
                try RuleStore.noteChecked(
                    "A04", event: base.name, standing: standing, validFrom: old.validFrom, by: writer, on: connection)
                let checked = try RuleStore.base(base.name, day: day, on: connection)?[procedure: "A04"]
                #expect(checked?.source.checkedOn == day)
            }
        }
    }

    @Test("A changed deadline is told, and its examples are looked at before it is published")
    func newDeadline() throws {
        let (old, text) = try Self.change("A04", ["amount": "20"])
        let base = try Self.base()
        let check = RuleCheck(text, of: "A04", base: base, today: Self.today, office: OfficeCalendar())
        #expect(!check.problems.isEmpty)
        #expect(check.problems.allSatisfy { $0.rule == .wrongExample })
        let sentences = RuleDiff(old: old, new: try #require(check.procedure), base: base).sentences
        try #require(sentences.count == 1, "\(sentences)")
        #expect(sentences[0].contains("14日以内"), "\(sentences)")
        #expect(sentences[0].contains("20日以内"), "\(sentences)")
        let renewed = try #require(RuleCheck.renewingExamples(text, base: base, office: OfficeCalendar()))
        let again = RuleCheck(renewed, of: "A04", base: base, today: Self.today, office: OfficeCalendar())
        #expect(again.problems.isEmpty, "\(again.problems)")
        #expect(again.procedure?.examples.first?.legalDay?.description == "2025-11-20")
    }

    @Test("What is wrong with a rule is told before it is published, all at once")
    func wrong() throws {
        let base = try Self.base()
        let text = try #require(RuleText.embedded("B03", event: base.name))
        func problems(_ text: String) -> Set<KnowledgeFinding.Rule> {
            Set(
                RuleCheck(text, of: "B03", base: base, today: Self.today, office: OfficeCalendar()).problems.map(\.rule)
            )
        }
        #expect(problems(text.replacing("fact: ins", with: "fact: nowhere")).contains(.unknownFact))
        #expect(problems(text.replacing("is: NHI", with: "is: ABC")).isEmpty == false)
        #expect(problems(text.replacing("section: kokuho_kyufu", with: "section: nobody")).contains(.unknownSection))
        #expect(problems(text.replacing("id: B03", with: "id: B04")).contains(.duplicate))
        #expect(problems("これは規則ではない: [").contains(.format))
        #expect(problems("").contains(.format))
        // A thing without やさしい日本語 may be published, and is told.
        let (_, other) = try Self.change("B03", ["documents": "新しい書類【原本】\n印鑑"])
        let check = RuleCheck(other, of: "B03", base: base, today: Self.today, office: OfficeCalendar())
        #expect(check.problems.isEmpty)
        #expect(check.remarks.contains { $0.message.contains("新しい書類") })
        #expect(check.procedure?.documents.first == .init(name: "新しい書類", isOriginal: true, isOptional: false))
    }

    @Test("A section's word makes a draft visible to families", arguments: TestDatabases.all)
    func checked(_ kind: TestDatabase) async throws {
        let base = try Self.base()
        let draft = try #require(base.procedures.first { $0.isDraft })
        let embedded = try #require(RuleText.embedded(draft.id, event: base.name))
        var text = try #require(RuleText(embedded))
        text.set("source", "checked", to: Self.today.description)
        let written = text.text
        try await TestedDesk.use(kind) { desk in
            try await desk.ward.database.write { connection in
                let id = try RuleStore.draft(
                    draft.id, event: base.name, text: written, validFrom: draft.validFrom, note: "確認", by: desk.stamp(),
                    on: connection)
                try Self.publish(id, desk, on: connection)
                let changed = try RuleStore.base(base.name, day: desk.today, on: connection)
                let now = try #require(changed?[procedure: draft.id])
                #expect(!now.isDraft)
                #expect(now.source.checkedOn == Self.today)
            }
        }
    }

    @Test("The handbook has every confirmed procedure and no other")
    func handbook() throws {
        let base = try Self.base()
        let html = Handbook(base: base).html.text
        for procedure in base.procedures {
            #expect(html.contains("id=\"\(procedure.id)\"") != procedure.isDraft, "\(procedure.id)")
        }
    }
}
