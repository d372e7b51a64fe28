/// Lets a few in at a time; the others wait in the order in which they came.
///
/// Hundreds of tests begin at once. Each of them with connections of its own, a server on two cores answers so late that a connection
/// counts as failed.
actor Turnstile {
    /// Tests that have a database of the throw-away PostgreSQL at the same time.
    static let postgresql = Turnstile(placesMax: 8)

    /// Who is inside does not wait for a second place: all places could be taken by those who wait for another.
    @TaskLocal private static var isInside = false

    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(placesMax: Int) {
        free = placesMax
    }

    nonisolated func pass(_ body: () async throws -> Void) async throws {
        guard !Self.isInside else { return try await body() }
        await enter()
        do {
            try await Self.$isInside.withValue(true) { try await body() }
        } catch {
            await leave()
            throw error
        }
        await leave()
    }

    private func enter() async {
        guard free == 0 else { return free -= 1 }
        await withCheckedContinuation { waiting.append($0) }
    }

    private func leave() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
