import Japanese
import Storage
import Ward

/// 照会票 in the database: what is given out, and what came back.
enum InquiryStore {
    /// The forms of a round, one for each unit that is asked, in the order of the units' codes.
    /// - Parameter unit: only this one's.
    static func forms(
        _ round: Round, unit: ID<OfficeUnit>? = nil, on connection: any Connection
    ) throws -> [InquiryForm] {
        guard let version = try PlanVersion.find(round.version, on: connection) else { return [] }
        let initiatives = Dictionary(
            try InitiativeStore.list(version: round.version, on: connection).map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first })
        let indicators = try PlanIndicatorStore.byLineage(
            version: round.version, asOf: round.calendar.asOf, on: connection)
        let before =
            try RoundStore.previous(of: round, on: connection)
            .map { ($0, try EntryStore.list(round: $0.id, on: connection)) }
        let succession = try UnitStore.succession(on: connection)
        let lines = try EntryStore.list(round: round.id, on: connection).filter { unit == nil || $0.unit == unit }
            .compactMap { entry -> InquiryForm.Line? in
                guard let initiative = initiatives[entry.initiative] else { return nil }
                let previous = before.flatMap { entry.predecessor(among: $0.1, after: succession)?.handedIn }
                let marks = before?.0.markSet ?? round.markSet
                return InquiryForm.Line(
                    entry: entry, heading: initiative.heading,
                    promises: initiative.promises.map { "・\($0.sealedText)" }.joined(separator: "\n"),
                    previous: previous.map { Self.words($0, marks) } ?? "",
                    // What the platform counts is not asked for.
                    measures: (indicators[entry.lineage] ?? []).filter {
                        $0.registryID == nil && entry.counted[$0.id] == nil
                    }.map { indicator in
                        .init(
                            indicator: indicator,
                            previous: previous?.values[indicator.id]?.printed(for: indicator) ?? "")
                    })
            }
        var byUnit: [ID<OfficeUnit>: [InquiryForm.Line]] = [:]
        for line in lines { byUnit[line.entry.unit, default: []].append(line) }
        let units = try byUnit.keys.compactMap { try UnitStore.find($0, on: connection) }
        return units.sorted { ($0.code, $0.id) < ($1.code, $1.id) }.map { unit in
            InquiryForm(
                round: round, planTitle: version.planTitle, planVersion: version.number, unit: unit.id,
                unitName: unit.name, lines: byUnit[unit.id] ?? [])
        }
    }

    private static func words(_ answer: Answer, _ marks: MarkSet) -> String {
        AnswerField.allCases.compactMap { field in
            switch field {
            case .mark: answer.mark.map { "【進捗区分】\(marks[$0]?.title ?? $0)" }
            case .doneOn: answer.doneOn.map { "【終えた日】\($0.japanese)" }
            default: field.text(in: answer).isEmpty ? nil : "【\(field.title)】\(field.text(in: answer))"
            }
        }.joined(separator: "\n")
    }

    // MARK: returned

    /// Compares a file with the answers as they stand; nothing is changed.
    /// - Throws: ``InquiryRefusal``
    static func compare(
        _ bytes: [UInt8], in round: Round, on connection: any Connection
    ) throws -> InquiryComparison {
        try compare(try ReturnedInquiry(bytes), in: round, on: connection)
    }

    private static func compare(
        _ returned: ReturnedInquiry, in round: Round, on connection: any Connection
    ) throws -> InquiryComparison {
        if returned.round != round.id, try Round.find(returned.round, on: connection) == nil {
            throw InquiryRefusal.unknownRound
        }
        guard let form = try forms(round, unit: returned.unit, on: connection).first else {
            // A file of another round is told as such, also when the unit is not asked in this one.
            let version = try PlanVersion.find(round.version, on: connection)
            return try InquiryComparison(
                returned,
                with: InquiryForm(
                    round: round, planTitle: version?.planTitle ?? "", planVersion: version?.number ?? 0,
                    unit: returned.unit, unitName: "", lines: []))
        }
        return try InquiryComparison(returned, with: form)
    }

    /// Keeps a file that belongs to the round; the same file is kept once.
    static func keep(
        _ bytes: [UInt8], filename: String, in round: Round, by stamp: Stamp, on connection: any Connection
    ) throws -> ReturnedForm {
        try keep(bytes, as: try ReturnedInquiry(bytes), filename: filename, in: round, by: stamp, on: connection)
    }

    /// The same for a file that was read before, outside the transaction.
    static func keep(
        _ bytes: [UInt8], as returned: ReturnedInquiry, filename: String, in round: Round, by stamp: Stamp,
        on connection: any Connection
    ) throws -> ReturnedForm {
        let comparison = try compare(returned, in: round, on: connection)
        let file = try EvidenceStore.keep(bytes, filename: filename, by: stamp, on: connection)
        if let known = try list(round: round.id, on: connection).first(where: { $0.hash == file.hash }) { return known }
        let id: ID<ReturnedForm> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO returned_form (id, round, unit, hash, filename, returned_at, returned_by, outcomes)
            VALUES (\(id), \(round.id), \(comparison.form.unit), \(file.hash), \(file.filename), \(stamp.at),
                \(stamp.actor.name), \(comparison.json.canonical))
            """)
        try stamp.note(
            "plan.form.return", "form/\(id)",
            ["round": .string(round.id.text), "hash": .string(file.hash)], on: connection)
        return try ReturnedForm.known(id, on: connection)
    }

    /// Takes the changes of a returned form as drafts, computed anew from the answers as they stand now.
    @discardableResult
    static func take(
        _ id: ID<ReturnedForm>, by stamp: Stamp, on connection: any Connection
    ) throws -> InquiryComparison {
        let file = try ReturnedForm.known(id, on: connection)
        let round = try Round.known(file.round, on: connection)
        guard let bytes = try EvidenceStore.bytes(file.hash, on: connection) else { throw InquiryRefusal.foreign }
        let comparison = try compare(bytes, in: round, on: connection)
        for change in comparison.changes {
            try EntryStore.save(
                change.answer, to: change.entry, revision: change.revision, by: stamp, on: connection)
        }
        try connection.execute(
            """
            UPDATE returned_form SET taken_at = \(stamp.at), taken_by = \(stamp.actor.name),
                outcomes = \(comparison.json.canonical)
            WHERE id = \(id)
            """)
        try stamp.note(
            "plan.form.take", "form/\(id)",
            ["hash": .string(file.hash), "answers": JSON(comparison.changes.count)], on: connection)
        return comparison
    }

    /// Newest first.
    static func list(round: ID<Round>, on connection: any Connection) throws -> [ReturnedForm] {
        try ReturnedForm.list(
            """
            WHERE returned_form.round = \(round)
            ORDER BY returned_form.returned_at DESC, returned_form.id DESC
            """, on: connection)
    }
}

/// A filled-in 照会票 that came back.
struct ReturnedForm: Hashable, Sendable {
    let id: ID<ReturnedForm>
    let round: ID<Round>
    let unit: ID<OfficeUnit>
    let unitName: String
    /// SHA-256 of the file in the evidence store.
    let hash: String
    let filename: String
    let returnedAt: Timestamp
    let returnedBy: String
    let takenAt: Timestamp?
    let takenBy: String?
}

extension ReturnedForm: Record {
    static let selection: SQL = """
        SELECT returned_form.id, returned_form.round, returned_form.unit, office_unit.name, returned_form.hash,
            returned_form.filename, returned_form.returned_at, returned_form.returned_by, returned_form.taken_at,
            returned_form.taken_by
        FROM returned_form JOIN office_unit ON office_unit.id = returned_form.unit
        """
    static let key: SQL = "returned_form.id"
    static let title = "照会票"

    init(_ row: SQLRow, on _: any Connection) throws {
        self.init(
            id: try row["id"], round: try row["round"], unit: try row["unit"], unitName: try row["name"],
            hash: try row["hash"], filename: try row["filename"], returnedAt: try row["returned_at"],
            returnedBy: try row["returned_by"], takenAt: try row["taken_at"], takenBy: try row["taken_by"])
    }
}

extension InquiryComparison {
    /// What was found, for the record and for programs.
    var json: JSON {
        [
            "round": .string(form.round.quarter.code), "unit": .string(form.unitName),
            "answers": JSON(changes.count), "outcomes": .array(outcomes.map(\.json)),
        ]
    }
}
