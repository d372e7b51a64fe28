import Japanese
import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("Working teams")
struct WorkingTeamTests {
    @Test("A line of the composition is a post, or a number of people of a unit or a category")
    func lines() {
        func read(_ line: String) -> String? {
            TeamMember(line: line).map { "\($0.name)|\($0.count.map(String.init) ?? "-")" }
        }
        #expect(read(" 情報管理課係長　") == "情報管理課係長|-")
        #expect(read("・情報管理課職員（３名）") == "情報管理課職員|3")
        #expect(read("区民課 2人") == "区民課|2")
        #expect(read("職員団体推薦(1名)") == "職員団体推薦|1")
        #expect(read("3名") == "3名|-")
        #expect(read("　") == nil)
    }

    @Test("A group sets a team up by a decision of its confirmed meeting, and ends it by one")
    func life() async throws {
        for kind in TestDatabases.all {
            try await TestedGroup.use(kind) { group in
                let plan = group.plan
                let decision = try await group.decided()
                let members = ["第2課長", "第3課職員（4名）"].compactMap { TeamMember(line: $0) }
                let team = try await plan.write { connection, stamp in
                    try WorkingTeamStore.establish(
                        under: group.group.id, name: "移行作業チーム", remit: "移行を調べる。", members: members,
                        from: TestedGroup.day, decision: decision.id, by: stamp, on: connection)
                }
                let seats = try await plan.read {
                    try BodyStore.seats(of: team.body.id, validOn: TestedGroup.day, on: $0)
                }
                #expect(seats.map(\.label) == ["第2課長", "第3課職員（4名）"])
                #expect(Seat.total(seats) == 5)
                #expect(seats.first?.post == (try await group.seats())[1].post, "the post that is known already")
                #expect(team.body.parent == group.group.id)
                #expect(team.body.remit == "移行を調べる。")
                let last = TestedGroup.day.adding(days: 30)
                try await plan.write {
                    try WorkingTeamStore.end(team.body.id, lastDay: last, decision: decision.id, by: $1, on: $0)
                }
                let ended = try await plan.read { try WorkingTeamStore.find(team.body.id, on: $0) }
                #expect(ended?.body.validTo == last)
                #expect(ended?.endedBy == decision.id)
                await #expect(throws: TeamRefusal.alreadyEnded) {
                    try await plan.write {
                        try WorkingTeamStore.end(team.body.id, lastDay: last, decision: decision.id, by: $1, on: $0)
                    }
                }
            }
        }
    }

    @Test("Before a team ends it is said until when, who sits in it and which records are still open")
    func ending() async throws {
        try await TestedGroup.use(TestDatabases.memory) { group in
            let plan = group.plan
            let decision = try await group.decided()
            let member = try #require(TeamMember(line: "第2課長"))
            let team = try await plan.write { connection, stamp in
                let team = try WorkingTeamStore.establish(
                    under: group.group.id, name: "移行作業チーム", remit: "移行を調べる。", members: [member],
                    from: TestedGroup.day, decision: decision.id, by: stamp, on: connection)
                try MeetingStore.create(
                    body: team.body.id, number: 1, heldOn: TestedGroup.day, place: "室", by: stamp, on: connection)
                return team
            }
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            let (path, person) = ("\(BodyPage.path(team.body.id))/end", TestPerson(.secretariat))
            let fields = ["decision": decision.id.text, "lastDay": "2024-07-31"]
            let asked = try await site.post(path, as: person, fields)
            #expect(asked.text.contains("令和6年7月31日（水）を最後の日として"))
            #expect(asked.text.contains("構成員の席1件（第2課長）は、その日までの構成として残ります。"))
            #expect(asked.text.contains("記録を確定していない会議が1件あります（第1回 移行作業チーム）。"))
            #expect(try await site.confirming(path, as: person, fields).status == 303)
            #expect(try await plan.read { try WorkingTeamStore.find(team.body.id, on: $0)?.endedBy } == decision.id)
        }
    }

    @Test("Neither another group's decision nor one that is not confirmed carries a team")
    func foreign() async throws {
        try await TestedGroup.use(TestDatabases.memory) { group in
            let plan = group.plan
            let decision = try await group.decided()
            let open = try await group.meeting(2)
            let unconfirmed = try await plan.write {
                try MeetingStore.add(decision: "案", to: open, by: $1, on: $0)
            }
            let members = [try #require(TeamMember(line: "第2課長"))]
            for (under, by) in [(group.other.id, decision.id), (group.group.id, unconfirmed.id)] {
                await #expect(throws: TeamRefusal.decisionNeeded) {
                    try await plan.write { connection, stamp in
                        try WorkingTeamStore.establish(
                            under: under, name: "チーム", remit: "", members: members, from: TestedGroup.day, decision: by,
                            by: stamp, on: connection)
                    }
                }
            }
            await #expect(throws: TeamRefusal.notAGroup) {
                try await plan.write { connection, stamp in
                    try WorkingTeamStore.establish(
                        under: group.committee.id, name: "チーム", remit: "", members: members, from: TestedGroup.day,
                        decision: decision.id, by: stamp, on: connection)
                }
            }
        }
    }

    @Test("Who leads one group acts for it and its teams only; the unit that runs a group and the ward act as well")
    func access() {
        let group = ID<Body>("01J0000000000000000000GRP1")
        let other = ID<Body>("01J0000000000000000000GRP2")
        let unit = ID<OfficeUnit>("01J0000000000000000000UNIT")
        func body(_ id: ID<Body>, _ kind: Body.Kind, under parent: ID<Body>? = nil) -> Body {
            Body(id: id, kind: kind, name: "", parent: parent, remit: "", validFrom: nil, validTo: nil)
        }
        let own = BodyAccess(body: body(group, .studyGroup), secretariat: [unit])
        let foreign = BodyAccess(body: body(other, .studyGroup), secretariat: [])
        let team = BodyAccess(
            body: body(ID("01J0000000000000000000TEAM"), .workingTeam, under: group), secretariat: [])
        let leader = TestedGroup.person(.groupLeader, body: group)
        for permission in [Permission.establishTeams, .recordMeetings] {
            #expect(own.may(permission, leader))
            #expect(team.may(permission, leader))
            #expect(!foreign.may(permission, leader))
            #expect(own.may(permission, TestedGroup.person(.secretariat, unit: unit)))
            #expect(!foreign.may(permission, TestedGroup.person(.secretariat, unit: unit)))
            #expect(foreign.may(permission, TestedGroup.person(.secretariat)))
            for role in [Role.editor, .approver, .related, .auditor, .subcommittee, .administrator] {
                #expect(!own.may(permission, TestedGroup.person(role)), "\(role)")
            }
        }
        #expect(!own.may(.manageRounds, leader))
    }
}
