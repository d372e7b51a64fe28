import CLibPQ
import Foundation

/// A PostgreSQL cluster of this test process: in a temporary folder, reachable only through a socket in that folder,
/// and gone when the process ends (``PostgreSQLKeeper``).
public final class ThrowawayPostgreSQL: Sendable {
    /// Started when first asked for, once per process.
    public static var shared: ThrowawayPostgreSQL {
        get async throws { try await starting.value }
    }

    private static let starting = Task { try await ThrowawayPostgreSQL() }

    private let folder: URL
    /// Its open end keeps the cluster alive.
    private let lifeline: Pipe

    private init() async throws {
        let programs = try PostgreSQLKeeper.programs()
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "namiki-postgresql-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        let keeper = Process()
        let lifeline = Pipe()
        let answer = Pipe()
        // Not to be inherited by a program that another test starts, which would keep the cluster alive.
        _ = fcntl(lifeline.fileHandleForWriting.fileDescriptor, F_SETFD, FD_CLOEXEC)
        keeper.executableURL = URL(fileURLWithPath: "/bin/sh")
        keeper.arguments = ["-c", PostgreSQLKeeper.script, "keeper", folder.path, programs]
        keeper.standardInput = lifeline
        keeper.standardOutput = answer
        keeper.standardError = FileHandle.nullDevice
        try keeper.run()
        let output = answer.fileHandleForReading
        let words = await withCheckedContinuation { continuation in
            // Reading blocks for the second or two that the start takes.
            DispatchQueue.global().async {
                var words = Data()
                while !words.starts(with: Array("ready\n".utf8)) {
                    let more = output.availableData
                    if more.isEmpty { break }
                    words += more
                }
                continuation.resume(returning: String(decoding: words, as: UTF8.self))
            }
        }
        guard words.hasPrefix("ready\n") else { throw ClusterFailure.notStarted(log: words) }
        self.folder = folder
        self.lifeline = lifeline
    }

    /// The address of a database of this cluster.
    public func address(of database: String) -> String {
        let host = folder.path.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        return "postgresql://namiki@\(host)/\(database)"
    }

    /// Creates a database of its own for one test.
    /// - Parameters:
    ///   - template: whose tables and rows it begins with; nobody may be connected to it.
    ///   - options: what follows `CREATE DATABASE name TEMPLATE template`.
    /// - Returns: its name.
    public func createDatabase(like template: String = "template0", options: String = "") throws -> String {
        let name = "test_\(UUID().uuidString.lowercased().filter { $0 != "-" })"
        try command("CREATE DATABASE \(name) TEMPLATE \(template) \(options)")
        return name
    }

    /// Drops a database, ending connections that are still open.
    public func dropDatabase(_ name: String) throws {
        try command("DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
    }

    /// Runs a statement outside of a transaction, as CREATE DATABASE needs it.
    private func command(_ statement: String) throws {
        let connection = PQconnectdb(address(of: "postgres"))
        defer { PQfinish(connection) }
        let result = PQexec(connection, statement)
        defer { PQclear(result) }
        guard PQresultStatus(result) == PGRES_COMMAND_OK else {
            throw ClusterFailure.refused(message: String(cString: PQerrorMessage(connection)))
        }
    }
}
