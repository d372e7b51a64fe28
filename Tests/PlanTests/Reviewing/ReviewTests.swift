import Documents
import Japanese
import Notices
import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("A document beside its reading, set right by people")
struct ReviewTests {
    private static let keeper = TestPerson(.secretariat)
    private static let text = """
        令和6年度デジタル化の取組について
        1 窓口の見直し
        (1) 書かない窓口
        区役所の窓口に書かない窓口を令和6年9月までに導入する。
        (2) オンライン申請
        子育ての手続をオンラインで申請できるようにする。
        案内板の整備
        案内板は置き換えを予定
        2 人材の取組
        (1) 職員の研修
        職員の研修を令和6年12月に実施する。
        """

    private static func keep(_ text: String = text, name: String = "通知.txt", in plan: TestedPlan) async throws
        -> ImportRun
    {
        try await plan.write { try ImportStore.keep(Array(text.utf8), name: name, by: $1, on: $0) }
    }

    private static func review(_ run: ImportRun, in plan: TestedPlan) async throws -> NoticeReview {
        try await plan.read { try ImportStore.review(of: ImportRun.known(run.id, on: $0), on: $0) }
    }

    private static func decide(
        _ words: String, _ contents: [LineDecisionStore.Aspect: String], in run: ImportRun, _ plan: TestedPlan
    ) async throws {
        let key = try #require(try await review(run, in: plan).lines.first { $0.text.contains(words) }?.key)
        try await plan.write { try LineDecisionStore.decide(contents, of: key, in: run, by: $1, on: $0) }
    }

