import Japanese
import Site
import Storage
import Ward

/// Reads sources when somebody asks for it, which the program itself does when they are due.
struct HarvestJob: Sendable {
    static let kind = "opendata.harvest"

    let reader: WebReader

    /// Asked for twice, it is one.
    static func request(_ source: HarvestSource, by stamp: Stamp, on connection: any Connection) throws -> Job {
        guard source.endedOn == nil else { throw HarvestRefusal.ended }
        return try JobStore.requestOnce(
            kind: kind, title: "他のカタログの取込み　\(source.title)", parameters: parameters(source), by: stamp,
            on: connection)
    }

    /// The reading that waits or runs.
    static func open(_ source: HarvestSource, on connection: any Connection) throws -> Job? {
        try JobStore.open(kind: kind, parameters: parameters(source), on: connection)
    }

    private static func parameters(_ source: HarvestSource) -> JSON { ["source": .string(source.id.text)] }

    var handler: JobHandler {
        let reader = reader
        return JobHandler(kind: Self.kind, lane: .long) { context in
            guard let text = context.job.parameters["source"]?.string else {
                throw UnknownRecord(HarvestSource.self)
            }
            try await context.each([text]) { _ in
                let source = try await context.ward.database.read { try HarvestSource.known(ID(text), on: $0) }
                if source.endedOn != nil { return .skipped(HarvestRefusal.ended.words) }
                let harvest = try await Harvest.run(
                    source, with: reader, in: context.ward, by: context.job.requestedBy)
                return harvest.isGood ? .ok(harvest.summary) : .failed(harvest.summary)
            }
        }
    }

    /// Those whose interval is over since their last reading.
    static func due(at now: Timestamp, on connection: any Connection) throws -> [HarvestSource] {
        let latest = try Harvest.latest(on: connection)
        return try HarvestSource.open(on: connection).filter { source in
            guard let last = latest[source.id] else { return true }
            return last.endedAt.adding(seconds: source.hours * 3_600) <= now
        }
    }

    static let tick = Tick("opendata.harvest", everySeconds: 300) { try await requestDue(in: $0) }

    /// Asks for readings and waits for none: a slow catalogue does not hold up those behind it.
    static func requestDue(in ward: Ward) async throws {
        let stamp = ward.stamp(by: Collecting.actor)
        // Looked at first, so that nothing is written when nothing is due.
        guard try await !ward.database.read({ try due(at: stamp.at, on: $0) }).isEmpty else { return }
        try await ward.database.write { connection in
            // Another server may have been here first, and its reading be over.
            for source in try due(at: stamp.at, on: connection) {
                do {
                    _ = try request(source, by: stamp, on: connection)
                } catch JobRefusal.tooManyWaiting {
                    // The rest is asked for the next time.
                    return
                }
            }
        }
    }
}

extension Harvest {
    var summary: String {
        failure ?? "取込み\(taken)件、変更なし\(unchanged)件、受け取らなかったもの\(rejected)件、元から消えたもの\(vanished)件"
    }
}
