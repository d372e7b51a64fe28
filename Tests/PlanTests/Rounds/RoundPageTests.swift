import Japanese
import Site
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("Pages of a round")
struct RoundPageTests {
    private static let secretariat = SignedIn(
        person: ID("01J00000000000000000000PER"), name: "見本",
        assignments: [.init(role: .secretariat, unit: nil, body: nil)], grants: PlanGrants.all)

    private static func page(_ round: Round, of plan: TestedPlan) async throws -> String {
        let request = PageRequest(
            ward: plan.ward, signedIn: secretariat, path: round.path, parameters: ["round": round.id.text])
        return try await plan.read { try RoundPage.load(request, on: $0).page.body.text }
    }

    @Test("Before freezing the secretariat reads what is unanswered, what is not accepted and every doubtful point")
    func beforeFreezing() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            try await plan.write { connection, stamp in
                let promise: ID<Promise> = stamp.newID()
                try connection.execute(
                    """
                    INSERT INTO promise (id, initiative, position, content)
                    VALUES (\(promise), \(plan.initiatives[0].id), 1, '導入する')
                    """)
                try connection.execute(
                    """
                    INSERT INTO promise_deadline (id, promise, position, deadline_class, due_to, raw, is_external)
                    VALUES (\(stamp.newID(PromiseDeadline.self)), \(promise), 1, \(DeadlineClass.by), '2024-06-30',
                        '6月までに', 0)
                    """)
            }
            let round = try await plan.open()
            let entries = try await plan.entries(round)
            try await plan.answer(entries[0].id)
            try await plan.answer(entries[1].id, until: .submitted)
            try await plan.write(as: "担当") { try EntryStore.approve(entries[1].id, by: $1, on: $0) }
            try await plan.close(round)
            let html = try await Self.page(try await plan.round(round.id), of: plan)
            #expect(html.contains("未回答が1件あります"))
            #expect(html.contains("受け付けていない回答が1件あります"))
            #expect(html.contains("提出した人と承認した人が同じ回答が1件あります"))
            #expect(html.contains("確かめる点が1件あります"))
            #expect(html.contains("href=\"\(round.path)?check=yes\""))
            #expect(html.contains("期限（6月までに）が基準日までに来ています"))
            #expect(html.contains("第1版として確定する"))
        }
    }

    @Test("The buttons for approving and accepting carry the revision that was read")
    func revisions() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let round = try await plan.open()
            let id = try await plan.entries(round)[0].id
            try await plan.answer(id, until: .approved)
            let html = try await plan.read { connection in
                let entry = try Entry.known(id, on: connection)
                return EntryPage(
                    entry: entry, round: round, initiative: plan.initiatives[0], unitName: "第1課", indicators: [],
                    evidence: [], signals: nil, previous: nil, history: [], findings: [], person: Self.secretariat,
                    state: PageState(csrfToken: "token")
                ).page.body.text
            }
            #expect(html.contains("name=\"revision\" value=\"1\""))
            #expect(html.contains("受け付ける"))
        }
    }

    @Test("The edition of an ad-hoc round says whose initiatives it asked about")
    func adHoc() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let group = try await plan.write { connection, stamp in
                let parent = try BodyStore.create(kind: .subcommittee, name: "部会", by: stamp, on: connection)
                let group = try BodyStore.create(
                    kind: .studyGroup, name: "標準化検討グループ", parent: parent.id, by: stamp, on: connection)
                try connection.execute(
                    "UPDATE initiative SET study_group = \(group.id) WHERE id = \(plan.initiatives[1].id)")
                return group
            }
            let round = try await plan.open(limitedTo: group.id)
            try await plan.close(round)
            try await plan.freeze(round)
            let html = String(decoding: try #require(try await plan.page(round.id, 1)), as: UTF8.self)
            #expect(html.contains("進捗確認（臨時　標準化検討グループ）"))
            #expect(html.contains("取組2"))
            #expect(!html.contains("取組1"))
            #expect(try await plan.verification().failures.isEmpty)
        }
    }
}
