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
            try await options.withWard(.migrating, WardMigrations.all) { ward in
                let stamp = ward.stamp(by: .commandLine)
                try await ward.database.write {
                    try Audit.append("test", subject: "row/1", details: [:], by: stamp, on: $0)
                }
            }
            for use in [DatabaseUse.migrating, .writing, .reading] {
                let verdict = try await options.withWard(use, WardMigrations.all) { ward in
                    try await ward.database.read { try Audit.verify(on: $0) }
                }
                #expect(verdict == Audit.Verdict(rows: 1, failures: []))
            }
            // A program that knows fewer steps is too old for this store.
            let older = Array(WardMigrations.all.dropLast())
            let newest = WardMigrations.all.count
            await #expect(throws: StorageError.newerSchema(component: "ward", version: newest)) {
                try await options.withWard(.migrating, older) { _ in }
            }
        }
    }

    @Test("Only a command that begins a store makes one: the others tell what is missing", arguments: TestDatabases.all)
    func nothingMade(_ kind: TestDatabase) async throws {
        try await kind.useLocation { location async throws in
            let options = try StoreOptions.parse(["--database", location])
            // A server's database is there before its tables are.
            let careful: [DatabaseUse] =
                kind.name == "SQLite" ? [.reading, .writing, .extending] : [.reading, .writing]
            for use in careful {
                let error = await #expect(throws: StorageError.self) {
                    try await options.withWard(use, WardMigrations.all) { _ in }
                }
                #expect(error?.japanese.contains("ください") == true)
            }
            if kind.name == "SQLite" { #expect(!FileManager.default.fileExists(atPath: location)) }
            // An older edition is told, and stays what it is.
            let older = Array(WardMigrations.all.dropLast())
            let newest = WardMigrations.all.count
            try await options.withWard(.migrating, older) { _ in }
            for use in [DatabaseUse.reading, .writing] {
                await #expect(throws: StorageError.olderSchema(component: "ward", expected: newest, found: newest - 1))
                {
                    try await options.withWard(use, WardMigrations.all) { _ in }
                }
            }
            try await options.withWard(.writing, older) { _ in }
            try await options.withWard(.extending, WardMigrations.all) { _ in }
            try await options.withWard(.writing, WardMigrations.all) { _ in }
        }
    }

    @Test("A command that fails closes its store, and tells its own error", arguments: TestDatabases.all)
    func closing(_ kind: TestDatabase) async throws {
        try await kind.useLocation { location async throws in
            let options = try StoreOptions.parse(["--database", location])
            var kept: (any Database)?
            await #expect(throws: EvidenceRefusal.empty) {
                try await options.withWard(.migrating, WardMigrations.all) { ward in
                    kept = ward.database
                    throw EvidenceRefusal.empty
                }
            }
            let database = try #require(kept)
            await #expect(throws: StorageError.closed) { try await database.read { _ in } }
        }
    }

    @Test("A command that reads cannot write")
    func reading() async throws {
        try await TestDatabases.sqlite.useLocation { location async throws in
            let options = try StoreOptions.parse(["--database", location])
            try await options.withWard(.migrating, WardMigrations.all) { _ in }
            await #expect(throws: StorageError.openedForReading) {
                try await options.withWard(.reading, WardMigrations.all) { ward in
                    try await ward.database.write { try $0.execute("DELETE FROM person") }
                }
            }
        }
    }
}
