import Foundation
import Japanese
import Site
import SiteTesting
import Storage
import StorageTesting
import Tabular
import Testing
import Ward

@testable import Plan

/// A registry whose one indicator counts rows that the test writes, as of a day.
private enum Visits {
    static let registry: IndicatorRegistry = {
        let indicator = Indicator(
            id: "test.visits", name: "見本の来庁", unitName: "件", kind: .activity, rule: .flow
        ) { day, connection in
            // Settings stand for any module's records: a name and the day it happened.
            let visits: [String] = try connection.column(
                "SELECT name FROM setting WHERE name LIKE 'visit-%' AND value <= \("\(day)") ORDER BY name")
            return IndicatorReading(value: ExactNumber(visits.count), records: visits.map { "audit#\($0)" })
        }
        return (try? IndicatorRegistry([indicator])) ?? .empty
    }()

    static func record(_ name: String, on day: CivilDate, in plan: TestedPlan) async throws {
        try await plan.write { connection, _ in
            try connection.execute(
                "INSERT INTO setting (name, value) VALUES (\("visit-\(name)"), \("\(day)"))")
        }
    }

    static func connect(_ plan: TestedPlan, initiative: Int = 0) async throws -> PlanIndicator {
        try await plan.write {
            try PlanIndicatorStore.create(
                .init(
                    name: "来庁した人", unitName: "件", kind: .activity, rule: .flow, direction: .up, baselineYear: nil,
                    baselineValue: nil, reason: "数えられるから", registryID: "test.visits"),
                for: plan.initiatives[initiative].lineage, by: $1, on: $0)
        }
    }
}

@Suite("Counted values")
struct CountedValueTests {
    private static let asOf = TestedPlan.firstQuarter.end

