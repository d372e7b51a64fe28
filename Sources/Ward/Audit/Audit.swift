import Crypto
import Japanese
import Storage

/// The audit trail (監査証跡): who did what to which record, chained by hash.
///
///     try Audit.append("plan.round.open", subject: "round/\(id)", details: ["due": "2026-04-14"], by: stamp, on: connection)
///
/// A row is appended in the transaction of the change it speaks of, so that neither stands without the other. Details say
/// what changed; they never hold passwords, tokens or the content of files.
public enum Audit {
    /// The hash of the newest row, which names the state of all records; `nil` before the first row.
    static func end(on connection: any Connection) throws -> String? {
        let hash: String? = try connection.value("SELECT hash FROM audit_head WHERE id = 1")
        return hash.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// - Parameters:
    ///   - action: the dotted code of what was done, such as `plan.entry.submit`.
    ///   - subject: the record, as `kind/identifier`.
    public static func append(
        _ action: String, subject: String, details: JSON, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard let head = try connection.row("SELECT sequence, hash FROM audit_head WHERE id = 1") else {
            throw AuditError.headMissing
        }
        let row = AuditRow(
            sequence: 1 + (try head[0] as Int), at: stamp.at, person: stamp.actor.person, actorName: stamp.actor.name,
            action: action, subject: subject, details: details.canonical)
        let hash = row.hash(after: try head[1])
        try connection.execute(
            """
            INSERT INTO audit (sequence, at, person, actor_name, action, subject, details, hash)
            VALUES (\(row.sequence), \(row.at), \(row.person), \(row.actorName), \(action), \(subject),
                \(row.details), \(hash))
            """)
        try connection.execute("UPDATE audit_head SET sequence = \(row.sequence), hash = \(hash) WHERE id = 1")
    }
}

/// One row of the trail.
public struct AuditRow: Hashable, Sendable {
    public let sequence: Int
    public let at: Timestamp
    /// `nil` for commands and for the system.
    public let person: ID<Person>?
    public let actorName: String
    public let action: String
    public let subject: String
    /// Canonical JSON.
    public let details: String

    /// SHA-256 over the canonical form of the row and the hash of the row before it.
    func hash(after previous: String) -> String {
        let envelope: JSON = [
            "action": .string(action), "actor": .string(actorName), "at": .integer(at.milliseconds),
            "details": .string(details), "person": JSON(person), "previous": .string(previous),
            "sequence": JSON(sequence), "subject": .string(subject),
        ]
        return ContentHash.of(envelope.canonical)
    }
}

public enum AuditError: Error, Equatable, Sendable {
    /// The one row that holds the end of the chain is gone.
    case headMissing
}
