import ArgumentParser
import Foundation
import Storage
import StorageTesting
import Testing

@testable import Ward

@Suite("How commands end")
struct AnsweringTests {
    @Test("A refusal ends with 2, a failure of the store or of a file with 1, success with 0")
    func codes() async {
        await #expect(throws: Never.self) { try await answering {} }
        await #expect(throws: ExitCode.findings) { try await answering { throw EvidenceRefusal.empty } }
        let failures: [any Error] = [
            StorageError.diskFull, StorageError.newerSchema(component: "ward", version: 99), AuditError.headMissing,
            CocoaError(.fileNoSuchFile), CocoaError(.fileWriteOutOfSpace),
        ]
        for error in failures {
            await #expect(throws: ExitCode.failure) { try await answering { throw error } }
        }
        #expect(ExitCode.findings.rawValue == 2)
        #expect(ExitCode.failure.rawValue == 1)
    }

    @Test("A command's own exit code and errors of others pass through")
    func others() async {
        struct Other: Error {}
        await #expect(throws: Other.self) { try await answering { throw Other() } }
        await #expect(throws: ExitCode.findings) { try await answering { throw ExitCode.findings } }
    }

    @Test("Options are read from the words of the command")
    func options() throws {
        #expect(try StoreOptions.parse(["--database", "a.sqlite"]).location == "a.sqlite")
        #expect(try FormatOption.parse([]).format == .text)
        #expect(try FormatOption.parse(["--format", "json"]).format == .json)
        #expect(throws: (any Error).self) { try FormatOption.parse(["--format", "xml"]) }
    }

    @Test("Opening makes the tables, and opens the same store again", arguments: TestDatabases.all)
    func opening(_ kind: TestDatabase) async throws {
        try await kind.useLocation { location async throws in
            let options = try StoreOptions.parse(["--database", location])
            let first = try await Ward.open(options, migrations: WardMigrations.all)
            let stamp = first.stamp(by: .commandLine)
            try await first.database.write {
                try Audit.append("test", subject: "row/1", details: [:], by: stamp, on: $0)
            }
            try await first.database.close()
            let second = try await Ward.open(options, migrations: WardMigrations.all)
            let verdict = try await second.database.read { try Audit.verify(on: $0) }
            #expect(verdict == Audit.Verdict(rows: 1, failures: []))
            try await second.database.close()
            // A program that knows fewer steps is too old for this store.
            let older = Array(WardMigrations.all.dropLast())
            let newest = WardMigrations.all.count
            await #expect(throws: StorageError.newerSchema(component: "ward", version: newest)) {
                try await Ward.open(options, migrations: older)
            }
        }
    }
}
