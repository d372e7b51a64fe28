import Japanese
import StorageTesting
import Testing
import Ward

@testable import Plan
import Site

@Suite("What waits for whom in a running round")
struct RoundDutyTests {
    private static func person(_ roles: (Role, ID<OfficeUnit>?)...) -> SignedIn {
        SignedIn(
            person: ID("01J00000000000000000000PER"), name: "見本",
            assignments: roles.map { .init(role: $0.0, unit: $0.1, body: nil) }, grants: PlanGrants.all)
    }

    private static func titles(_ person: SignedIn, _ plan: TestedPlan) async throws -> [String] {
        let today = plan.ward.clock.today
        return try await plan.read { try RoundDuties.duties(of: person, today: today, on: $0) }.map(\.link.title)
    }

    @Test(
        "Each step of an answer waits for exactly one kind of person, and only for their own unit",
        arguments: TestDatabases.all)
    func steps(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let round = try await plan.open()
            let entry = try await plan.entries(round)[0]
            let editor = Self.person((.editor, plan.units[0].id))
            let approver = Self.person((.approver, plan.units[0].id))
            let secretariat = Self.person((.secretariat, nil))
            let others = [
                Self.person((.editor, plan.units[1].id)), Self.person((.approver, plan.units[1].id)),
                Self.person((.related, plan.units[0].id)), Self.person((.auditor, nil)),
                Self.person((.administrator, nil)), Self.person((.subcommittee, nil)),
                // What may be accepted from the list, and no more.
                Self.person((.secretariat, plan.units[1].id)),
            ]
            func waiting() async throws -> [Int] {
                var counts: [Int] = []
                for person in [editor, approver, secretariat] {
                    counts.append(try await Self.titles(person, plan).filter { $0.contains("取組1") }.count)
                }
                for person in others {
                    #expect(try await Self.titles(person, plan).filter { $0.contains("取組1") }.isEmpty)
                }
                return counts
            }
            #expect(try await waiting() == [1, 0, 0])
            try await plan.answer(entry.id, until: .draft)
            #expect(try await waiting() == [1, 0, 0])
            try await plan.write { try EntryStore.submit(entry.id, by: $1, on: $0) }
            #expect(try await waiting() == [0, 1, 0])
            try await plan.write { try EntryStore.approve(entry.id, by: $1, on: $0) }
            #expect(try await waiting() == [0, 0, 1])
            try await plan.write { try EntryStore.sendBack(entry.id, reason: "直す", by: $1, on: $0) }
            #expect(try await Self.titles(editor, plan).contains { $0.hasPrefix("直して出し直す") })
            try await plan.answer(entry.id)
            #expect(try await waiting() == [0, 0, 0])
        }
    }

    @Test("The secretariat is told that answers are complete only once every head has approved")
    func complete() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let round = try await plan.open()
            let entries = try await plan.entries(round)
            for entry in entries { try await plan.answer(entry.id, until: .submitted) }
            let today = plan.ward.clock.today
            func note() async throws -> String? {
                try await plan.read {
                    try RoundDuties.duties(of: Self.person((.secretariat, nil)), today: today, on: $0)
                }
                .first { $0.link.title.contains("締め切る") }?.note
            }
            #expect(try await note() == "すべての課が提出し、課長の承認待ちが3件あります。")
            for entry in entries { try await plan.write { try EntryStore.approve(entry.id, by: $1, on: $0) } }
            #expect(try await note() == "すべての課から回答がそろいました。")
        }
    }

    @Test("What is overdue is called so, in the note of every duty that waits for it")
    func overdue() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let round = try await plan.open()
            func notes(_ person: SignedIn, _ day: CivilDate) async throws -> [String] {
                try await plan.read { try RoundDuties.duties(of: person, today: day, on: $0) }.map(\.note)
            }
            let editor = Self.person((.editor, plan.units[0].id))
            let secretariat = Self.person((.secretariat, nil))
            let due = round.calendar.dueOn
            for person in [editor, secretariat] {
                let before = try await notes(person, due)
                #expect(before.allSatisfy { $0.contains("回答期限は") })
                let after = try await notes(person, due.adding(days: 1))
                #expect(after.count == before.count)
                #expect(after.allSatisfy { $0.contains("を過ぎています") })
                #expect(after.allSatisfy { !$0.contains("回答期限は") })
            }
        }
    }

    @Test("Nobody is asked to do what the round would refuse: not in review, not in a correction of others")
    func nothingImpossible() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let round = try await plan.open()
            let entries = try await plan.entries(round)
            try await plan.answer(entries[0].id)
            try await plan.answer(entries[1].id, until: .submitted)
            try await plan.close(round)
            #expect(try await Self.titles(Self.person((.editor, plan.units[2].id)), plan).isEmpty)
            #expect(try await Self.titles(Self.person((.approver, plan.units[1].id)), plan).count == 1)
            try await plan.freeze(round)
            #expect(try await Self.titles(Self.person((.approver, plan.units[1].id)), plan).isEmpty)
            try await plan.amend(round, units: [plan.units[0].id])
            #expect(try await Self.titles(Self.person((.approver, plan.units[1].id)), plan).isEmpty)
            #expect(try await Self.titles(Self.person((.editor, plan.units[2].id)), plan).isEmpty)
            #expect(try await Self.titles(Self.person((.editor, plan.units[0].id)), plan).count == 1)
        }
    }
}

@Suite("Who may do what with rounds")
struct PlanGrantTests {
    @Test("Each role holds exactly what the programme gives it")
    func roles() {
        let deskClerk = Role("deskClerk", "おくやみコーナー担当")
        let changing: [Permission: Set<Role>] = [
            .editEntries: [.editor, .approver], .approveEntries: [.approver], .reviewEntries: [.secretariat],
            .manageRounds: [.secretariat], .freezeRounds: [.secretariat], .importNotice: [.secretariat],
            .managePlan: [.secretariat], .writeReports: [.secretariat], .readAllEntries: [.secretariat, .auditor],
        ]
        for (permission, roles) in changing {
            for role in Declared([PlanModule()]).roles + [deskClerk] {
                #expect(
                    PlanGrants.all.holds(role, permission) == roles.contains(role), "\(role) \(permission.code)")
            }
        }
        // The desk for bereaved families has no part in the programme.
        #expect(PlanGrants.all.permissions[deskClerk] == nil)
        for role in Declared([PlanModule()]).roles {
            #expect(PlanGrants.all.holds(role, .readPlan), "\(role)")
            #expect(PlanGrants.all.holds(role, .readEditions) == (role != .administrator), "\(role)")
        }
    }
}
