import Foundation
import Testing
import Ward

@testable import Conversion
@testable import Standardization

@Suite("A workbench and the files around it")
struct WorkbenchFilesTests {
    private static func edited(_ path: String, _ change: (String) -> String) throws -> URL {
        let folder = try RehearsedWard.sample()
        let url = folder.appendingPathComponent(path)
        try Data(change(try String(contentsOf: url, encoding: .utf8)).utf8).write(to: url)
        return folder
    }

    @Test(
        "No file outside of the folder is read, not even through a link",
        arguments: ["../../etc/hostname", "/etc/hostname", "link/hostname"])
    func outside(path: String) throws {
        let folder = try Self.edited("workbench.yaml") { $0.replacing("税: juki/tax.csv", with: "税: \(path)") }
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createSymbolicLink(
            at: folder.appendingPathComponent("link"), withDestinationURL: URL(fileURLWithPath: "/etc"))
        #expect(WorkbenchReader.read(folder).findings.contains { $0.message.contains("作業フォルダーの中") })
    }

    @Test("Records that no item tells apart, a workbench without systems, and rules as a system are told")
    func told() throws {
        func messages(_ path: String, _ change: (String) -> String) throws -> [String] {
            let folder = try Self.edited(path, change)
            defer { try? FileManager.default.removeItem(at: folder) }
            return WorkbenchReader.read(folder).findings.map(\.message)
        }
        #expect(
            try messages("juki/layout.yaml") { $0.replacing(", key: true", with: "") }.count {
                $0.contains("key: true")
            } == 2)
        #expect(
            try messages("workbench.yaml") { $0.prefix(upTo: $0.range(of: "systems:")!.lowerBound) + "systems: []\n" }
                .contains { $0.contains("1つ以上") })
        #expect(try messages("workbench.yaml") { $0.replacing("id: juki", with: "id: rules") }.count >= 1)
        #expect(
            try messages("workbench.yaml") { $0.replacing("protection: none", with: "protection: some") }.count == 1)
    }

    @Test("A mapping that asks for towns without a list of them is told once, with its line")
    func townsMissing() throws {
        let folder = try Self.edited("juki/mapping.yaml") { $0.replacing("wide(address(住所))", with: "wide(town(住所))") }
        defer { try? FileManager.default.removeItem(at: folder) }
        let told = WorkbenchReader.read(folder).findings
        try #require(told.count == 1, "\(told)")
        #expect(told[0].message.contains("towns"), "\(told)")
        #expect(told[0].line == 17, "\(told)")
    }

    @Test("A required item nobody decided on is told once; one that is left empty on purpose is told for each record")
    func requiredItems() async throws {
        func missing(_ change: (String) -> String) async throws -> (gaps: Int, records: Int) {
            let folder = try Self.edited("juki/mapping.yaml", change)
            defer { try? FileManager.default.removeItem(at: folder) }
            let system = RehearsalView(try await RehearsedWard.rehearse(folder).content).systems[0]
            return (
                system.blockers.count { $0.reason == .notCovered },
                system.findings.first { $0.reason == .missing }?.count.open ?? 0
            )
        }
        let line = "      税額: number(税額)\n"
        let before = try await missing { $0 }
        // One of the three records has no amount.
        let forgotten = try await missing { $0.replacing(line, with: "") }
        #expect(forgotten.gaps == before.gaps + 1)
        #expect(forgotten.records == before.records - 1)
        let left = try await missing {
            $0.replacing(line, with: "    discard: {税額: 後で入れる}\n    unfilled: {税額: 後で入れる}\n")
        }
        #expect(left.gaps == before.gaps)
        #expect(left.records == forgotten.records + 3)
    }

    @Test(
        "One mistake is told once, and not what follows from it; files of the usual names that nothing reads are told")
    func once() throws {
        let folder = try Self.edited("juki/mapping.yaml") { $0.replacing("date(生年月日)", with: "dat(生年月日)") }
        defer { try? FileManager.default.removeItem(at: folder) }
        let told = WorkbenchReader.read(folder).findings
        try #require(told.count == 1, "\(told)")
        #expect(told[0].message.contains("「dat」という関数"), "\(told)")
        let unused = try RehearsedWard.sample()
        defer { try? FileManager.default.removeItem(at: unused) }
        try Data("rules: []\n".utf8).write(to: unused.appendingPathComponent("rules.yaml"))
        #expect(WorkbenchReader.read(unused).findings.map { $0.message.contains("rules.yaml がありますが") } == [true])
    }

    @Test("Two records with the same key are told without a rule; a rule about the same items takes its place")
    func keys() async throws {
        let folder = try Self.edited("juki/tax.csv") { $0 + "9000000001,500\r\n" }
        defer { try? FileManager.default.removeItem(at: folder) }
        func counts() async throws -> [Reason: Int] {
            let system = RehearsalView(try await RehearsedWard.rehearse(folder).content).systems[0]
            return Dictionary(uniqueKeysWithValues: system.findings.map { ($0.reason, $0.count.open) })
        }
        let first = try await counts()
        #expect(first[.keyRepeated] == 2)
        #expect(first[.duplicate] == nil)
        let workbench = folder.appendingPathComponent("workbench.yaml")
        let text = try String(contentsOf: workbench, encoding: .utf8) + "rules: rules.yaml\n"
        try Data(text.utf8).write(to: workbench)
        try Data("rules:\n  - {rule: unique, group: 住民税情報, items: [宛名番号]}\n".utf8).write(
            to: folder.appendingPathComponent("rules.yaml"))
        let second = try await counts()
        #expect(second[.keyRepeated] == nil)
        #expect(second[.duplicate] == 2)
    }

    @Test("A failed check leaves nothing that an earlier one wrote")
    func staleCheck() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("namiki-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let output = folder.appendingPathComponent("check")
        try CheckFolder.begin(output, workbench: folder)
        try Data("old".utf8).write(to: output.appendingPathComponent("ledger.json"))
        try CheckFolder.clear(output)
        #expect(!FileManager.default.fileExists(atPath: output.path))
        // What is none of a check's is left alone.
        try CheckFolder.clear(folder)
        #expect(FileManager.default.fileExists(atPath: folder.path))
    }

    @Test("A check writes only where nothing else is, and replaces only what a check wrote")
    func checkFolder() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("namiki-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let precious = folder.appendingPathComponent("precious.csv")
        try Data("x".utf8).write(to: precious)
        #expect(throws: RunRefusal.self) { try CheckFolder.begin(folder, workbench: URL(fileURLWithPath: "/w")) }
        #expect(FileManager.default.fileExists(atPath: precious.path))
        let output = folder.appendingPathComponent("out")
        try CheckFolder.begin(output, workbench: folder)
        try Data("old".utf8).write(to: output.appendingPathComponent("old.tsv"))
        try CheckFolder.begin(output, workbench: folder)
        #expect(!FileManager.default.fileExists(atPath: output.appendingPathComponent("old.tsv").path))
        #expect(throws: RunRefusal.self) { try CheckFolder.begin(folder, workbench: folder) }
    }

    @Test("A file without a usable heading is refused, and the message repeats nothing that stands in it")
    func heading() async throws {
        for (content, isTold) in [
            ("", true), ("9000000001,見本 太郎\n", true), ("番号,\"税額\"x\n9000000001,1\n", true), ("番号,税額\n", false),
        ] {
            let folder = try Self.edited("juki/tax.csv") { _ in content }
            defer { try? FileManager.default.removeItem(at: folder) }
            do {
                _ = try await RehearsedWard.rehearse(folder)
                #expect(!isTold, "\(content)")
            } catch let refusal as RunRefusal {
                #expect(isTold, "\(refusal.words)")
                #expect(refusal.words.contains("見出し"), "\(refusal.words)")
                #expect(!refusal.words.contains("太郎"), "\(refusal.words)")
            }
        }
    }

    @Test("A rule whose data is not there keeps the gate closed")
    func notAsked() async throws {
        let folder = try Self.edited("workbench.yaml") { $0 + "rules: rules.yaml\n" }
        defer { try? FileManager.default.removeItem(at: folder) }
        let rules = "rules:\n  - {rule: reference, group: 住民税情報, item: 宛名番号, to: [住民基本情報]}\n"
        try Data(rules.utf8).write(to: folder.appendingPathComponent("rules.yaml"))
        let whole = RehearsalView(try await RehearsedWard.rehearse(folder).content)
        #expect(!whole.systems[0].blockers.contains { $0.reason == .ruleNotAsked })
        let missing = rules.replacing(
            "reference, group: 住民税情報, item: 宛名番号, to: [住民基本情報]", with: "unique, group: 空の組, items: [番号]")
        try Data(missing.utf8).write(to: folder.appendingPathComponent("rules.yaml"))
        let target = folder.appendingPathComponent("target.yaml")
        let text = try String(contentsOf: target, encoding: .utf8)
        try Data((text + "  - name: 空の組\n    items:\n      - {name: 番号, key: true}\n").utf8).write(to: target)
        // A group that no system fills is told, unless a reason is given.
        #expect(WorkbenchReader.read(folder).findings.contains { $0.message.contains("どのシステムからも") })
        let workbench = folder.appendingPathComponent("workbench.yaml")
        let declared = try String(contentsOf: workbench, encoding: .utf8) + "unfilled-groups: {空の組: 後で入れる}\n"
        try Data(declared.utf8).write(to: workbench)
        let view = RehearsalView(try await RehearsedWard.rehearse(folder).content)
        #expect(view.systems[0].blockers.contains { $0.reason == .ruleNotAsked && $0.detail.contains("空の組") })
    }
}
