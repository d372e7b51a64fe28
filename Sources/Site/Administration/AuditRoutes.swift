import Japanese
import Storage
import Ward

/// 監査証跡: who did what to which record, and whether the chain is whole.
enum AuditRoutes {
    /// - Parameter titles: what the codes of all modules mean.
    static func all(titles: [String: String]) -> [Route] {
        [
            Route(.get, "audit", needs: .readAudit) { request in try await list(request, titles: titles) },
            Route(.get, "audit/chain", needs: .verifyRecords) { request in
                let verdict = try await request.ward.database.read { try Audit.verify(on: $0) }
                if request.wantsJSON {
                    return .json(["rows": JSON(verdict.rows), "failures": .array(verdict.failures.map { .string($0) })])
                }
                return .page(ChainPage(verdict: verdict).page)
            },
        ]
    }

    private static func list(_ request: PageRequest, titles: [String: String]) async throws -> PageResponse {
        var reader = FormReader(request.query)
        let person = request.query["person"].flatMap { ID<Person>(untrusted: $0) }
        let filter = AuditFilter(
            subject: reader.text("subject", "対象", max: 200, isRequired: false), person: person,
            actionPrefix: reader.text("action", "操作の種類", max: 100, isRequired: false),
            from: reader.date("from", "この日から", isRequired: false),
            to: reader.date("to", "この日まで", isRequired: false))
        let before = reader.integer("before", "位置", in: 1...Int.max / 2, isRequired: false)
        let (rows, people) = try await request.ward.database.read { connection in
            (try Audit.list(filter, before: before, on: connection), try PersonStore.list(on: connection))
        }
        if request.wantsJSON { return .json(["rows": .array(rows.map(\.json))]) }
        return .page(
            AuditPage(
                rows: rows, titles: titles, people: people, query: request.query, isFirst: before == nil,
                errors: reader.errors,
                mayVerify: try request.person.may(.verifyRecords)
            ).page)
    }
}

extension AuditRow {
    /// For programs: `sequence`, `at`, `person`, `actor`, `action`, `subject`, `details` (canonical JSON as text).
    var json: JSON {
        [
            "sequence": JSON(sequence), "at": .integer(at.milliseconds), "person": JSON(person),
            "actor": .string(actorName), "action": .string(action), "subject": .string(subject),
            "details": .string(details),
        ]
    }
}
