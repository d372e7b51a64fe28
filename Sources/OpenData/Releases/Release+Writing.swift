import Japanese
import Storage
import Ward

/// A file that was read, checked and repaired, ready to be handed in.
struct PreparedFile: Sendable {
    let filename: String
    let original: [UInt8]
    let table: ReleaseTable
    let encoding: String
    var found = 0
    var repaired = 0
    var ledger: [String] = []
    /// What was decided about repairs, as JSON, to be offered again.
    var decisions = ""
}

extension Release {
    /// The largest file of a release, in bytes; what comes by a page is bounded there.
    static let bytesMax = 256 << 20

    /// Keeps a file and what becomes of it, in one transaction: all of it is there, or nothing.
    /// - Throws: ``OpenDataRefusal/unchanged`` when the last release says the same.
    static func handIn(
        _ file: PreparedFile, for resource: Resource, by stamp: Stamp, on connection: any Connection
    ) throws -> Release {
        let content = file.table.csv
        let hash = ContentHash.of(content)
        let last = try latest(of: resource.id, on: connection)
        guard last?.content != hash else { throw OpenDataRefusal.unchanged }
        let formulas = file.table.formulas.prefix(20).map {
            "\($0.row)行目「\($0.column)」の「\($0.value)」は、表計算ソフトが式として実行します。文字を直してください。"
        }
        guard formulas.isEmpty else { throw OpenDataRefusal.openFindings(formulas) }
        let original = try EvidenceStore.keep(
            file.original, filename: file.filename, bytesMax: bytesMax, by: stamp, on: connection)
        try EvidenceStore.keep(
            content, filename: "\(resource.name).csv", bytesMax: bytesMax, by: stamp, on: connection)
        let diff = try last.map { ReleaseDiff(from: try $0.table(on: connection), to: file.table) }
        let id: ID<Release> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO opendata_release (id, resource, original, filename, content, size, row_count, profile, encoding,
                found, repaired, ledger, diff, handed_by, handed_at)
            VALUES (\(id), \(resource.id), \(original.hash), \(file.filename), \(hash), \(content.count),
                \(file.table.rows.count), \(try JSON(encoding: ReleaseProfile(file.table)).canonical),
                \(file.encoding), \(file.found), \(file.repaired), \(file.ledger.joined(separator: "\n")),
                \(try diff.map { try JSON(encoding: $0).canonical }), \(stamp.actor.person), \(stamp.at))
            """)
        try resource.decide(file.decisions, on: connection)
        try stamp.note(
            "opendata.release.hand-in", "release/\(id)",
            ["resource": .string(resource.id.text), "original": .string(original.hash), "content": .string(hash)],
            on: connection)
        return try known(id, on: connection)
    }

    /// Gives it the next number: from now on it is public with its dataset, for good.
    /// - Throws: ``OpenDataRefusal/samePerson`` for who handed it in.
    func publish(by stamp: Stamp, on connection: any Connection) throws {
        guard number == nil else { throw OpenDataRefusal.alreadyReleased }
        if let person = stamp.actor.person, person == handedBy { throw OpenDataRefusal.samePerson }
        let last = try Release.latest(of: resource, on: connection)
        guard last?.content != content else { throw OpenDataRefusal.unchanged }
        // Another one may have become public since it was handed in.
        let table = try table(on: connection)
        let diff = try last.map { ReleaseDiff(from: try $0.table(on: connection), to: table) }
        let number = (last?.number ?? 0) + 1
        try connection.execute(
            """
            UPDATE opendata_release SET number = \(number), released_at = \(stamp.at),
                diff = \(try diff.map { try JSON(encoding: $0).canonical })
            WHERE id = \(id)
            """)
        let resource = try Resource.known(resource, on: connection)
        let dataset = try Dataset.known(resource.dataset, on: connection)
        try stamp.note(
            "opendata.release.publish", "release/\(id)", ["number": JSON(number), "content": .string(content)],
            on: connection)
        if dataset.state == .draft { try dataset.decide(.published, by: stamp, on: connection) }
    }

    /// Takes back what is not public yet; the file stays among the evidence.
    func withdraw(by stamp: Stamp, on connection: any Connection) throws {
        guard number == nil else { throw OpenDataRefusal.alreadyReleased }
        try connection.execute("DELETE FROM opendata_release WHERE id = \(id)")
        try stamp.note("opendata.release.withdraw", "release/\(id)", ["content": .string(content)], on: connection)
    }
}
