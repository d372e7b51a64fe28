import Japanese
import Storage
import Ward

extension Release {
    /// That a release was taken back from the public (公開の取りやめ): its addresses say so. Its record, hash and bytes stay as evidence.
    struct TakenDown: Hashable, Sendable {
        enum Cause: String, CaseIterable, Sendable, SQLBindable, SQLDecodable {
            case personal, rights, error

            var title: String {
                switch self {
                case .personal: "個人に関する情報が含まれていたため"
                case .rights: "他者の権利にかかわるものが含まれていたため"
                case .error: "内容に誤りがあったため"
                }
            }
        }

        let at: Timestamp
        let cause: Cause
        /// Public.
        let reason: String

        init?(_ row: SQLRow) throws {
            guard let at: Timestamp = try row["taken_down_at"], let cause: Cause = try row["taken_down_cause"] else {
                return nil
            }
            (self.at, self.cause, reason) = (at, cause, try row["taken_down_reason"])
        }

        /// For everybody.
        var words: String { "\(cause.title)。\(reason)" }
    }

    var isPublic: Bool { number != nil && takenDown == nil }

    /// Takes it back from the public: the next lower release, or none, is the newest from then on.
    /// - Throws: ``OpenDataRefusal/notReleased`` or ``OpenDataRefusal/alreadyTakenDown``
    func takeDown(
        _ cause: TakenDown.Cause, reason: String, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard number != nil else { throw OpenDataRefusal.notReleased }
        guard takenDown == nil else { throw OpenDataRefusal.alreadyTakenDown }
        try connection.execute(
            """
            UPDATE opendata_release SET taken_down_at = \(stamp.at), taken_down_cause = \(cause),
                taken_down_reason = \(reason)
            WHERE id = \(id)
            """)
        try stamp.note(
            "opendata.release.take-down", "release/\(id)", Release.known(id, on: connection).takenDownFacts,
            on: connection)
    }

    /// Words that everybody reads may be wrong, or say what they should not: what stood before stays in the trail.
    /// - Throws: ``OpenDataRefusal/notTakenDown``
    func correctTakenDown(
        _ cause: TakenDown.Cause, reason: String, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard takenDown != nil else { throw OpenDataRefusal.notTakenDown }
        try connection.execute(
            """
            UPDATE opendata_release SET taken_down_cause = \(cause), taken_down_reason = \(reason) WHERE id = \(id)
            """)
        try stamp.note(
            "opendata.release.correct-take-down", "release/\(id)",
            Release.known(id, on: connection).takenDownFacts, on: connection)
    }

    /// As the trail tells it.
    var takenDownFacts: JSON {
        [
            "number": JSON(number), "content": .string(content), "cause": JSON(takenDown?.cause.rawValue),
            "reason": JSON(takenDown?.reason),
        ]
    }

    /// Those of a table that were taken back, newest first.
    static func takenDown(of resource: ID<Resource>, on connection: any Connection) throws -> [Release] {
        try list(
            "WHERE resource = \(resource) AND taken_down_at IS NOT NULL ORDER BY number DESC", on: connection)
    }

    /// One that was taken back and held the same.
    static func takenDown(
        _ content: String, of resource: ID<Resource>, on connection: any Connection
    ) throws -> Release? {
        try takenDown(of: resource, on: connection).first { $0.content == content }
    }

    /// Whether what changed in it is told against one that was taken back since: its rows would stand there again.
    func isComparedWithTakenDown(on connection: any Connection) throws -> Bool {
        let moment = releasedAt ?? handedAt
        // What was taken back before was compared with by nobody.
        let before = try Release.list(
            """
            WHERE resource = \(resource) AND number < \(number ?? Int.max)
                AND (taken_down_at IS NULL OR taken_down_at >= \(moment)) ORDER BY number DESC LIMIT 1
            """, on: connection
        ).first
        return before?.takenDown != nil
    }

    /// What stands at its addresses, a sentence to a line.
    func goneWords(of title: String, newest path: String?) -> String? {
        guard let takenDown, let number else { return nil }
        let onward = path.map { "\n公開している版は、\($0) にあります。" } ?? "\n公開している版は、ほかにありません。"
        return "「\(title)」の第\(number)版は、\(takenDown.at.date.japanese)に公開を取りやめました。\n理由: \(takenDown.words)\(onward)"
    }
}
