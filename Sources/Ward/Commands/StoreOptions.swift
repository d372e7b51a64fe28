import ArgumentParser
import Foundation
import Japanese
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
    /// Opens the records, brings their tables up to date, and hands out the real clock and randomness.
    public static func open(_ options: StoreOptions, migrations: [Migration]) async throws -> Ward {
        let database = try await openDatabase(at: options.location)
        try await Migrator.migrate(database, migrations)
        return Ward(database: database, clock: .system, random: .system)
    }
}

extension Clock {
    /// The machine's clock.
    public static let system = Clock {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }
}
