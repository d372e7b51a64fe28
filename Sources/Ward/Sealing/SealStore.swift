import Japanese
import Storage

/// Sealed editions in the database. Rows are only ever added: a correction is a new edition that names the one before.
public enum SealStore {
    /// Seals the next edition of a record.
    ///
    ///     let seal = try SealStore.seal(kind: "plan.round", subject: id.text, content: json, reason: nil, by: stamp,
    ///         on: connection) { heading in [Rendering(type: "text/html", bytes: page(json, heading))] }
    ///
    /// - Parameter render: draws the renderings; it is given the heading, so that a page can print its edition and hash.
    public static func seal(
        kind: String, subject: String, content: JSON, reason: String?, by stamp: Stamp, on connection: any Connection,
        render: (SealHeading) throws -> [Rendering]
    ) throws -> Seal {
        let previous = try latest(kind: kind, subject: subject, on: connection)
        let edition = (previous?.edition ?? 0) + 1
        let isReasonGiven = reason?.unicodeScalars.contains { !$0.properties.isWhitespace } ?? false
        guard edition == 1 || isReasonGiven else { throw SealRefusal.reasonNeeded(edition: edition) }
        let text = content.canonical
        // What can be written but not read back would be found years later, when it is needed.
        do throws(JSONParsingError) {
            _ = try JSON(parsing: text)
        } catch {
            throw SealRefusal.unreadable(reason: error.reason)
        }
        let contentHash = ContentHash.of(text)
        let heading = SealHeading(
            kind: kind, subject: subject, edition: edition, contentHash: contentHash, sealedAt: stamp.at, reason: reason
        )
        let renderings = try render(heading)
        let envelope = SealEnvelope(
            heading: heading, sealedBy: stamp.actor.name, previous: previous?.hash,
            renderings: renderings.map { ($0.type, ContentHash.of($0.bytes), $0.version) }
        ).json.canonical
        let seal = Seal(
            id: stamp.newID(), kind: kind, subject: subject, edition: edition, contentHash: contentHash,
            hash: ContentHash.of(envelope), sealedAt: stamp.at, sealedBy: stamp.actor.name, reason: reason)
        try connection.execute(
            """
            INSERT INTO seal (id, kind, subject, edition, envelope, hash, content, content_hash, sealed_at, sealed_by,
                reason)
            VALUES (\(seal.id), \(kind), \(subject), \(edition), \(envelope), \(seal.hash), \(text), \(contentHash),
                \(stamp.at), \(seal.sealedBy), \(reason))
            """)
        for rendering in renderings {
            try insert(rendering, of: seal.id, isSealed: true, at: stamp.at, on: connection)
        }
        try Audit.append(
            SealWitness.action, subject: SealWitness.subject(of: seal), details: SealWitness.details(of: seal),
            by: stamp, on: connection)
        try SignatureStore.sign(.seal, seal.hash, by: stamp, on: connection)
        return seal
    }

    /// Adds a rendering that was made after sealing, such as a PDF; its hash goes to the audit trail.
    public static func attach(
        _ rendering: Rendering, to seal: Seal, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard try self.rendering(of: seal, type: rendering.type, on: connection) == nil else {
            throw SealRefusal.alreadyAttached(type: rendering.type)
        }
        try insert(rendering, of: seal.id, isSealed: false, at: stamp.at, on: connection)
        try Audit.append(
            SealWitness.attachAction, subject: SealWitness.subject(of: seal),
            details: SealWitness.details(
                ofAttached: rendering.type, hash: ContentHash.of(rendering.bytes), edition: seal.edition),
            by: stamp, on: connection)
    }

    public static func latest(kind: String, subject: String, on connection: any Connection) throws -> Seal? {
        try editions(kind: kind, subject: subject, on: connection).last
    }

    public static func find(
        kind: String, subject: String, edition: Int, on connection: any Connection
    ) throws -> Seal? {
        try connection.row(
            "\(columns) WHERE kind = \(kind) AND subject = \(subject) AND edition = \(edition)"
        ).map(seal)
    }

    /// All editions of a record, first to last.
    public static func editions(
        kind: String, subject: String, on connection: any Connection
    ) throws -> [Seal] {
        try connection.rows("\(columns) WHERE kind = \(kind) AND subject = \(subject) ORDER BY edition").map(seal)
    }

    /// Every seal, in the order of sealing.
    public static func all(on connection: any Connection) throws -> [Seal] {
        try connection.rows("\(columns) ORDER BY sealed_at, id").map(seal)
    }

    /// The sealed content, checked against its hash.
    public static func content(of seal: Seal, on connection: any Connection) throws -> JSON {
        let text: String? = try connection.value("SELECT content FROM seal WHERE id = \(seal.id)")
        guard let text, ContentHash.of(text) == seal.contentHash, let json = try? JSON(parsing: text) else {
            throw SealRefusal.damaged(kind: seal.kind, subject: seal.subject, edition: seal.edition)
        }
        return json
    }

    /// The bytes that were shown, checked against their hash.
    public static func rendering(
        of seal: Seal, type: String, on connection: any Connection
    ) throws -> [UInt8]? {
        guard
            let row = try connection.row(
                "SELECT bytes, hash FROM seal_rendering WHERE seal = \(seal.id) AND type = \(type)")
        else { return nil }
        let bytes: [UInt8] = try row[0]
        guard ContentHash.of(bytes) == (try row[1] as String) else {
            throw SealRefusal.damaged(kind: seal.kind, subject: seal.subject, edition: seal.edition)
        }
        return bytes
    }

    private static func insert(
        _ rendering: Rendering, of seal: ID<Seal>, isSealed: Bool, at moment: Timestamp, on connection: any Connection
    ) throws {
        try connection.execute(
            """
            INSERT INTO seal_rendering (seal, type, hash, bytes, version, is_sealed, attached_at)
            VALUES (\(seal), \(rendering.type), \(ContentHash.of(rendering.bytes)), \(rendering.bytes),
                \(rendering.version), \(isSealed), \(moment))
            """)
    }

    private static let columns: SQL =
        "SELECT id, kind, subject, edition, content_hash, hash, sealed_at, sealed_by, reason FROM seal"

    private static func seal(_ row: SQLRow) throws -> Seal {
        Seal(
            id: try row[0], kind: try row[1], subject: try row[2], edition: try row[3], contentHash: try row[4],
            hash: try row[5], sealedAt: try row[6], sealedBy: try row[7], reason: try row[8])
    }
}

/// What the seal's own hash is taken over.
struct SealEnvelope {
    let heading: SealHeading
    let sealedBy: String
    /// Hash of the edition before; `nil` for the first.
    let previous: String?
    let renderings: [(type: String, hash: String, version: Int)]

    var json: JSON {
        [
            "kind": .string(heading.kind), "subject": .string(heading.subject), "edition": JSON(heading.edition),
            "previous": JSON(previous), "sealedAt": .integer(heading.sealedAt.milliseconds),
            "sealedBy": .string(sealedBy), "contentHash": .string(heading.contentHash), "reason": JSON(heading.reason),
            "renderings": .array(
                renderings.sorted { $0.type < $1.type }.map { rendering in
                    var members: [String: JSON] = [
                        "type": .string(rendering.type), "hash": .string(rendering.hash),
                    ]
                    // The first version is not written.
                    if rendering.version != 1 { members["version"] = JSON(rendering.version) }
                    return .object(members)
                }),
        ]
    }
}
