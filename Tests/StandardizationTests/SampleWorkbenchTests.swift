import Foundation
import Testing
import Ward

@testable import Conversion
@testable import Standardization

@Suite("The sample workbench")
struct SampleWorkbenchTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../Samples/standardization").standardizedFileURL

    private static func temporary() -> URL {
        FileManager.default.temporaryDirectory.appendingPathComponent("namiki-\(UUID().uuidString)")
    }

    @Test("Its ledger is conserved, its findings name places and no values, and its gate is closed")
    func run() async throws {
        let (read, findings) = WorkbenchReader.read(Self.folder)
        let workbench = try #require(read, "\(findings.map(\.japanese))")
        let system = try #require(workbench.systems.first)
        let output = Self.temporary()
        defer { try? FileManager.default.removeItem(at: output) }
        let ledger = try await SystemRun(system, of: workbench, in: Self.folder, to: output).run()
        #expect(ledger.groups.allSatisfy { $0.isConserved })
        #expect(ledger.groups.map(\.records) == [6, 3])
        #expect(ledger.groups.map(\.broken) == [1, 0])
        #expect(ledger.findings[.gaijiUnknown]?.open == 1)
        #expect(ledger.findings[.unusedAlternative]?.open == 1)
        #expect(!ledger.blockers.isEmpty)
        #expect(ledger.characters.first { $0.code == 0xF040 }?.verdict == .identified)
        #expect(ledger.characters.first { $0.code == 0xF041 }?.verdict == CharacterLedger.Verdict.none)
        // No value of a record in what is told about it: names, dates, addresses.
        let told = try FileManager.default.contentsOfDirectory(atPath: output.appendingPathComponent("findings").path)
        #expect(told.count == 13)
        #expect(told.contains("NM1-KANA.tsv"))
        #expect(told.contains("AD1-HYPHEN.tsv"))
        for name in told + ["../ledger.json", "../broken.tsv"] {
            let text = try String(contentsOf: output.appendingPathComponent("findings/\(name)"), encoding: .utf8)
            for value in ["太郎", "花子", "見本町", "3640107", "ﾐﾎﾝ"] { #expect(!text.contains(value), "\(value) in \(name)") }
        }
        // The same again, byte for byte, with other chunks at work.
        let second = Self.temporary()
        defer { try? FileManager.default.removeItem(at: second) }
        _ = try await SystemRun(system, of: workbench, in: Self.folder, to: second, workers: 1).run()
        for name in ["ledger.json", "characters.tsv", "out/住民基本情報.csv", "findings/DT2-UNKNOWN.tsv"] {
            let (first, again) = (
                try Data(contentsOf: output.appendingPathComponent(name)),
                try Data(contentsOf: second.appendingPathComponent(name))
            )
            #expect(first == again, "\(name)")
        }
    }

    @Test("What is wrong with a workbench is told for all its files at once")
    func findings() throws {
        let folder = Self.temporary()
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.copyItem(at: Self.folder, to: folder)
        func edit(_ path: String, _ old: String, _ new: String) throws {
            let url = folder.appendingPathComponent(path)
            let text = try String(contentsOf: url, encoding: .utf8)
            #expect(text.contains(old))
            try Data(text.replacing(old, with: new).utf8).write(to: url)
        }
        try edit("juki/mapping.yaml", "date(生年月日)", "data(生年月日)")
        try edit("gaiji.tsv", "デザイン差", "たぶん")
        try edit("workbench.yaml", "juki/tax.csv", "../juki/tax.csv")
        let (workbench, findings) = WorkbenchReader.read(folder)
        #expect(workbench == nil)
        #expect(Set(findings.map(\.file)).isSuperset(of: ["juki/mapping.yaml", "gaiji.tsv"]))
    }
}
