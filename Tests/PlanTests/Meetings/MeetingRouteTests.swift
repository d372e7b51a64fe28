import Japanese
import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("Meetings, teams and comments over the web")
struct MeetingRouteTests {
    private static func client(_ group: TestedGroup) throws -> SiteClient {
        try TestSite(group.plan.ward, modules: [PlanModule()]).client
    }

    @Test("A leader sets up teams and records meetings under their own group only")
    func ownGroup() async throws {
        try await TestedGroup.use(TestDatabases.memory) { group in
            let decision = try await group.decided()
            let leader = TestPerson(.groupLeader, bodies: [group.group.id])
            let team = [
                "decision": decision.id.text, "name": "移行作業チーム", "remit": "調べる。", "members": "第2課長\n第3課職員（2名）",
                "from": "2024-07-01",
            ]
            let client = try Self.client(group)
            #expect(try await client.post("/bodies/\(group.other.id)/teams", as: leader, team).status == 403)
            #expect(try await client.get("/bodies/\(group.other.id)/teams/new", as: leader).status == 403)
            #expect(try await client.get("/meetings/new?body=\(group.other.id)", as: leader).status == 403)
            let meeting = ["body": group.other.id.text, "number": "1", "heldOn": "2024-07-01", "place": "室"]
            #expect(try await client.post("/meetings", as: leader, meeting).status == 403)
            #expect(try await client.post("/bodies/\(group.group.id)/rounds", as: leader, [:]).status == 403)
            #expect(try await client.post("/bodies/\(group.group.id)/teams", as: leader, [:]).status == 422)
            #expect(try await client.post("/bodies/\(group.group.id)/teams", as: leader, team).status == 303)
            #expect(try await client.post("/bodies/\(group.group.id)/teams", as: leader, team).status == 409)
            let bodies = try await group.plan.read { try BodyStore.list(on: $0) }
            #expect(bodies.filter { $0.kind == .workingTeam }.map(\.parent) == [group.group.id])
        }
    }

    @Test("What is written before a record is confirmed is shown to its writers only")
    func draft() async throws {
        try await TestedGroup.use(TestDatabases.memory) { group in
            let meeting = try await group.meeting()
            try await group.attend(meeting)
            try await group.plan.write {
                try MeetingStore.add(decision: "秘めた案", to: meeting, by: $1, on: $0)
            }
            let path = MeetingPage.path(meeting.id)
            let client = try Self.client(group)
            for person in [TestPerson(.auditor), TestPerson(.groupLeader, bodies: [group.other.id])] {
                for suffix in ["", ".json"] {
                    let shown = try await client.get(path + suffix, as: person)
                    #expect(shown.status == 200, "\(person) \(suffix)")
                    #expect(!shown.text.contains("秘めた案"), "\(person) \(suffix)")
                    #expect(!shown.text.contains("第1課係長"))
                }
            }
            let own = try await client.get(path, as: TestPerson(.groupLeader, bodies: [group.group.id]))
            #expect(own.text.contains("秘めた案"))
            // Nobody confirms what they have not read.
            let digest = try await group.plan.read {
                try MeetingRecord(Meeting.known(meeting.id, on: $0), on: $0).digest
            }
            try await group.plan.write {
                try MeetingStore.add(decision: "あとの案", to: meeting, by: $1, on: $0)
            }
            let confirm = "\(path)/confirm"
            #expect(try await client.post(confirm, as: TestPerson(.secretariat), ["seen": digest]).status == 409)
            let now = try await group.plan.read {
                try MeetingRecord(Meeting.known(meeting.id, on: $0), on: $0).digest
            }
            #expect(try await client.confirming(confirm, as: TestPerson(.secretariat), ["seen": now]).status == 303)
            #expect(try await client.get(path, as: TestPerson(.auditor)).text.contains("秘めた案"))
            #expect(try await client.get("\(path)/editions/1", as: TestPerson(.auditor)).status == 200)
            let initiative = try await client.get(
                InitiativePage.path(group.plan.initiatives[0].id), as: TestPerson(.auditor))
            #expect(initiative.status == 200)
        }
    }

    @Test("An opinion with a telephone number is refused beside its field, and nobody writes another's layer")
    func layers() async throws {
        try await TestedGroup.use(TestDatabases.memory) { group in
            let path = CommentListPage.path(.initiative(group.plan.initiatives[0].id))
            let client = try Self.client(group)
            let phone = [
                "layer": "resident", "content": "折り返しは090-1234-5678へ", "source": "意見募集",
            ]
            let refused = try await client.post(path, as: TestPerson(.secretariat), phone)
            #expect(refused.status == 422)
            #expect(refused.text.contains("規則V22"))
            #expect(refused.text.contains("折り返しは"))
            let fields = ["layer": "subcommittee", "content": "よい。"]
            #expect(try await client.post(path, as: TestPerson(.secretariat), fields).status == 403)
            #expect(try await client.post(path, as: TestPerson(.subcommittee), fields).status == 303)
            let own = ["layer": "group", "content": "進める。"]
            #expect(
                try await client.post(path, as: TestPerson(.groupLeader, bodies: [group.other.id]), own).status == 403)
            #expect(
                try await client.post(path, as: TestPerson(.groupLeader, bodies: [group.group.id]), own).status == 303)
            let json = try await client.get(path + ".json", as: TestPerson(.auditor))
            #expect(json.text.contains("\"layer\": \"group\""))
            #expect(json.text.contains("\"layer\": \"subcommittee\""))
            #expect(!json.text.contains("resident"))
        }
    }

    @Test("A section is told of opinions without an answer, and a leader of records that are not confirmed")
    func duties() async throws {
        try await TestedGroup.use(TestDatabases.memory) { group in
            let plan = group.plan
            _ = try await group.meeting(1, on: TestedGroup.day.adding(days: -1))
            let comment = try await plan.write {
                try CommentStore.add(
                    "急ぐこと。", layer: .secretariat, about: .initiative(plan.initiatives[0].id), by: $1, on: $0)
            }
            let editor = TestedGroup.person(.editor, unit: plan.units[0].id)
            func duties(_ person: SignedIn) async throws -> [String] {
                try await plan.read { connection in
                    try CommentDuties.duties(of: person, today: TestedGroup.day, on: connection).map(\.link.title)
                        + MeetingDuties.duties(of: person, today: TestedGroup.day, on: connection).map(\.link.title)
                }
            }
            #expect(try await duties(editor) == ["意見に対応する：\(plan.initiatives[0].heading)"])
            #expect(try await duties(TestedGroup.person(.editor, unit: plan.units[1].id)).isEmpty)
            #expect(
                try await duties(TestedGroup.person(.groupLeader, body: group.group.id)) == [
                    "会議の記録を確定する：第1回 標準化検討グループ"
                ])
            #expect(try await duties(TestedGroup.person(.groupLeader, body: group.other.id)).isEmpty)
            try await plan.write { connection, stamp in
                try CommentStore.respond(
                    "急ぐ。", state: .done, unit: plan.units[0].id, on: stamp.today, to: comment.id, by: stamp,
                    on: connection)
            }
            #expect(try await duties(editor).isEmpty)
        }
    }
}
