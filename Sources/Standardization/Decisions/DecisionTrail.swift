import Japanese
import Storage
import Ward

/// Decisions on findings, as the audit trail tells them, to be compared with the table.
///
/// The trail names the finding, never the value: of the whole decision it holds a hash, which nobody can find by trying
/// values because the decision's random identifier is part of it.
enum DecisionTrail {
    static let action = "standardization.decide"

    struct Row {
        let subject: String
        let details: JSON
        let at: Timestamp
    }

    static let table = TrailedTable("確認事項の判断", actions: [action]) { row, details, expected in
        expected.add(key(row.subject, details, row.at))
    } stored: { connection in
        try rows("1 = 1", on: connection).map { row in
            guard case .object(var older) = row.details else { return TrailedTable.Row(row.subject) }
            // Older trails have no hash of the decision.
            older["decision"] = nil
            return TrailedTable.Row(
                key(row.subject, row.details, row.at), key(row.subject, .object(older), row.at))
        }
    }

    private static func key(_ subject: String, _ details: JSON, _ moment: Timestamp) -> String {
        "\(subject) \(moment.milliseconds) \(details.canonical)"
    }

    /// What the trail says of decisions, computed from the table.
    static func rows(_ condition: SQL, on connection: any Connection) throws -> [Row] {
        try connection.rows(
            """
            SELECT id, workbench_id, system, code, record_key, field, target, item, value_hash, action, value, why,
                decided_by, decided_at
            FROM standardization_decision WHERE \(condition) ORDER BY id
            """
        ).map { row in
            let columns = [
                "id", "workbench_id", "system", "code", "record_key", "field", "target", "item", "value_hash", "action",
                "value", "why", "decided_by",
            ]
            let values = try columns.map { try row[$0] as String }
            let facts = Dictionary(zip(columns, values), uniquingKeysWith: { first, _ in first })
            let decidedAt: Timestamp = try row["decided_at"]
            func text(_ column: String) -> JSON { JSON(facts[column]) }
            return Row(
                subject: "rehearsal/\(facts["system"] ?? "")/\(facts["code"] ?? "")",
                details: [
                    "key": text("record_key"), "field": text("field"), "item": text("item"),
                    "hash": text("value_hash"), "action": text("action"),
                    "decision": .string(ContentHash.of(JSON.array(values.map(JSON.string)).canonical)),
                ], at: decidedAt)
        }
    }
}
