/// The sessions to one server, at most a fixed number, given out in the order in which they were asked for.
actor SessionPool {
    private let address: ServerAddress
    private let sessionsMax: Int
    private var idle: [PostgreSQLSession] = []
    private var inUse = 0
    private var isClosed = false
    private var waiting: [Waiter] = []
    private var lastTicket = 0
    private var closing: [CheckedContinuation<Void, Never>] = []

    private struct Waiter {
        let ticket: Int
        let continuation: CheckedContinuation<PostgreSQLSession, any Error>
    }

    init(address: ServerAddress, sessionsMax: Int) {
        self.address = address
        self.sessionsMax = sessionsMax
    }

    /// Runs the closure with a session that nobody else has meanwhile.
    nonisolated func use<Value: Sendable>(
        _ body: @Sendable (PostgreSQLSession) async throws -> Value
    ) async throws -> Value {
        let session = try await take()
        do {
            let value = try await body(session)
            await giveBack(session)
            return value
        } catch {
            await giveBack(session)
            throw error
        }
    }

    /// Closes all sessions, waiting for those in use.
    func close() async {
        isClosed = true
        for waiter in waiting { waiter.continuation.resume(throwing: StorageError.closed) }
        waiting = []
        if inUse > 0 {
            await withCheckedContinuation { closing.append($0) }
        }
        let sessions = idle
        idle = []
        for session in sessions { await session.close() }
    }

    private func take() async throws -> PostgreSQLSession {
        guard !isClosed else { throw StorageError.closed }
        try Task.checkCancellation()
        if inUse < sessionsMax {
            inUse += 1
            return idle.popLast() ?? PostgreSQLSession(address)
        }
        lastTicket += 1
        let ticket = lastTicket
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                if Task.isCancelled {
                    continuation.resume(throwing: CancellationError())
                } else {
                    waiting.append(Waiter(ticket: ticket, continuation: continuation))
                }
            }
        } onCancel: {
            Task { await self.cancel(ticket) }
        }
    }

    private func giveBack(_ session: PostgreSQLSession) {
        if let next = waiting.first {
            waiting.removeFirst()
            next.continuation.resume(returning: session)
            return
        }
        idle.append(session)
        inUse -= 1
        if isClosed, inUse == 0 {
            for continuation in closing { continuation.resume() }
            closing = []
        }
    }

    private func cancel(_ ticket: Int) {
        guard let index = waiting.firstIndex(where: { $0.ticket == ticket }) else { return }
        waiting.remove(at: index).continuation.resume(throwing: CancellationError())
    }
}
