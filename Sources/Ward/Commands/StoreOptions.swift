import ArgumentParser
import Foundation
import Storage

/// Where a command finds the ward's records.
public struct StoreOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "データベース（ファイル名、または postgresql://…）。書かないときは環境変数 NAMIKI_DATABASE、それもないときは namiki.sqlite。",
            valueName: "場所"))
    public var database: String?

    @Option(
        help: ArgumentHelp(
            "署名の鍵のファイル（namiki signing-key で作ったもの）。書かないときは環境変数 \(SigningKey.variable)。どちらもないときは署名しません。",
            valueName: "鍵"))
    public var signingKey: String?

    public init() {}

    /// The location in force.
    public var location: String {
        database ?? ProcessInfo.processInfo.environment["NAMIKI_DATABASE"] ?? "namiki.sqlite"
    }
}

extension StoreOptions {
    /// Opens the records for a command, hands out the clock and the key of the command and real randomness, and closes the
    /// records again, whatever happens.
    ///
    ///     try await store.withWard(.reading, WardMigrations.all) { ward in … }
    ///
    /// - Parameters:
    ///   - use: for ``DatabaseUse/migrating`` a missing database is begun and its tables are brought up to date; for
    ///     ``DatabaseUse/extending`` the database must be there; for the others its tables too, so that a slip in the
    ///     location is told and nothing is made in its place.
    ///   - migrations: the tables that the command needs.
    /// - Throws: ``StorageError/cannotOpen(location:reason:)``, ``StorageError/olderSchema(component:expected:found:)``, and
    ///   what the body throws.
    public func withWard<Value>(
        _ use: DatabaseUse, _ migrations: [Migration], _ body: (Ward) async throws -> Value
    ) async throws -> Value {
        let clock = try Clock.ofCommand()
        let signingKey = try SigningKey.ofCommand(option: signingKey)
        let database = try await openDatabase(at: location, for: use)
        let value: Value
        do {
            switch use {
            case .extending, .migrating: try await Migrator.migrate(database, migrations)
            case .reading, .writing: try await Migrator.check(database, migrations)
            }
            value = try await body(
                Ward(
                    database: database, clock: clock, random: .system, signingKey: signingKey,
                    indicators: .offered))
        } catch {
            // The first error is the one to be told.
            try? await database.close()
            throw error
        }
        try await database.close()
        return value
    }
}
