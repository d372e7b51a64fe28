import Japanese
import RandomTesting
import Site
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("Comments in layers")
struct CommentTests {
    /// Every stored row, as it stands.
    private static func rows(_ plan: TestedPlan) async throws -> [String] {
        try await plan.read { connection in
            let comments = try connection.rows(
                "SELECT id, layer, initiative, source, content, actor FROM plan_comment ORDER BY id"
            ).map { row in try (0..<6).map { try row[$0] as String }.joined(separator: "|") }
            let responses = try connection.rows(
                "SELECT id, comment, state, content, reason, unit, actor FROM plan_comment_response ORDER BY id"
            ).map { row in try (0..<7).map { try row[$0] as String }.joined(separator: "|") }
            return comments + responses
        }
    }

    @Test("Whatever is written, every row from before is still there as it was", arguments: 1...8)
    func layersNeverOverwrite(seed: UInt64) async throws {
        for kind in seed == 1 ? TestDatabases.all : [TestDatabases.memory] {
            try await TestedGroup.use(kind) { group in
                let plan = group.plan
                var walk = SeededGenerator(seed: seed)
                let round = try await plan.open()
                let entry = try #require(
                    try await plan.entries(round).first { $0.initiative == plan.initiatives[0].id })
                var before: Set<String> = []
                var written: [(ID<PlanComment>, CommentLayer)] = []
                var responses: [ID<PlanComment>: Int] = [:]
                for step in 0..<20 {
                    let layer = CommentLayer.allCases.randomElement(using: &walk) ?? .group
                    let state = CommentResponse.State.allCases.randomElement(using: &walk) ?? .done
                    let target = written.randomElement(using: &walk)
                    let subject: PlanComment.Subject =
                        Bool.random(using: &walk) ? .entry(entry.id) : .initiative(plan.initiatives[0].id)
                    if let (id, _) = target, Bool.random(using: &walk) {
                        try await plan.write { connection, stamp in
                            try CommentStore.respond(
                                "対応\(step)", state: state, reason: "理由", unit: plan.units[0].id, on: stamp.today,
                                to: id, by: stamp, on: connection)
                        }
                        responses[id, default: 0] += 1
                    } else {
                        let comment = try await plan.write { connection, stamp in
                            try CommentStore.add(
                                "意見\(step)", layer: layer, about: subject, source: "意見募集", by: stamp, on: connection)
                        }
                        written.append((comment.id, layer))
                    }
                    let after = Set(try await Self.rows(plan))
                    #expect(before.isSubset(of: after), "seed \(seed), step \(step)")
                    #expect(after.count == before.count + 1, "seed \(seed), step \(step)")
                    before = after
                }
                let all = try await plan.read {
                    try CommentStore.list(on: plan.initiatives[0].lineage, on: $0)
                }
                #expect(Set(all.map(\.id)) == Set(written.map(\.0)))
                for layer in CommentLayer.allCases {
                    #expect(all.count { $0.layer == layer } == written.count { $0.1 == layer })
                }
                for comment in all { #expect(comment.responses.count == responses[comment.id] ?? 0) }
            }
        }
    }

    @Test("The newest response holds, the older ones stay in their order; declining needs a reason")
    func responses() async throws {
        try await TestedGroup.use(TestDatabases.memory) { group in
            let plan = group.plan
            let comment = try await plan.write {
                try CommentStore.add(
                    "字を大きくしてほしい。", layer: .resident, about: .initiative(plan.initiatives[0].id), source: "意見募集",
                    by: $1, on: $0)
            }
            func respond(_ state: CommentResponse.State, _ reason: String) async throws {
                try await plan.write { connection, stamp in
                    try CommentStore.respond(
                        "考える。", state: state, reason: reason, unit: plan.units[0].id, on: stamp.today,
                        to: comment.id, by: stamp, on: connection)
                }
            }
            await #expect(throws: CommentRefusal.reasonNeeded) { try await respond(.declined, "") }
            try await respond(.underWay, "")
            try await respond(.declined, "予算がない。")
            let known = try await plan.read { try PlanComment.find(comment.id, on: $0) }
            #expect(known?.responses.map(\.state) == [.underWay, .declined])
            #expect(known?.response?.reason == "予算がない。")
        }
    }