    @Test(
        "A quarter opens with what was counted as of its base date; a typed value changes nothing",
        arguments: TestDatabases.all)
    func opening(kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let indicator = try await Visits.connect(plan)
            try await Visits.record("a", on: Self.asOf, in: plan)
            try await Visits.record("later", on: Self.asOf.adding(days: 1), in: plan)
            let round = try await plan.open(counting: Visits.registry)
            let entry = try #require(try await plan.entries(round).first)
            #expect(entry.counted[indicator.id]?.value == 1)
            #expect(entry.counted[indicator.id]?.recordCount == 1)
            let typed = try #require(QuantityReader.read("99"))
            try await plan.answer(
                entry.id, Answer(mark: "B", done: "始めた。", plan: "続ける。", values: [indicator.id: typed]))
            let answered = try await plan.entry(entry.id)
            #expect(answered.quantity(of: indicator.id)?.value == 1)
            let others = try await plan.entries(round).dropFirst().filter { !$0.counted.isEmpty }
            #expect(others.isEmpty, "of other initiatives nothing was counted")
        }
    }

    @Test("Before the base date is over nothing is counted; the clock counts it afterwards, once")
    func clock() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let indicator = try await Visits.connect(plan)
            try await Visits.record("a", on: Self.asOf, in: plan)
            plan.move(to: Self.asOf)
            let round = try await plan.open(counting: Visits.registry)
            #expect(try await plan.entries(round).allSatisfy(\.counted.isEmpty))
            try await plan.write { try RoundStore.countMissing(from: Visits.registry, by: $1, on: $0) }
            #expect(try await plan.entries(round).allSatisfy(\.counted.isEmpty), "the day is not over")
            await #expect(throws: CountRefusal.tooEarly(Self.asOf)) {
                try await plan.write { try CountedValueStore.recount(round, from: Visits.registry, by: $1, on: $0) }
            }
            plan.move(to: Self.asOf.adding(days: 1))
            try await plan.write { try RoundStore.countMissing(from: Visits.registry, by: $1, on: $0) }
            let first = try #require(try await plan.entries(round).first?.counted[indicator.id])
            #expect(first.value == 1)
            plan.passMinutes(10)
            try await plan.write { try RoundStore.countMissing(from: Visits.registry, by: $1, on: $0) }
            #expect(try await plan.entries(round).first?.counted[indicator.id]?.countedAt == first.countedAt)
        }
    }

    @Test(
        "No number is sealed that its records no longer give: it is counted anew first, and sealed with its evidence",
        arguments: TestDatabases.all)
    func freezing(kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let indicator = try await Visits.connect(plan)
            try await Visits.record("a", on: Self.asOf, in: plan)
            let round = try await plan.open(counting: Visits.registry)
            for entry in try await plan.entries(round) { try await plan.answer(entry.id) }
            try await Visits.record("b", on: Self.asOf, in: plan)
            try await plan.close(round)
            let moved = "「来庁した人」　数えた値 1件、いま数えると 2件"
            await #expect(throws: CountRefusal.moved([moved])) {
                try await plan.freeze(round, counting: Visits.registry)
            }
            let reviewing = try await plan.round(round.id)
            let differences = try await plan.write {
                try CountedValueStore.recount(reviewing, from: Visits.registry, by: $1, on: $0)
            }
            #expect(differences == [moved])
            let seal = try await plan.freeze(round, counting: Visits.registry)
            let content = try #require(try await plan.read { try RoundContent.content(of: seal, on: $0) })
            let figure = try #require(content.answers.flatMap(\.figures).first)
            #expect(figure.value == "2")
            #expect(figure.source == "test.visits")
            let evidence = try #require(figure.counted)
            #expect(evidence.recordCount == 2)
            let sealed = try #require(
                try await plan.read {
                    try SealStore.latest(kind: Indicator.sealKind, subject: "test.visits@\(Self.asOf)", on: $0)
                })
            #expect(sealed.contentHash == evidence.content)
            let reading = try #require(
                IndicatorReading(try await plan.read { try SealStore.content(of: sealed, on: $0) }))
            #expect(reading.recordsHash == evidence.recordsHash)
            #expect(reading.records == ["audit#visit-a", "audit#visit-b"])
            let page = String(decoding: try #require(try await plan.page(round.id, 1)), as: UTF8.self)
            #expect(page.contains("<a href=\"/rounds/\(round.id)/counts/\(indicator.id)\">2件</a>（並木の計測値、"))

            let report = try await plan.verification(counting: Visits.registry)
            #expect(report.failures == [])
            #expect(report.recounted == 1)
            #expect(report.notes.filter { $0.contains("計測値") }.isEmpty)
            // A record that is gone, or that came later, is told; the seal holds.
            try await Visits.record("c", on: Self.asOf, in: plan)
            let later = try await plan.verification(counting: Visits.registry)
            #expect(later.isWhole)
            let told = later.notes.filter { $0.contains("計測値") }
            #expect(told.count == 1)
            #expect(told.first?.contains("確定したとき2件（記録2件）、いま数えると3件（記録3件）") == true)
        }
    }

    @Test("A bundle proves the counted number on another machine, and shows a number that its reading does not give")
    func bundle() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            _ = try await Visits.connect(plan)
            try await Visits.record("a", on: Self.asOf, in: plan)
            let round = try await plan.open(counting: Visits.registry)
            try await plan.close(round)
            let seal = try await plan.freeze(round, counting: Visits.registry)
            let renderers = PlanModule().renderers
            let whole = try await plan.read { try SealBundle(on: $0).json.canonical }
            #expect(try SealBundle(parsing: Array(whole.utf8)).verify(renderers: renderers).failures.isEmpty)
            // Without the readings the numbers rest on nothing.
            let bare = try await plan.read { try SealBundle(kind: RoundContent.kind, on: $0).json.canonical }
            let report = try SealBundle(parsing: Array(bare.utf8)).verify(renderers: renderers)
            #expect(report.failures.count == 1)
            #expect(report.failures.first?.contains("「見本の来庁」の計測値のもとの記録がありません。") == true)
            // The figure alone was changed, with every hash of its edition.
            let content = try #require(try await plan.read { try RoundContent.content(of: seal, on: $0) })
            var forged = content
            forged.unanswered[0] = try JSON(
                parsing: JSON(encoding: content.unanswered[0]).canonical.replacing(
                    "\"value\":\"1\"", with: "\"value\":\"9\"")
            ).decoded()
            let readings = try await plan.read { connection in
                try SealStore.all(on: connection).filter { $0.kind == Indicator.sealKind }
                    .map { ($0.contentHash, try SealStore.content(of: $0, on: connection)) }
            }
            let known = Dictionary(readings, uniquingKeysWith: { first, _ in first })
            #expect(content.contradictions { _, hash in known[hash] } == [])
            #expect(
                forged.contradictions { _, hash in known[hash] } == ["「見本の来庁」の計測値が、もとの記録と合いません。"])
        }
    }

    @Test(
        "A section explains a counted value or disputes it with a reason, and the edition prints it beside the number")
    func dispute() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let indicator = try await Visits.connect(plan)
            try await Visits.record("a", on: Self.asOf, in: plan)
            let round = try await plan.open(counting: Visits.registry)
            let entry = try #require(try await plan.entries(round).first)
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            let writer = TestPerson(.editor, units: [plan.units[0].id])
            let path = EntryPage.path(entry.id)
            let form = try await site.get(path, as: writer)
            #expect(form.text.contains("1件</a>（並木の計測値、"))
            #expect(!form.text.contains("name=\"\(EntryCheck.field(of: indicator.id))\""), "nobody types over it")
            var sent = [
                "mark": "B", "done": "始めた。", "plan": "続ける。", "revision": "0",
                EntryCheck.disputeField(of: indicator.id): "yes", EntryCheck.field(of: indicator.id): "99",
            ]
            let unexplained = try await site.post(path, as: writer, sent)
            #expect(unexplained.status == 422)
            #expect(unexplained.text.contains("「来庁した人」の値に異議があるときは、その理由を書いてください。"))
            sent["revision"] = "1"
            sent[EntryCheck.remarkField(of: indicator.id)] = "6月30日の夜の分が入っていない。<b>"
            #expect(try await site.post(path, as: writer, sent).status == 303)
            let read = try await site.get(path, as: writer)
            #expect(read.text.contains("6月30日の夜の分が入っていない。&lt;b&gt;"))
            let overview = try await site.get(RoundPage.path(round.id), as: TestPerson(.secretariat))
            #expect(overview.text.contains("6月30日の夜の分が入っていない。"))
            #expect(try await plan.entry(entry.id).quantity(of: indicator.id)?.value == 1)
            try await plan.close(round)
            try await plan.freeze(round, counting: Visits.registry)
            let page = String(decoding: try #require(try await plan.page(round.id, 1)), as: UTF8.self)
            #expect(page.contains("異議　6月30日の夜の分が入っていない。"))
            #expect(try await plan.verification().failures == [])
        }
    }

    @Test(
        "From the number to its records it is one page; records that the reader may not see are counted and not linked")
    func wayBack() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let indicator = try await Visits.connect(plan)
            for number in 1...120 { try await Visits.record("\(1000 + number)", on: Self.asOf, in: plan) }
            let round = try await plan.open(counting: Visits.registry)
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            let path = CountedValue.path(round.id.text, indicator.id.text)
            let page = try await site.get(path, as: TestPerson(.auditor))
            #expect(page.status == 200)
            #expect(page.text.contains("数えた記録（120件）"))
            #expect(page.text.contains("見本の来庁（件、活動指標、期間の量）"))
            #expect(page.text.contains("<a href=\"/audit#visit-1001\">記録1</a>"))
            #expect(page.text.contains("記録100<"))
            #expect(!page.text.contains("記録101<"))
            #expect(try await site.get("\(path)?page=2", as: TestPerson(.auditor)).text.contains("記録120<"))
            #expect(try await site.get("\(path)?page=99", as: TestPerson(.auditor)).text.contains("記録120<"))
            let unlinked = try await site.get(path, as: TestPerson(.related))
            #expect(unlinked.text.contains("記録1（見る権限がありません）"))
            #expect(!unlinked.text.contains("visit-1001"))
            #expect(try await site.get(path, as: TestPerson(.administrator)).status == 403)
            let other = CountedValue.path(round.id.text, "01JZZZZZZZZZZZZZZZZZZZZZZZ")
            #expect(try await site.get(other, as: TestPerson(.auditor)).status == 404)
            #expect(try await site.post("\(round.path)/count", as: TestPerson(.editor)).status == 403)
            #expect(try await site.post("\(round.path)/count", as: TestPerson(.secretariat)).status == 303)
        }
    }

    @Test("An indicator without a value is printed as such in the edition, the table and the public data")
    func withoutValue() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            _ = try await Visits.connect(plan)
            for initiative in plan.initiatives {
                try await plan.write {
                    try PlanIndicatorStore.create(.hours, for: initiative.lineage, by: $1, on: $0)
                }
            }
            let round = try await plan.open(counting: Visits.registry)
            let entries = try await plan.entries(round)
            try await plan.answer(entries[0].id)
            try await plan.answer(entries[1].id)
            try await plan.close(round)
            let seal = try await plan.freeze(round, counting: Visits.registry)
            let content = try #require(try await plan.read { try RoundContent.content(of: seal, on: $0) })
            #expect(
                content.entries.map { $0.values.map(\.printed) } == [["0件", "値なし"], ["値なし"], ["未回答"]])
            let page = String(decoding: try #require(try await plan.page(round.id, 1)), as: UTF8.self)
            #expect(page.components(separatedBy: "　値なし</dd>").count == 3)
            #expect(page.components(separatedBy: "　未回答</dd>").count == 2)
            let sheet = IndicatorWorkbook(rounds: [content], madeAt: plan.ward.clock.now()).workbook.sheets[0]
            let cells = sheet.rows.dropFirst(2).map { row in
                row.cells.compactMap { cell in if case .text(let text) = cell.value { text } else { nil } }
            }
            #expect(cells.count == 4)
            #expect(cells.filter { $0.contains("値なし") }.count == 2)
            #expect(cells.filter { $0.contains("未回答") }.count == 1)
            let edition = PublicEdition.Quarter(
                code: "2024-1", edition: 1, contentHash: seal.contentHash, sealedAt: seal.sealedAt, content: content,
                page: [], canonical: [])
            let data = PublicData(
                edition: PublicEdition(
                    owner: "区", planTitle: "計画", quarters: [edition], documents: [], isSample: true, head: nil))
            let file = try #require(data.files.first { $0.path == "data/indicators.csv" })
            let table = try CSVReader.read(file.bytes)
            let heads = table.records[0].fields.map(\.text)
            let presence = try #require(heads.firstIndex(of: "値の有無"))
            let origin = try #require(heads.firstIndex(of: "値の出どころ"))
            #expect(table.records.dropFirst().map { $0[presence] } == ["値あり", "値なし", "値なし", "未回答"])
            #expect(table.records.dropFirst().map { $0[origin] } == ["計測値", "自己申告", "自己申告", "自己申告"])
        }
    }
}
