import Japanese
import Storage
import Ward

extension Dataset {
    /// Records a new dataset, which is not public yet.
    /// - Throws: ``OpenDataRefusal/nameTaken(_:)``.
    static func create(
        _ told: DatasetDescription, source: String? = nil, isSample: Bool = false, by stamp: Stamp,
        on connection: any Connection
    ) throws -> Dataset {
        guard try named(told.name, on: connection) == nil else { throw OpenDataRefusal.nameTaken(told.name) }
        let id: ID<Dataset> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO opendata_dataset (id, name, title, notes, unit, licence, annex, credit, contact, frequency,
                provenance, themes, tags, standard, state, source, is_sample, revision, created_at)
            VALUES (\(id), \(told.name), \(told.title), \(told.notes), \(told.unit), \(told.licence), \(told.annex),
                \(told.credit), \(told.contact), \(told.frequency), \(told.provenance), \(told.storedThemes),
                \(told.storedTags), \(told.standard), \(State.draft), \(source), \(isSample), 0, \(stamp.at))
            """)
        try stamp.note("opendata.dataset.write", "dataset/\(id)", told.facts, on: connection)
        return try known(id, on: connection)
    }

    /// - Throws: ``OpenDataRefusal/nameTaken(_:)``, and ``OpenDataRefusal/nameStays`` for a public dataset, whose address is permanent.
    func rewrite(_ told: DatasetDescription, by stamp: Stamp, on connection: any Connection) throws {
        if isPublic, told.name != name { throw OpenDataRefusal.nameStays }
        if let other = try Dataset.named(told.name, on: connection), other.id != id {
            throw OpenDataRefusal.nameTaken(told.name)
        }
        try connection.execute(
            """
            UPDATE opendata_dataset SET name = \(told.name), title = \(told.title), notes = \(told.notes),
                unit = \(told.unit), licence = \(told.licence), annex = \(told.annex), credit = \(told.credit),
                contact = \(told.contact), frequency = \(told.frequency), provenance = \(told.provenance),
                themes = \(told.storedThemes), tags = \(told.storedTags), standard = \(told.standard),
                revision = revision + 1
            WHERE id = \(id)
            """)
        try stamp.note("opendata.dataset.write", "dataset/\(id)", told.facts, on: connection)
    }

    /// Decides whether the dataset is public.
    /// - Parameters:
    ///   - reason, article: why it is not, for ``State/withheld``.
    func decide(
        _ state: State, reason: String? = nil, article: String? = nil, by stamp: Stamp, on connection: any Connection
    ) throws {
        try connection.execute(
            """
            UPDATE opendata_dataset SET state = \(state), reason = \(reason), article = \(article),
                decided_at = \(stamp.at), revision = revision + 1
            WHERE id = \(id)
            """)
        try stamp.note(
            "opendata.dataset.decide", "dataset/\(id)",
            ["state": .string(state.rawValue), "reason": JSON(reason), "article": JSON(article)], on: connection)
    }

    /// Removes one that was registered by mistake, with its tables: nothing of it was ever public, and nothing waits.
    /// - Throws: ``OpenDataRefusal/hasReleases`` or ``OpenDataRefusal/filledByProgram``
    func delete(by stamp: Stamp, on connection: any Connection) throws {
        guard source == nil else { throw OpenDataRefusal.filledByProgram }
        let resources = try Resource.of(self, on: connection).map(\.id)
        guard try Release.list("WHERE resource IN \(values: resources) ORDER BY id LIMIT 1", on: connection).isEmpty
        else { throw OpenDataRefusal.hasReleases }
        try connection.execute("DELETE FROM opendata_resource WHERE dataset = \(id)")
        try connection.execute("DELETE FROM opendata_dataset WHERE id = \(id)")
        try stamp.note(
            "opendata.dataset.delete", "dataset/\(id)", ["name": .string(name), "title": .string(title)],
            on: connection)
    }

    /// What people would write to describe it as it stands.
    var told: DatasetDescription {
        DatasetDescription(
            name: name, title: title, notes: notes, unit: unit, licence: licence, annex: annex, credit: credit,
            contact: contact, frequency: frequency, provenance: provenance, themes: themes, tags: tags,
            standard: standard)
    }
}

extension DatasetDescription {
    fileprivate var storedThemes: String { themes.map(\.rawValue).joined(separator: "\n") }
    fileprivate var storedTags: String { tags.joined(separator: "\n") }
    fileprivate var facts: JSON {
        ["name": .string(name), "title": .string(title), "licence": .string(licence.rawValue)]
    }
}
