import Japanese
import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("Four eyes")
struct FourEyesTests {
    /// Somebody with an identity, as who signs in has one.
    private static func person(
        _ login: String, _ name: String, in plan: TestedPlan, roles: [Role] = []
    ) async throws -> Person {
        let hash = try await plan.ward.passwords.hash("つきよのかえるがうたう47", random: plan.ward.random)
        return try await plan.write { connection, stamp in
            let person = try PersonStore.create(
                try LoginName(login), name: name, password: hash, isInitial: false, by: stamp, on: connection)
            for role in roles {
                _ = try PersonStore.assign(role: role, person: person.id, by: stamp, on: connection)
            }
            return person
        }
    }

    private static func stamp(_ person: Person, _ plan: TestedPlan) -> Stamp {
        plan.ward.stamp(by: Actor(person: person.id, name: person.name))
    }

    @Test(
        "Who handed an answer in neither approves nor accepts it; somebody else does, even of the same name",
        arguments: TestDatabases.all)
    func answers(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let id = try await plan.entries(try await plan.open())[0].id
            let writer = try await Self.person("yamada", "山田 太郎", in: plan)
            let namesake = try await Self.person("yamada2", "山田 太郎", in: plan)
            try await plan.answer(id, until: .draft)
            let (own, others) = (Self.stamp(writer, plan), Self.stamp(namesake, plan))
            try await plan.ward.database.write { try EntryStore.submit(id, by: own, on: $0) }
            await #expect(throws: RoundRefusal.handedInByOneself) {
                try await plan.ward.database.write { try EntryStore.approve(id, by: own, on: $0) }
            }
            #expect(try await plan.entry(id).state == .submitted)
            try await plan.ward.database.write { try EntryStore.approve(id, by: others, on: $0) }
            await #expect(throws: RoundRefusal.handedInByOneself) {
                try await plan.ward.database.write { try EntryStore.accept(id, by: own, on: $0) }
            }
            #expect(try await plan.entry(id).state == .approved)
            try await plan.ward.database.write { try EntryStore.accept(id, by: others, on: $0) }
            #expect(try await plan.entry(id).state == .accepted)
        }
    }

    @Test(
        "After a correction is given up, whose answer stands again is who handed that one in",
        arguments: TestDatabases.all)
    func correctionGivenUp(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let round = try await plan.open()
            let id = try await plan.entries(round)[0].id
            let yamada = try await Self.person("yamada", "山田", in: plan)
            let second = Self.stamp(try await Self.person("suzuki", "鈴木", in: plan), plan)
            try await plan.answer(id, until: .draft)
            // Steps of one moment have no order.
            plan.passMinutes()
            let first = Self.stamp(yamada, plan)
            try await plan.ward.database.write { try EntryStore.submit(id, by: first, on: $0) }
            try await plan.close(round)
            try await plan.freeze(round)
            plan.passMinutes()
            try await plan.amend(round, units: [plan.units[0].id])
            try await plan.answer(id, Answer(mark: "B", done: "書き直した。"), until: .draft)
            let later = plan.ward.stamp(by: second.actor)
            try await plan.ward.database.write { try EntryStore.submit(id, by: later, on: $0) }
            #expect(try await plan.read { try EntryStore.submitter(of: id, on: $0) } == second.actor.person)
            try await plan.write { try RoundStore.cancelAmendment(Round.known(round.id, on: $0), by: $1, on: $0) }
            #expect(try await plan.entry(id).submittedBy == "山田")
            #expect(try await plan.read { try EntryStore.submitter(of: id, on: $0) } == first.actor.person)
        }
    }

    @Test(
        "Who hands an answer in again after its return is the one who does not approve it", arguments: TestDatabases.all
    )
    func handedInAgain(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let id = try await plan.entries(try await plan.open())[0].id
            let first = Self.stamp(try await Self.person("yamada", "山田", in: plan), plan)
            let second = Self.stamp(try await Self.person("suzuki", "鈴木", in: plan), plan)
            try await plan.answer(id, until: .draft)
            try await plan.ward.database.write { connection in
                try EntryStore.submit(id, by: first, on: connection)
                try EntryStore.sendBack(id, reason: "直す。", by: second, on: connection)
                try EntryStore.submit(id, by: second, on: connection)
            }
            await #expect(throws: RoundRefusal.handedInByOneself) {
                try await plan.ward.database.write { try EntryStore.approve(id, by: second, on: $0) }
            }
            try await plan.ward.database.write { try EntryStore.approve(id, by: first, on: $0) }
        }
    }

    @Test("The page says why there is no button and whom to ask, and the verb refuses what is sent all the same")
    func page() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let entry = try await plan.entries(try await plan.open())[0]
            let site = try TestSite(plan.ward, modules: [PlanModule()])
            // The person of the site's tests, who has both roles here.
            let both = TestPerson(all: [.editor, .approver])
            let read = ["revision": "0", "mark": "B", "done": "始めた。", "plan": "続ける。"]
            #expect(try await site.client.post("/entries/\(entry.id)", as: both, read).status == .seeOther)
            #expect(try await plan.entry(entry.id).state == .submitted)
            let alone = try await site.client.get("/entries/\(entry.id)", as: both)
            #expect(alone.text.contains("あなたが提出した回答のため、あなたは承認できません。"))
            #expect(alone.text.contains("ほかに承認できる人がいません。管理者に"))
            #expect(!alone.text.contains("action=\"/entries/\(entry.id)/approve\""))
            let revision = "\(try await plan.entry(entry.id).revision)"
            let sent = try await site.client.post("/entries/\(entry.id)/approve", as: both, ["revision": revision])
            #expect(sent.status == .conflict)
            #expect(try await plan.entry(entry.id).state == .submitted)
            #expect(try await !site.client.get("/", as: both).text.contains("承認する："))

            _ = try await Self.person("kacho", "別の課長", in: plan, roles: [.approver])
            let named = try await site.client.get("/entries/\(entry.id)", as: both)
            #expect(named.text.contains("確認できる人: 別の課長さん"))
        }
    }

    @Test("Who began a revision of the plan does not decide it", arguments: TestDatabases.all)
    func revisions(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let first = Self.stamp(try await Self.person("yamada", "山田", in: plan), plan)
            let second = Self.stamp(try await Self.person("suzuki", "鈴木", in: plan), plan)
            let draft = try await plan.ward.database.write { try RevisionStore.begin(by: first, on: $0) }
            func decide(_ stamp: Stamp) async throws {
                try await plan.ward.database.write { connection in
                    _ = try RevisionStore.decide(
                        PlanVersion.known(draft.id, on: connection), decision: stamp.newID(), effectiveOn: stamp.today,
                        by: stamp, on: connection)
                }
            }
            await #expect(throws: RevisionRefusal.begunByOneself) { try await decide(first) }
            // The other one is told what else is missing.
            await #expect(throws: RevisionRefusal.unknownDecision) { try await decide(second) }
        }
    }

    @Test("The page of a draft tells who began it that others decide it")
    func revisionPage() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let site = try TestSite(plan.ward, modules: [PlanModule()])
            let begun = try await site.client.post("/plan/versions", as: TestPerson(.secretariat))
            let path = try #require(begun.headers[.location])
            let page = try await site.client.get(path, as: TestPerson(.secretariat))
            #expect(page.text.contains("あなたが作り始めた改定案のため、あなたは決定できません。"))
            #expect(!page.text.contains("action=\"\(path)/decide\""))
        }
    }
}
