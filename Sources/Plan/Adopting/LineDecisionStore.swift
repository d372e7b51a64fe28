import Notices
import Storage
import Ward

/// What people decided about how a document is read, in the database.
enum LineDecisionStore {
    /// What of a line is decided; each once.
    enum Aspect: String, CaseIterable, Sendable, SQLBindable, SQLDecodable {
        case kind, role, joined, split, name, place

        var title: String {
            switch self {
            case .kind: "文書の種類"
            case .role: "行の種類"
            case .joined: "前の行に続ける"
            case .split: "行を分ける"
            case .name: "名前"
            case .place: "別の取組に移す"
            }
        }
    }

    /// A decision as it is kept.
    struct Kept: Hashable, Sendable {
        /// `nil` for the document as a whole.
        let line: LineKey?
        let aspect: Aspect
        let content: String
        /// Decided about an earlier edition.
        let isCarried: Bool

        var change: LineDecision.Change? {
            switch aspect {
            case .kind: nil
            case .role: LineRole(rawValue: content).map { .role($0) }
            case .joined: .joined
            case .split: .split(before: content)
            case .name: .renamed(content)
            case .place: LineKey(content).map { .moved(to: $0) }
            }
        }
    }

    static func list(of run: ID<ImportRun>, on connection: any Connection) throws -> [Kept] {
        try connection.rows(
            """
            SELECT line_key, aspect, content, carried_from FROM import_line WHERE import_run = \(run)
            ORDER BY decided_at, line_hash, aspect
            """
        ).map { row in
            Kept(
                line: LineKey(try row["line_key"] as String), aspect: try row["aspect"], content: try row["content"],
                isCarried: try row["carried_from"] as String? != nil)
        }
    }

    static func decisions(of run: ImportRun, on connection: any Connection) throws -> ReadingDecisions {
        let kept = try list(of: run.id, on: connection)
        var columns: [String: [PlanColumn]] = [:]
        for row in try connection.rows("SELECT head_key, content FROM import_columns") {
            let words = try (row["content"] as String).split(separator: ",").map(String.init)
            columns[try row["head_key"]] = words.map { PlanColumn(rawValue: $0) ?? .other }
        }
        return ReadingDecisions(
            kind: kept.first { $0.aspect == .kind }.flatMap { DocumentKind(rawValue: $0.content) },
            lines: kept.compactMap { item in
                item.line.flatMap { line in item.change.map { LineDecision(line, $0) } }
            }, columns: columns)
    }

    /// What a person says of a line; what they leave open is read as the reader reads it.
    static func decide(
        _ contents: [Aspect: String], of line: LineKey?, in run: ImportRun, by stamp: Stamp,
        on connection: any Connection
    ) throws {
        guard !run.isAdopted else { throw ImportRefusal.alreadyAdopted }
        let key = line?.description ?? ""
        let hash = ContentHash.of(key)
        try connection.execute("DELETE FROM import_line WHERE import_run = \(run.id) AND line_hash = \(hash)")
        for (aspect, content) in contents.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            try connection.execute(
                """
                INSERT INTO import_line (import_run, line_hash, line_key, aspect, content, decided_by, decided_at)
                VALUES (\(run.id), \(hash), \(key), \(aspect), \(content), \(stamp.actor.person), \(stamp.at))
                """)
        }
        try changed(run, on: connection)
        try stamp.note(
            "plan.import.line", "import/\(run.id)",
            [
                "line": .string(key),
                "decided": .object(
                    Dictionary(uniqueKeysWithValues: contents.map { ($0.key.rawValue, .string($0.value)) })),
            ], on: connection)
    }

    /// Takes one decision back.
    static func undo(
        _ aspect: Aspect, of line: LineKey?, in run: ImportRun, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard !run.isAdopted else { throw ImportRefusal.alreadyAdopted }
        let key = line?.description ?? ""
        try connection.execute(
            """
            DELETE FROM import_line
            WHERE import_run = \(run.id) AND line_hash = \(ContentHash.of(key)) AND aspect = \(aspect)
            """)
        try changed(run, on: connection)
        try stamp.note(
            "plan.import.undoLine", "import/\(run.id)",
            ["line": .string(key), "aspect": .string(aspect.rawValue)], on: connection)
    }

    /// What the columns of every table with this head hold.
    static func name(
        _ columns: [PlanColumn], of head: String, in run: ImportRun, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard !run.isAdopted else { throw ImportRefusal.alreadyAdopted }
        let content = columns.map(\.rawValue).joined(separator: ",")
        try connection.execute(
            """
            INSERT INTO import_columns (head_hash, head_key, content, decided_by, decided_at)
            VALUES (\(ContentHash.of(head)), \(head), \(content), \(stamp.actor.person), \(stamp.at))
            ON CONFLICT (head_hash) DO UPDATE SET content = excluded.content, decided_by = excluded.decided_by,
                decided_at = excluded.decided_at
            """)
        try changed(run, on: connection)
        try stamp.note(
            "plan.import.columns", "import/\(run.id)", ["head": .string(head), "columns": .string(content)],
            on: connection)
    }

    /// What was decided about the newest earlier edition of the same document, for the lines that stand in this one too.
    static func carry(
        to id: ID<ImportRun>, _ opening: NoticeReview, by stamp: Stamp, on connection: any Connection
    ) throws {
        let series = opening.reading.series
        guard !series.isEmpty else { return }
        let earlier = try ImportRun.list(
            "WHERE series = \(series) AND id <> \(id) ORDER BY imported_at DESC, id DESC LIMIT 1", on: connection
        ).first
        guard let earlier else { return }
        let present = Set(opening.lines.compactMap(\.key))
        let kept = try list(of: earlier.id, on: connection).filter { item in
            // A piece of a line comes with the line.
            item.line.map { $0.isPiece || present.contains($0) } ?? true
        }
        guard !kept.isEmpty else { return }
        for item in kept {
            let key = item.line?.description ?? ""
            try connection.execute(
                """
                INSERT INTO import_line (import_run, line_hash, line_key, aspect, content, carried_from, decided_by, decided_at)
                VALUES (\(id), \(ContentHash.of(key)), \(key), \(item.aspect), \(item.content), \(earlier.id),
                    \(stamp.actor.person), \(stamp.at))
                """)
        }
        try stamp.note(
            "plan.import.carry", "import/\(id)",
            ["from": .string("import/\(earlier.id)"), "decisions": JSON(kept.count)], on: connection)
    }

    private static func changed(_ run: ImportRun, on connection: any Connection) throws {
        try connection.execute("UPDATE import_run SET revision = revision + 1 WHERE id = \(run.id)")
    }
}
