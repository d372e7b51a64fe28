import Storage
import Testing

@testable import Ward

/// Somebody who can write the whole database and has the program, but no key: changes what a sealed edition says and makes
/// everything agree anew, with the product's own code.
struct Insider {
    let connection: any Connection

    /// Puts other words into an edition; the rendering, the seal, later editions, the trail and the daily heads follow.
    func rewrite(_ subject: String, edition: Int, title: String) throws {
        let seals = try SealStore.editions(kind: "test.round", subject: subject, on: connection)
        var previous: String?
        var forged: [Int: (before: Seal, after: Seal)] = [:]
        for seal in seals {
            let record = try SealRecord(seal, on: connection)
            guard seal.edition >= edition else {
                previous = seal.hash
                continue
            }
            let content =
                seal.edition == edition
                ? JSON(title: title, like: try JSON(parsing: record.content)) : try JSON(parsing: record.content)
            let after = try reseal(record, content: content, previous: previous)
            previous = after.hash
            forged[seal.edition] = (seal, after)
            try connection.execute("DELETE FROM signature WHERE hash = \(seal.hash)")
        }
        try rechain(subject, forged)
    }

    private func reseal(_ record: SealRecord, content: JSON, previous: String?) throws -> Seal {
        let seal = record.seal
        let text = content.canonical
        let heading = SealHeading(
            kind: seal.kind, subject: seal.subject, edition: seal.edition, contentHash: ContentHash.of(text),
            sealedAt: seal.sealedAt, reason: seal.reason)
        var renderings: [(String, String, Int)] = []
        for stored in record.renderings where stored.isSealed {
            let bytes =
                stored.type == "text/html"
                ? SealedSamples.page(content, heading)
                : Array("title\r\n\(content["title"]?.string ?? "")\r\n".utf8)
            try connection.execute(
                """
                UPDATE seal_rendering SET bytes = \(bytes), hash = \(ContentHash.of(bytes))
                WHERE seal = \(seal.id) AND type = \(stored.type)
                """)
            renderings.append((stored.type, ContentHash.of(bytes), stored.version))
        }
        let envelope = SealEnvelope(
            heading: heading, sealedBy: seal.sealedBy, previous: previous,
            renderings: renderings.map { (type: $0.0, hash: $0.1, version: $0.2) }
        ).json.canonical
        try connection.execute(
            """
            UPDATE seal SET content = \(text), content_hash = \(heading.contentHash), envelope = \(envelope),
                hash = \(ContentHash.of(envelope)) WHERE id = \(seal.id)
            """)
        return try #require(
            try SealStore.find(kind: seal.kind, subject: seal.subject, edition: seal.edition, on: connection))
    }

    /// Computes the trail anew from the first row, with what the forged seals and heads say now.
    private func rechain(_ subject: String, _ forged: [Int: (before: Seal, after: Seal)]) throws {
        var hashes = [0: ""]
        var head: DailyHead?
        var heads = try DailyHeadStore.all(on: connection)[...]
        for stored in try connection.rows(Audit.columns + " ORDER BY sequence") {
            let row = try Audit.row(stored)
            var details = row.details
            for (before, after) in forged.values
            where row.action == SealWitness.action && row.subject == "test.round/\(subject)" {
                if details == SealWitness.details(of: before).canonical {
                    details = SealWitness.details(of: after).canonical
                }
            }
            if row.action == DailyHeadStore.action, let old = heads.popFirst() {
                let new = DailyHead(
                    number: old.number, day: old.day, sequence: old.sequence, chain: hashes[old.sequence] ?? "",
                    rowCount: old.rowCount, sealCount: old.sealCount, previous: head?.hash, madeAt: old.madeAt)
                if new.hash != old.hash {
                    try connection.execute(
                        """
                        UPDATE daily_head SET chain = \(new.chain), previous = \(new.previous)
                        WHERE number = \(new.number)
                        """)
                    try connection.execute("DELETE FROM signature WHERE hash = \(old.hash)")
                }
                details = DailyHeadStore.details(of: new).canonical
                head = new
            }
            let changed = AuditRow(
                sequence: row.sequence, at: row.at, person: row.person, actorName: row.actorName, action: row.action,
                subject: row.subject, details: details)
            let hash = changed.hash(after: hashes[row.sequence - 1] ?? "")
            hashes[row.sequence] = hash
            try connection.execute(
                "UPDATE audit SET details = \(details), hash = \(hash) WHERE sequence = \(row.sequence)")
            try connection.execute("UPDATE audit_head SET hash = \(hash) WHERE id = 1")
        }
    }

    /// Cuts the trail off behind a row, with everything that it tells of afterwards.
    func truncate(after sequence: Int, editionsOf subject: String, keeping edition: Int) throws {
        let gone = try SealStore.editions(kind: "test.round", subject: subject, on: connection)
            .filter { $0.edition > edition }
        for seal in gone {
            try connection.execute("DELETE FROM seal_rendering WHERE seal = \(seal.id)")
            try connection.execute("DELETE FROM seal WHERE id = \(seal.id)")
            try connection.execute("DELETE FROM signature WHERE hash = \(seal.hash)")
        }
        for head in try DailyHeadStore.all(on: connection) where head.sequence >= sequence {
            try connection.execute("DELETE FROM signature WHERE hash = \(head.hash)")
            try connection.execute("DELETE FROM daily_head WHERE number = \(head.number)")
        }
        try connection.execute("DELETE FROM audit WHERE sequence > \(sequence)")
        let hash: String = try #require(
            try connection.value("SELECT hash FROM audit WHERE sequence = \(sequence)"))
        try connection.execute("UPDATE audit_head SET sequence = \(sequence), hash = \(hash) WHERE id = 1")
    }
}

extension JSON {
    fileprivate init(title: String, like content: JSON) {
        guard case .object(var members) = content else {
            self = content
            return
        }
        members["title"] = .string(title)
        self = .object(members)
    }
}
