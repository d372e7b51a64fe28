import Storage

/// Connections with accounts of the provider, as the trail tells them.
enum IdentityTrail {
    static let table = TrailedTable(
        "庁内の認証との接続", actions: [PersonIdentityStore.connectAction, PersonIdentityStore.endAction], tell: tell,
        stored: stored)

    @Sendable
    private static func tell(_ row: AuditRow, _ details: JSON, _ expected: inout TrailedTable.Expected) {
        expected.set(
            details["identity"]?.string ?? "",
            [
                "person": .string(row.subject), "issuer": details["issuer"] ?? .null,
                "subject": details["subject"] ?? .null, "ended": .bool(row.action == PersonIdentityStore.endAction),
            ])
    }

    @Sendable
    private static func stored(_ connection: any Connection) throws -> [TrailedTable.Row] {
        try PersonIdentity.list("ORDER BY id", on: connection).map { identity in
            TrailedTable.Row(
                identity.id.text,
                facts: [
                    "person": .string("person/\(identity.person)"), "issuer": .string(identity.issuer),
                    "subject": .string(identity.subject), "ended": .bool(identity.endedAt != nil),
                ])
        }
    }
}

/// Groups and their roles, as the trail tells them.
enum MappingTrail {
    static let table = TrailedTable(
        "グループと役割の対応",
        actions: [
            RoleMappingStore.askAction, RoleMappingStore.confirmAction, RoleMappingStore.declineAction,
            RoleMappingStore.endAction, RoleMappingStore.carryAction,
        ], tell: tell, stored: stored)

    @Sendable
    private static func tell(_ row: AuditRow, _ details: JSON, _ expected: inout TrailedTable.Expected) {
        guard case .object(var facts)? = expected.facts(row.subject) else {
            expected.set(row.subject, details)
            return
        }
        switch row.action {
        case RoleMappingStore.confirmAction: facts["state"] = .string(RoleMapping.State.confirmed.rawValue)
        case RoleMappingStore.declineAction: facts["state"] = .string(RoleMapping.State.declined.rawValue)
        case RoleMappingStore.endAction: facts["to"] = details["lastDay"] ?? .null
        default: break
        }
        expected.set(row.subject, .object(facts))
    }

    @Sendable
    private static func stored(_ connection: any Connection) throws -> [TrailedTable.Row] {
        try RoleMapping.list("ORDER BY id", on: connection).map {
            TrailedTable.Row("mapping/\($0.id)", facts: $0.json)
        }
    }
}
