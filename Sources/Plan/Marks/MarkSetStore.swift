import Storage
import Ward

/// Mark sets in the database: every version stays, since frozen rounds point to theirs.
enum MarkSetStore {
    /// The newest set, or the standard one, which is then kept.
    static func current(by stamp: Stamp, on connection: any Connection) throws -> (id: ID<MarkSet>, marks: MarkSet) {
        if let newest = try connection.row(
            "SELECT id, content FROM mark_set ORDER BY created_at DESC, version DESC, id LIMIT 1")
        {
            return (try newest["id"], try decode(newest["content"]))
        }
        return (try save(MarkSet.standard, by: stamp, on: connection), MarkSet.standard)
    }

    /// The newest set, without keeping anything.
    static func shown(on connection: any Connection) throws -> MarkSet {
        try list(on: connection).first ?? .standard
    }

    /// All sets, newest first.
    static func list(on connection: any Connection) throws -> [MarkSet] {
        try connection.rows("SELECT content FROM mark_set ORDER BY created_at DESC, version DESC, id").map {
            try decode($0["content"])
        }
    }

    /// Keeps a set as the one for the next rounds, under the next free version of its name.
    ///
    /// - Throws: ``RoundRefusal/markSetInUse`` while a round is running, ``RoundRefusal/markSetUnfit(_:)``.
    @discardableResult
    static func save(_ draft: MarkSet, by stamp: Stamp, on connection: any Connection) throws -> ID<MarkSet> {
        guard draft.problems.isEmpty else { throw RoundRefusal.markSetUnfit(draft.problems) }
        let running: Int =
            try connection.value(
                "SELECT COUNT(*) FROM round WHERE state IN \(values: [RoundState.open, .chasing, .reviewing])") ?? 0
        guard running == 0 else { throw RoundRefusal.markSetInUse }
        let newest: Int = try connection.value("SELECT MAX(version) FROM mark_set WHERE name = \(draft.name)") ?? 0
        let marks = MarkSet(name: draft.name, version: newest + 1, marks: draft.marks)
        let id: ID<MarkSet> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO mark_set (id, name, version, content, created_at)
            VALUES (\(id), \(marks.name), \(marks.version), \(marks.json.canonical), \(stamp.at))
            """)
        try stamp.note("plan.marks.save", "mark-set/\(id)", marks.json, on: connection)
        return id
    }

    /// All rounds of some years have one or two of them.
    private static let kept = KeptValues<String, MarkSet>(capacity: 8)

    static func decode(_ text: String) throws -> MarkSet {
        try kept.value(text) {
            guard let json = try? JSON(parsing: text), let marks = MarkSet(json) else {
                throw StorageError.decoding(column: "content", reason: "not a mark set")
            }
            return marks
        }
    }
}
