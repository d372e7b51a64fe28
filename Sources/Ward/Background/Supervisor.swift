/// Keeps background work going whatever happens: what fails is reported, tried again after a while, and ends nothing else.
public struct Supervisor: Sendable {
    /// What became known about a piece of work.
    public enum Report: Sendable {
        /// - Parameters:
        ///   - failures: in a row, this one included.
        ///   - retrySeconds: until it is tried again.
        case failed(work: String, error: any Error, failures: Int, retrySeconds: Int)
        /// It succeeded after that many failures.
        case recovered(work: String, failures: Int)
    }

    /// The longest wait between two tries.
    static let retrySecondsMax = 60

    let pause: Pause
    let report: @Sendable (Report) -> Void

    public init(pause: Pause, report: @escaping @Sendable (Report) -> Void) {
        self.pause = pause
        self.report = report
    }

    /// Does a step again and again until the task is cancelled.
    /// - Parameter everySeconds: from the end of a step that succeeded to the next.
    func run(_ work: String, everySeconds: Int, _ step: @Sendable () async throws -> Void) async {
        var failures = 0
        while !Task.isCancelled {
            var seconds = everySeconds
            do {
                try await step()
                if failures > 0 { report(.recovered(work: work, failures: failures)) }
                failures = 0
            } catch {
                // What is broken off by the end of the program is no failure.
                guard !Task.isCancelled else { return }
                failures += 1
                seconds = Self.retrySeconds(failures)
                report(.failed(work: work, error: error, failures: failures, retrySeconds: seconds))
            }
            do { try await pause.seconds(seconds) } catch { return }
        }
    }

    /// 2, 4, 8, 16, 32, 60, 60 …
    static func retrySeconds(_ failures: Int) -> Int {
        min(retrySecondsMax, 1 << min(failures, 6))
    }
}
