import Foundation
import Japanese
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("Loading mark sets")
struct MarkLoadingTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Samples/marks")

    @Test(
        "The sets of other municipalities run a quarter from open to freeze as data alone, and stand in the edition",
        arguments: TestDatabases.all)
    func everySample(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let files = try FileManager.default.contentsOfDirectory(at: Self.folder, includingPropertiesForKeys: nil)
                .filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }
            #expect(files.count >= 4)
            var quarter = TestedPlan.firstQuarter
            for file in files {
                plan.move(to: quarter.end.adding(days: 1))
                let name = try await MarkLoading.load(
                    Array(try Data(contentsOf: file)), into: plan.ward, by: plan.stamp())
                let round = try await plan.open(quarter)
                #expect(round.markSet.name == name)
                let entries = try await plan.entries(round)
                for (position, entry) in entries.enumerated() {
                    let mark = round.markSet.marks[position % round.markSet.marks.count]
                    try await plan.answer(
                        entry.id,
                        Answer(
                            mark: mark.symbol, done: "行った。", plan: "続ける。", problem: "人手", response: "増やす"),
                        until: .draft)
                }
                try await plan.close(round)
                let seal = try await plan.freeze(round)
                let page = try #require(try await plan.page(round.id, seal.edition))
                let html = String(decoding: page, as: UTF8.self)
                for mark in round.markSet.marks {
                    #expect(html.contains(HTMLText.escaped(mark.criterion)), "\(name) \(mark.symbol)")
                }
                quarter = quarter.next
            }
            let newest = try await plan.read { try MarkSetStore.list(on: $0) }
            #expect(newest.count >= files.count)
        }
    }

    @Test(
        "A broken file is refused with all its findings, and a running quarter keeps its marks (V19)",
        arguments: TestDatabases.all)
    func refusals(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let broken = #"{"format": 1, "name": "", "marks": [{"symbol": "A"}, {"symbol": "A", "canonical": "?"}]}"#
            await #expect {
                try await MarkLoading.load(Array(broken.utf8), into: plan.ward, by: plan.stamp())
            } throws: { ($0 as? MarkLoading.Unfit).map { $0.problems.count > 2 } ?? false }
            for bytes in [[0xFF, 0xFE], Array("[".utf8), [], Array(repeating: 0x20, count: 300_000)] as [[UInt8]] {
                await #expect(throws: MarkLoading.Unfit.self) {
                    try await MarkLoading.load(bytes, into: plan.ward, by: plan.stamp())
                }
            }
            _ = try await plan.open()
            let file = try #require(
                try FileManager.default.contentsOfDirectory(at: Self.folder, includingPropertiesForKeys: nil).first {
                    $0.pathExtension == "json"
                })
            let bytes = Array(try Data(contentsOf: file))
            await #expect(throws: RoundRefusal.markSetInUse) {
                try await MarkLoading.load(bytes, into: plan.ward, by: plan.stamp())
            }
        }
    }
}

private enum HTMLText {
    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
