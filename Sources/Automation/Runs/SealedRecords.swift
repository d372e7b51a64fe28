import Scenarios
import Storage
import Ward

/// What the records of a run hold, sealed by the vault's key: rows of the database tell nobody a name or an account.
enum SealedRecords {
    private static func owner(_ key: String) -> String { "record/\(key)" }

    /// One text for the column: inner key and value.
    static func seal(_ record: InputRecord, in ward: Ward) throws -> String {
        let rows: [JSON] = record.rows.map { row in
            [
                "line": JSON(row.line),
                "values": .object(
                    row.values.mapValues { value in
                        ["text": .string(value.text), "confidence": JSON(value.confidence.map { "\($0)" })]
                    }),
            ]
        }
        let envelope = try EnvelopeKey(ward.signingKey).seal(
            Array(JSON.array(rows).canonical.utf8), for: owner(record.key), random: ward.random)
        return text(envelope)
    }

    private static func text(_ envelope: EnvelopeKey.Envelope) -> String { "\(envelope.key).\(envelope.value)" }

    private static func envelope(_ sealed: String) throws(EnvelopeRefusal) -> EnvelopeKey.Envelope {
        let parts = sealed.split(separator: ".")
        guard parts.count == 2 else { throw .doesNotOpen }
        return EnvelopeKey.Envelope(key: String(parts[0]), value: String(parts[1]))
    }

    /// The same record under the key of today, in place of an earlier one.
    static func rewrapped(_ sealed: String, key: String, from earlier: SigningKey, in ward: Ward) throws -> String {
        text(
            try EnvelopeKey(ward.signingKey).rewrapped(
                envelope(sealed), for: owner(key), by: EnvelopeKey(earlier), random: ward.random))
    }

    static func open(_ sealed: String, key: String, in ward: Ward) throws -> InputRecord {
        let bytes = try EnvelopeKey(ward.signingKey).open(try envelope(sealed), for: owner(key))
        let rows = try JSON(parsing: String(decoding: bytes, as: UTF8.self)).array ?? []
        return InputRecord(
            key: key,
            rows: rows.map { row in
                var values: [String: InputRecord.Value] = [:]
                if case .object(let members)? = row["values"] {
                    values = members.mapValues { value in
                        InputRecord.Value(
                            value["text"]?.string ?? "", confidence: value["confidence"]?.string.flatMap { Double($0) })
                    }
                }
                return InputRecord.Row(line: row["line"]?.integer ?? 0, values: values)
            })
    }
}
