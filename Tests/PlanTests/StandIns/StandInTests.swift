import Japanese
import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("Stand-ins (代行者)")
struct StandInTests {
    private struct People {
        let head: Person
        let deputy: Person
        let role: ID<RoleAssignment>
    }

    private static func person(_ login: String, _ name: String, in plan: TestedPlan) async throws -> Person {
        let hash = try await plan.ward.passwords.hash("つきよのかえるがうたう47", random: plan.ward.random)
        return try await plan.write { connection, stamp in
            try PersonStore.create(
                try LoginName(login), name: name, password: hash, isInitial: false, by: stamp, on: connection)
        }
    }

    /// A head of the first section, and somebody who writes its answers.
    private static func people(_ plan: TestedPlan) async throws -> People {
        let head = try await person("takahashi", "高橋 一郎", in: plan)
        let deputy = try await person("suzuki", "鈴木 花", in: plan)
        let role = try await plan.write { connection, stamp in
            try PersonStore.assign(
                role: .editor, unit: plan.units[0].id, person: deputy.id, by: stamp, on: connection)
            return try PersonStore.assign(
                role: .approver, unit: plan.units[0].id, person: head.id, by: stamp, on: connection
            ).id
        }
        return People(head: head, deputy: deputy, role: role)
    }

    private static func stamp(_ person: Person, _ plan: TestedPlan) -> Stamp {
        plan.ward.stamp(by: Actor(person: person.id, name: person.name))
    }

    @discardableResult
    private static func name(
        _ people: People, days: Int = 7, by stamp: Stamp, in plan: TestedPlan
    ) async throws -> StandIn {
        let today = stamp.today
        return try await plan.ward.database.write { connection in
            try StandInStore.name(
                for: people.role, post: "第1課長", deputy: people.deputy.id, deputyPost: "第1課 管理係長", from: today,
                to: today.adding(days: days), reason: "出張", by: stamp, on: connection)
        }
    }

    private static func mayApprove(_ person: Person, _ plan: TestedPlan) async throws -> Bool {
        let today = plan.ward.clock.today
        return try await plan.read { connection in
            let own = try PersonStore.assignments(of: person.id, on: today, on: connection)
            return SignedIn(person: person.id, name: person.name, assignments: own, grants: PlanGrants.all)
                .may(.approveEntries, unit: plan.units[0].id)
        }
    }

