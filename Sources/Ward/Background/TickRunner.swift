import Japanese
import Storage

/// Does ticks when they are due, each on one server at a time.
struct TickRunner: Sendable {
    /// Between two looks at what is due.
    static let lookSecondsMax = 60

    let ward: Ward

    /// Does ticks until the task is cancelled.
    func run(_ ticks: [Tick], under supervisor: Supervisor) async {
        await withTaskGroup(of: Void.self) { group in
            for tick in ticks {
                group.addTask {
                    await supervisor.run(tick.name, everySeconds: min(tick.everySeconds, Self.lookSecondsMax)) {
                        try await look(at: tick)
                    }
                }
            }
        }
    }

    /// Does the tick if it is due and nobody else does it.
    func look(at tick: Tick) async throws {
        let (run, now): (ID<TickRun>, Timestamp) = (ward.newID(), ward.clock.now())
        guard try await ward.database.write({ try TickStore.claim(tick, run: run, at: now, on: $0) }) else { return }
        do {
            try await holding(tick, run)
        } catch {
            // If this fails too, the lease runs out by itself; the first error is the one to be told.
            try? await release(tick, run, isDone: false)
            throw error
        }
        try await release(tick, run, isDone: true)
    }

    /// Works, and says meanwhile that this server is alive.
    private func holding(_ tick: Tick, _ run: ID<TickRun>) async throws {
        let ward = ward
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await tick.work(ward) }
            group.addTask {
                while true {
                    try await ward.pause.seconds(TickStore.leaseSeconds / 3)
                    let now = ward.clock.now()
                    do {
                        let isHeld = try await ward.database.write {
                            try TickStore.hold(tick, run: run, at: now, on: $0)
                        }
                        guard isHeld else { throw CancellationError() }
                    } catch let error as StorageError where error.isPassing {
                        // The work will notice by itself, if it needs the database.
                        continue
                    }
                }
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    /// Not in this task: when the program is ending, its transactions would be cancelled, and the tick be left as held.
    private func release(_ tick: Tick, _ run: ID<TickRun>, isDone: Bool) async throws {
        let ward = ward
        try await Task {
            let now = ward.clock.now()
            try await ward.database.write { try TickStore.release(tick, run: run, isDone: isDone, at: now, on: $0) }
        }.value
    }
}