    @Test("What came from outside has a source and nothing that points to a person")
    func outside() async throws {
        try await TestedGroup.use(TestDatabases.memory) { group in
            func add(_ content: String, _ source: String) async throws {
                let initiative = group.plan.initiatives[0].id
                try await group.plan.write {
                    try CommentStore.add(
                        content, layer: .resident, about: .initiative(initiative), source: source, by: $1, on: $0)
                }
            }
            await #expect(throws: CommentRefusal.sourceNeeded) { try await add("よい。", " ") }
            await #expect(throws: CommentRefusal.personalDetail(.label("氏名："))) {
                try await add("氏名：杉並 花子\nよい。", "意見募集")
            }
            try await add("よい。", "令和6年度 意見募集")
        }
    }

    @Test("A group's layer is written for its own initiatives only, and each layer by who holds it")
    func layers() {
        let group = ID<Body>("01J0000000000000000000GRP1")
        let leader = TestedGroup.person(.groupLeader, body: group)
        #expect(CommentLayer.group.mayBeWritten(by: leader, group: group))
        #expect(!CommentLayer.group.mayBeWritten(by: leader, group: ID("01J0000000000000000000GRP2")))
        #expect(!CommentLayer.group.mayBeWritten(by: leader, group: nil))
        let expected: [Role: Set<CommentLayer>] = [
            .secretariat: [.secretariat, .external, .resident], .groupLeader: [.group],
            .subcommittee: [.subcommittee],
        ]
        for role in Declared([PlanModule()]).roles {
            let person = TestedGroup.person(role)
            let layers = CommentLayer.allCases.filter { $0.mayBeWritten(by: person, group: group) }
            #expect(Set(layers) == expected[role] ?? [], "\(role)")
            #expect(person.may(.writeComments) == !layers.isEmpty, "\(role)")
        }
    }
}

@Suite("What points to a person")
struct PersonalDetailTests {
    @Test(
        "Labels, mail addresses and telephone numbers are found in all their widths",
        arguments: [
            ("氏名：杉並", PersonalDetail.label("氏名：")), ("お名前 : 花子", .label("名前 :")), ("【氏名】杉並", .label("【氏名】")),
            ("メール: なし", .label("メール:")), ("tel：なし", .label("tel：")),
            ("連絡先は hanako@example.jp です", .mailAddress("hanako@example.jp")),
            ("ｈａｎａｋｏ＠ｅｘａｍｐｌｅ．ｊｐ", .mailAddress("ｈａｎａｋｏ＠ｅｘａｍｐｌｅ．ｊｐ")),
            ("03-3312-2111まで", .phoneNumber("03-3312-2111")), ("０９０ー１２３４ー５６７８", .phoneNumber("０９０ー１２３４ー５６７８")),
            ("(03)3312-2111", .phoneNumber("03)3312-2111")), ("09012345678", .phoneNumber("09012345678")),
            ("+81-3-3312-2111", .phoneNumber("+81-3-3312-2111")), ("12 03-3312-2111", .phoneNumber("03-3312-2111")),
        ] as [(String, PersonalDetail)])
    func found(text: String, detail: PersonalDetail) {
        #expect(PersonalDetail.found(in: text) == detail)
    }

    @Test(
        "Ordinary words, dates and sums are left alone",
        arguments: [
            "", "氏名", "氏名を書かせる様式をやめてほしい。", "2024-07-01から2025-03-31まで", "予算は1,234,567,890円", "0.5ポイント、0120時間",
            "マイナンバー制度：住所変更", "@", "SNSの@区公式", "令和6年7月1日 09:00〜17:00", "第03回から第12回", "20240701 0001",
        ])
    func harmless(text: String) {
        #expect(PersonalDetail.found(in: text) == nil)
    }
}
