import RandomTesting
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("Remarks of the office")
struct InternalRemarksTests {
    /// What stands in no text that people write.
    private static let remark = "〔庁内の確認事項〕"

    private static func entry(_ number: Int, _ generator: inout SeededGenerator) -> ReportedEntry {
        let isAnswered = generator.chance(4, in: 5)
        let canonical = MarkSet.Canonical.allCases.randomElement(using: &generator) ?? .onTrack
        let isCounted = generator.chance(1, in: 2)
        return ReportedEntry(
            id: "01E\(number)", round: "01R", lineage: "L\(number)", initiative: "(\(number)) 取組\(number)",
            unit: "課\(number)",
            studyGroup: generator.chance(1, in: 2) ? "検討グループ" : nil, isAnswered: isAnswered,
            stateTitle: isAnswered ? "受付済み" : "未回答",
            mark: isAnswered ? .init(symbol: "B", label: "区分", canonical: canonical) : nil, done: "実施\(number)",
            plan: "予定", problem: "課題", response: "対応",
            values: [
                .init(
                    indicator: "削減時間", printed: "\(number)時間",
                    counted: isCounted ? .init(indicator: "01I", note: "並木が数えた値") : nil)
            ], evidence: [.init(title: "議事録", hash: "h")],
            warnings: (0..<Int.random(in: 0...3, using: &generator)).map { "\(remark)\($0)" },
            isRepeat: generator.chance(1, in: 4))
    }

    private static func round(_ count: Int, _ generator: inout SeededGenerator) -> ReportedRound {
        var entries: [ReportedEntry] = []
        for number in 0..<count { entries.append(entry(number, &generator)) }
        return ReportedRound(
            id: "01R", quarter: "令和6年度第1四半期", asOf: "令和6年6月30日", edition: 1, contentHash: "abc", markCriteria: [],
            entries: entries)
    }

    @Test(
        "Whatever the checks said, no report and no page for residents prints it or leads to a record",
        arguments: 1...30)
    func assembled(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let rounds = [Self.round(4, &generator), Self.round(6, &generator)]
        let content = ReportContent(
            title: "報告", addressee: "部会", planTitle: "計画", author: "事務局", date: nil, rounds: rounds,
            previous: rounds[0],
            overview: [], groups: [], proposals: [], isSample: false)
        let report = ReportDocument(content: content, sealed: (1, "ff")).html.text
        #expect(!report.contains(Self.remark), "seed \(seed)")
        #expect(!report.contains("href=\"/"), "seed \(seed)")
        let sheet = ReportSheet(content: content, sealed: (1, "ff")).html.text
        #expect(!sheet.contains(Self.remark), "seed \(seed)")
        #expect(!sheet.contains("href=\"/"), "seed \(seed)")
        #expect(try !content.withoutRemarks.json.canonical.contains(Self.remark), "seed \(seed)")
        let isRemarked = content.hasRemarks
        #expect(isRemarked == rounds.contains { $0.entries.contains { !$0.warnings.isEmpty } })
    }

    @Test("What is sealed now holds no remarks, and so holds the report made from it", arguments: TestDatabases.all)
    func sealed(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let round = try await plan.open()
            // Finished on a day, and yet not marked as done: the checks doubt it.
            for entry in try await plan.entries(round) {
                try await plan.answer(entry.id, Answer(mark: "B", done: "進めた。", doneOn: plan.stamp().today))
            }
            try await plan.close(round)
            let board = try await plan.read { try RoundCheck(round, on: $0) }
            #expect(board.doubts.count == 3, "the office is told before it freezes")
            let seal = try await plan.freeze(round)
            let content = try #require(try await plan.read { try RoundContent.content(of: seal, on: $0) })
            #expect(!content.hasRemarks)
            let page = String(decoding: try #require(try await plan.page(round.id, 1)), as: UTF8.self)
            #expect(!page.contains("確認を要する点"))
            #expect(page.contains("/entries/"), "the office goes from the edition to its records")
            try await plan.write { connection, stamp in
                let report = try ReportStore.create(
                    title: "報告", addressee: "部会", author: "事務局", reportedOn: nil,
                    coverage: [.init(round: round.id, edition: 1)], by: stamp, on: connection)
                try ReportSealing.seal(report, by: stamp, on: connection)
                try RoundStore.publish(Round.known(round.id, on: connection), by: stamp, on: connection)
                let sealed = try #require(try ReportContent.editions(of: report.id.text, on: connection).last)
                try PublicationStore.publish(
                    PublishedEdition(
                        kind: ReportContent.kind, subject: report.id.text, edition: sealed.edition, on: connection),
                    by: stamp, on: connection)
            }
            let edition = try await plan.read { try PublicationStore.edition(owner: "見本区", on: $0) }
            #expect(edition.documents.count == 1)
            for file in edition.files {
                let text = String(decoding: file.bytes, as: UTF8.self)
                #expect(!text.contains("href=\"/"), "\(file.path)")
                #expect(!text.contains("記入の記録を開く"), "\(file.path)")
                #expect(!text.contains("終えたのなら、進捗区分を選び直してください"), "\(file.path)")
            }
            #expect(try await plan.verification().failures == [])
        }
    }

    @Test("An edition that was sealed with remarks is published without them, and its content stays in the house")
    func earlier() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let round = try await plan.open()
            for entry in try await plan.entries(round) { try await plan.answer(entry.id) }
            try await plan.close(round)
            try await plan.freeze(round)
            // As the second edition would have been sealed before.
            try await plan.write { connection, stamp in
                try RoundStore.report(Round.known(round.id, on: connection), by: stamp, on: connection)
                var content = try RoundContent(Round.known(round.id, on: connection), on: connection)
                content.entries[0].warnings = [Self.remark]
                let seal = try content.seal(round.id.text, reason: "見本", by: stamp, on: connection)
                try connection.execute("UPDATE round SET edition = \(seal.edition) WHERE id = \(round.id)")
                try PublicationStore.publish(
                    PublishedEdition(
                        kind: RoundContent.kind, subject: round.id.text, edition: seal.edition, on: connection),
                    by: stamp, on: connection)
            }
            let edition = try await plan.read { try PublicationStore.edition(owner: "見本区", on: $0) }
            let quarter = try #require(edition.quarters.first)
            #expect(quarter.edition == 2)
            #expect(quarter.canonical == nil)
            let files = edition.files
            #expect(!files.contains { $0.path == "editions/\(quarter.name).json" })
            for file in files {
                #expect(!String(decoding: file.bytes, as: UTF8.self).contains(Self.remark), "\(file.path)")
            }
        }
    }
}
