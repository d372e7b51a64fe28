/// Lets so many in at a time, in the order in which they came. Who leaves while waiting gives the place up.
///
///     let turns = Turns(placesMax: 1, waitingMax: 20)
///     let paper = try await turns.pass(refusing: { _ in PrintingError.tooManyWaiting }) { try await printed() }
public actor Turns {
    /// Why somebody is not let in.
    public enum Refused: Error, Hashable, Sendable {
        /// As many wait as may.
        case full
        /// Who came has gone before it was their turn.
        case left
    }

    private var free: Int
    private let waitingMax: Int
    private var waiting: [(id: Int, entering: CheckedContinuation<Bool, Never>)] = []
    private var lastID = 0

    /// - Parameter waitingMax: whoever comes when so many wait is refused.
    public init(placesMax: Int, waitingMax: Int = .max) {
        free = placesMax
        self.waitingMax = waitingMax
    }

    var waitingCount: Int { waiting.count }

    /// Does something in its turn.
    /// - Parameter refusing: what is thrown when it does not come.
    public func pass<Value, Failure: Error>(
        isolation: isolated (any Actor)? = #isolation, refusing refused: (Refused) -> Failure,
        _ work: () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        do throws(Refused) {
            try await enter()
        } catch {
            throw refused(error)
        }
        do throws(Failure) {
            let value = try await work()
            await leave()
            return value
        } catch {
            await leave()
            throw error
        }
    }

    func enter() async throws(Refused) {
        if free > 0 {
            free -= 1
            return
        }
        guard waiting.count < waitingMax else { throw .full }
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
            free += 1
        } else {
            waiting.removeFirst().entering.resume(returning: true)
        }
    }

    private func drop(_ id: Int) {
        guard let place = waiting.firstIndex(where: { $0.id == id }) else { return }
        waiting.remove(at: place).entering.resume(returning: false)
    }
}
