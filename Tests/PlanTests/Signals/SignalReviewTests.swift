import Japanese
import Site
import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("What is to be checked")
struct SignalReviewTests {
    @Test(
        "The review of a sealed quarter reads its edition, compares it with the one before, and leaves marks as they are",
        arguments: TestDatabases.all)
    func review(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            #expect(try await plan.read { try SignalReview.load(nil, on: $0) } == nil)
            let first = try await plan.open()
            let entries = try await plan.entries(first)
            try await plan.answer(entries[0].id)
            try await plan.answer(entries[1].id)
            try await plan.close(first)
            try await plan.freeze(first)
            plan.move(to: TestedPlan.firstQuarter.next.end.adding(days: 1))
            let second = try await plan.open(TestedPlan.firstQuarter.next)
            let now = try await plan.entries(second)
            try await plan.answer(
                now[0].id, Answer(mark: "D", done: "遅れた。", plan: "急ぐ。", problem: "人手", response: "増やす"))
            let loaded = try await plan.read { try SignalReview.load(nil, on: $0) }
            let review = try #require(loaded)
            #expect(review.round.id == second.id)
            #expect(review.current.edition == 0)
            #expect(review.previous?.edition == 1)
            #expect(review.tally.withRepeats == 3)
            #expect(review.tally.rows.first { $0.mark == nil }?.withRepeats == 2)
            let matrix = try #require(review.movement)
            #expect(matrix.items(.worse).map(\.title).count == 1)
            #expect(matrix.count(from: .mark(.onTrack), to: .unanswered) == 1)
            let request = PageRequest(
                ward: plan.ward, signedIn: TestPerson(.secretariat).signedIn(PlanGrants.all), path: "/signals")
            let html = try await plan.read { try SignalPage.load(request, on: $0).page.body.text }
            #expect(html.contains("1/3（33.3%）"))
            #expect(html.contains("遅れた（1件）"))
            #expect(html.contains("達成率は、遅れを隠すため"))
            for rule in SignalRule.all { #expect(html.contains(rule.criterion)) }
            let earlier = try await plan.read { try SignalReview.load(TestedPlan.firstQuarter, on: $0) }
            #expect(earlier?.current.edition == 1)
            #expect(earlier?.previous == nil)
            #expect(review.json["quarter"]?.string == TestedPlan.firstQuarter.next.code)
        }
    }

    @Test("Beside an answer stands what its record lets conclude, from the quarters before and the draft as it is")
    func besideTheAnswer() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let first = try await plan.open()
            try await plan.close(first)
            try await plan.freeze(first)
            plan.move(to: TestedPlan.firstQuarter.next.end.adding(days: 1))
            try await plan.write { connection, stamp in
                let promise: ID<Promise> = stamp.newID()
                try connection.execute(
                    """
                    INSERT INTO promise (id, initiative, position, content)
                    VALUES (\(promise), \(plan.initiatives[0].id), 1, '6月までに定める。')
                    """)
                try connection.execute(
                    """
                    INSERT INTO promise_deadline (id, promise, position, deadline_class, due_to, raw, is_external)
                    VALUES (\(stamp.newID(PromiseDeadline.self)), \(promise), 1, \(DeadlineClass.by), '2024-06-30',
                        '6月までに', 0)
                    """)
            }
            let second = try await plan.open(TestedPlan.firstQuarter.next)
            let id = try await plan.entries(second)[0].id
            try await plan.answer(id, until: .draft)
            let entry = try await plan.entry(id)
            let found = try await plan.read { connection in
                try EntrySignals.load(
                    entry, of: try #require(try Initiative.find(entry.initiative, on: connection)),
                    unitName: "第1課", in: second, indicators: [], evidenceCount: 0, on: connection)
            }
            #expect(found.judgement.canonical == .late)
            #expect(found.disagreement?.mark.symbol == "B")
            #expect(found.signals.contains { $0.rule == .pastDue })
            #expect(found.html.text.contains("期限（6月までに）が来ていますが"))
            // The quarter before is part of the record: unanswered then, and a draft is no answer yet.
            let unanswered = EntrySignals(
                try await plan.read { connection in
                    InitiativeHistory.histories(
                        of: try SignalStore.sealedSources(before: second.quarter, on: connection),
                        lineage: entry.lineage.text)
                }[0])
            #expect(unanswered.judgement.canonical == nil)
            #expect(unanswered.disagreement == nil)
        }
    }
}
