import Japanese
import Site
import Storage
import Ward

/// One reading of a source (取込み): what came of its records. With a rejected record, or without an answer, it counts as failed.
struct Harvest: Record {
    let id: ID<Harvest>
    let source: ID<HarvestSource>
    let startedAt: Timestamp
    let endedAt: Timestamp
    let taken: Int
    let unchanged: Int
    let rejected: Int
    /// Those that the source did not name any more this time.
    let vanished: Int
    /// Why nothing could be read, in words.
    let failure: String?

    static let selection: SQL = "SELECT * FROM opendata_harvest"
    static let key: SQL = "opendata_harvest.id"
    static let title = "取込みの記録"

    init(_ row: SQLRow, on _: any Connection) throws {
        (id, source, startedAt, endedAt) = (
            try row["id"], try row["source"], try row["started_at"], try row["ended_at"]
        )
        (taken, unchanged, rejected) = (try row["taken"], try row["unchanged"], try row["rejected"])
        (vanished, failure) = (try row["vanished"], try row["failure"])
    }

    var isGood: Bool { rejected == 0 && failure == nil }

    /// The last reading of every source that was read.
    static func latest(on connection: any Connection) throws -> [ID<HarvestSource>: Harvest] {
        Dictionary(
            try list(
                """
                WHERE id IN (SELECT (SELECT own.id FROM opendata_harvest AS own WHERE own.source = opendata_source.id
                    ORDER BY own.ended_at DESC, own.id DESC LIMIT 1) FROM opendata_source)
                """, on: connection
            ).map { ($0.source, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func rejections(on connection: any Connection) throws -> [RejectedRecord] {
        try connection.rows(
            "SELECT identifier, title, reasons FROM opendata_rejection WHERE harvest = \(id) ORDER BY position"
        ).map { row in
            let reasons: String = try row["reasons"]
            return RejectedRecord(
                identifier: try row["identifier"], title: try row["title"],
                reasons: reasons.split(separator: "\n").map(String.init))
        }
    }

    /// Reads outside of every transaction, then writes in small ones; the last says what came of it, also that something failed. One that
    /// was broken off left records that the next finds unchanged.
    /// - Throws: what is no fault of the source: the database is away, the reading was broken off.
    static func run(
        _ source: HarvestSource, with reader: WebReader, in ward: Ward, by actor: Actor
    ) async throws -> Harvest {
        let start = ward.clock.now()
        do {
            return try await read(source, since: start, with: reader, in: ward, by: actor)
        } catch {
            guard let words = words(for: error) else { throw error }
            return try await end(Tally(failure: words), of: source, since: start, in: ward, by: actor)
        }
    }

    /// What nobody foresaw, without anything that the source wrote; `nil` for what every other source would meet too.
    private static func words(for error: any Error) -> String? {
        switch error {
        case is CancellationError, StorageError.busy, StorageError.diskFull, StorageError.closed: nil
        case let error as StorageError where error.isPassing: nil
        case is StorageError: "読んだ内容を保存できませんでした。管理者に、この取込み元の題名と時刻を伝えてください。"
        default: "読んだ内容を処理できませんでした。管理者に、この取込み元の題名と時刻を伝えてください。"
        }
    }

    private static func read(
        _ source: HarvestSource, since start: Timestamp, with reader: WebReader, in ward: Ward, by actor: Actor
    ) async throws -> Harvest {
        let read: [Result<HarvestedRecord, RejectedRecord>]
        do {
            read =
                switch source.kind {
                case .ckan: try await CKANSource.read(source, with: reader)
                case .dcat: try await DCATSource.read(source, with: reader)
                }
        } catch let refusal as any Refusal {
            return try await end(Tally(failure: refusal.words), of: source, since: start, in: ward, by: actor)
        }
        var tally = Tally()
        var (records, seen): ([HarvestedRecord], Set<String>) = ([], [])
        for result in read {
            switch result {
            case .failure(let rejected): tally.rejections.append(rejected)
            case .success(let record) where !seen.insert(record.identifier).inserted:
                tally.rejections.append(
                    RejectedRecord(
                        identifier: record.identifier, title: record.title, reasons: ["同じ識別子のデータセットが、ほかにもあります。"]))
            case .success(let record): records.append(record)
            }
        }
        // A source that is being rebuilt would take everything with it.
        if read.isEmpty { tally.failure = "データセットが1件もありませんでした。これまでに取り込んだものは、そのままにしました。" }
        let known = try await ward.database.read { try HarvestedDataset.hashes(of: source, on: $0) }
        if tally.failure == nil {
            // A record that is rejected today is still named by its source.
            let named = seen.union(tally.rejections.map(\.identifier))
            tally.gone = known.keys.filter { !named.contains($0) }
        }
        for batch in batches(of: records) {
            let contents = try batch.map(HarvestedDataset.Content.init).filter {
                known[$0.record.identifier] != $0.hash
            }
            tally.taken += contents.count
            tally.unchanged += batch.count - contents.count
            guard !contents.isEmpty else { continue }
            let stamp = ward.stamp(by: actor)
            try await ward.database.write { try HarvestedDataset.take(contents, from: source, by: stamp, on: $0) }
        }
        return try await end(tally, of: source, since: start, in: ward, by: actor)
    }

    /// Records of one statement, and of one transaction where each is written whole.
    private static let batchMax = 200

    private static func batches<Element>(of all: [Element]) -> [ArraySlice<Element>] {
        stride(from: 0, to: all.count, by: batchMax).map { all[$0..<min($0 + batchMax, all.count)] }
    }

    private struct Tally: Sendable {
        var failure: String?
        var taken = 0
        var unchanged = 0
        var rejections: [RejectedRecord] = []
        /// Identifiers that the source named before and names no more.
        var gone: [String] = []
    }

    private static func end(
        _ tally: Tally, of source: HarvestSource, since start: Timestamp, in ward: Ward, by actor: Actor
    ) async throws -> Harvest {
        let stamp = ward.stamp(by: actor)
        let failure = tally.failure.map(RecordReading.shown)
        return try await ward.database.write { connection in
            let id: ID<Harvest> = stamp.newID()
            for batch in batches(of: tally.gone) {
                try HarvestedDataset.mark(vanished: Array(batch), of: source, by: stamp, on: connection)
            }
            try connection.execute(
                """
                INSERT INTO opendata_harvest (id, source, started_at, ended_at, taken, unchanged, rejected, vanished, failure)
                VALUES (\(id), \(source.id), \(start), \(stamp.at), \(tally.taken), \(tally.unchanged),
                    \(tally.rejections.count), \(tally.gone.count), \(failure))
                """)
            for batch in batches(of: Array(tally.rejections.map(\.shown).enumerated())) {
                let rows: [SQL] = batch.map { position, rejected in
                    """
                    (\(id), \(position), \(rejected.identifier), \(rejected.title),
                        \(rejected.reasons.joined(separator: "\n")))
                    """
                }
                try connection.execute(
                    """
                    INSERT INTO opendata_rejection (harvest, position, identifier, title, reasons)
                    VALUES \(SQL.list(rows))
                    """)
            }
            try stamp.note(
                "opendata.harvest.run", "harvest-source/\(source.id)",
                [
                    "taken": JSON(tally.taken), "unchanged": JSON(tally.unchanged),
                    "rejected": JSON(tally.rejections.count), "vanished": JSON(tally.gone.count),
                    "failure": JSON(failure),
                ], on: connection)
            return try known(id, on: connection)
        }
    }
}
