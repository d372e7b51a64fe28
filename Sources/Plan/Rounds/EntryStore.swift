import Japanese
import Storage
import Ward

/// Answers in the database.
public enum EntryStore {
    /// Evidence files of one answer.
    public static let evidenceFilesMax = 20

    /// All answers of a round in the order of the plan: four statements.
    public static func list(round: ID<Round>, on connection: any Connection) throws -> [Entry] {
        try entries("WHERE entry.round = \(round)", on: connection)
    }

    /// The answer of the same lineage in the round before, by the unit or by one whose work it took over.
    public static func previous(
        of entry: Entry, in round: Round, on connection: any Connection
    ) throws -> Entry? {
        guard let before = try RoundStore.previous(of: round, on: connection) else { return nil }
        let candidates = try entries(
            "WHERE entry.round = \(before.id) AND entry.lineage = \(entry.lineage)", on: connection)
        guard !candidates.isEmpty else { return nil }
        return entry.predecessor(among: candidates, after: try UnitStore.succession(on: connection))
    }

    /// What happened to an answer, oldest first.
    static func history(
        of entry: ID<Entry>, marks: MarkSet, indicators: [PlanIndicator], on connection: any Connection
    ) throws -> [EntryStep] {
        var before: JSON?
        return try connection.rows(
            """
            SELECT at, actor, event, state, note, answer FROM entry_event WHERE entry = \(entry)
            ORDER BY \(stepOrder)
            """
        ).map { row in
            let answer = try JSON(parsing: row["answer"] as String)
            defer { before = answer }
            return EntryStep(
                at: try row["at"], actor: try row["actor"],
                event: (try row["event"] as String?).flatMap(EntryEvent.init(rawValue:)), state: try row["state"],
                note: try row["note"],
                changes: AnswerChange.between(before, answer, marks: marks, indicators: indicators))
        }
    }

    /// What a round asks about.
    static func lineages(round: ID<Round>, on connection: any Connection) throws -> [ID<Lineage>] {
        try connection.column("SELECT DISTINCT lineage FROM entry WHERE round = \(round)")
    }

    /// Steps of one request bear the same moment; they stand in the order in which an answer takes them.
    static let stepOrder: SQL = """
        at, CASE event WHEN 'save' THEN 1 WHEN 'submit' THEN 2 WHEN 'approve' THEN 3 WHEN 'accept' THEN 4 ELSE 5 END,
            CASE note WHEN '' THEN 0 ELSE 1 END, id
        """

    // MARK: evidence

    public static func evidence(of entry: ID<Entry>, on connection: any Connection) throws -> [EntryEvidence] {
        try evidence("WHERE entry_evidence.entry = \(entry)", on: connection).map(\.file)
    }

    /// Evidence of all answers of a round, by answer.
    static func evidence(
        round: ID<Round>, on connection: any Connection
    ) throws -> [ID<Entry>: [EntryEvidence]] {
        let files = try evidence(
            "JOIN entry ON entry.id = entry_evidence.entry WHERE entry.round = \(round)", on: connection)
        return Dictionary(grouping: files, by: \.entry).mapValues { $0.map(\.file) }
    }

    private static func evidence(
        _ condition: SQL, on connection: any Connection
    ) throws -> [(entry: ID<Entry>, file: EntryEvidence)] {
        try connection.rows(
            """
            SELECT entry_evidence.entry, entry_evidence.hash, entry_evidence.title, evidence.size, evidence.type
            FROM entry_evidence JOIN evidence ON evidence.hash = entry_evidence.hash
            \(condition) ORDER BY entry_evidence.attached_at, entry_evidence.hash
            """
        ).map { row in
            (
                try row["entry"],
                EntryEvidence(
                    hash: try row["hash"], title: try row["title"], size: try row["size"], type: try row["type"])
            )
        }
    }

    /// Answers that use a file: who may see them may see the file.
    public static func entries(withEvidence hash: String, on connection: any Connection) throws -> [Entry] {
        try entries("WHERE entry.id IN (SELECT entry FROM entry_evidence WHERE hash = \(hash))", on: connection)
    }

    // MARK: rows

    /// In the order of the plan, with their figures: four statements, however many.
    static func entries(_ condition: SQL, on connection: any Connection) throws -> [Entry] {
        let said = try Said(
            joined: "JOIN entry ON entry.id = entry_value.entry \(condition)",
            remarks: "JOIN entry ON entry.id = entry_remark.entry \(condition)", counted: condition, on: connection)
        return try connection.rows(
            """
            \(Entry.selection) JOIN initiative ON initiative.id = entry.initiative
            JOIN office_unit ON office_unit.id = entry.unit
            \(condition) ORDER BY initiative.position, office_unit.code, entry.id
            """
        ).map { try Entry($0, said) }
    }

