import Japanese
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("Answers in the database")
struct EntryStoreTests {
    private static let answer = Answer(mark: "B", done: "説明会を2回開いた。", plan: "続ける。", problem: "", response: "")

    @Test(
        "An answer goes from draft to accepted, and every step is kept with who took it, in order",
        arguments: TestDatabases.all)
    func way(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let round = try await plan.open()
            let id = try await plan.entries(round)[0].id
            try await plan.answer(id, Self.answer)
            let entry = try await plan.entry(id)
            #expect(entry.state == .accepted)
            #expect(entry.answer == Self.answer)
            #expect(entry.submittedBy == "担当")
            #expect(entry.approvedBy == "課長")
            #expect(!entry.isSelfApproved)
            let steps = try await plan.read { try EntryStore.history(of: id, marks: .standard, indicators: [], on: $0) }
            #expect(steps.map(\.event) == [.save, .submit, .approve, .accept])
            #expect(steps.map(\.actor) == ["担当", "担当", "課長", "事務局"])
            #expect(steps.map(\.state) == [.draft, .submitted, .approved, .accepted])
        }
    }

    @Test(
        "Steps of one moment stand in the order in which they were taken, whatever their identifiers",
        arguments: TestDatabases.all)
    func orderInOneMoment(_ kind: TestDatabase) async throws {
        for seed: UInt64 in 1...8 {
            try await TestedPlan.use(kind, initiatives: 1, seed: seed) { plan in
                let id = try await plan.entries(plan.open())[0].id
                try await plan.write { connection, stamp in
                    try EntryStore.save(Self.answer, to: id, revision: 0, by: stamp, on: connection)
                    try EntryStore.attach(
                        Array("資料".utf8), filename: "a.txt", title: "", to: id, by: stamp, on: connection)
                    try EntryStore.submit(id, by: stamp, on: connection)
                    try EntryStore.approve(id, by: stamp, on: connection)
                    try EntryStore.sendBack(id, reason: "数が違う", by: stamp, on: connection)
                }
                let steps = try await plan.read {
                    try EntryStore.history(of: id, marks: .standard, indicators: [], on: $0)
                }
                #expect(steps.map(\.event) == [.save, .save, .submit, .approve, .sendBack], "seed \(seed)")
                #expect(steps.map(\.note) == ["", "根拠資料「a.txt」を付けました", "", "", "数が違う"], "seed \(seed)")
            }
        }
    }

    @Test("Who saved in between is named with さん, and somebody who is not known without")
    func somebody() {
        let rest = "保存しました。下に両方の内容があります。見比べて、もう一度保存してください。"
        #expect(
            RoundRefusal.changedMeanwhile(by: "鈴木", at: "8月1日").words == "あなたが開いたあとに、鈴木さんが8月1日に\(rest)")
        #expect(RoundRefusal.changedMeanwhile(by: nil, at: nil).words == "あなたが開いたあとに、ほかの人が\(rest)")
    }

    @Test(
        "Of two people who save over the same text one is refused with the other's name, and both texts are there",
        arguments: TestDatabases.all)
    func clash(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let id = try await plan.entries(plan.open())[0].id
            try await plan.write(as: "鈴木") { connection, stamp in
                try EntryStore.save(Answer(done: "鈴木の文"), to: id, revision: 0, by: stamp, on: connection)
            }
            let refused = await #expect(throws: RoundRefusal.self) {
                try await plan.write(as: "佐藤") { connection, stamp in
                    try EntryStore.save(Answer(done: "佐藤の文"), to: id, revision: 0, by: stamp, on: connection)
                }
            }
            guard case .changedMeanwhile(by: "鈴木", at: _) = refused else {
                Issue.record("\(String(describing: refused))")
                return
            }
            let entry = try await plan.entry(id)
            #expect(entry.answer.done == "鈴木の文")
            #expect(entry.revision == 1)
            try await plan.write(as: "佐藤") { connection, stamp in
                try EntryStore.save(
                    Answer(done: "二人の文"), to: id, revision: entry.revision, by: stamp, on: connection)
            }
            let texts: [String] = try await plan.read {
                try $0.column("SELECT answer FROM entry_event WHERE entry = \(id) ORDER BY id")
            }
            #expect(texts.contains { $0.contains("鈴木の文") })
            #expect(texts.contains { $0.contains("二人の文") })
        }
    }

    @Test("Of ten saves at once with the same revision exactly one is kept", arguments: TestDatabases.all)
    func race(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let id = try await plan.entries(plan.open())[0].id
            let kept = await withTaskGroup(of: Int.self) { group in
                for number in 0..<10 {
                    group.addTask {
                        do {
                            try await plan.write(as: "担当\(number)") { connection, stamp in
                                try EntryStore.save(
                                    Answer(done: "文\(number)"), to: id, revision: 0, by: stamp, on: connection)
                            }
                            return 1
                        } catch {
                            return 0
                        }
                    }
                }
                return await group.reduce(0, +)
            }
            #expect(kept == 1)
            #expect(try await plan.entry(id).revision == 1)
            #expect(try await plan.verification().failures.isEmpty)
        }
    }

    @Test(
        "Handing in with errors names all of them, changes nothing, and keeps the draft", arguments: TestDatabases.all)
    func errors(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let id = try await plan.entries(plan.open())[0].id
            let late = Answer(mark: "D", done: "", problem: "人手")
            try await plan.answer(id, late, until: .draft)
            let refused = await #expect(throws: RoundRefusal.self) {
                try await plan.write { try EntryStore.submit(id, by: $1, on: $0) }
            }
            guard case .invalid(let findings) = refused else {
                Issue.record("\(String(describing: refused))")
                return
            }
            #expect(Set(findings.filter { $0.severity == .error }.map(\.field)) == ["done", "response"])
            let entry = try await plan.entry(id)
            #expect(entry.state == .draft)
            #expect(entry.answer == late)
        }
    }

    @Test("A returned answer keeps its reason until it is accepted, and its text", arguments: TestDatabases.all)
    func returned(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let round = try await plan.open()
            let id = try await plan.entries(round)[0].id
            try await plan.answer(id, Self.answer, until: .approved)
            await #expect(throws: RoundRefusal.reasonNeeded) {
                try await plan.write { try EntryStore.sendBack(id, reason: " ", by: $1, on: $0) }
            }
            try await plan.write { try EntryStore.sendBack(id, reason: "資料を付けてください", by: $1, on: $0) }
            var entry = try await plan.entry(id)
            #expect(entry.state == .draft)
            #expect(entry.returnedReason == "資料を付けてください")
            #expect(entry.answer == Self.answer)
            #expect(entry.submittedBy == nil)
            #expect(entry.approvedBy == nil)
            try await plan.close(round)
            try await plan.answer(id, Self.answer)
            entry = try await plan.entry(id)
            #expect(entry.state == .accepted)
            #expect(entry.returnedReason == nil)
        }
    }

    @Test(
        "What was handed in before the close may still be approved during review, and nothing else is written",
        arguments: TestDatabases.all)
    func review(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let round = try await plan.open()
            let entries = try await plan.entries(round)
            try await plan.answer(entries[0].id, Self.answer, until: .submitted)
            try await plan.close(round)
            try await plan.write(as: "課長") { try EntryStore.approve(entries[0].id, by: $1, on: $0) }
            #expect(try await plan.entry(entries[0].id).state == .approved)
            await #expect(throws: RoundRefusal.roundClosed(.reviewing)) {
                try await plan.answer(entries[1].id, Self.answer, until: .draft)
            }
            await #expect(throws: RoundRefusal.roundClosed(.reviewing)) {
                try await plan.write { try EntryStore.withdraw(entries[0].id, reason: "直す", by: $1, on: $0) }
            }
        }
    }

    @Test("Who decides about words that changed after they were read is told so", arguments: TestDatabases.all)
    func staleDecision(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let id = try await plan.entries(plan.open())[0].id
            try await plan.answer(id, Self.answer, until: .submitted)
            let read = try await plan.entry(id).revision
            try await plan.write(as: "担当") { connection, stamp in
                try EntryStore.withdraw(id, reason: "書き直す", by: stamp, on: connection)
            }
            try await plan.answer(id, Answer(mark: "B", done: "別の文。"), until: .submitted)
            await #expect(throws: RoundRefusal.changedSinceRead) {
                try await plan.write { try EntryStore.approve(id, revision: read, by: $1, on: $0) }
            }
            let now = try await plan.entry(id).revision
            try await plan.write { try EntryStore.approve(id, revision: now, by: $1, on: $0) }
            await #expect(throws: RoundRefusal.changedSinceRead) {
                try await plan.write { try EntryStore.accept(id, revision: read, by: $1, on: $0) }
            }
        }
    }

    @Test("Approving what one handed in oneself is possible, and shown", arguments: TestDatabases.all)
    func selfApproval(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let id = try await plan.entries(plan.open())[0].id
            try await plan.answer(id, Self.answer, until: .submitted)
            try await plan.write(as: "担当") { try EntryStore.approve(id, by: $1, on: $0) }
            #expect(try await plan.entry(id).isSelfApproved)
        }
    }

    @Test(
        "約6500, 約8200 and 約8900 come back with number and qualifier, printed 約8,900時間（令和3年度比）(V8)",
        arguments: TestDatabases.all)
    func values(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let hours = try await plan.write { connection, stamp in
                try PlanIndicatorStore.create(
                    .hours, for: plan.initiatives[0].lineage, by: stamp, on: connection)
            }
            let id = try await plan.entries(plan.open())[0].id
            for (raw, number) in [("約6500", 6500), ("約８２００時間", 8200), ("約8,900", 8900)] {
                let quantity = try #require(QuantityReader.read(raw))
                try await plan.answer(
                    id, Answer(mark: "B", done: "x", values: [hours.id: quantity]), until: .draft)
                let read = try #require(try await plan.entry(id).answer.values[hours.id])
                #expect(read == quantity)
                #expect(read.value == ExactNumber(number))
                #expect(read.qualifier == .approximately)
            }
            let last = try #require(try await plan.entry(id).answer.values[hours.id])
            #expect(last.printed(for: hours) == "約8,900時間（令和3年度比）")
        }
    }

    @Test(
        "The same file twice is attached once; a file taken off stays in the evidence store",
        arguments: TestDatabases.all)
    func evidence(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let id = try await plan.entries(plan.open())[0].id
            for _ in 0..<2 {
                try await plan.write { connection, stamp in
                    try EntryStore.attach(
                        Array("議事録".utf8), filename: "議事録.txt", title: "第1回議事録", to: id, by: stamp, on: connection)
                }
            }
            let files = try await plan.read { try EntryStore.evidence(of: id, on: $0) }
            #expect(files.map(\.title) == ["第1回議事録"])
            #expect(
                try await plan.read { try EntryStore.history(of: id, marks: .standard, indicators: [], on: $0) }.count
                    == 1)
            #expect(try await plan.entry(id).state == .draft)
            let hash = files[0].hash
            #expect(try await plan.read { try EntryStore.entries(withEvidence: hash, on: $0) }.map(\.id) == [id])
            try await plan.write { try EntryStore.detach(hash, from: id, by: $1, on: $0) }
            #expect(try await plan.read { try EntryStore.evidence(of: id, on: $0) }.isEmpty)
            #expect(try await plan.read { try EvidenceStore.bytes(hash, on: $0) } == Array("議事録".utf8))
        }
    }

    @Test("The twenty-first file is refused, and nothing of it is kept", arguments: TestDatabases.all)
    func evidenceLimit(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let id = try await plan.entries(plan.open())[0].id
            for number in 0..<EntryStore.evidenceFilesMax {
                try await plan.write { connection, stamp in
                    try EntryStore.attach(
                        Array("資料\(number)".utf8), filename: "\(number).txt", title: "", to: id, by: stamp,
                        on: connection)
                }
            }
            await #expect(throws: RoundRefusal.tooManyEvidenceFiles(max: EntryStore.evidenceFilesMax)) {
                try await plan.write { connection, stamp in
                    try EntryStore.attach(
                        Array("もう一つ".utf8), filename: "x.txt", title: "", to: id, by: stamp, on: connection)
                }
            }
            let kept: Int? = try await plan.read { try $0.value("SELECT COUNT(*) FROM evidence") }
            #expect(kept == EntryStore.evidenceFilesMax)
            try await plan.write { connection, stamp in
                try EntryStore.attach(
                    Array("資料3".utf8), filename: "3.txt", title: "", to: id, by: stamp, on: connection)
            }
        }
    }

    @Test(
        "Only what was handed in last quarter is compared with: a draft that stayed one is nobody's answer",
        arguments: TestDatabases.all)
    func previousDraft(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let first = try await plan.open()
            let old = try await plan.entries(first)
            try await plan.answer(old[0].id, Self.answer, until: .draft)
            try await plan.answer(old[1].id, Self.answer)
            let second = try await plan.open(TestedPlan.firstQuarter.next)
            let new = try await plan.entries(second)
            for entry in new.prefix(2) { try await plan.answer(entry.id, Self.answer, until: .draft) }
            let rules = try await plan.read { connection in
                try new.prefix(2).map { entry in
                    try EntryStore.findings(
                        of: try Entry.known(entry.id, on: connection), in: second, on: connection
                    ).map(\.rule)
                }
            }
            #expect(rules == [[], [.repetition, .repetition]])
        }
    }
}

extension PlanIndicatorStore.Draft {
    /// The ward's published indicator: hours saved against 令和3年度, a level.
    static let hours = PlanIndicatorStore.Draft(
        name: "業務時間の削減", unitName: "時間", kind: .outcome, rule: .level, direction: .up, baselineYear: FiscalYear(2021),
        baselineValue: .zero, reason: "効果を表すため", registryID: nil)
}
