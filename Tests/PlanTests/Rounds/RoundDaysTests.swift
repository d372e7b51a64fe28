import Japanese
import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("The days of a round")
struct RoundDaysTests {
    private static let office = OfficeCalendar()

    private static func planned(_ plan: TestedPlan) async throws -> Round {
        try await plan.write { connection, stamp in
            try RoundStore.plan(
                quarter: TestedPlan.firstQuarter, version: plan.version,
                calendar: .standard(for: TestedPlan.firstQuarter, today: stamp.today, in: office), office: office,
                by: stamp, on: connection)
        }
    }

    /// Puts the due day off by so many office days.
    private static func extend(
        _ round: Round, by days: Int, reason: String = "システムが止まったため。", _ plan: TestedPlan
    ) async throws -> Round {
        func later(_ day: CivilDate) -> CivilDate { office.adding(officeDays: days, to: day) }
        let (due, closes) = (later(round.calendar.dueOn), later(round.calendar.closesOn))
        let freezes = later(round.calendar.freezesOn)
        try await plan.write { connection, stamp in
            try RoundStore.extend(
                Round.known(round.id, on: connection), dueOn: due, closesOn: closes, freezesOn: freezes,
                reason: reason, office: office, by: stamp, on: connection)
        }
        return try await plan.round(round.id)
    }

