import Japanese
import Storage
import Ward

/// Versions of rules, as the audit trail tells them: who wrote which text, and who published it when.
enum RuleTrail {
    static let subjectPrefix = "desk/rules/"
    static let (draft, publish, withdraw) = ("counter.rule.draft", "counter.rule.publish", "counter.rule.withdraw")

    static let table = TrailedTable("規則の版", actions: [draft, publish, withdraw]) { row, details, expected in
        let procedure = String(row.subject.dropFirst(subjectPrefix.count))
        if row.action == draft { withdrawOpen(procedure, details["event"] ?? .null, by: row, &expected) }
        guard let id = details["rule"]?.string else {
            // Older trails tell of a draft only that there was one, and of its publication not which it was.
            if row.action == draft {
                expected.add(older(procedure, details["event"], row.at.milliseconds, row.actorName))
            }
            return
        }
        var facts = details.members
        facts["procedure"] = .string(procedure)
        facts["state"] = .string(state(row.action).rawValue)
        if row.action == draft {
            facts["madeAt"] = .integer(row.at.milliseconds)
            facts["madeBy"] = .string(row.actorName)
            facts["madePerson"] = JSON(row.person?.text)
        } else {
            facts["decidedAt"] = .integer(row.at.milliseconds)
            facts["decidedBy"] = .string(row.actorName)
        }
        let isKnown = expected.facts("rule/\(id)") != nil || row.action == draft
        expected.set(
            isKnown
                ? "rule/\(id)"
                : older(
                    procedure, details["event"], Int64(details["madeAt"]?.integer ?? 0), details["madeBy"]?.string ?? ""
                ),
            complete(facts))
    } stored: { connection in
        try RuleVersion.list("ORDER BY id", on: connection).map { version in
            var facts = details(of: version)
            facts["procedure"] = .string(version.procedure)
            facts["state"] = .string(version.state.rawValue)
            facts["edition"] = JSON(version.edition)
            facts["decidedAt"] = version.decidedAt.map { .integer($0.milliseconds) } ?? .null
            facts["decidedBy"] = JSON(version.decidedBy)
            return TrailedTable.Row(
                "rule/\(version.id)",
                older(version.procedure, .string(version.event), version.madeAt.milliseconds, version.madeBy),
                facts: complete(facts))
        }
    }

    /// What the trail says of a version beside who does what with it: its text by its hash.
    static func details(of version: RuleVersion) -> [String: JSON] {
        [
            "rule": .string(version.id.text), "event": .string(version.event),
            "text": .string(ContentHash.of(version.text)), "validFrom": JSON(version.validFrom),
            "note": .string(version.note), "madeAt": .integer(version.madeAt.milliseconds),
            "madeBy": .string(version.madeBy), "madePerson": JSON(version.madePerson?.text),
        ]
    }

    /// A new draft takes the place of the one before.
    private static func withdrawOpen(
        _ procedure: String, _ event: JSON, by row: AuditRow, _ expected: inout TrailedTable.Expected
    ) {
        for key in expected.keys("rule/") {
            guard case .object(var facts)? = expected.facts(key), facts["event"] == event,
                facts["procedure"]?.string == procedure, facts["state"]?.string == RuleVersion.State.draft.rawValue
            else { continue }
            facts["state"] = .string(RuleVersion.State.withdrawn.rawValue)
            facts["decidedAt"] = .integer(row.at.milliseconds)
            facts["decidedBy"] = .string(row.actorName)
            expected.set(key, .object(facts))
        }
    }

    private static func state(_ action: String) -> RuleVersion.State {
        switch action {
        case publish: .published
        case withdraw: .withdrawn
        default: .draft
        }
    }

    /// The same members always.
    private static func complete(_ facts: [String: JSON]) -> JSON {
        .object(facts.merging(["edition": .null, "decidedAt": .null, "decidedBy": .null]) { told, _ in told })
    }

    private static func older(_ procedure: String, _ event: JSON?, _ at: Int64, _ actor: String) -> String {
        "\(event?.string ?? "") \(procedure) \(at) \(actor)"
    }
}

extension JSON {
    fileprivate var members: [String: JSON] {
        if case .object(let members) = self { members } else { [:] }
    }
}
