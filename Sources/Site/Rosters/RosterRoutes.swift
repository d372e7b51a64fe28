import Storage
import Tabular
import Ward

extension Roster {
    /// The addresses of a list: its page, the two templates, sending and confirming.
    public static func routes(needs permission: Permission) -> [Route] {
        [
            .page(route(), needs: permission, RosterPage<Self>.load),
            Route(.get, route("template.xlsx"), needs: permission) { request in
                let template = try await template(request)
                do throws(WorkbookRefusal) {
                    return .bytes(
                        try template.excel(), type: EvidenceType.spreadsheet.rawValue, filename: form.filename + ".xlsx"
                    )
                } catch {
                    throw PageRefusal.conflict(error.japanese)
                }
            },
            Route(.get, route("template.csv"), needs: permission) { request in
                .bytes(
                    try await template(request).csv, type: "text/csv; charset=utf-8", filename: form.filename + ".csv")
            },
            .form(route(), access: .needs(permission), page: RosterPage<Self>.load) { request, sent in
                let file = try sent.values(RosterPage<Self>.file)
                return try await look(at: file.bytes, named: file.filename, request)
            },
            .form(route("confirm"), access: .needs(permission), page: RosterPage<Self>.load) { request, sent in
                guard let id = sent.form["file"].flatMap({ ID<KeptUpload>(untrusted: $0) }) else {
                    throw PageRefusal.notFound
                }
                return try await settle(
                    id, takes: sent.form["answer"] == "take", mark: sent.form["mark"] ?? "", request)
            },
        ]
    }

    private static func route(_ end: String? = nil) -> String {
        form.path.dropFirst() + (end.map { "/" + $0 } ?? "")
    }

    private static func template(_ request: PageRequest) async throws -> RosterTemplate<Self> {
        RosterTemplate(
            list: try await request.ward.database.read { try load(request, on: $0) }, madeAt: request.ward.clock.now())
    }

    /// Columns and cells of a file; no transaction is open meanwhile.
    private static func table(_ bytes: [UInt8]) async throws -> Result<RosterTable, RosterRefusal> {
        try await SentFile.read {
            Result { () throws(RosterRefusal) in try RosterTable(bytes, form.columns, meaning) }
        }
    }

    /// Reads a file, and keeps it when there is something to confirm.
    private static func look(
        at bytes: [UInt8], named filename: String, _ request: PageRequest
    ) async throws -> ShownOutcome {
        let table: RosterTable
        switch try await Self.table(bytes) {
        case .success(let read): table = read
        case .failure(let refusal): return try await shown(.read(RosterReading(refusal)), request, status: 422)
        }
        let list = try await request.ward.database.read { try load(request, on: $0) }
        let reading = RosterReading(table, list)
        guard reading.findings.isEmpty else { return try await shown(.read(reading), request, status: 422) }
        guard !reading.effective.isEmpty else { return try await shown(.read(reading), request) }
        let stamp = try request.stamp
        let kept = try await request.ward.database.write {
            try KeptUpload.keep(bytes, named: filename, for: form.path, by: stamp, on: $0)
        }
        return try await shown(.held(reading, kept, hasMoved: false), request)
    }

    /// The word of somebody who looked at it.
    private static func settle(
        _ id: ID<KeptUpload>, takes: Bool, mark: String, _ request: PageRequest
    ) async throws -> ShownOutcome {
        let (person, now) = (try request.person.person, request.ward.clock.now())
        guard takes else {
            try await request.ward.database.write { try KeptUpload.remove(id, of: person, on: $0) }
            return .done("取り込みませんでした。送られたファイルは消しました。", at: form.path)
        }
        let kept = try await request.ward.database.read {
            try KeptUpload.find(id, for: form.path, of: person, at: now, on: $0)
        }
        guard let kept else { throw KeptUploadRefusal.gone }
        guard case .success(let table) = try await Self.table(kept.content) else { throw KeptUploadRefusal.gone }
        do {
            return try await take(kept, table, mark: mark, request)
        } catch is RosterMoved {
            let list = try await request.ward.database.read { try load(request, on: $0) }
            let reading = RosterReading(table, list)
            let stage: RosterPage<Self>.Stage =
                reading.findings.isEmpty && !reading.effective.isEmpty
                ? .held(reading, kept, hasMoved: true) : .read(reading)
            return try await shown(stage, request, status: 409)
        }
    }

    private static func take(
        _ kept: KeptUpload, _ table: RosterTable, mark: String, _ request: PageRequest
    ) async throws -> ShownOutcome {
        let list = try await request.ward.database.read { try load(request, on: $0) }
        let reading = RosterReading(table, list)
        guard reading.findings.isEmpty, reading.mark == mark else { throw RosterMoved() }
        let prepared = try await prepare(reading.effective, request)
        let result = try await request.ward.database.write { connection in
            // What others changed since it was shown is looked at again before it is written over.
            let now = RosterReading(table, try load(request, on: connection))
            guard now.findings.isEmpty, now.mark == mark else { throw RosterMoved() }
            let change = Change(request: request, connection: connection)
            let (stamp, person) = (try change.stamp, try change.person.person)
            guard try KeptUpload.remove(kept.id, of: person, on: connection) else { throw KeptUploadRefusal.gone }
            let result = try apply(now.effective, prepared, change)
            try stamp.note(
                "ward.roster.take", "roster\(form.path)",
                [
                    "file": .string(kept.filename), "hash": .string(ContentHash.of(kept.content)),
                    "new": JSON(now.newCount), "changed": JSON(now.changedCount), "same": JSON(now.sameCount),
                ], on: connection)
            return result
        }
        return try await shown(.done(reading, result), request)
    }

    private static func shown(
        _ stage: RosterPage<Self>.Stage, _ request: PageRequest, status: Int = 200
    ) async throws -> ShownOutcome {
        var page = try await request.ward.database.read { try RosterPage<Self>.load(request, on: $0) }
        page.stage = stage
        return .answer(.page(page.page, status: status))
    }
}