    @Test(
        "A due day that is put off stands with its reason and the day before in duties and letters, and in the trail",
        arguments: TestDatabases.all)
    func told(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let round = try await plan.open()
            let extended = try await Self.extend(round, by: 4, plan)
            #expect(extended.calendar.dueOn == Self.office.adding(officeDays: 4, to: round.calendar.dueOn))
            #expect(extended.extended == .init(from: round.calendar.dueOn, reason: "システムが止まったため。"))
            let editor = SignedIn(
                person: TestPerson.id, name: "見本",
                assignments: [.init(role: .editor, unit: plan.units[0].id, body: nil)], grants: PlanGrants.all)
            let today = plan.ward.clock.today
            let duty = try #require(
                try await plan.read { try RoundDuties.duties(of: editor, today: today, on: $0) }.first)
            #expect(duty.note.contains(extended.calendar.dueOn.japaneseWithWeekday))
            #expect(duty.note.contains("\(round.calendar.dueOn.japaneseWithWeekday)から延ばしました"))
            let debtors = try #require(try await plan.read { try Chasing.debtors(of: extended, on: $0) })
            let letter = ReminderLetter(
                round: extended, debtor: debtors[0], today: today, address: nil, isSample: false)
            #expect(letter.body.contains("\(round.calendar.dueOn.japaneseWithWeekday)から延ばしました"))
            #expect(letter.body.contains("延長の理由　システムが止まったため。"))
            let rows = try await plan.read {
                try Audit.list(AuditFilter(subject: "round/\(round.id)", actionPrefix: "plan.round.extend"), on: $0)
            }
            let row = try #require(rows.first)
            #expect(row.details.contains("システムが止まったため。"))
            #expect(row.details.contains(round.calendar.dueOn.description))
            #expect(row.details.contains(extended.calendar.dueOn.description))
        }
    }

    @Test(
        "Reminders are counted from the new day: those that name the old one and did not go out are taken back",
        arguments: TestDatabases.all)
    func reminders(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let round = try await plan.open()
            plan.move(to: Self.office.adding(officeDays: -1, to: round.calendar.dueOn))
            let made = try await plan.write { try ReminderStore.make(for: round, address: nil, by: $1, on: $0) }
            #expect(made.count == 3)
            try await plan.write { try ReminderStore.markHandedOver(made[0].id, by: $1, on: $0) }
            let extended = try await Self.extend(round, by: 4, plan)
            let kept = try await plan.read { try ReminderStore.list(round: round.id, on: $0) }
            #expect(kept.map(\.id) == [made[0].id], "what went out stays in the list")
            plan.move(to: Self.office.adding(officeDays: -1, to: extended.calendar.dueOn))
            let again = try await plan.write { try ReminderStore.make(for: extended, address: nil, by: $1, on: $0) }
            #expect(again.map(\.unit) == plan.units.map(\.id), "also whom the old letter had reached")
            #expect(again.allSatisfy { $0.occasion == -1 })
            #expect(again.allSatisfy { $0.subject.contains(extended.calendar.dueOn.japaneseWithWeekday) })
        }
    }

    @Test("A round that was being chased is open again until its new day has passed", arguments: TestDatabases.all)
    func chased(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let round = try await plan.open()
            plan.move(to: round.calendar.dueOn.adding(days: 1))
            try await plan.write { try RoundStore.advance(by: $1, on: $0) }
            let extended = try await Self.extend(round, by: 3, plan)
            #expect(extended.state == .open)
            #expect(try await plan.write { try RoundStore.advance(by: $1, on: $0) } == 0)
            plan.move(to: extended.calendar.dueOn.adding(days: 1))
            #expect(try await plan.write { try RoundStore.advance(by: $1, on: $0) } == 1)
        }
    }

    @Test("No day is put off without a reason, to an earlier day, into the past, or once the round is closed")
    func refused() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let round = try await plan.open()
            await #expect(throws: RoundRefusal.reasonNeeded) {
                _ = try await Self.extend(round, by: 2, reason: "　", plan)
            }
            let refused = await #expect(throws: RoundRefusal.self) { _ = try await Self.extend(round, by: -1, plan) }
            #expect(refused?.words.contains("今の期限（\(round.calendar.dueOn.japanese)）より後の日") == true)
            plan.move(to: Self.office.adding(officeDays: 5, to: round.calendar.dueOn))
            let past = await #expect(throws: RoundRefusal.self) { _ = try await Self.extend(round, by: 2, plan) }
            #expect(past?.words.contains("以後の日にしてください") == true)
            try await plan.close(round)
            await #expect(throws: RoundRefusal.notPossible(.extend, in: .reviewing)) {
                _ = try await Self.extend(round, by: 9, plan)
            }
            #expect(try await plan.round(round.id).calendar == round.calendar)
        }
    }

    @Test("A quarter that was never opened is taken back and may be planned again", arguments: TestDatabases.all)
    func discarding(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let round = try await Self.planned(plan)
            try await plan.write { try RoundStore.discard(round, by: $1, on: $0) }
            #expect(try await plan.read { try RoundStore.list(on: $0) }.isEmpty)
            let actions = try await plan.read { try Audit.list(AuditFilter(subject: "round/\(round.id)"), on: $0) }
            #expect(actions.map(\.action) == ["plan.round.discard", "plan.round.plan"])
            let again = try await plan.open()
            await #expect(throws: RoundRefusal.opened(.open)) {
                try await plan.write { try RoundStore.discard(again, by: $1, on: $0) }
            }
            #expect(try await plan.entries(again).count == 3)
        }
    }

    @Test("A quarter that a meeting decided upon, or that was opened meanwhile, is not taken back")
    func inUse() async throws {
        try await TestedGroup.use(TestDatabases.memory) { group in
            let plan = group.plan
            let round = try await Self.planned(plan)
            let meeting = try await group.meeting()
            let decision = try await plan.write {
                try MeetingStore.add(decision: "四半期を確かめる。", round: round.id, to: meeting, by: $1, on: $0)
            }
            await #expect(throws: RoundRefusal.decidedUpon(["四半期を確かめる。"])) {
                try await plan.write { try RoundStore.discard(round, by: $1, on: $0) }
            }
            try await plan.write { try MeetingStore.remove(decision: decision.id, from: meeting, by: $1, on: $0) }
            _ = try await plan.write { try RoundStore.open(round.id, counting: .empty, by: $1, on: $0) }
            await #expect(throws: StaleRecord.self) {
                try await plan.write { try RoundStore.discard(round, by: $1, on: $0) }
            }
        }
    }

    @Test("Days are changed, put off and given up on the page of the round")
    func pages() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let round = try await Self.planned(plan)
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            let secretariat = TestPerson(.secretariat)
            let page = try await site.get(round.path, as: secretariat)
            #expect(page.text.contains("action=\"\(round.path)/days\""))
            #expect(page.text.contains("action=\"\(round.path)/discard\""))
            let days = [
                "asOf": "2024-06-30", "opensOn": "2024-07-01", "dueOn": "2024-07-12", "closesOn": "2024-07-18",
                "freezesOn": "2024-07-25",
            ]
            let wrong = try await site.post(
                "\(round.path)/days", as: secretariat, days.merging(["closesOn": "2024-07-11"]) { $1 })
            #expect(wrong.status == 409)
            #expect(wrong.isOpen("日程を変える"))
            #expect(wrong.text.contains("締切日は、回答期限（令和6年7月12日）以後の日"))
            #expect(try await site.post("\(round.path)/days", as: secretariat, days).status == 303)
            #expect(try await plan.round(round.id).calendar.dueOn.description == "2024-07-12")

            _ = try await plan.write { try RoundStore.open(round.id, counting: .empty, by: $1, on: $0) }
            let off = ["dueOn": "2024-07-16", "closesOn": "2024-07-18", "freezesOn": "2024-07-25"]
            #expect(try await site.post("\(round.path)/extend", as: secretariat, off).status == 422)
            let put = try await site.post(
                "\(round.path)/extend", as: secretariat, off.merging(["reason": "停電があったため。"]) { $1 })
            #expect(put.status == 303)
            let entry = try await plan.entries(round)[0]
            for path in [round.path, EntryPage.path(entry.id)] {
                let shown = try await site.get(path, as: TestPerson(.editor, units: [plan.units[0].id]))
                #expect(shown.text.contains("令和6年7月12日（金）から延ばしました"), "\(path)")
                #expect(shown.text.contains("理由　停電があったため。"), "\(path)")
            }
        }
    }
}