    @Test(
        "What a stand-in approves is a 代決: the record names both people and posts, what is printed both posts",
        arguments: TestDatabases.all)
    func approving(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let round = try await plan.open()
            let entries = try await plan.entries(round)
            let id = entries[0].id
            let people = try await Self.people(plan)
            try await Self.name(people, by: Self.stamp(people.head, plan), in: plan)
            #expect(try await Self.mayApprove(people.deputy, plan))
            try await plan.answer(id, until: .submitted)
            let deputy = Self.stamp(people.deputy, plan)
            try await plan.ward.database.write { try EntryStore.approve(id, by: deputy, on: $0) }
            let marks = round.markSet
            let step = try await plan.read { connection in
                try EntryStore.history(of: id, marks: marks, indicators: [], on: connection)
                    .first { $0.event == .approve }
            }
            for words in ["代決", "第1課長 高橋 一郎", "第1課 管理係長 鈴木 花"] {
                #expect(step?.note.contains(words) == true, "\(words)")
            }
            try await plan.write { try EntryStore.accept(id, by: $1, on: $0) }
            for entry in entries.dropFirst() { try await plan.answer(entry.id) }
            try await plan.close(round)
            try await plan.freeze(round)
            let page = String(decoding: try #require(try await plan.page(round.id, 1)), as: UTF8.self)
            #expect(page.contains("代決（第1課長に代わり、第1課 管理係長）"))
            #expect(!page.contains("高橋"))
            #expect(!page.contains("鈴木"))
            #expect(
                page.split(separator: "代決", omittingEmptySubsequences: false).count == 2,
                "the others were approved by their heads")
            #expect(try await plan.verification().failures == [])
        }
    }

    @Test("Four eyes stay two people: a stand-in approves nothing that they handed in")
    func fourEyes() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let id = try await plan.entries(try await plan.open())[0].id
            let people = try await Self.people(plan)
            try await Self.name(people, by: Self.stamp(people.head, plan), in: plan)
            try await plan.answer(id, until: .draft)
            let deputy = Self.stamp(people.deputy, plan)
            try await plan.ward.database.write { try EntryStore.submit(id, by: deputy, on: $0) }
            await #expect(throws: RoundRefusal.handedInByOneself) {
                try await plan.ward.database.write { try EntryStore.approve(id, by: deputy, on: $0) }
            }
            let head = Self.stamp(people.head, plan)
            try await plan.ward.database.write { try EntryStore.approve(id, by: head, on: $0) }
            #expect(try await plan.entry(id).standIn == nil, "the head approves in their own right")
        }
    }

    @Test("It ends with its last day, and can be ended before", arguments: TestDatabases.all)
    func ending(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let people = try await Self.people(plan)
            try await Self.name(people, days: 3, by: Self.stamp(people.head, plan), in: plan)
            plan.move(to: TestedPlan.start.date.adding(days: 3))
            #expect(try await Self.mayApprove(people.deputy, plan))
            plan.move(to: TestedPlan.start.date.adding(days: 4))
            #expect(try await !Self.mayApprove(people.deputy, plan))
            let again = try await Self.name(people, by: Self.stamp(people.head, plan), in: plan)
            #expect(try await Self.mayApprove(people.deputy, plan))
            let head = Self.stamp(people.head, plan)
            try await plan.ward.database.write { try StandInStore.end(again, by: head, on: $0) }
            #expect(try await !Self.mayApprove(people.deputy, plan))
            let ended = try await plan.read { try StandIn.known(again.id, on: $0) }
            #expect(ended.endedBy == "高橋 一郎")
            await #expect(throws: StandInRefusal.over) {
                try await plan.ward.database.write { try StandInStore.end(ended, by: head, on: $0) }
            }
            #expect(try await plan.verification().failures == [])
        }
    }

    @Test("Nobody names themselves, a second at the same time, or one for longer than the head holds the post")
    func refusals() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let people = try await Self.people(plan)
            await #expect(throws: StandInRefusal.oneself) {
                try await Self.name(people, by: Self.stamp(people.deputy, plan), in: plan)
            }
            await #expect(throws: StandInRefusal.tooLong(daysMax: StandIn.daysMax)) {
                try await Self.name(people, days: 400, by: Self.stamp(people.head, plan), in: plan)
            }
            await #expect(throws: StandInRefusal.endsBeforeBeginning) {
                try await Self.name(people, days: -1, by: Self.stamp(people.head, plan), in: plan)
            }
            let first = try await Self.name(people, by: Self.stamp(people.head, plan), in: plan)
            await #expect(throws: StandInRefusal.overlaps(name: "鈴木 花", from: first.from, to: first.to)) {
                try await Self.name(people, by: Self.stamp(people.head, plan), in: plan)
            }
            // Who only stands in hands the post on to nobody.
            let today = plan.ward.clock.today
            let principals = try await plan.read { try StandInStore.principals(on: today, $0) }
            #expect(principals.map(\.person) == [people.head.id])
        }
    }

    @Test("The page lists who stands in for whom, and the secretariat names and ends it")
    func page() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let people = try await Self.people(plan)
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            let secretariat = TestPerson(.secretariat)
            let today = plan.ward.clock.today
            let fields = [
                "principal": people.role.text, "principalPost": "第1課長", "deputy": people.deputy.id.text,
                "deputyPost": "第1課 管理係長", "from": today.description, "to": today.adding(days: 5).description,
                "reason": "休暇",
            ]
            #expect(try await site.get("/stand-ins", as: secretariat).text.contains("高橋 一郎"))
            let empty = try await site.post("/stand-ins", as: secretariat, ["principalPost": "残る職名"])
            #expect(empty.status == 422)
            #expect(empty.text.contains("value=\"残る職名\""))
            #expect(try await site.post("/stand-ins", as: secretariat, fields).status == 303)
            let listed = try await site.get("/stand-ins", as: secretariat).text
            for words in ["第1課長 高橋 一郎", "第1課 管理係長 鈴木 花", "代行中", "休暇"] { #expect(listed.contains(words), "\(words)") }
            let standIn = try #require(try await plan.read { try StandInStore.list(on: $0) }.first)
            let other = TestPerson(.approver, units: [plan.units[1].id])
            #expect(try await !site.get("/stand-ins", as: other).text.contains("鈴木"))
            #expect(try await site.post("\(standIn.path)/end", as: other).status == 404)
            #expect(try await site.post("\(standIn.path)/end", as: secretariat).status == 303)
            #expect(try await site.get("/stand-ins", as: secretariat).text.contains("途中で終了"))
            #expect(try await site.get("/stand-ins", as: TestPerson(.editor)).status == 403)
            let actions = try await plan.read {
                try Audit.list(AuditFilter(subject: "stand-in/\(standIn.id)"), on: $0).map(\.action)
            }
            #expect(actions == [StandInTrail.end, StandInTrail.name])
        }
    }
}
