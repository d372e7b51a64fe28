import Storage

/// Lets a few in at a time; the others wait in the order in which they came.
///
/// Hundreds of tests begin at once. Each of them with connections of its own, a server on two cores answers so late that a connection
/// counts as failed.
struct Turnstile {
    /// Tests that have a database of the throw-away PostgreSQL at the same time.
    static let postgresql = Turnstile(turns: Turns(placesMax: 8))

    /// Who is inside does not wait for a second place: all places could be taken by those who wait for another.
    @TaskLocal private static var isInside = false

    private let turns: Turns

    func pass(_ body: () async throws -> Void) async throws {
        guard !Self.isInside else { return try await body() }
        try await turns.pass(refusing: { $0 }) { () async throws in
            try await Self.$isInside.withValue(true) { try await body() }
        }
    }
}
