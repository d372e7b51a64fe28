import Japanese
import Notices
import Storage
import Ward

/// Imported files and decisions in the database. Findings are computed from the file each time, never stored.
enum ImportStore {
    static func list(on connection: any Connection) throws -> [ImportRun] {
        try ImportRun.list("ORDER BY imported_at DESC, id", on: connection)
    }

    /// Keeps a file that can be read; the same bytes again give the same run and change nothing.
    static func keep(
        _ bytes: [UInt8], name: String, confirmedYear: FiscalYear? = nil, by stamp: Stamp,
        on connection: any Connection
    ) throws -> ImportRun {
        _ = try read(bytes, name: name)
        let file = try EvidenceStore.keep(bytes, filename: name, by: stamp, on: connection)
        if let known = try ImportRun.list("WHERE file_hash = \(file.hash)", on: connection).first { return known }
        let run = ImportRun(
            id: stamp.newID(), fileHash: file.hash, fileName: file.filename, confirmedYear: confirmedYear,
            isAdopted: false, importedAt: stamp.at, version: nil)
        try connection.execute(
            """
            INSERT INTO import_run (id, file_hash, file_name, confirmed_year, state, imported_by, imported_at)
            VALUES (\(run.id), \(run.fileHash), \(run.fileName), \(confirmedYear), 'read', \(stamp.actor.person),
                \(stamp.at))
            """)
        try stamp.note(
            "plan.import.read", "import/\(run.id)",
            ["file": .string(run.fileName), "hash": .string(run.fileHash)], on: connection)
        return run
    }

    /// All that a reading depends on.
    private struct ReadFile: Equatable {
        let hash: String
        let name: String
        let confirmedYear: FiscalYear?
    }

    /// The latest readings: a long document takes long, and pages that show what a document does not say would read it again on
    /// each visit. More would only be asked for while many people compare many imports at once.
    private static let readings = KeptValues<ReadFile, NoticeReading>(capacity: 8)

    /// Reads a file, once: done before the transaction in which it is kept, it holds nobody up.
    @discardableResult
    static func read(_ bytes: [UInt8], name: String) throws -> NoticeReading {
        let file = ReadFile(hash: ContentHash.of(bytes), name: name, confirmedYear: nil)
        return try readings.value(file) { try NoticeFile.read(bytes, name: name) }
    }

    /// Reads the kept file again, with what was confirmed since.
    static func reading(of run: ImportRun, on connection: any Connection) throws -> NoticeReading {
        let file = ReadFile(hash: run.fileHash, name: run.fileName, confirmedYear: run.confirmedYear)
        return try readings.value(file) {
            guard let bytes = try EvidenceStore.bytes(run.fileHash, on: connection) else {
                throw ImportRefusal.unreadable("ファイルがありません。")
            }
            return try NoticeFile.read(bytes, name: run.fileName, confirmedYear: run.confirmedYear)
        }
    }

    static func decisions(
        of run: ID<ImportRun>, on connection: any Connection
    ) throws -> [String: FindingDecision] {
        let rows = try connection.rows(
            "SELECT finding_key, decision, note, decided_at FROM import_decision WHERE import_run = \(run)")
        let decisions = try rows.map { row in
            FindingDecision(
                key: try row["finding_key"], isAccepted: try row["decision"] as String == "accepted",
                note: try row["note"], decidedAt: try row["decided_at"])
        }
        return Dictionary(decisions.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private static let decideAction = "plan.import.decide"

    /// Decisions on findings of notices, as the trail tells them; the newest of a finding holds.
    static let trailed = TrailedTable("通知の確認事項の判断", actions: [decideAction]) { row, details, expected in
        expected.set(
            "\(row.subject) \(details["finding"]?.string ?? "")",
            facts(
                details["decision"]?.string ?? "", note: details["note"]?.string ?? "", by: row.person?.text, at: row.at
            ))
    } stored: { connection in
        try connection.rows(
            """
            SELECT import_run, finding_key, decision, note, decided_by, decided_at FROM import_decision
            ORDER BY import_run, finding_key
            """
        ).map { row in
            let (run, finding): (String, String) = (try row["import_run"], try row["finding_key"])
            return TrailedTable.Row(
                "import/\(run) \(finding)",
                facts: facts(
                    try row["decision"], note: try row["note"], by: try row["decided_by"], at: try row["decided_at"]))
        }
    }

    private static func facts(_ decision: String, note: String, by person: String?, at moment: Timestamp) -> JSON {
        [
            "decision": .string(decision), "note": .string(note), "by": JSON(person),
            "at": .integer(moment.milliseconds),
        ]
    }

    /// A person accepts or rejects what a finding proposes. The raw text stays as it is; the decision stands beside it.
    static func decide(
        _ key: String, accept: Bool, note: String, in id: ID<ImportRun>, by stamp: Stamp,
        on connection: any Connection
    ) throws {
        let run = try ImportRun.known(id, on: connection)
        guard let finding = try reading(of: run, on: connection).findings.first(where: { $0.key == key }) else {
            throw ImportRefusal.unknownFinding
        }
        let decision = accept ? "accepted" : "rejected"
        try connection.execute(
            """
            INSERT INTO import_decision (import_run, finding_key, decision, note, decided_by, decided_at)
            VALUES (\(id), \(key), \(decision), \(note), \(stamp.actor.person), \(stamp.at))
            ON CONFLICT (import_run, finding_key) DO UPDATE SET decision = excluded.decision, note = excluded.note,
                decided_by = excluded.decided_by, decided_at = excluded.decided_at
            """)
        try stamp.note(
            decideAction, "import/\(id)",
            [
                "finding": .string(key), "decision": .string(decision), "proposal": JSON(finding.proposal),
                "note": .string(note),
            ], on: connection)
    }

    /// A person confirms which year the document speaks of; dates such as 今年9月 then have a year.
    static func confirmYear(
        _ year: FiscalYear, in id: ID<ImportRun>, by stamp: Stamp, on connection: any Connection
    ) throws {
        let run = try ImportRun.known(id, on: connection)
        try connection.execute("UPDATE import_run SET confirmed_year = \(year) WHERE id = \(id)")
        try stamp.note("plan.import.year", "import/\(id)", ["fiscalYear": JSON(year.year)], on: connection)
        if let version = run.version {
            try Adoption.refreshDeadlines(
                of: version, from: reading(of: ImportRun.known(id, on: connection), on: connection), by: stamp,
                on: connection)
        }
    }

    static func markAdopted(
        _ id: ID<ImportRun>, version: ID<PlanVersion>, on connection: any Connection
    ) throws {
        try connection.execute("UPDATE import_run SET state = 'adopted', version = \(version) WHERE id = \(id)")
    }
}

extension ImportRun: Record {
    static let selection: SQL =
        "SELECT id, file_hash, file_name, confirmed_year, state, imported_at, version FROM import_run"
    static let key: SQL = "import_run.id"
    static let title = "取り込み"

    init(_ row: SQLRow, on _: any Connection) throws {
        self.init(
            id: try row["id"], fileHash: try row["file_hash"], fileName: try row["file_name"],
            confirmedYear: try row["confirmed_year"], isAdopted: try row["state"] as String == "adopted",
            importedAt: try row["imported_at"], version: try row["version"])
    }
}
