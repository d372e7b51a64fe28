import Japanese
import Storage
import Ward

/// A file that was read, checked and repaired, ready to be handed in. What takes long is made with it, outside of every transaction.
struct PreparedFile: Sendable {
    let filename: String
    let original: PreparedEvidence
    let table: ReleaseTable
    let encoding: String
    var found = 0
    var repaired = 0
    var ledger: [String] = []
    /// What was not repaired.
    var review = ReleaseReview()
    /// What was decided about repairs, as JSON, to be offered again.
    var decisions = ""
    /// What becomes public, and what is known of its columns.
    let content: PreparedEvidence
    let profile: ReleaseProfile
    /// Headings and cells that bar it, in words; the first of them.
    let barring: [String]

    private static let barringMax = 20

    var hash: String { content.hash }

    /// - Parameter content: what becomes public, where it is known; it is written otherwise.
    /// - Throws: ``EvidenceRefusal`` for what may not be kept.
    static func prepare(
        _ table: ReleaseTable, filename: String, original: PreparedEvidence, content: PreparedEvidence?,
        encoding: String
    ) async throws -> PreparedFile {
        async let profile = ReleaseProfile.computing(table)
        return PreparedFile(
            filename: filename, original: original, table: table, encoding: encoding,
            content: try content ?? self.content(table, filename), profile: await profile,
            barring: barring(in: table))
    }

    /// A small table that the program made itself.
    init(made table: ReleaseTable, filename: String) throws(EvidenceRefusal) {
        let content = try Self.content(table, filename)
        self.init(
            filename: filename, original: content, table: table, encoding: "UTF-8（BOM付き）", content: content,
            profile: ReleaseProfile(table), barring: Self.barring(in: table))
    }

    private init(
        filename: String, original: PreparedEvidence, table: ReleaseTable, encoding: String, content: PreparedEvidence,
        profile: ReleaseProfile, barring: [String]
    ) {
        self.filename = filename
        self.original = original
        self.table = table
        self.encoding = encoding
        self.content = content
        self.profile = profile
        self.barring = barring
    }

    private static func content(_ table: ReleaseTable, _ filename: String) throws(EvidenceRefusal) -> PreparedEvidence {
        let stem = filename.lastIndex(of: ".").map { filename[..<$0] } ?? filename[...]
        return try PreparedEvidence(table.csv, filename: "\(stem).csv", bytesMax: Release.bytesMax)
    }

    private static func barring(in table: ReleaseTable) -> [String] {
        var lines: [String] = []
        var seen: [String: Int] = [:]
        for (position, head) in table.heads.enumerated() {
            if head.trimmingWhitespace.isEmpty {
                lines.append("\(position + 1)列目の項目名がありません。項目名を入れるか、空の列を削ってください。")
            } else if let first = seen[head] {
                lines.append("\(position + 1)列目の項目名「\(head)」は\(first + 1)列目と同じです。違いが分かる名前に変えてください。")
            } else {
                seen[head] = position
            }
        }
        lines += table.formulas.prefix(barringMax).map {
            "\($0.row)行目「\($0.column)」の「\($0.value)」は、表計算ソフトが式として実行します。文字を直してください。"
        }
        return Array(lines.prefix(barringMax))
    }
}

extension Release {
    /// The largest file of a release, in bytes; what comes by a page is bounded there.
    static let bytesMax = 256 << 20

