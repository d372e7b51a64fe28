import Storage
import Ward

extension PlanModule {
    /// Moves rounds on whose due day has passed, and puts versions in force whose day has come: called by the clock of the server.
    static func advance(_ ward: Ward) async throws {
        let stamp = ward.stamp(by: .system)
        try await ward.database.write { connection in
            try RevisionStore.takeEffect(by: stamp, on: connection)
            _ = try RoundStore.advance(by: stamp, on: connection)
            try RoundStore.countMissing(from: ward.indicators, by: stamp, on: connection)
        }
    }
}
