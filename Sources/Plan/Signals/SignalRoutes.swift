import Japanese
import Site
import Storage
import Ward

/// The address of what is to be checked.
enum SignalRoutes {
    static let all: [Route] = [
        // Drafts of all sections stand in it while a round runs.
        Route(.get, "signals", needs: .readAllEntries) { request in
            let asked = request.query["quarter"]
            let quarter = asked.flatMap(Quarter.init(code:))
            if asked != nil, quarter == nil { throw PageRefusal.badRequest("四半期は 2026-2 のように書いてください。") }
            let (review, rounds) = try await request.ward.database.read { connection in
                (
                    try SignalReview.load(quarter, on: connection),
                    try RoundStore.list(on: connection).filter { $0.limitedTo == nil && $0.state != .planned }
                )
            }
            if quarter != nil, review == nil { throw PageRefusal.notFound }
            if request.wantsJSON { return .json(review?.json ?? ["signals": []]) }
            return .page(SignalPage(review: review, rounds: rounds).page)
        }
    ]
}
