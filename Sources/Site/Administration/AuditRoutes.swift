import Ward

/// 監査証跡: who did what to which record, and whether the chain is whole.
enum AuditRoutes {
    /// - Parameters:
    ///   - titles: what the codes of all modules mean.
    ///   - subjects: what the records of all modules are called.
    static func all(titles: [String: String], subjects: [AuditSubject]) -> [Route] {
        [
            .page("audit", needs: .readAudit) { request, connection in
                try AuditPage.load(request, titles: titles, subjects: subjects, on: connection)
            },
            .page("audit/chain", needs: .verifyRecords, ChainPage.load),
        ]
    }
}

extension AuditRow {
    /// `details` is canonical JSON as text.
    static let answer: AnswerShape = [
        "sequence": .integer, "at": .integer, "person": .orNull(.text), "actor": .text, "action": .text,
        "subject": .text,
        "details": .text,
    ]

    /// For programs.
    var json: JSON {
        [
            "sequence": JSON(sequence), "at": .integer(at.milliseconds), "person": JSON(person),
            "actor": .string(actorName), "action": .string(action), "subject": .string(subject),
            "details": .string(details),
        ]
    }
}
