import Browsing
import Foundation
import Storage
import Synchronization
import Ward

/// Where runs work on this machine: the profile of their browser, and files that their system sends.
enum RunFolder {
    private static let prefix = "namiki-run-"
    /// Runs that this program works on.
    private static let working = Mutex<Set<ID<Run>>>([])

    static func path(of id: ID<Run>) -> String {
        FileManager.default.temporaryDirectory.appendingPathComponent(prefix + id.text).path
    }

    /// Works in a folder that is new, and leaves none behind.
    static func use<Value: Sendable>(
        of id: ID<Run>, _ body: () async throws -> Value
    ) async throws -> Value {
        working.withLock { _ = $0.insert(id) }
        defer { working.withLock { _ = $0.remove(id) } }
        let path = path(of: id)
        // Of a program that was killed in the middle of this run.
        Runner.endLeftovers(of: path)
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await body()
    }

    /// Takes away what a program that died left of a run on this machine.
    static func clear(_ id: ID<Run>) {
        working.withLock { working in
            guard !working.contains(id) else { return }
            Runner.endLeftovers(of: path(of: id))
            try? FileManager.default.removeItem(atPath: path(of: id))
        }
    }

    /// The same of all runs that are over: what a program of this machine left of a run that ended on another one.
    static func clearEnded(in ward: Ward) async throws {
        let folder = FileManager.default.temporaryDirectory.path
        let left = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        // A folder of another database's run is none of ours.
        let runs = left.filter { $0.hasPrefix(prefix) }.compactMap {
            ID<Run>(untrusted: String($0.dropFirst(prefix.count)))
        }
        guard !runs.isEmpty else { return }
        let ended = try await ward.database.read { connection in
            try runs.filter { try Run.find($0, on: connection)?.state.isEnded == true }
        }
        for run in ended { clear(run) }
    }
}
