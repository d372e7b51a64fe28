import Japanese
import Storage
import Ward

/// Freezing by value (確定): seals the content and the very page that is shown.
public enum RoundFreezing {
    /// What stands in the way or should be known before freezing.
    public struct Outlook: Hashable, Sendable {
        public let unanswered: [RoundBoard.Row]
        /// Handed in, and not yet accepted.
        public let notAccepted: [RoundBoard.Row]
    }

    public static func outlook(_ round: Round, on connection: any Connection) throws -> Outlook {
        let rows = try RoundBoard(round, on: connection).rows
        return Outlook(
            unanswered: rows.filter { !$0.state.isHandedIn },
            notAccepted: rows.filter { $0.state == .submitted || $0.state == .approved })
    }

    /// Seals the next edition. 未回答 is allowed and printed as such.
    ///
    /// The editions before are checked first (V20): a round whose record was touched is not built upon.
    @discardableResult
    public static func freeze(_ id: ID<Round>, by stamp: Stamp, on connection: any Connection) throws -> Seal {
        let round = try RoundStore.known(id, on: connection)
        _ = try round.state.applying(.freeze)
        for edition in try SealStore.editions(kind: Round.sealKind, subject: id.text, on: connection) {
            _ = try SealStore.content(of: edition, on: connection)
        }
        let content = try RoundContent(round, on: connection)
        let seal = try SealStore.seal(
            kind: Round.sealKind, subject: id.text, content: content.json, reason: round.amendment?.reason, by: stamp,
            on: connection
        ) { heading in
            [
                Rendering(
                    type: "text/html", bytes: Array(EditionDocument(content: content, heading: heading).html.text.utf8))
            ]
        }
        try RoundStore.move(
            round, by: .freeze, details: ["edition": JSON(seal.edition), "hash": .string(seal.hash)], stamp: stamp,
            on: connection)
        try connection.execute(
            """
            UPDATE round SET edition = \(seal.edition), amend_reason = NULL, amend_decision = NULL WHERE id = \(id)
            """)
        return seal
    }

    /// Draws an edition again from its sealed content.
    public static let renderer = SealRenderer(type: "text/html") { json, heading in
        RoundContent(json).map { Array(EditionDocument(content: $0, heading: heading).html.text.utf8) }
    }
}