    @Test("What a person says of a line is read, counted as a change, and taken back", arguments: TestDatabases.all)
    func decisions(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let run = try await Self.keep(in: plan)
            let before = try await Self.review(run, in: plan).reading
            #expect(!before.initiatives.map(\.title).contains("案内板の整備"))
            try await Self.decide("案内板の整備", [.role: LineRole.initiative.rawValue, .name: "案内板を新しくする"], in: run, plan)
            let after = try await Self.review(run, in: plan)
            #expect(after.reading.initiatives.map(\.title).contains("案内板を新しくする"))
            #expect(try await plan.read { try ImportRun.known(run.id, on: $0) }.revision == run.revision + 1)
            let key = try #require(after.lines.first { $0.text == "案内板の整備" }?.key)
            try await plan.write { connection, stamp in
                try LineDecisionStore.undo(.role, of: key, in: run, by: stamp, on: connection)
                try LineDecisionStore.undo(.name, of: key, in: run, by: stamp, on: connection)
            }
            #expect(try await Self.review(run, in: plan).reading == before)
        }
    }

    @Test("The next edition of the document is read by what was said of the earlier one, and another document is not")
    func nextEdition() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let run = try await Self.keep(in: plan)
            try await Self.decide("案内板の整備", [.role: LineRole.initiative.rawValue], in: run, plan)
            let next = Self.text.replacing("令和6年度デジタル化", with: "令和7年度デジタル化")
            let later = try await Self.keep(next, name: "次の年度.txt", in: plan)
            #expect(try await Self.review(later, in: plan).reading.initiatives.map(\.title).contains("案内板の整備"))
            let kept = try await plan.read { try LineDecisionStore.list(of: later.id, on: $0) }
            #expect(kept.map(\.isCarried) == [true])
            let other = try await Self.keep(
                Self.text.replacing("デジタル化の取組について", with: "防災の取組について"), name: "別.txt", in: plan)
            #expect(try await plan.read { try LineDecisionStore.list(of: other.id, on: $0) }.isEmpty)
        }
    }

    @Test("Nothing is said of the lines of a document that is a plan already")
    func adopted() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let run = try await Self.keep(in: plan)
            try await plan.write { try Adoption.adopt(run.id, by: $1, on: $0) }
            let adopted = try await plan.read { try ImportRun.known(run.id, on: $0) }
            await #expect(throws: ImportRefusal.alreadyAdopted) {
                try await Self.decide("案内板の整備", [.role: LineRole.ignore.rawValue], in: adopted, plan)
            }
        }
    }

    @Test("A judgement on a finding is taken back, and the trail agrees with the table before and after")
    func findings() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let run = try await plan.write { connection, stamp in
                try ImportStore.keep(try WardNotice.bytes(), name: WardNotice.name, by: stamp, on: connection)
            }
            let error = try #require(try await plan.read { try ImportStore.openErrors(of: run, on: $0) }.first)
            try await plan.write {
                try ImportStore.decide(error.key, accept: true, note: "", in: run.id, by: $1, on: $0)
            }
            #expect(!(try await plan.read { try ImportStore.openErrors(of: run, on: $0) }.contains(error)))
            #expect(try await plan.verification().isWhole)
            try await plan.write { try ImportStore.undecide(error.key, in: run.id, by: $1, on: $0) }
            #expect(try await plan.read { try ImportStore.openErrors(of: run, on: $0) }.contains(error))
            #expect(try await plan.verification().isWhole)
        }
    }

    @Test("A document is kept as it was read: nothing is lost on the way to the database and back")
    func keptDocument() throws {
        let document = PlacedDocument(
            format: .docx,
            lines: [
                PlacedLine(
                    text: "目的", place: DocumentPlace(line: 1, page: 2, sheet: nil), part: .textBox,
                    look: LineLook(
                        indent: 1.5, size: 1.25, isBold: true, headingLevel: 2, automaticNumber: "第１条",
                        reachesEdge: true, isApart: true), cell: nil, confidence: 0.87),
                PlacedLine(
                    text: "取組", place: DocumentPlace(line: 2, sheet: "計画"),
                    cell: CellPlace(table: 1, row: 0, column: 3, rowSpan: 2, columnSpan: 4)),
            ],
            notes: [DocumentNote(kind: .setAside, message: "図が1つあります。", place: DocumentPlace(line: 2, sheet: "計画"))])
        let json = try JSON(encoding: KeptDocument(document))
        #expect(try json.decoded(as: KeptDocument.self).document == document)
    }

    @Test("The template is read as a plan of one initiative for each row that is written into it")
    func template() throws {
        var book = PlanTemplate.workbook(madeAt: TestedPlan.start)
        book.sheets[0].rows.append(["(1)", "窓口の予約", "区民課", "窓口を予約できるようにする。", "令和7年3月まで", "予約の割合", "50%"])
        let read = try NoticeFile(reading: try book.bytes(), name: "計画.xlsx")
        let reading = try #require(read.opening).reading
        let initiative = try #require(reading.initiatives.first)
        #expect(reading.initiatives.count == 1)
        #expect(initiative.title == "窓口の予約")
        #expect(initiative.units == ["区民課"])
        #expect(
            initiative.promises.flatMap(\.deadlines).map(\.deadline.to) == [CivilDate(year: 2025, month: 3, day: 31)])
    }

    @Test(
        "A web page is kept, though it may not be attached elsewhere, and read; a page draws the document and the reading"
    )
    func kinds() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            let page =
                "<!DOCTYPE html><html lang=\"ja\"><head><meta charset=\"utf-8\"><title>計画</title></head><body>"
                + Self.text.split(separator: "\n").map { "<p>\($0)</p>" }.joined() + "</body></html>"
            let run = try await Self.keep(page, name: "計画.html", in: plan)
            #expect(try await plan.read { try EvidenceStore.find(run.fileHash, on: $0) }?.type == .other)
            let answer = try await site.get(run.path, as: Self.keeper)
            #expect(answer.status == .ok)
            #expect(answer.text.contains("書かない窓口"))
            #expect(answer.text.contains("id=\"l1\""))
            #expect(answer.text.contains("読み取れない行"))
            let line = try await Self.review(run, in: plan).lines.firstIndex { $0.text == "案内板の整備" }
            let chosen = try await site.get("\(run.path)?at=\(try #require(line))", as: Self.keeper)
            #expect(chosen.text.contains("この行は何か"))
            #expect(chosen.text.contains("行目の読み方"))
        }
    }

    @Test(
        "A table without a year is drawn with its cells below their heads, asks for the year, and is then taken into the plan"
    )
    func withoutYear() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            let text = "番号,取組,主管課,内容,時期\n(1),窓口の予約,,窓口の予約を始める。,令和9年3月まで\n(2),電子申請,,電子申請を始める。,令和9年9月まで\n"
            let file = try NoticeFile(reading: Array(text.utf8), name: "計画.csv")
            let run = try await plan.write { try ImportStore.keep(file, by: $1, on: $0) }
            let page = try await site.get(run.path, as: Self.keeper).text
            #expect(page.contains("文書に年度が書かれていません"))
            #expect(page.contains("令和9年3月までに"))
            #expect(!page.contains("までまでに"))
            let table = try #require(page.range(of: "review-table").map { page[$0.upperBound...] })
            let row = try #require(table.split(separator: "<tr>").dropFirst(2).first)
            let cells = row.prefix { $0 != "\n" }.split(separator: "<td")
            #expect(cells.count == 5)
            #expect(cells[2].hasPrefix("></td>"), "the section is not said")
            #expect(cells[3].contains("窓口の予約を始める。"))
            let refused = try await site.post("\(run.path)/adopt", as: Self.keeper, [:])
            #expect(refused.text.contains("文書に年度が書かれていません"))
            let said = try await site.post("\(run.path)/year", as: Self.keeper, ["year": "令和8年度"])
            #expect(said.status == .seeOther)
            #expect(try await site.post("\(run.path)/adopt", as: Self.keeper, [:]).text.contains("行われること"))
        }
    }

    @Test("Adoption tells first what will be made, and makes nothing until that is confirmed")
    func adoption() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            let run = try await Self.keep(in: plan)
            let count = try await Self.review(run, in: plan).reading.initiatives.count
            let asked = try await site.post("\(run.path)/adopt", as: Self.keeper, ["unread": "on"])
            #expect(asked.status == .ok)
            #expect(asked.text.contains("取組\(count)件"))
            #expect(asked.text.contains("行われること"))
            #expect(!(try await plan.read { try ImportRun.known(run.id, on: $0) }.isAdopted))
        }
    }

    @Test("A PDF of pictures waits until somebody asks for its words; what was recognised is then read")
    func scan() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            let tools = DocumentTools { _ throws(DocumentToolFailure) in
                Array("<html><body><doc><page width=\"595\" height=\"842\"></page></doc></body></html>".utf8)
            }
            let read = try await NoticeFile(reading: Array("%PDF-1.7\n".utf8), name: "写し.pdf", tools: tools)
            #expect(read.isScan)
            let run = try await plan.write { try ImportStore.keep(read, by: $1, on: $0) }
            await #expect(throws: ImportRefusal.notRecognised) {
                try await plan.read { try ImportStore.review(of: run, on: $0) }
            }
            #expect(try await site.get(run.path, as: Self.keeper).text.contains("文字を読み取る"))
            let document = PlacedDocument(
                format: .scan,
                lines: Self.text.split(separator: "\n").enumerated().map { number, text in
                    PlacedLine(text: String(text), place: DocumentPlace(line: number + 1, page: 1), confidence: 0.9)
                })
            let recognised = try NoticeFile(document, of: read.bytes, name: read.name)
            try await plan.write { try ImportStore.recognised(recognised, in: run.id, by: $1, on: $0) }
            #expect(try await site.get(run.path, as: Self.keeper).text.contains("読み取り 90%"))
        }
    }
}
