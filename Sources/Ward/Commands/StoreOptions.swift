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

    public init() {}

    /// The location in force.
    public var location: String {
        database ?? ProcessInfo.processInfo.environment["NAMIKI_DATABASE"] ?? "namiki.sqlite"
    }
}

extension Ward {
    /// Opens the records, brings their tables up to date, and hands out the clock and the key of the command and real
    /// randomness.
    public static func open(_ options: StoreOptions, migrations: [Migration]) async throws -> Ward {
        let clock = try Clock.ofCommand()
        let signingKey = try SigningKey.ofCommand()
        let database = try await openDatabase(at: options.location)
        do {
            try await Migrator.migrate(database, migrations)
        } catch {
            // The first error is the one to be told.
            try? await database.close()
            throw error
        }
        return Ward(database: database, clock: clock, random: .system, signingKey: signingKey)
    }
}