    /// What sections say of counted values, by answer.
    /// - Parameter condition: what follows `FROM entry_remark`.
    static func remarks(
        _ condition: SQL, on connection: any Connection
    ) throws -> [ID<Entry>: [ID<PlanIndicator>: ValueRemark]] {
        var remarks: [ID<Entry>: [ID<PlanIndicator>: ValueRemark]] = [:]
        let rows = try connection.rows(
            """
            SELECT entry_remark.entry, entry_remark.indicator, entry_remark.remark, entry_remark.is_disputed
            FROM entry_remark \(condition)
            """)
        for row in rows {
            remarks[try row["entry"], default: [:]][try row["indicator"]] = ValueRemark(
                text: try row["remark"], isDisputed: try row["is_disputed"])
        }
        return remarks
    }

    /// What stands beside the rows of answers, by answer.
    fileprivate struct Said {
        var values: [ID<Entry>: [ID<PlanIndicator>: Quantity]] = [:]
        var bases: [ID<Entry>: [ID<PlanIndicator>: String]] = [:]
        let remarks: [ID<Entry>: [ID<PlanIndicator>: ValueRemark]]
        let counted: [ID<Entry>: [ID<PlanIndicator>: CountedValue]]

        /// - Parameters:
        ///   - joined: what follows `FROM entry_value`.
        ///   - remarks: what follows `FROM entry_remark`.
        ///   - counted: the condition on `entry`.
        init(joined: SQL, remarks: SQL, counted: SQL, on connection: any Connection) throws {
            let rows = try connection.rows(
                """
                SELECT entry_value.entry, entry_value.indicator, entry_value.raw, entry_value.exact_value,
                    entry_value.source
                FROM entry_value \(joined)
                """)
            for row in rows {
                let (entry, indicator): (ID<Entry>, ID<PlanIndicator>) = (try row["entry"], try row["indicator"])
                let raw: String = try row["raw"]
                // The number is the one that was stored; words are read again only for the qualifier and the unit.
                let words = QuantityReader.read(raw)
                values[entry, default: [:]][indicator] = Quantity(
                    value: try row["exact_value"], qualifiers: words?.qualifiers ?? [], unit: words?.unit, raw: raw)
                bases[entry, default: [:]][indicator] = try row["source"]
            }
            self.remarks = try EntryStore.remarks(remarks, on: connection)
            self.counted = try CountedValueStore.byEntry(counted, on: connection)
        }
    }
}

extension Entry: Record {
    public static let selection: SQL = """
        SELECT entry.id, entry.round, entry.initiative, entry.lineage, entry.unit, entry.state, entry.mark,
            entry.done_text, entry.plan_text, entry.problem_text, entry.response_text, entry.done_on,
            entry.revision, entry.updated_at, entry.updated_by, entry.submitted_by, entry.approved_by,
            entry.returned_reason, entry.stand_in
        FROM entry
        """
    public static let key: SQL = "entry.id"
    public static let title = "回答"

    public init(_ row: SQLRow, on connection: any Connection) throws {
        let id: ID<Entry> = try row["id"]
        try self.init(
            row,
            EntryStore.Said(
                joined: "WHERE entry_value.entry = \(id)", remarks: "WHERE entry_remark.entry = \(id)",
                counted: "WHERE entry.id = \(id)", on: connection))
    }

    fileprivate init(_ row: SQLRow, _ said: EntryStore.Said) throws {
        let id: ID<Entry> = try row["id"]
        self.init(
            id: id, round: try row["round"], initiative: try row["initiative"], lineage: try row["lineage"],
            unit: try row["unit"], state: try row["state"],
            answer: Answer(
                mark: try row["mark"], done: try row["done_text"], plan: try row["plan_text"],
                problem: try row["problem_text"], response: try row["response_text"], doneOn: try row["done_on"],
                values: said.values[id] ?? [:], bases: said.bases[id] ?? [:], remarks: said.remarks[id] ?? [:]),
            counted: said.counted[id] ?? [:],
            revision: try row["revision"], updatedAt: try row["updated_at"], updatedBy: try row["updated_by"],
            submittedBy: try row["submitted_by"], approvedBy: try row["approved_by"],
            returnedReason: try row["returned_reason"], standIn: try row["stand_in"])
    }
}

extension Entry: Revised {}

/// One step in the history of an answer.
struct EntryStep: Hashable, Sendable {
    let at: Timestamp
    let actor: String
    let event: EntryEvent?
    let state: EntryState
    let note: String
    /// What it changed in the answer, field by field.
    let changes: [AnswerChange]
}

/// A file attached to an answer.
public struct EntryEvidence: Hashable, Sendable {
    public let hash: String
    public let title: String
    /// Bytes.
    public let size: Int
    public let type: String
}
