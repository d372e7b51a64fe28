import Japanese
import Storage

/// The tables of this layer that the audit trail tells of, beside seals, heads and evidence.
enum WardTrail {
    static let tables = [
        RoleTrail.table, KeyTrail.table, TimeStampStore.trailed, AccessTokenTrail.table, IdentityTrail.table,
        MappingTrail.table,
    ]
}

/// Roles given and ended, as the trail tells them.
enum RoleTrail {
    static let table = TrailedTable(
        "役割", actions: [PersonStore.assignRoleAction, PersonStore.endRoleAction], tell: tell, stored: stored)

    private static func key(_ scope: String, from first: String?) -> String {
        "\(scope) from=\(first ?? "-")"
    }

    private static func scope(_ person: String, _ details: JSON) -> String {
        let (unit, body) = (details["unit"]?.string ?? "-", details["body"]?.string ?? "-")
        let group = details["group"]?.string.map { " group=\($0)" } ?? ""
        return "\(person) \(details["role"]?.string ?? "") unit=\(unit) body=\(body)\(group)"
    }

    @Sendable
    private static func tell(_ row: AuditRow, _ details: JSON, _ expected: inout TrailedTable.Expected) {
        let scope = scope(row.subject, details)
        guard row.action == PersonStore.endRoleAction else {
            expected.set(
                key(scope, from: details["from"]?.string), ["to": details["to"] ?? .null])
            return
        }
        let lastDay = details["lastDay"]?.string ?? ""
        let known: String
        if details["from"] != nil {
            known = key(scope, from: details["from"]?.string)
        } else {
            // Older trails do not say which of several such roles ended: the one that the last day falls into, or else the
            // first that had not begun.
            let keys = expected.keys(scope + " from=")
            let begun = keys.last { first(of: $0).map { $0 <= lastDay } ?? true }
            guard let found = begun ?? keys.first else { return }
            known = found
        }
        // What had not begun was taken back.
        let isTakenBack = first(of: known).map { lastDay < $0 } ?? false
        expected.set(known, isTakenBack ? nil : ["to": .string(lastDay)])
    }

    /// The first day that a key names; `nil`: since before the records begin.
    private static func first(of key: String) -> String? {
        let day = String(key.split(separator: "=").last ?? "")
        return day == "-" ? nil : day
    }

    @Sendable
    private static func stored(_ connection: any Connection) throws -> [TrailedTable.Row] {
        try connection.rows(
            "SELECT person, role, unit, body, valid_from, valid_to, origin FROM person_role ORDER BY id"
        ).map { row in
            let person: String = try row["person"]
            let (role, unit, body): (String, String?, String?) = (try row["role"], try row["unit"], try row["body"])
            let (first, last): (String?, String?) = (try row["valid_from"], try row["valid_to"])
            let group: String? = try row["origin"]
            let scope = scope(
                "person/\(person)",
                ["role": .string(role), "unit": JSON(unit), "body": JSON(body), "group": JSON(group)])
            return TrailedTable.Row(key(scope, from: first), facts: ["to": JSON(last)])
        }
    }
}

/// The register of public keys, as the trail tells it.
enum KeyTrail {
    static let table = TrailedTable(
        "署名の鍵", actions: [KeyRegister.enterAction, KeyRegister.endAction], tell: tell, stored: stored)

    @Sendable
    private static func tell(_ row: AuditRow, _ details: JSON, _ expected: inout TrailedTable.Expected) {
        let key = details["publicKey"]?.string ?? ""
        guard row.action == KeyRegister.endAction else {
            expected.set(
                key,
                [
                    "holder": details["holder"] ?? .null, "from": details["from"] ?? .null,
                    "to": details["to"] ?? .null,
                    "replacedBy": nil,
                ])
            return
        }
        guard case .object(var facts)? = expected.facts(key) else { return }
        facts["to"] = details["lastDay"] ?? .null
        facts["replacedBy"] = details["replacedBy"] ?? .null
        expected.set(key, .object(facts))
    }

    @Sendable
    private static func stored(_ connection: any Connection) throws -> [TrailedTable.Row] {
        try KeyRegister.list(on: connection).map { key in
            TrailedTable.Row(
                key.publicKey,
                facts: [
                    "holder": .string(key.holder), "from": JSON(key.validFrom), "to": JSON(key.validTo),
                    "replacedBy": JSON(key.replacedBy),
                ])
        }
    }
}
