import Foundation
import Storage
import Testing
import Ward

@testable import Conversion
@testable import Standardization

@Suite("Forged runs")
struct ForgedRunTests {
    /// What a hostile hand may do to a finished run's folder.
    enum Forgery: String, CaseIterable {
        case report, pdf, manifest, decisions, list, added, hidden, linked, part, deletedReport, deletedPDF, deletedList

        func apply(to run: URL) throws {
            let manager = FileManager.default
            func append(_ name: String) throws {
                let url = run.appendingPathComponent(name)
                try (Data(contentsOf: url) + Data(" ".utf8)).write(to: url)
            }
            func add(_ name: String) throws {
                let url = run.appendingPathComponent(name)
                try manager.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data("x".utf8).write(to: url)
            }
            switch self {
            case .report: try append("report.html")
            case .pdf: try Data("%PDF-1.4 other".utf8).write(to: run.appendingPathComponent("report.pdf"))
            case .manifest:
                let url = run.appendingPathComponent("manifest.json")
                let text = try String(contentsOf: url, encoding: .utf8)
                try Data(text.replacing("\"number\":1", with: "\"number\":2").utf8).write(to: url)
            case .decisions: try append("decisions.tsv")
            case .list:
                let url = run.appendingPathComponent(RunFileList.name)
                let text = try String(contentsOf: url, encoding: .utf8)
                try Data(text.replacing("report.html", with: "report.htm").utf8).write(to: url)
            case .added: try add("extra/note.txt")
            case .hidden: try add(".hidden")
            case .linked:
                try manager.createSymbolicLink(
                    at: run.appendingPathComponent("link"), withDestinationURL: URL(fileURLWithPath: "/etc/hostname"))
            case .part: try add("stages/check.part/findings.tsv")
            case .deletedReport: try manager.removeItem(at: run.appendingPathComponent("report.html"))
            case .deletedPDF: try manager.removeItem(at: run.appendingPathComponent("report.pdf"))
            case .deletedList: try manager.removeItem(at: run.appendingPathComponent(RunFileList.name))
            }
        }
    }

    private static func run(key: Bool) async throws -> (folder: URL, run: URL, publicKey: String?) {
        let folder = try SmallWorkbench.one(["0000000001,見本　太郎,0,1"]).write()
        let database = try await openDatabase(at: ":memory:")
        try await Migrator.migrate(database, StandardizationModule.allMigrations)
        let signing = key ? try SigningKey.create(at: folder.appendingPathComponent("a.key").path) : nil
        let ward = Ward(database: database, clock: .system, random: .system, signingKey: signing)
        let workbench = try #require(WorkbenchReader.read(folder).workbench)
        let result = try await RehearsalRun.run(
            workbench, in: folder, by: .commandLine, ward: ward, workers: 1, printer: .test)
        return (folder, result.folder, signing?.publicKey)
    }

    @Test("Whatever is changed, added or taken away in a run's folder is told", arguments: Forgery.allCases)
    func told(_ forgery: Forgery) async throws {
        for key in [false, true] {
            let (folder, run, publicKey) = try await Self.run(key: key)
            defer { try? FileManager.default.removeItem(at: folder) }
            #expect(try RehearsalProof(of: run, signedBy: publicKey).failures == [])
            try forgery.apply(to: run)
            let proof = try RehearsalProof(of: run)
            #expect(!proof.isWhole, "\(forgery) signed \(key)")
            #expect(!proof.text.contains("すべてこの報告にあるとおりです"))
        }
    }

    @Test("A list that was written anew for forged files does not have the signature of the ward")
    func relisted() async throws {
        let (folder, run, publicKey) = try await Self.run(key: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Forgery.report.apply(to: run)
        try RunFileList.write(in: run, key: nil)
        #expect(try !RehearsalProof(of: run).isWhole)
        try FileManager.default.removeItem(at: run.appendingPathComponent(RunFileList.signatureName))
        #expect(try !RehearsalProof(of: run, signedBy: publicKey).isWhole)
        let other = try SigningKey.create(at: folder.appendingPathComponent("b.key").path)
        try RunFileList.write(in: run, key: other)
        #expect(try !RehearsalProof(of: run).isWhole)
    }
}
