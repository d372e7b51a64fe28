import ArgumentParser
import Foundation
import Japanese
import LifeEvents
import Testing
import Ward

@testable import Counter

@Suite("Case files")
struct CaseFileTests {
    private static let today = CivilDate(dayNumber: 20_785)

    private static func read(_ text: String) throws -> (facts: CaseFacts, findings: [CaseFacts.Finding]) {
        CaseFacts.read(
            try JSON(parsing: text), for: try #require(KnowledgeLibrary.base("bereavement")), today: today)
    }

    @Test("Days that cannot be right are found and count as unknown")
    func days() throws {
        let (facts, findings) = try Self.read(
            #"{"anchors": {"death": "2026-11-20", "know": "2026-11-19", "funeral": "2026-11-25"}}"#)
        #expect(findings.map(\.code) == ["know"])
        #expect(facts["know"] == nil)
        #expect(facts.day("funeral")?.description == "2026-11-25")
        #expect(try Self.read(#"{"death": "2026-12-01"}"#).findings.map(\.code) == ["death"])
        #expect(try Self.read(#"{"death": "2026-11-20", "birth": "2026-11-21"}"#).findings.map(\.code) == ["death"])
    }

    @Test("Results name the documents of the case, and what cannot be judged stands apart")
    func results() throws {
        let base = try #require(KnowledgeLibrary.base("bereavement"))
        let facts = CaseFacts([
            "foreign": .known(.truth(true)), "bank": .known(.truth(true)),
            "death": .known(.day(try #require(CivilDate(iso: "2026-08-14")))),
        ])
        let now = base.evaluate(facts, today: Self.today).json(in: base)
        #expect(now["procedures"]?["E22"]?["documents"]?.array?.isEmpty == false)
        #expect(now["procedures"]?["E22"]?.canonical.contains("戸籍謄本") == false)
        #expect(now["uncovered"] == .object([:]))
        var old = facts
        old["death"] = .known(.day(try #require(CivilDate(iso: "2023-06-01"))))
        let then = base.evaluate(old, today: Self.today).json(in: base)
        #expect(then["uncovered"]?["A01"]?["state"] != nil)
        #expect(then["procedures"]?["A01"] == nil)
    }

    @Test(
        "The command ends with findings for a death before the held law, and for a funeral before the death",
        arguments: [
            #"{"anchors": {"death": "2024-03-20", "know": "2024-03-20"}}"#,
            #"{"anchors": {"death": "2026-11-20", "funeral": "2026-11-19"}}"#,
        ])
    func command(_ text: String) async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString + ".json")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let command = try CounterEvaluateCommand.parse([file.path, "--format", "json"])
        await #expect(throws: ExitCode.findings) { try await command.run() }
    }
}
