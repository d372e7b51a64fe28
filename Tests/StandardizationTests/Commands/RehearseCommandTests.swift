import ArgumentParser
import Foundation
import Testing
import Ward

@testable import Standardization

@Suite("The command that rehearses")
struct RehearseCommandTests {
    @Test("A slip in the place of the database is told and makes no file; a new one is begun where that is asked for")
    func database() async throws {
        let folder = try SmallWorkbench.one(["0000000001,見本　太郎,0,1"]).write()
        defer { try? FileManager.default.removeItem(at: folder) }
        let database = folder.appendingPathComponent("n.sqlite").path
        let arguments = [folder.path, "--database", database, "--quiet", "--without-pdf"]
        let careful = try StandardizeRehearseCommand.parse(arguments)
        await #expect(throws: ExitCode.failure) { try await careful.run() }
        #expect(!FileManager.default.fileExists(atPath: database))
        #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("runs").path))
        let beginning = try StandardizeRehearseCommand.parse(arguments + ["--new-database"])
        try await beginning.run()
        #expect(FileManager.default.fileExists(atPath: database))
        // From then on it is there.
        try await careful.run()
        #expect(FileManager.default.fileExists(atPath: folder.appendingPathComponent("runs/0002/report.json").path))
    }
}
