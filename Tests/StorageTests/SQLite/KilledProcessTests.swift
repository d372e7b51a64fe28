import Foundation
import Storage
import StorageTesting
import Testing

/// The writing program is this test program itself, started again with ``KilledWriter`` as its only test.
@Suite("A killed process")
struct KilledProcessTests {
    @Test("SIGKILL in the middle of writes loses no acknowledged row and leaves no half transaction", arguments: 1...3)
    func killed(_ round: Int) async throws {
        try await TestDatabases.sqlite.useLocation { path in
            let database = try await openDatabase(at: path)
            try await Migrator.migrate(database, KilledWriter.tables)

            let output = Pipe()
            let child = Process()
            child.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            child.arguments = ["--testing-library", "swift-testing", "--filter", "KilledWriter"]
            child.environment = ProcessInfo.processInfo.environment.merging(
                [
                    KilledWriterPlaces.locationVariable: path,
                    KilledWriterPlaces.acknowledgementVariable: path + ".acknowledged",
                ]
            ) { $1 }
            child.standardOutput = output
            child.standardError = output
            _ = FileManager.default.createFile(atPath: path + ".acknowledged", contents: nil)
            try child.run()
            // Killed at a moment that depends only on how far it came, not on a clock.
            let enough = 40 * round
            while acknowledged(path) < enough, child.isRunning { try await Task.sleep(for: .milliseconds(2)) }
            kill(child.processIdentifier, SIGKILL)
            child.waitUntilExit()
            let told = acknowledged(path)
            #expect(
                told >= enough,
                "the child ended early: \(String(decoding: output.fileHandleForReading.availableData, as: UTF8.self))")

            let rows: [Int] = try await database.read { try $0.column("SELECT number FROM written ORDER BY number") }
            let details: Int? = try await database.read { try $0.value("SELECT COUNT(*) FROM detail") }
            #expect(rows == Array(0..<rows.count))
            #expect(rows.count >= told)
            #expect(rows.count <= told + 1)
            #expect(details == rows.count * 2)
            try await database.close()
        }
    }

    private func acknowledged(_ path: String) -> Int {
        (try? Data(contentsOf: URL(fileURLWithPath: path + ".acknowledged")).count) ?? 0
    }
}

/// Where the writer writes, told by environment variables.
private enum KilledWriterPlaces {
    static let locationVariable = "NAMIKI_KILLED_WRITER_DATABASE"
    static let acknowledgementVariable = "NAMIKI_KILLED_WRITER_ACKNOWLEDGEMENTS"
    static var location: String? { ProcessInfo.processInfo.environment[locationVariable] }
}

@Suite("KilledWriter: runs only in the child of the test above", .enabled(if: KilledWriterPlaces.location != nil))
struct KilledWriter {
    static let tables = [
        Migration(
            component: "test", version: 1,
            script: """
                CREATE TABLE written (number BIGINT NOT NULL PRIMARY KEY);
                CREATE TABLE detail (number BIGINT NOT NULL REFERENCES written (number), part BIGINT NOT NULL);
                """)
    ]

    @Test("Writes rows until it is killed, and one byte to a file after each commit")
    func write() async throws {
        let location = try #require(KilledWriterPlaces.location)
        let path = try #require(ProcessInfo.processInfo.environment[KilledWriterPlaces.acknowledgementVariable])
        let acknowledgements = try #require(FileHandle(forWritingAtPath: path))
        let database = try await openDatabase(at: location)
        for number in 0..<100_000 {
            try await database.write { connection in
                try connection.execute("INSERT INTO written (number) VALUES (\(number))")
                for part in 0..<2 {
                    try connection.execute("INSERT INTO detail (number, part) VALUES (\(number), \(part))")
                }
            }
            try acknowledgements.write(contentsOf: [UInt8(ascii: ".")])
        }
    }
}
