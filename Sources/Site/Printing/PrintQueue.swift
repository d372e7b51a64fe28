/// Lets so many in at a time, in the order in which they came. Who leaves while waiting gives the place up.
actor PrintQueue {
    private let runsMax: Int
    private let waitingMax: Int
    private var running = 0
    private(set) var waiting: [(id: Int, entering: CheckedContinuation<Bool, Never>)] = []
    private var lastID = 0

    /// - Parameter waitingMax: whoever comes when so many wait is refused.
    init(runsMax: Int, waitingMax: Int = .max) {
        self.runsMax = runsMax
        self.waitingMax = waitingMax
    }

    /// - Throws: ``PrintingError/tooManyWaiting``, or ``PrintingError/left`` for who gave up before it was their turn.
    func enter() async throws(PrintingError) {
        if running < runsMax {
            running += 1
            return
        }
        guard waiting.count < waitingMax else { throw .tooManyWaiting }
        lastID += 1
        let id = lastID
        let isIn = await withTaskCancellationHandler {
            await withCheckedContinuation { entering in
                if Task.isCancelled { entering.resume(returning: false) } else { waiting.append((id, entering)) }
            }
        } onCancel: {
            Task { await drop(id) }
        }
        if !isIn { throw .left }
    }

    /// The place goes to whoever has waited longest.
    func leave() {
        if waiting.isEmpty {
            running -= 1
        } else {
            waiting.removeFirst().entering.resume(returning: true)
        }
    }

    /// Does something in its turn.
    nonisolated func inTurn<Value: Sendable>(
        _ work: @Sendable () async throws(PrintingError) -> Value
    ) async throws(PrintingError) -> Value {
        try await enter()
        let result: Result<Value, PrintingError>
        do throws(PrintingError) {
            result = .success(try await work())
        } catch {
            result = .failure(error)
        }
        await leave()
        return try result.get()
    }

    private func drop(_ id: Int) {
        guard let place = waiting.firstIndex(where: { $0.id == id }) else { return }
        waiting.remove(at: place).entering.resume(returning: false)
    }
}
