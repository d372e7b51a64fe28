import Foundation
import Storage
import Synchronization

/// A database with tables and without rows, from which others are copied.
enum DatabaseTemplate: Sendable {
    /// The bytes of an SQLite file.
    case file(Data)
    /// Its name in the cluster of this process.
    case database(String)
}

/// The tables of each list of migrations, made once in this process: hundreds of tests begin with the same ones, and copying them takes
/// a tenth of the time.
final class DatabaseTemplates: Sendable {
    private let made = Mutex<[[String]: Task<DatabaseTemplate, any Error>]>([:])
    /// Of a closed database at a location.
    private let keep: @Sendable (_ location: String) async throws -> DatabaseTemplate

    init(keep: @escaping @Sendable (_ location: String) async throws -> DatabaseTemplate) {
        self.keep = keep
    }

    /// - Parameter scope: makes an empty database, in which the tables are made, and removes it.
    /// - Returns: `nil` for no migrations.
    /// - Throws: what stops the migrations, each time.
    func template(
        of migrations: [Migration],
        in scope: @escaping @Sendable (_ make: (_ location: String) async throws -> Void) async throws -> Void
    ) async throws -> DatabaseTemplate? {
        guard !migrations.isEmpty else { return nil }
        let key = migrations.flatMap { [$0.component, String($0.version), $0.script] }
        let making = made.withLock { made in
            if let known = made[key] { return known }
            let task = Task { try await make(migrations, in: scope) }
            made[key] = task
            return task
        }
        return try await making.value
    }

    private func make(
        _ migrations: [Migration],
        in scope: @Sendable (_ make: (_ location: String) async throws -> Void) async throws -> Void
    ) async throws -> DatabaseTemplate {
        var template: DatabaseTemplate?
        try await scope { location in
            try await TestDatabase.use(at: location, migrations) { _ in }
            template = try await keep(location)
        }
        guard let template else { throw CocoaError(.fileNoSuchFile) }
        return template
    }
}