    /// Keeps a file and what becomes of it, in one transaction: all of it is there, or nothing. A large one is compared before, by
    /// ``compare(_:for:in:)``.
    /// - Parameter upload: what waited on the page where it was handed in; see ``handedIn(with:by:on:)``.
    /// - Throws: ``OpenDataRefusal/unchanged`` when the last release says the same.
    static func handIn(
        _ file: PreparedFile, for resource: Resource, upload: ID<KeptUpload>? = nil, by stamp: Stamp,
        on connection: any Connection
    ) throws -> Release {
        guard resource.endedOn == nil else { throw OpenDataRefusal.resourceEnded }
        let last = try latest(of: resource.id, on: connection)
        guard last?.content != file.hash else { throw OpenDataRefusal.unchanged }
        let isWaiting =
            try connection.value(
                """
                SELECT COUNT(*) FROM opendata_release
                WHERE resource = \(resource.id) AND number IS NULL AND content = \(file.hash)
                """, as: Int.self) ?? 0 > 0
        guard !isWaiting else { throw OpenDataRefusal.alreadyWaiting }
        guard file.barring.isEmpty else { throw OpenDataRefusal.openFindings(file.barring) }
        let original = try EvidenceStore.keep(file.original, by: stamp, on: connection)
        // A file that came as it is released is kept once.
        if file.hash != original.hash { try EvidenceStore.keep(file.content, by: stamp, on: connection) }
        let diff = try last?.diff(to: file, on: connection)
        let id: ID<Release> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO opendata_release (id, resource, original, filename, content, size, row_count, profile, encoding,
                found, repaired, ledger, review, diff, handed_by, handed_at, upload)
            VALUES (\(id), \(resource.id), \(original.hash), \(file.filename), \(file.hash), \(file.content.bytes.count),
                \(file.table.rows.count), \(try JSON(encoding: file.profile).canonical),
                \(file.encoding), \(file.found), \(file.repaired), \(file.ledger.joined(separator: "\n")),
                \(try JSON(encoding: file.review).canonical),
                \(try diff.map { try JSON(encoding: $0).canonical }), \(stamp.actor.person), \(stamp.at),
                \(upload))
            """)
        try resource.decide(file.decisions, on: connection)
        try stamp.note(
            "opendata.release.hand-in", "release/\(id)",
            [
                "resource": .string(resource.id.text), "original": .string(original.hash),
                "content": .string(file.hash),
                "statements": .array(
                    file.review.statements.map { ["column": .string($0.column), "reason": .string($0.reason)] }),
            ], on: connection)
        return try known(id, on: connection)
    }

    /// What somebody handed in before with what waited on a page.
    static func handedIn(
        with upload: ID<KeptUpload>, by person: ID<Person>, on connection: any Connection
    ) throws -> Release? {
        try list("WHERE upload = \(upload) AND handed_by = \(person) ORDER BY id", on: connection).first
    }

    /// Gives it the next number: from now on it is public with its dataset, for good. A large one is compared before, by
    /// ``compare(in:)``.
    /// - Parameter again: whoever publishes was told that one that was taken back held the same.
    /// - Throws: ``OpenDataRefusal/samePerson`` for who handed it in, ``OpenDataRefusal/takenDown(_:)`` for what was taken back.
    func publish(again: Bool = false, by stamp: Stamp, on connection: any Connection) throws {
        guard number == nil else { throw OpenDataRefusal.alreadyReleased }
        if let person = stamp.actor.person, person == handedBy { throw OpenDataRefusal.samePerson }
        let table = try Resource.known(resource, on: connection)
        guard table.endedOn == nil else { throw OpenDataRefusal.resourceEnded }
        let last = try Release.latest(of: resource, on: connection)
        guard last?.content != content else { throw OpenDataRefusal.unchanged }
        if let last, isOlder(than: last) { throw OpenDataRefusal.olderThanPublished }
        if !again, let same = try Release.takenDown(content, of: resource, on: connection) {
            throw OpenDataRefusal.takenDown(same.number ?? 0)
        }
        let dataset = try Dataset.known(table.dataset, on: connection)
        guard dataset.state != .withheld else { throw OpenDataRefusal.withheld }
        let diff = try diffToPublish(on: connection)
        let highest: Int? = try connection.value(
            "SELECT MAX(number) FROM opendata_release WHERE resource = \(resource)")
        let number = (highest ?? 0) + 1
        try connection.execute(
            """
            UPDATE opendata_release SET number = \(number), released_at = \(stamp.at), licence = \(dataset.licence),
                diff = \(try diff.map { try JSON(encoding: $0).canonical })
            WHERE id = \(id)
            """)
        try stamp.note(
            "opendata.release.publish", "release/\(id)",
            ["number": JSON(number), "content": .string(content), "licence": .string(dataset.licence.rawValue)],
            on: connection)
        if dataset.state == .draft { try dataset.decide(.published, by: stamp, on: connection) }
    }

    /// What became public was handed in after this: 「latest」 would go back to an older file.
    func isOlder(than published: Release) -> Bool { number == nil && published.handedAt > handedAt }

    /// Takes back what is not public yet; the file stays among the evidence.
    func withdraw(by stamp: Stamp, on connection: any Connection) throws {
        guard number == nil else { throw OpenDataRefusal.alreadyReleased }
        try connection.execute("DELETE FROM opendata_release WHERE id = \(id)")
        try stamp.note("opendata.release.withdraw", "release/\(id)", ["content": .string(content)], on: connection)
    }
}
