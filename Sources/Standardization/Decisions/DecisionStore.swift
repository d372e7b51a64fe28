import Conversion
import Japanese
import Storage
import Ward

/// Decisions that people made on the pages: they belong to a workbench and go into its next rehearsal.
enum DecisionStore {
    /// Keeps a decision. What a person wrote is bounded where it is read.
    static func add(
        _ decision: FindingDecision, workbench: String, by stamp: Stamp, on connection: any Connection
    ) throws {
        let id: ID<FindingDecision> = stamp.newID()
        let subject = decision.subject
        try connection.execute(
            """
            INSERT INTO standardization_decision
                (id, workbench_id, system, code, record_key, field, target, item, value_hash, action, value, why, decided_by,
                 decided_at)
            VALUES (\(id), \(workbench), \(subject.system), \(subject.reason.code), \(subject.key), \(subject.field),
                \(subject.target), \(subject.item), \(String(decision.hash, radix: 16)), \(decision.action.rawValue),
                \(decision.value), \(decision.why), \(stamp.actor.name), \(stamp.at))
            """)
        guard let row = try DecisionTrail.rows("id = \(id)", on: connection).first else { return }
        try stamp.note(DecisionTrail.action, row.subject, row.details, on: connection)
    }

    /// Where each decision of some days was made: the list of findings in the rehearsal that it looked at.
    static func places(from start: CivilDate, to end: CivilDate, on connection: any Connection) throws -> [String] {
        let (first, last) = (Timestamp(start, hour: 0), Timestamp(end.adding(days: 1), hour: 0))
        return try connection.rows(
            """
            SELECT d.system, d.code, (
                SELECT r.id FROM standardization_rehearsal r
                WHERE r.workbench_id = d.workbench_id AND r.finished_at <= d.decided_at
                ORDER BY r.finished_at DESC, r.id DESC LIMIT 1) AS rehearsal
            FROM standardization_decision d WHERE d.decided_at >= \(first) AND d.decided_at < \(last)
            ORDER BY d.decided_at, d.id
            """
        ).map { row in
            let (system, code): (String, String) = (try row["system"], try row["code"])
            let rehearsal: String? = try row["rehearsal"]
            return rehearsal.map { "standardization/\($0)/findings/\(system)/\(code)" } ?? "standardization"
        }
    }

    /// All decisions for a workbench, the oldest first.
    static func all(workbench: String, on connection: any Connection) throws -> [FindingDecision] {
        try connection.rows(
            """
            SELECT system, code, record_key, field, target, item, value_hash, action, value, why, decided_by, decided_at
            FROM standardization_decision WHERE workbench_id = \(workbench) ORDER BY decided_at, id
            """
        ).compactMap { row -> FindingDecision? in
            guard let reason = Reason(code: try row["code"]),
                let hash = UInt64(try row["value_hash"] as String, radix: 16),
                let action = FindingDecision.Action(rawValue: try row["action"])
            else { return nil }
            let decidedAt: Timestamp = try row["decided_at"]
            return FindingDecision(
                subject: .init(
                    system: try row["system"], reason: reason, key: try row["record_key"], field: try row["field"],
                    target: try row["target"], item: try row["item"]),
                hash: hash, action: action, value: try row["value"], why: try row["why"],
                decidedBy: try row["decided_by"],
                decidedOn: decidedAt.date)
        }
    }
}
