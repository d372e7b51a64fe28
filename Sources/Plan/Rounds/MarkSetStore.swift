import Storage
import Ward

/// Mark sets in the database: every version stays, since frozen rounds point to theirs.
enum MarkSetStore {
    /// The newest set, or the standard one, which is then kept.
    static func current(by stamp: Stamp, on connection: any Connection) throws -> (id: ID<MarkSet>, marks: MarkSet) {
        if let newest = try connection.row(
            "SELECT id, content FROM mark_set ORDER BY created_at DESC, version DESC, id LIMIT 1")
        {
            return (try newest[0], try decode(newest[1]))
        }
        return (try save(MarkSet.standard, by: stamp, on: connection), MarkSet.standard)
    }

    /// The newest set, without keeping anything.
    static func shown(on connection: any Connection) throws -> MarkSet {
        try connection.row("SELECT content FROM mark_set ORDER BY created_at DESC, version DESC, id LIMIT 1")
            .map { try decode($0[0]) } ?? .standard
    }

    /// Keeps a set as the one for the next rounds; refused while a round is running (V19).
    @discardableResult
    static func save(_ marks: MarkSet, by stamp: Stamp, on connection: any Connection) throws -> ID<MarkSet> {
        let running: Int =
            try connection.value(
                "SELECT COUNT(*) FROM round WHERE state IN \(values: [RoundState.open, .chasing, .reviewing])") ?? 0
        guard running == 0 else { throw RoundRefusal.markSetInUse }
        let id: ID<MarkSet> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO mark_set (id, name, version, content, created_at)
            VALUES (\(id), \(marks.name), \(marks.version), \(marks.json.canonical), \(stamp.at))
            """)
        try Audit.append(
            "plan.marks.save", subject: "mark-set/\(id)", details: marks.json, by: stamp, on: connection)
        return id
    }

    static func decode(_ text: String) throws -> MarkSet {
        guard let json = try? JSON(parsing: text), let marks = MarkSet(json) else {
            throw StorageError.decoding(column: "content", reason: "not a mark set")
        }
        return marks
    }
}
