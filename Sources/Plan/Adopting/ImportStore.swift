import Documents
import Japanese
import Notices
import Storage
import Ward

/// Imported files and decisions in the database. Findings are computed from the file each time, never stored.
enum ImportStore {
    static func list(on connection: any Connection) throws -> [ImportRun] {
        try ImportRun.list("ORDER BY imported_at DESC, id", on: connection)
    }

    /// Keeps a file that needs no outside program.
    static func keep(
        _ bytes: [UInt8], name: String, by stamp: Stamp, on connection: any Connection
    ) throws -> ImportRun {
        try keep(NoticeFile(reading: bytes, name: name), by: stamp, on: connection)
    }

    /// Keeps a file that was read, with what was read from it; the same bytes again give the same run and change nothing. What people
    /// decided about an earlier edition of the document holds for this one too.
    static func keep(
        _ read: NoticeFile, by stamp: Stamp, on connection: any Connection
    ) throws -> ImportRun {
        let hash = ContentHash.of(read.bytes)
        if let known = try ImportRun.list("WHERE file_hash = \(hash)", on: connection).first {
            _ = try EvidenceStore.bytes(hash, on: connection)
            return known
        }
        let file = try EvidenceStore.keep(
            read.bytes, filename: read.name, takesOthers: true, by: stamp, on: connection)
        if let document = read.document { try keep(document, of: hash, on: connection) }
        let series = read.opening?.reading.series ?? ""
        let id: ID<ImportRun> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO import_run (id, file_hash, file_name, confirmed_year, state, imported_by, imported_at, revision, series)
            VALUES (\(id), \(file.hash), \(file.filename), \(nil as FiscalYear?), 'read', \(stamp.actor.person),
                \(stamp.at), 1, \(series))
            """)
        try stamp.note(
            "plan.import.read", "import/\(id)", ["file": .string(file.filename), "hash": .string(file.hash)],
            on: connection)
        if let opening = read.opening {
            let first = ReadFile(
                hash: hash, name: file.filename, confirmedYear: nil, decisions: .none,
                isRecognised: read.document != nil)
            _ = reviews.value(first) { opening }
            try LineDecisionStore.carry(to: id, opening, by: stamp, on: connection)
        }
        return try ImportRun.known(id, on: connection)
    }

    /// Keeps the document that was read from a file.
    static func keep(_ document: PlacedDocument, of hash: String, on connection: any Connection) throws {
        let content = Array(try JSON(encoding: KeptDocument(document)).canonical.utf8)
        try connection.execute(
            """
            INSERT INTO import_document (hash, content) VALUES (\(hash), \(content))
            ON CONFLICT (hash) DO UPDATE SET content = excluded.content
            """)
    }

    /// The words of a scan, once they were recognised.
    static func recognised(
        _ read: NoticeFile, in id: ID<ImportRun>, by stamp: Stamp, on connection: any Connection
    ) throws {
        let run = try ImportRun.known(id, on: connection)
        guard let document = read.document, let opening = read.opening, try !hasDocument(run, on: connection) else {
            return
        }
        try keep(document, of: run.fileHash, on: connection)
        try connection.execute(
            "UPDATE import_run SET series = \(opening.reading.series), revision = revision + 1 WHERE id = \(id)")
        try stamp.note(
            "plan.import.recognise", "import/\(id)", ["lines": JSON(document.lines.count)], on: connection)
        try LineDecisionStore.carry(to: id, opening, by: stamp, on: connection)
    }

    static func hasDocument(_ run: ImportRun, on connection: any Connection) throws -> Bool {
        try connection.row("SELECT hash FROM import_document WHERE hash = \(run.fileHash)") != nil
    }

    /// All that a reading depends on.
    private struct ReadFile: Equatable {
        let hash: String
        let name: String
        let confirmedYear: FiscalYear?
        let decisions: ReadingDecisions
        let isRecognised: Bool
    }

    /// The latest readings: a long document takes long, and pages that show what a document does not say would read it again on
    /// each visit. More would only be asked for while many people compare many imports at once.
    private static let reviews = KeptValues<ReadFile, NoticeReview>(capacity: 8)

    static func reading(of run: ImportRun, on connection: any Connection) throws -> NoticeReading {
        try review(of: run, on: connection).reading
    }

    /// The document that was kept, read with everything that people confirmed and decided since.
    /// - Throws: ``ImportRefusal/notRecognised`` for a scan whose words nobody has asked for.
    static func review(of run: ImportRun, on connection: any Connection) throws -> NoticeReview {
        let decisions = try LineDecisionStore.decisions(of: run, on: connection)
        let key = ReadFile(
            hash: run.fileHash, name: run.fileName, confirmedYear: run.confirmedYear, decisions: decisions,
            isRecognised: try hasDocument(run, on: connection))
        return try reviews.value(key) {
            guard let bytes = try EvidenceStore.bytes(run.fileHash, on: connection) else {
                throw ImportRefusal.unreadable("ファイルがありません。")
            }
            return NoticeReader.review(
                try source(of: run, bytes, on: connection), name: run.fileName, byteCount: bytes.count,
                confirmedYear: run.confirmedYear, decisions: decisions)
        }
    }

    private static func source(
        of run: ImportRun, _ bytes: [UInt8], on connection: any Connection
    ) throws -> NoticeSource {
        let kept: [UInt8]? = try connection.value(
            "SELECT content FROM import_document WHERE hash = \(run.fileHash)")
        if let kept {
            let json = try JSON(parsing: String(decoding: kept, as: UTF8.self))
            return try NoticeSource(try json.decoded(as: KeptDocument.self).document)
        }
        guard !DocumentReader.isPDF(bytes) else { throw ImportRefusal.notRecognised }
        // Plain text, and what was taken in before documents were kept.
        let read = try NoticeFile(reading: bytes, name: run.fileName)
        return try read.document.map(NoticeSource.init) ?? NoticeSource(bytes: bytes)
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
    private static let undoAction = "plan.import.undecide"

    /// Decisions on findings of notices, as the trail tells them; the newest of a finding holds.
    static let trailed = TrailedTable("通知の確認事項の判断", actions: [decideAction, undoAction]) { row, details, expected in
        guard row.action == decideAction else {
            return expected.set("\(row.subject) \(details["finding"]?.string ?? "")", nil)
        }
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

    /// Takes a decision on a finding back.
    static func undecide(
        _ key: String, in id: ID<ImportRun>, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard try decisions(of: id, on: connection)[key] != nil else { throw ImportRefusal.unknownFinding }
        try connection.execute("DELETE FROM import_decision WHERE import_run = \(id) AND finding_key = \(key)")
        try stamp.note(undoAction, "import/\(id)", ["finding": .string(key)], on: connection)
    }

    /// Errors that nobody has judged.
    static func openErrors(of run: ImportRun, on connection: any Connection) throws -> [Finding] {
        let decided = try decisions(of: run.id, on: connection)
        return try reading(of: run, on: connection).findings.filter {
            $0.severity == .error && decided[$0.key] == nil
        }
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
        "SELECT id, file_hash, file_name, confirmed_year, state, imported_at, version, revision FROM import_run"
    static let key: SQL = "import_run.id"
    static let title = "取り込み"

    init(_ row: SQLRow, on _: any Connection) throws {
        self.init(
            id: try row["id"], fileHash: try row["file_hash"], fileName: try row["file_name"],
            confirmedYear: try row["confirmed_year"], isAdopted: try row["state"] as String == "adopted",
            importedAt: try row["imported_at"], version: try row["version"], revision: try row["revision"])
    }
}

extension NoticeReading {
    /// By which the next edition of the document is known: its title without the year.
    var series: String { TextKey(subject ?? title ?? "").text }
}
