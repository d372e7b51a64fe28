import Japanese
import Site
import Storage
import Ward

/// Excel tables of a round: 進行管理一覧 and 指標一覧.
enum TableRoutes {
    static let all: [Route] = [
        Route(.get, "rounds/:round/progress.xlsx", needs: .readEditions) { request in
            let (round, content, edition) = try await request.ward.database.read {
                try sealedOrRunning(request, on: $0)
            }
            let book = ProgressWorkbook(content: content, edition: edition, madeAt: try request.stamp.at).workbook
            return try .workbook(book, filename: "shinko-kanri-\(round.quarter.code).xlsx")
        },
        Route(.get, "rounds/:round/indicators.xlsx", needs: .readEditions) { request in
            let (round, contents) = try await request.ward.database.read { connection in
                let (round, content, _) = try sealedOrRunning(request, on: connection)
                let earlier = try RoundStore.list(on: connection)
                    .filter { $0.limitedTo == nil && $0.edition > 0 && $0.quarter < round.quarter }
                    .prefix(ReportLimits.roundsMax - 1).reversed().compactMap { try sealed($0, on: connection)?.0 }
                return (round, earlier + [content])
            }
            let book = IndicatorWorkbook(rounds: contents, madeAt: try request.stamp.at).workbook
            return try .workbook(book, filename: "shihyo-\(round.quarter.code).xlsx")
        },
    ]

    private static func sealed(_ round: Round, on connection: any Connection) throws -> (RoundContent, Int)? {
        guard let seal = try SealStore.latest(kind: RoundContent.kind, subject: round.id.text, on: connection),
            let content = try RoundContent.content(of: seal, on: connection)
        else { return nil }
        return (content, seal.edition)
    }

    /// The newest sealed edition; while there is none, the answers as they stand, for those who may see all.
    private static func sealedOrRunning(
        _ request: PageRequest, on connection: any Connection
    ) throws -> (Round, RoundContent, Int) {
        let round = try Round.load(request, on: connection)
        if let (content, edition) = try sealed(round, on: connection) { return (round, content, edition) }
        guard try request.person.may(.readAllEntries), round.state != .planned else { throw PageRefusal.notFound }
        return (round, try RoundContent(round, on: connection), 0)
    }
}
