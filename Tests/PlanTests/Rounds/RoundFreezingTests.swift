import Japanese
import Site
import Storage
import StorageTesting
import Testing

@testable import Plan
@testable import Ward

@Suite("Freezing a round by value")
struct RoundFreezingTests {
    private static func text(_ bytes: [UInt8]?) throws -> String {
        String(decoding: try #require(bytes), as: UTF8.self)
    }

    /// A round with one accepted, one submitted and one unanswered initiative, under review.
    static func reviewed(_ plan: TestedPlan) async throws -> Round {
        let hours = try await plan.write { connection, stamp in
            try PlanIndicatorStore.create(.hours, for: plan.initiatives[0].lineage, by: stamp, on: connection)
        }
        let round = try await plan.open()
        let entries = try await plan.entries(round)
        try await plan.write(as: "担当") { connection, stamp in
            try EntryStore.attach(
                Array("終えた証拠".utf8), filename: "完了報告.txt", title: "完了報告", to: entries[0].id, by: stamp,
                on: connection)
        }
        try await plan.answer(
            entries[0].id,
            Answer(
                mark: "A", done: "<b>すべて終えた。</b>", doneOn: round.calendar.asOf,
                values: [hours.id: try #require(QuantityReader.read("約8900時間"))]))
        try await plan.answer(entries[1].id, until: .submitted)
        try await plan.answer(entries[2].id, Answer(mark: "B", done: "書きかけの文"), until: .draft)
        try await plan.close(round)
        return try await plan.round(round.id)
    }

    @Test("What stands open before a freeze is listed, and does not block", arguments: TestDatabases.all)
    func check(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let round = try await Self.reviewed(plan)
            let entries = try await plan.entries(round)
            let check = try await plan.read { try RoundCheck(round, on: $0) }
            #expect(check.unanswered.map(\.entry) == [entries[2].id])
            #expect(check.notAccepted.map(\.entry) == [entries[1].id])
            #expect(check.doubts.isEmpty)
            #expect(check.selfApproved.isEmpty)
            try await plan.freeze(round)
        }
    }

    @Test(
        "The page prints marks with criteria, values with qualifier and base year, evidence hashes and 未回答, and stands alone",
        arguments: TestDatabases.all)
    func page(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let round = try await Self.reviewed(plan)
            let seal = try await plan.freeze(round)
            let html = try Self.text(await plan.page(round.id, 1))
            #expect(html.contains("令和6年度第1四半期"))
            #expect(html.contains("第1版"))
            #expect(html.contains("令和6年6月30日現在"))
            #expect(html.contains(seal.contentHash))
            #expect(html.contains("A 完了"))
            #expect(html.contains("約8,900時間（令和3年度比）"))
            #expect(html.contains("<dt>終えた日</dt><dd>令和6年6月30日</dd>"))
            #expect(html.contains(ContentHash.of("終えた証拠")))
            #expect(html.contains("&lt;b&gt;すべて終えた。"))
            #expect(!html.contains("<b>"))
            for mark in MarkSet.standard.marks { #expect(html.contains(mark.criterion)) }
            #expect(html.contains("未回答"), "a draft is not the section's answer")
            #expect(!html.contains("書きかけの文"), "a draft is not the section's answer")
            for outside in ["http:", "https:", "<script", "<link", "<img", "url(", "@import", " style="] {
                #expect(!html.contains(outside), "\(outside)")
            }
            for name in ["担当</", "課長</", "事務局</dd>", "鈴木"] { #expect(!html.contains(name), "\(name)") }
            let policy = SealedEdition.contentSecurityPolicy(of: Array(html.utf8))
            #expect(policy.contains("'sha256-\(ContentHash.base64(of: DocumentStyle.css))'"))
            let earlier = SealedEdition.contentSecurityPolicy(of: Array("<style>p{}</style><style>b{}</style>".utf8))
            #expect(earlier.contains("'sha256-\(ContentHash.base64(of: "p{}"))'"), "the style of its own time")
            #expect(!SealedEdition.contentSecurityPolicy(of: Array("<p>".utf8)).contains("style-src"))
        }
    }

    @Test(
        "The sealed content holds everything by value and no person's name (V22), and comes back as it was",
        arguments: TestDatabases.all)
    func content(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let round = try await Self.reviewed(plan)
            let seal = try await plan.freeze(round)
            let json = try await plan.read { try SealStore.content(of: seal, on: $0) }
            let content = try #require(RoundContent(json))
            #expect(try content.json == json)
            #expect(content.entries.map(\.isAnswered) == [true, true, false])
            let answer = try #require(content.answers.first)
            #expect(answer.doneOn == round.calendar.asOf)
            let figure = try #require(answer.figures.first)
            #expect(figure.value == "8900")
            #expect(figure.qualifiers == ["約"])
            #expect(figure.raw == "約8900時間")
            #expect(figure.rule == "level")
            #expect(figure.baselineYear == 2021)
            #expect(figure.source == nil)
            #expect(content.answers.count == 2, "nothing is sealed of what was not handed in")
            for name in ["担当", "課長"] {
                #expect(!json.canonical.contains("\"\(name)\""), "\(name)")
            }
        }
    }

    @Test("Content sealed before figures were kept is still read and drawn")
    func olderContent() throws {
        let json = try JSON(
            parsing: #"""
                {"format": 1, "plan": "計画", "planVersion": 1, "round": "01R", "quarter": "令和6年度第1四半期",
                "asOf": "令和6年6月30日", "markSetName": "区分", "amendment": null, "initiatives": [
                {"heading": "(1) 取組1", "promises": ["約束"]}], "entries": [], "sample": false,
                "markSet": [{"symbol": "A", "label": "完了", "criterion": "終えた。", "canonical": "done"}]}
                """#)
        let content = try #require(RoundContent(json))
        #expect(content.answers.isEmpty)
        #expect(content.markSetVersion == 1)
        let heading = SealHeading(
            kind: RoundContent.kind, subject: "01R", edition: 1, contentHash: "abc", sealedAt: TestedPlan.start,
            reason: nil)
        #expect(RoundContent.renderer.render(json, heading) != nil)
        #expect(RoundContent.renderer.render(["format": 9], heading) == nil)
    }

    @Test(
        "Edition 1 renders byte for byte after an amendment, a renamed unit, new marks and a new plan version",
        arguments: TestDatabases.all)
    func stays(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let round = try await Self.reviewed(plan)
            try await plan.freeze(round)
            let before = try await plan.page(round.id, 1)
            plan.passMinutes()
            try await plan.write { connection, stamp in
                try UnitStore.correct(
                    plan.units[0].id, code: "77", name: "別の名の課", by: stamp, on: connection)
                try MarkSetStore.save(MarkSetTests.hamamatsu, by: stamp, on: connection)
                try TestedPlan.record(
                    stamp.newID(), number: 2, units: plan.units.reversed(),
                    lineages: plan.initiatives.map(\.lineage), by: stamp, on: connection)
                try connection.execute("UPDATE initiative SET title = '直された題名' WHERE id = \(plan.initiatives[1].id)")
            }
            try await plan.amend(round, units: [plan.units[0].id])
            let entry = try await plan.entries(round)[0]
            try await plan.answer(
                entry.id,
                Answer(mark: "A", done: "直した文。", doneOn: round.calendar.asOf, values: entry.answer.values))
            let second = try await plan.freeze(round)
            #expect(second.edition == 2)
            #expect(second.reason == "集計の誤り")
            #expect(try await plan.page(round.id, 1) == before)
            let page = try Self.text(await plan.page(round.id, 2))
            #expect(page.contains("直した文。"))
            #expect(page.contains("集計の誤り"))
            #expect(page.contains("第2回部会"))
            #expect(page.contains("別の名の課"))
            #expect(page.contains("第2版"))
            let report = try await plan.verification()
            #expect(report.failures.isEmpty)
        }
    }

    @Test("A correction touches only the units it names", arguments: TestDatabases.all)
    func onlyNamed(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let round = try await Self.reviewed(plan)
            let entries = try await plan.entries(round)
            // Still a returned draft when the round was frozen.
            try await plan.write { connection, stamp in
                try EntryStore.sendBack(entries[1].id, reason: "直してください", by: stamp, on: connection)
            }
            try await plan.freeze(round)
            try await plan.amend(round, units: [plan.units[0].id])
            #expect(try await plan.round(round.id).isAmending)
            for other in [entries[1].id, entries[2].id] {
                await #expect(throws: RoundRefusal.roundClosed(.reviewing)) {
                    try await plan.answer(other, until: .draft)
                }
            }
            try await plan.write { connection, stamp in
                try RoundStore.reopen(
                    Round.known(round.id, on: connection), units: [plan.units[2].id], reason: "追加", by: stamp,
                    on: connection)
            }
            #expect(try await plan.round(round.id).state == .chasing)
            await #expect(throws: RoundRefusal.roundClosed(.chasing)) {
                try await plan.answer(entries[1].id, until: .draft)
            }
            try await plan.answer(entries[2].id)
            #expect(try await plan.entry(entries[2].id).state == .accepted)
        }
    }

    @Test(
        "A correction is not frozen while an answer of the edition before is out for mending",
        arguments: TestDatabases.all)
    func unfinished(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let round = try await Self.reviewed(plan)
            try await plan.freeze(round)
            try await plan.amend(round, units: [plan.units[0].id])
            let refused = await #expect(throws: RoundRefusal.self) { try await plan.freeze(round) }
            #expect(refused?.words.contains("\(plan.initiatives[0].heading)（第1課）") == true)
            #expect(try await plan.round(round.id).edition == 1)
            let entry = try await plan.entries(round)[0]
            try await plan.answer(entry.id, entry.answer, until: .submitted)
            #expect(try await plan.freeze(round).edition == 2)
        }
    }

    @Test("A correction after a reorganisation goes to the unit that took over the work", arguments: TestDatabases.all)
    func amendingAfterReorganisation(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let round = try await Self.reviewed(plan)
            try await plan.freeze(round)
            let day = TestedPlan.firstQuarter.next.end.adding(days: 1)
            plan.move(to: day)
            let heir = try await plan.write { connection, stamp in
                try UnitStore.reorganise(
                    Reorganisation(
                        on: day, steps: [.renaming(plan.units[0].id, to: .init(code: "99", name: "デジタル推進課"))]),
                    by: stamp, on: connection
                ).created[0]
            }
            try await plan.amend(round, units: [plan.units[0].id])
            let entry = try #require(
                try await plan.entries(round).first { $0.initiative == plan.initiatives[0].id })
            #expect(entry.unit == heir.id)
            #expect(entry.state == .draft)
            let trail: String? = try await plan.read {
                try $0.value("SELECT details FROM audit WHERE action = 'plan.entry.hand-over'")
            }
            #expect(trail?.contains("デジタル推進課") == true)
        }
    }

    @Test(
        "A unit in whose place nobody could answer is not asked again, so that no correction is stuck",
        arguments: TestDatabases.all)
    func nobodyAnswers(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            try await plan.write { connection, stamp in
                try InitiativeStore.assign(
                    main: [plan.units[0].id, plan.units[1].id], related: [], to: plan.initiatives[0].id, by: stamp,
                    on: connection)
            }
            let round = try await plan.open()
            try await plan.close(round)
            try await plan.freeze(round)
            let day = TestedPlan.firstQuarter.next.end.adding(days: 1)
            plan.move(to: day)
            try await plan.write { connection, stamp in
                try UnitStore.reorganise(
                    Reorganisation(
                        on: day,
                        steps: [
                            .merging([plan.units[0].id], into: .existing(plan.units[1].id)),
                            .abolishing(plan.units[2].id),
                        ]), by: stamp, on: connection)
            }
            let before = try await plan.entries(round)
            await #expect(throws: RoundRefusal.nobodyAnswers(["第1課", "第3課"])) {
                try await plan.amend(round, units: plan.units.map(\.id))
            }
            #expect(try await plan.entries(round) == before)
            #expect(try await plan.round(round.id).state == .frozen)
            try await plan.amend(round, units: [plan.units[1].id])
        }
    }

    @Test("Two units of one initiative that became one are not both asked again", arguments: TestDatabases.all)
    func bothMerged(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let both = [plan.units[0].id, plan.units[1].id]
            try await plan.write { connection, stamp in
                try InitiativeStore.assign(
                    main: both, related: [], to: plan.initiatives[2].id, by: stamp, on: connection)
            }
            let round = try await plan.open()
            try await plan.close(round)
            try await plan.freeze(round)
            let day = TestedPlan.firstQuarter.next.end.adding(days: 1)
            plan.move(to: day)
            try await plan.write { connection, stamp in
                try UnitStore.reorganise(
                    Reorganisation(on: day, steps: [.merging(both, into: .new(.init(code: "99", name: "統合課")))]),
                    by: stamp, on: connection)
            }
            await #expect(throws: RoundRefusal.nobodyAnswers(["第2課"])) {
                try await plan.amend(round, units: both)
            }
            try await plan.amend(round, units: [plan.units[0].id])
            let names = try await plan.read { try RoundBoard(round, on: $0) }.rows.map(\.unitName)
            #expect(names.filter { $0 == "統合課" }.count == 2)
            #expect(names.filter { $0 == "第2課" }.count == 2)
        }
    }

    @Test(
        "Reopening or correcting needs a reason, at least one unit, and only units that were asked",
        arguments: TestDatabases.all)
    func refusals(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let round = try await Self.reviewed(plan)
            let stranger = try await plan.write { connection, stamp in
                try UnitStore.create(code: "88", name: "ほかの課", by: stamp, on: connection)
            }
            let cases: [([ID<OfficeUnit>], String, RoundRefusal)] = [
                ([plan.units[0].id], " 　\n", .reasonNeeded), ([], "理由", .noUnitsNamed),
                ([plan.units[0].id, stranger.id], "理由", .unitsNotAsked),
            ]
            for (units, reason, refusal) in cases {
                await #expect(throws: refusal) {
                    try await plan.write { connection, stamp in
                        try RoundStore.reopen(
                            Round.known(round.id, on: connection), units: units, reason: reason, by: stamp,
                            on: connection)
                    }
                }
            }
            try await plan.freeze(round)
            for (units, reason, refusal) in cases {
                await #expect(throws: refusal) {
                    try await plan.write { connection, stamp in
                        try RoundStore.amend(
                            Round.known(round.id, on: connection), units: units, reason: reason, decision: "",
                            by: stamp, on: connection)
                    }
                }
            }
            #expect(try await plan.round(round.id).state == .frozen, "a refused correction leaves the round sealed")
        }
    }

    @Test(
        "A sealed record that was touched, whether content, page or number of editions, is not built upon (V20)",
        arguments: TestDatabases.all)
    func touched(_ kind: TestDatabase) async throws {
        let damages: [SQL] = [
            "UPDATE seal SET content = '{}'", "UPDATE seal_rendering SET bytes = \([UInt8]("x".utf8))",
            "UPDATE round SET edition = 2",
        ]
        for damage in damages {
            try await TestedPlan.use(kind) { plan in
                let round = try await Self.reviewed(plan)
                try await plan.freeze(round)
                try await plan.amend(round, units: [plan.units[1].id])
                let entry = try await plan.entries(round)[1]
                try await plan.answer(entry.id, entry.answer)
                _ = try await plan.write { connection, _ in try connection.execute(damage) }
                let refused = await #expect(throws: (any Error).self, "\(damage.text)") { try await plan.freeze(round) }
                #expect(refused is any Refusal, "\(damage.text)")
                #expect(try await plan.round(round.id).state == .reviewing)
            }
        }
    }

    @Test("Only a round under review is frozen", arguments: TestDatabases.all)
    func tooEarly(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let round = try await plan.open()
            await #expect(throws: RoundRefusal.notPossible(.freeze, in: .open)) { try await plan.freeze(round) }
            try await plan.close(round)
            try await plan.freeze(round)
            await #expect(throws: RoundRefusal.notPossible(.freeze, in: .frozen)) { try await plan.freeze(round) }
        }
    }

    @Test(
        "A slip in the name of a section is mended on open pages, and what is sealed stays byte for byte",
        arguments: TestDatabases.all)
    func mendedName(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let first = try await Self.reviewed(plan)
            try await plan.freeze(first)
            let page = try #require(try await plan.page(first.id, 1))
            let second = try await plan.open(TestedPlan.firstQuarter.next)
            let unit = plan.units[0]
            try await plan.write { try UnitStore.correct(unit.id, code: unit.code, name: "広報課", by: $1, on: $0) }
            #expect(try await plan.page(first.id, 1) == page)
            #expect(try Self.text(page).contains("第1課"))
            let row = try #require(try await plan.read { try RoundBoard(second, on: $0).rows.first })
            #expect(row.unitName == "広報課")
            let rows = try await plan.read { try Audit.list(AuditFilter(subject: "unit/\(unit.id)"), on: $0) }
            let correction = try #require(rows.first { $0.action == "ward.unit.correct" })
            #expect(correction.details.contains("第1課"))
            #expect(try await plan.verification().isWhole)
        }
    }
}
