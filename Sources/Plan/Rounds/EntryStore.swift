import Japanese
import Storage
import Ward

/// Answers in the database.
public enum EntryStore {
    /// Evidence files of one answer.
    public static let evidenceFilesMax = 20

    public static func find(_ id: ID<Entry>, on connection: any Connection) throws -> Entry? {
        try entries("WHERE entry.id = \(id)", on: connection).first
    }

    static func known(_ id: ID<Entry>, on connection: any Connection) throws -> Entry {
        guard let entry = try find(id, on: connection) else { throw RoundRefusal.unknownEntry }
        return entry
    }

    /// All answers of a round in the order of the plan: two statements.
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
    ///
    /// Steps of one request bear the same moment; they stand in the order in which an answer takes them.
    static func history(
        of entry: ID<Entry>, marks: MarkSet, indicators: [PlanIndicator], on connection: any Connection
    ) throws -> [EntryStep] {
        var before: JSON?
        return try connection.rows(
            """
            SELECT at, actor, event, state, note, answer FROM entry_event WHERE entry = \(entry)
            ORDER BY at, CASE event WHEN 'save' THEN 1 WHEN 'submit' THEN 2 WHEN 'approve' THEN 3 WHEN 'accept' THEN 4
                ELSE 5 END, CASE note WHEN '' THEN 0 ELSE 1 END, id
            """
        ).map { row in
            let answer = try JSON(parsing: row[5] as String)
            defer { before = answer }
            return EntryStep(
                at: try row[0], actor: try row[1],
                event: (try row[2] as String?).flatMap(EntryEvent.init(rawValue:)), state: try row[3],
                note: try row[4],
                changes: AnswerChange.between(before, answer, marks: marks, indicators: indicators))
        }
    }

    // MARK: evidence

    public static func evidence(of entry: ID<Entry>, on connection: any Connection) throws -> [EntryEvidence] {
        try connection.rows(
            """
            SELECT entry_evidence.hash, entry_evidence.title, evidence.size, evidence.type
            FROM entry_evidence JOIN evidence ON evidence.hash = entry_evidence.hash
            WHERE entry_evidence.entry = \(entry) ORDER BY entry_evidence.attached_at, entry_evidence.hash
            """
        ).map { EntryEvidence(hash: try $0[0], title: try $0[1], size: try $0[2], type: try $0[3]) }
    }

    /// Evidence of all answers of a round, by answer.
    static func evidence(
        round: ID<Round>, on connection: any Connection
    ) throws -> [ID<Entry>: [EntryEvidence]] {
        var files: [ID<Entry>: [EntryEvidence]] = [:]
        let rows = try connection.rows(
            """
            SELECT entry_evidence.entry, entry_evidence.hash, entry_evidence.title, evidence.size, evidence.type
            FROM entry_evidence JOIN evidence ON evidence.hash = entry_evidence.hash
            JOIN entry ON entry.id = entry_evidence.entry
            WHERE entry.round = \(round) ORDER BY entry_evidence.attached_at, entry_evidence.hash
            """)
        for row in rows {
            files[try row[0], default: []].append(
                EntryEvidence(hash: try row[1], title: try row[2], size: try row[3], type: try row[4]))
        }
        return files
    }

    /// Answers that use a file: who may see them may see the file.
    public static func entries(withEvidence hash: String, on connection: any Connection) throws -> [Entry] {
        try entries("WHERE entry.id IN (SELECT entry FROM entry_evidence WHERE hash = \(hash))", on: connection)
    }

    // MARK: rows

    static func entries(_ condition: SQL, on connection: any Connection) throws -> [Entry] {
        let rows = try connection.rows(
            """
            SELECT entry.id, entry.round, entry.initiative, entry.lineage, entry.unit, entry.state, entry.mark,
                entry.done_text, entry.plan_text, entry.problem_text, entry.response_text, entry.done_on,
                entry.revision, entry.updated_at, entry.updated_by, entry.submitted_by, entry.approved_by,
                entry.returned_reason
            FROM entry JOIN initiative ON initiative.id = entry.initiative
            JOIN office_unit ON office_unit.id = entry.unit
            \(condition) ORDER BY initiative.position, office_unit.code, entry.id
            """)
        var values: [ID<Entry>: [ID<PlanIndicator>: Quantity]] = [:]
        var bases: [ID<Entry>: [ID<PlanIndicator>: String]] = [:]
        let valueRows = try connection.rows(
            """
            SELECT entry_value.entry, entry_value.indicator, entry_value.raw, entry_value.exact_value,
                entry_value.source
            FROM entry_value JOIN entry ON entry.id = entry_value.entry \(condition)
            """)
        for row in valueRows {
            let raw: String = try row[2]
            let exact: ExactNumber = try row[3]
            // The number is the one that was stored; words are read again only for the qualifier and the unit.
            let words = QuantityReader.read(raw)
            values[try row[0], default: [:]][try row[1]] = Quantity(
                value: exact, qualifiers: words?.qualifiers ?? [], unit: words?.unit, raw: raw)
            if let basis: String = try row[4] { bases[try row[0], default: [:]][try row[1]] = basis }
        }
        return try rows.map { row in
            let id: ID<Entry> = try row[0]
            return Entry(
                id: id, round: try row[1], initiative: try row[2], lineage: try row[3], unit: try row[4],
                state: try row[5],
                answer: Answer(
                    mark: try row[6], done: try row[7], plan: try row[8], problem: try row[9], response: try row[10],
                    doneOn: try row[11], values: values[id] ?? [:], bases: bases[id] ?? [:]),
                revision: try row[12], updatedAt: try row[13], updatedBy: try row[14], submittedBy: try row[15],
                approvedBy: try row[16], returnedReason: try row[17])
        }
    }
}

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
