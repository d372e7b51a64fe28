import Japanese
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("Revisions of the plan")
struct RevisionTests {
    @Test(
        "Putting off a date by a decision gives one row, and the series goes on through renumbering",
        arguments: TestDatabases.all)
    func revision(kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            try await plan.promise("令和7年度末までに再構築する", of: plan.initiatives[2])
            let first = try await plan.open()
            for entry in try await plan.entries(first) { try await plan.answer(entry.id) }
            try await plan.close(first)
            try await plan.freeze(first)
            let page = try await plan.page(first.id, 1)

            let draft = try await plan.write { try RevisionStore.begin(by: $1, on: $0) }
            #expect(draft.number == 2)
            #expect(draft.state == .draft)
            #expect(try await plan.current().number == 1, "a draft is not in force")
            let copied = try await plan.initiatives(draft.id)
            #expect(copied.map(\.lineage) == plan.initiatives.map(\.lineage))
            let edited = try #require(copied.last)
            try await plan.write { connection, stamp in
                var words = InitiativeDraft(edited)
                words.number = "(9)"
                words.promises[0] = .init(
                    id: edited.promises[0].id, content: "令和8年度末までに再構築する", external: "令和7年度末")
                try RevisionStore.edit(edited.id, words, reason: "国の期限に合わせる。", by: stamp, on: connection)
            }
            let written = try #require(try await plan.initiatives(draft.id).last)
            #expect(
                written.promises[0].deadlines.map(\.to) == [
                    CivilDate(year: 2027, month: 3, day: 31), CivilDate(year: 2026, month: 3, day: 31),
                ])
            #expect(written.promises[0].deadlines.map(\.isExternal) == [false, true])
            let comparison = try await plan.comparison(1, 2)
            #expect(comparison.rows.map(\.part) == ["番号", "約束したこと"])
            #expect(comparison.rows.allSatisfy { $0.reason == "国の期限に合わせる。" })

            let decision = try await plan.decided("(3)の期限を改める。")
            let day = plan.stamp().today.adding(days: 30)
            try await plan.write {
                try RevisionStore.decide(
                    PlanVersion.known(draft.id, on: $0), decision: decision, effectiveOn: day, by: $1, on: $0)
            }
            #expect(try await plan.current().number == 1, "not before its day")
            #expect(try await plan.write { try RevisionStore.takeEffect(by: $1, on: $0) } == 0)
            await #expect(throws: RevisionRefusal.notADraft(number: 2)) {
                try await plan.write { try RevisionStore.discard(PlanVersion.known(draft.id, on: $0), by: $1, on: $0) }
            }
            // Planned while version 1 was in force, opened after version 2 took effect: asked about the as-of day's plan.
            plan.move(to: day)
            #expect(try await plan.write { try RevisionStore.takeEffect(by: $1, on: $0) } == 1)
            #expect(try await plan.current().number == 2)
            let second = TestedPlan.firstQuarter.next
            plan.move(to: second.end.adding(days: 1))
            let round = try await plan.open(second, version: plan.version)
            #expect(round.version == draft.id)
            let entry = try #require(try await plan.entries(round).last)
            let previous = try await plan.read { try EntryStore.previous(of: entry, in: round, on: $0) }
            #expect(previous?.answer.done == "説明会を開いた。", "(3) became (9), and its series goes on")

            #expect(try await plan.round(first.id).version == plan.version, "old rounds keep their version")
            #expect(try await plan.page(first.id, 1) == page)
            let report = try await plan.verification()
            #expect(report.failures.isEmpty)
        }
    }

    @Test(
        "Initiatives are added, divided, merged and ended; a draft that is taken back leaves nothing",
        arguments: TestDatabases.all)
    func steps(kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let before = try await plan.rowCounts()
            let draft = try await plan.write { try RevisionStore.begin(by: $1, on: $0) }
            let copied = try await plan.initiatives(draft.id)
            let words = InitiativeDraft(
                number: "(8)", title: "新しい取組", body: "", main: [plan.units[0].id], related: [], group: nil,
                promises: [.init(id: nil, content: "令和9年度に始める", external: "")])
            try await plan.write { connection, stamp in
                try RevisionStore.add(
                    words, to: draft.id, reason: "分けるため", dividing: copied[0].id, by: stamp, on: connection)
                try RevisionStore.end(
                    copied[1].id, mergingInto: copied[0].id, reason: "重なるため", by: stamp, on: connection)
                try RevisionStore.end(copied[2].id, reason: "終えたため", by: stamp, on: connection)
            }
            #expect(try await plan.comparison(1, 2).rows.map(\.kind) == ["分割", "統合", "終了"])
            await #expect(throws: RevisionRefusal.numberTaken("（８）")) {
                try await plan.write { connection, stamp in
                    var same = words
                    same.number = "（８）"
                    _ = try RevisionStore.add(same, to: draft.id, reason: "同じ番号", by: stamp, on: connection)
                }
            }
            await #expect(throws: RevisionRefusal.draftExists(number: 2)) {
                try await plan.write { try RevisionStore.begin(by: $1, on: $0) }
            }
            await #expect(throws: RevisionRefusal.nothingChanged) {
                let same = try #require(try await plan.initiatives(draft.id).first)
                try await plan.write {
                    try RevisionStore.edit(same.id, InitiativeDraft(same), reason: "なし", by: $1, on: $0)
                }
            }
            try await plan.write { try RevisionStore.discard(PlanVersion.known(draft.id, on: $0), by: $1, on: $0) }
            #expect(try await plan.rowCounts() == before)
        }
    }

    @Test("A proposal waits, is answered once, and keeps whose it was", arguments: TestDatabases.all)
    func proposals(kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let initiative = plan.initiatives[0]
            let id = try await plan.write(as: "担当") {
                try ProposalStore.add(
                    .section, name: "第1課", content: "期限を延ばす。", reason: "入札が不調", about: initiative.id, by: $1, on: $0)
            }
            #expect(try await plan.read { try ProposalStore.open(on: $0) }.map(\.id) == [id])
            try await plan.write { try ProposalStore.respond(id, adopted: true, response: "改定案に書いた。", by: $1, on: $0) }
            await #expect(throws: RevisionRefusal.alreadyAnswered) {
                try await plan.write { try ProposalStore.respond(id, adopted: false, response: "やめた。", by: $1, on: $0) }
            }
            let kept = try #require(
                try await plan.read { try ProposalStore.list(about: initiative.lineage, on: $0) }.first)
            #expect(kept.state == .adopted)
            #expect(kept.proposerName == "第1課")
            #expect(kept.response == "改定案に書いた。")
        }
    }

    @Test("Deciding needs a confirmed meeting, a change, and a version that is still the newest")
    func refusals() async throws {
        try await TestedPlan.use(TestDatabases.all[0]) { plan in
            let decision = try await plan.decided("改める。")
            let draft = try await plan.write { try RevisionStore.begin(by: $1, on: $0) }
            let today = plan.stamp().today
            await #expect(throws: RevisionRefusal.nothingChanged) {
                try await plan.write {
                    try RevisionStore.decide(
                        PlanVersion.known(draft.id, on: $0), decision: decision, effectiveOn: today, by: $1, on: $0)
                }
            }
            await #expect(throws: RevisionRefusal.unknownDecision) {
                try await plan.write {
                    try RevisionStore.decide(
                        PlanVersion.known(draft.id, on: $0), decision: $1.newID(), effectiveOn: today, by: $1, on: $0)
                }
            }
            let newer: ID<PlanVersion> = plan.ward.newID()
            try await plan.write { connection, stamp in
                try TestedPlan.record(newer, number: 3, units: plan.units, by: stamp, on: connection)
            }
            await #expect(throws: RevisionRefusal.baseReplaced(number: 3)) {
                try await plan.write {
                    try RevisionStore.decide(
                        PlanVersion.known(draft.id, on: $0), decision: decision, effectiveOn: today, by: $1, on: $0)
                }
            }
        }
    }
}

