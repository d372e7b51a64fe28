import Japanese
import Storage
import Ward

/// One row of a run's ledger: what was about to be done with which record. Rows are chained by hash, so that a third party can check them
/// without the database.
struct RunStep: Hashable, Sendable {
    let run: String
    /// From 1.
    let sequence: Int
    /// Empty for the run as a whole.
    let recordKey: String
    let step: String
    /// Canonical JSON; never a value that was typed.
    let detail: String
    let at: Timestamp
    let hash: String

    /// Before the first row.
    static let beginning = String(repeating: "0", count: 64)

    /// SHA-256 over the canonical form of the row and the hash of the row before it.
    static func hash(
        run: String, sequence: Int, key: String, step: String, detail: String, at: Timestamp, after previous: String
    ) -> String {
        let envelope: JSON = [
            "at": .integer(at.milliseconds), "detail": .string(detail), "previous": .string(previous),
            "record": .string(key), "run": .string(run), "sequence": JSON(sequence), "step": .string(step),
        ]
        return ContentHash.of(envelope.canonical)
    }

    static func list(of run: ID<Run>, on connection: any Connection) throws -> [RunStep] {
        try connection.rows(
            """
            SELECT run, sequence, record_key, step, detail, at, hash FROM automation_step
            WHERE run = \(run) ORDER BY sequence
            """
        ).map {
            RunStep(
                run: try $0["run"], sequence: try $0["sequence"], recordKey: try $0["record_key"],
                step: try $0["step"], detail: try $0["detail"], at: try $0["at"], hash: try $0["hash"])
        }
    }
}

/// A run's ledger as a file, and its check.
struct RunLedger: Sendable {
    static let format = "namiki-run-ledger-1"

    let run: String
    let steps: [RunStep]
    /// What the run itself says of its end.
    let rows: Int
    let head: String

    init(_ run: Run, on connection: any Connection) throws {
        (self.run, rows, head) = (run.id.text, run.ledgerRows, run.ledgerHash)
        steps = try RunStep.list(of: run.id, on: connection)
    }

    /// - Returns: `nil` for what is no ledger of this format.
    init?(_ json: JSON) {
        guard json["format"]?.string == Self.format, let run = json["run"]?.string, let rows = json["rows"]?.integer,
            let head = json["head"]?.string, let list = json["steps"]?.array
        else { return nil }
        var steps: [RunStep] = []
        for entry in list {
            guard let sequence = entry["sequence"]?.integer, let key = entry["record"]?.string,
                let step = entry["step"]?.string, let detail = entry["detail"]?.string, let at = entry["at"]?.integer,
                let hash = entry["hash"]?.string
            else { return nil }
            steps.append(
                RunStep(
                    run: run, sequence: Int(sequence), recordKey: key, step: step, detail: detail,
                    at: Timestamp(milliseconds: Int64(at)), hash: hash))
        }
        (self.run, self.rows, self.head, self.steps) = (run, Int(rows), head, steps)
    }

    var json: JSON {
        [
            "format": .string(Self.format), "run": .string(run), "rows": JSON(rows), "head": .string(head),
            "steps": .array(
                steps.map {
                    [
                        "sequence": JSON($0.sequence), "record": .string($0.recordKey), "step": .string($0.step),
                        "detail": .string($0.detail), "at": .integer($0.at.milliseconds), "hash": .string($0.hash),
                    ]
                }),
        ]
    }

    /// Where the chain breaks first; `nil` when it is whole.
    struct Break: Hashable, Sendable {
        let sequence: Int
        let what: String

        var words: String { "台帳の\(sequence)行目: \(what)" }
    }

    /// - Parameter sealed: rows and hash that the audit trail recorded at the end of the run, where it did.
    func firstBreak(sealed: (rows: Int, hash: String)? = nil) -> Break? {
        var previous = RunStep.beginning
        for (position, step) in steps.enumerated() {
            let sequence = position + 1
            guard step.sequence == sequence else {
                return Break(sequence: sequence, what: "行が抜けています（次の行は\(step.sequence)行目です）。")
            }
            let hash = RunStep.hash(
                run: run, sequence: step.sequence, key: step.recordKey, step: step.step, detail: step.detail,
                at: step.at, after: previous)
            guard hash == step.hash else { return Break(sequence: sequence, what: "内容が、記録した時と違います。") }
            if let sealed, sealed.rows == sequence, sealed.hash != hash {
                return Break(sequence: sequence, what: "監査証跡に記録した要約値と違います。")
            }
            previous = hash
        }
        guard steps.count == rows, previous == head else {
            return Break(sequence: steps.count + 1, what: "終わりの行がありません（\(rows)行あったはずです）。")
        }
        if let sealed, steps.count < sealed.rows {
            return Break(sequence: steps.count + 1, what: "監査証跡では\(sealed.rows)行あったはずです。")
        }
        return nil
    }

    /// What the audit trail says of the end of a run.
    static func sealed(_ run: ID<Run>, on connection: any Connection) throws -> (rows: Int, hash: String)? {
        let details: String? = try connection.value(
            """
            SELECT details FROM audit WHERE action = 'automation.run.end' AND subject = \("run/\(run)")
            ORDER BY sequence DESC LIMIT 1
            """)
        guard let json = try details.map({ try JSON(parsing: $0) }), let rows = json["rows"]?.integer,
            let hash = json["ledger"]?.string
        else { return nil }
        return (Int(rows), hash)
    }
}
