import Japanese
import Site
import Storage
import Ward

/// Freezing by value (確定): seals the content and the very page that is shown.
public enum RoundFreezing {
    /// Seals the next edition. 未回答 is allowed and printed as such.
    ///
    /// The editions before are checked first, content and page (V20): a round whose record was touched is not built upon.
    /// A correction waits until what the edition before printed has been handed in again. What was counted is counted once
    /// more before the first edition, so that no number is sealed that its records no longer give.
    /// - Parameter registry: what the platform counts.
    @discardableResult
    public static func freeze(
        _ id: ID<Round>, counting registry: IndicatorRegistry, by stamp: Stamp, on connection: any Connection
    ) throws -> Seal {
        let round = try Round.known(id, on: connection)
        _ = try round.state.applying(.freeze)
        if round.edition == 0 {
            try CountedValueStore.countMissing(round, from: registry, by: stamp, on: connection)
            let moved = try CountedValueStore.moved(round, from: registry, on: connection)
            guard moved.isEmpty else { throw CountRefusal.moved(moved) }
        }
        let before = try intactContent(of: round, on: connection)
        let content = try RoundContent(round, on: connection)
        let missing = content.entries.filter { entry in
            !entry.isAnswered && before?.entries.contains { $0.id == entry.id && $0.isAnswered } ?? false
        }
        guard missing.isEmpty else {
            throw RoundRefusal.amendmentUnfinished(missing.map { "\($0.initiative)（\($0.unit)）" })
        }
        try CountedValueStore.seal(round, by: stamp, on: connection)
        let seal = try content.seal(id.text, reason: round.amendment?.reason, by: stamp, on: connection)
        try RoundStore.move(
            round, by: .freeze, details: ["edition": JSON(seal.edition), "hash": .string(seal.hash)], stamp: stamp,
            on: connection)
        try connection.execute(
            """
            UPDATE round SET edition = \(seal.edition), amend_reason = NULL, amend_decision = NULL WHERE id = \(id)
            """)
        return seal
    }

    /// What the newest edition says, after checking every one of them.
    private static func intactContent(of round: Round, on connection: any Connection) throws -> RoundContent? {
        let editions = try RoundContent.editions(of: round.id.text, on: connection)
        guard editions.map(\.edition) == Array(1..<(round.edition + 1)) else {
            throw RoundRefusal.sealBroken(["\(round.title)：第\(round.edition)版までの記録がそろっていません。"])
        }
        var newest: RoundContent?
        for edition in editions {
            newest = try RoundContent.content(of: edition, on: connection)
            guard try SealStore.rendering(of: edition, type: "text/html", on: connection) != nil else {
                throw RoundRefusal.sealBroken(["\(round.title)：第\(edition.edition)版の画面の記録がありません。"])
            }
        }
        return newest
    }
}
