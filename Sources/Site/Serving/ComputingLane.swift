import Storage

/// Computations over many rows for whoever asks: few at once, in the order in which they came, and on threads of their own, so that those
/// that answer requests stay free.
///
///     static let lane = ComputingLane(runningMax: 2, waitingMax: 50)
///     let found = try await lane.run { try query.found(in: table) }
///
/// What is computed asks a ``CancellationWatch``, so that nothing goes on for somebody who was told that it took too long.
public struct ComputingLane: Sendable {
    /// As many wait as may.
    struct Full: Error {}

    private let turns: Turns
    private static let threads = OwnThread("computing", isConcurrent: true)

    /// What asks is computed in a lane.
    static var isHere: Bool { threads.isCurrent }

    public init(runningMax: Int, waitingMax: Int) {
        turns = Turns(placesMax: runningMax, waitingMax: waitingMax)
    }

    public func run<Value: Sendable>(_ compute: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await turns.pass(refusing: { $0 == .full ? Full() as any Error : CancellationError() }) {
            let computing = Task(executorPreference: Self.threads) { try compute() }
            return try await withTaskCancellationHandler {
                try await computing.value
            } onCancel: {
                computing.cancel()
            }
        }
    }
}

/// Asks now and then, in a long computation, whether anybody still waits for what comes of it.
public struct CancellationWatch: Sendable {
    /// So many steps take far less than a second.
    static let stepsBetween = 4_096

    private var left = stepsBetween

    public init() {}

    public mutating func step() throws(CancellationError) {
        left -= 1
        guard left == 0 else { return }
        left = Self.stepsBetween
        if Task.isCancelled { throw CancellationError() }
    }
}