extension InitiativeDraft {
    /// An initiative as its form shows it.
    init(_ initiative: Initiative) {
        self.init(
            number: initiative.number, title: initiative.title, body: initiative.body, main: initiative.mainUnits,
            related: initiative.relatedUnits, group: initiative.studyGroup,
            promises: initiative.promises.map {
                .init(id: $0.id, content: $0.content, external: $0.addedExternalDeadlines.map(\.raw).joined())
            })
    }
}

extension TestedPlan {
    fileprivate func promise(_ content: String, of initiative: Initiative) async throws {
        try await write { connection, stamp in
            let due = PromiseDeadline(
                deadlineClass: .atEnd, from: nil, to: CivilDate(year: 2026, month: 3, day: 31), raw: "令和7年度末",
                isExternal: false)
            try RevisionStore.insert(
                content, origin: nil, line: 1, deadlines: [due], position: 1, of: initiative.id, by: stamp,
                on: connection)
        }
    }

    fileprivate func current() async throws -> PlanVersion {
        try #require(try await read { try PlanStore.current(on: $0) })
    }

    fileprivate func initiatives(_ version: ID<PlanVersion>) async throws -> [Initiative] {
        try await read { try InitiativeStore.list(version: version, on: $0) }
    }

    fileprivate func comparison(_ old: Int, _ new: Int) async throws -> PlanComparison {
        try await read { connection in
            let versions = try PlanStore.versions(on: connection)
            return try RevisionStore.comparison(
                from: try #require(versions.first { $0.number == old }),
                to: try #require(versions.first { $0.number == new }), on: connection)
        }
    }

    /// A confirmed meeting of a sub-committee with one decision.
    fileprivate func decided(_ content: String) async throws -> ID<Decision> {
        try await write { connection, stamp in
            let body = try BodyStore.create(kind: .subcommittee, name: "部会", by: stamp, on: connection)
            let meeting = try MeetingStore.create(
                body: body.id, number: 1, heldOn: stamp.today, place: "会議室", agenda: ["計画の改定"], by: stamp,
                on: connection)
            let decision = try MeetingStore.add(decision: content, to: meeting, by: stamp, on: connection)
            try MeetingStore.confirm(meeting, by: stamp, on: connection)
            return decision.id
        }
    }

    /// Rows of every table that a draft writes.
    fileprivate func rowCounts() async throws -> [Int] {
        try await read { connection in
            try [
                "SELECT COUNT(*) FROM plan_version", "SELECT COUNT(*) FROM initiative", "SELECT COUNT(*) FROM promise",
                "SELECT COUNT(*) FROM promise_deadline", "SELECT COUNT(*) FROM initiative_unit",
                "SELECT COUNT(*) FROM plan_change", "SELECT COUNT(*) FROM governance_clause",
            ].map { (sql: SQL) in try connection.value(sql) ?? 0 }
        }
    }
}
