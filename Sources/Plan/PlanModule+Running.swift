import Storage
import Ward

extension PlanModule {
    /// The title of the plan in force, for the header of the site.
    public static func currentTitle(on connection: any Connection) throws -> String? {
        try PlanStore.current(on: connection)?.planTitle
    }

    /// Moves rounds on whose due day has passed, and puts versions in force whose day has come: called by the clock of the server.
    @discardableResult
    public static func advance(_ ward: Ward) async throws -> Int {
        let stamp = ward.stamp(by: .system)
        return try await ward.database.write { connection in
            try RevisionStore.takeEffect(by: stamp, on: connection)
            return try RoundStore.advance(by: stamp, on: connection)
        }
    }
}
