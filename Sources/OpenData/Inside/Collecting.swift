import Datasets
import Japanese
import Storage
import Tabular
import Ward

/// From the inside out: what modules make public becomes a dataset, and a release whenever it says something new, without hands.
enum Collecting {
    static let actor = Actor(person: nil, name: "システム（オープンデータ）")

    /// - Returns: how many releases were made.
    @discardableResult
    static func run(_ tables: [PublishedTable], in ward: Ward) async throws -> Int {
        var count = 0
        for table in tables {
            // Looked at first, so that nothing is written when nothing changed.
            let found = try await ward.database.read { try changed(table, today: ward.clock.today, on: $0) }
            guard let found else { continue }
            let file = try prepared(table, found)
            if let own = try await ward.database.read({ try resource(of: table, on: $0) }) {
                try await Release.compare(file, for: own.id, in: ward)
            }
            let stamp = ward.stamp(by: actor)
            count += try await ward.database.write { try release(table, file, by: stamp, on: $0) ? 1 : 0 }
        }
        return count
    }

    /// The rows, where they are others than those that were released last.
    private static func changed(
        _ table: PublishedTable, today: CivilDate, on connection: any Connection
    ) throws -> ReleaseTable? {
        guard let rows = try table.read(today, connection), !rows.rows.isEmpty else { return nil }
        // Written by people and looked at by nobody again: guarded as in every other file of the platform.
        let read = ReleaseTable(heads: rows.heads, rows: rows.rows.map { $0.map(guarded) })
        let hash = ContentHash.of(read.csv)
        let dataset = try Dataset.list("WHERE source = \(table.name)", on: connection).first
        // Whoever decided that it is not public is not overruled.
        if dataset?.state == .withheld { return nil }
        guard let own = try resource(of: table, on: connection) else { return read }
        // Nor whoever took the same back.
        if own.endedOn != nil { return nil }
        if try Release.takenDown(hash, of: own.id, on: connection) != nil { return nil }
        return try Release.latest(of: own.id, on: connection)?.content == hash ? nil : read
    }

    private static func guarded(_ cell: String) -> String {
        let guarded = CSVWriter.guarded(cell)
        return FormulaText.isRun(guarded) ? "'" + guarded : guarded
    }

    private static func resource(of table: PublishedTable, on connection: any Connection) throws -> Resource? {
        try Dataset.list("WHERE source = \(table.name)", on: connection).first
            .flatMap { try Resource.of($0, on: connection).first }
    }

    private static func prepared(_ table: PublishedTable, _ rows: ReleaseTable) throws -> PreparedFile {
        try PreparedFile(made: rows, filename: "\(table.name).csv")
    }

    private static func release(
        _ table: PublishedTable, _ file: PreparedFile, by stamp: Stamp, on connection: any Connection
    ) throws -> Bool {
        // Another server may have been here first.
        guard let read = try changed(table, today: stamp.today, on: connection) else { return false }
        let isSample = try SettingStore.isSample(on: connection)
        let known = try Dataset.list("WHERE source = \(table.name)", on: connection).first
        let dataset =
            try known
            ?? Dataset.create(
                DatasetDescription(
                    name: table.name, title: table.title, notes: table.notes, unit: nil, frequency: .irregular,
                    provenance: table.provenance, themes: [.administration], tags: table.tags),
                source: table.name, isSample: isSample, by: stamp, on: connection)
        let resource =
            try Resource.of(dataset, on: connection).first
            ?? Resource.create("data", title: table.title, of: dataset, by: stamp, on: connection)
        // What changed since it was prepared is prepared anew.
        let file = read == file.table ? file : try prepared(table, read)
        try Release.handIn(file, for: resource, by: stamp, on: connection).publish(by: stamp, on: connection)
        return true
    }
}
