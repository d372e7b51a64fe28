import Synchronization

@testable import Ward

extension Pause {
    /// Lasts until its task is cancelled.
    static let endless = Pause { _ in try await Task.sleep(for: .seconds(86_400)) }
    /// Over at once; other tasks come to their turn meanwhile.
    static let none = Pause { _ in
        try Task.checkCancellation()
        await Task.yield()
    }
}

/// Pauses that are over at once and are written down.
final class NotedPauses: Sendable {
    private let noted = Mutex<[Int]>([])
    private let last: Int

    /// - Parameter last: the number of pauses after which the work is broken off.
    init(last: Int) {
        self.last = last
    }

    var seconds: [Int] { noted.withLock { $0 } }

    var pause: Pause {
        Pause { seconds in
            let count = self.noted.withLock { noted in
                noted.append(seconds)
                return noted.count
            }
            if count >= self.last { throw CancellationError() }
        }
    }
}

/// What a supervisor reported, in words.
final class NotedReports: Sendable {
    private let noted = Mutex<[String]>([])

    var lines: [String] { noted.withLock { $0 } }

    func note(_ report: Supervisor.Report) {
        let line =
            switch report {
            case .failed(let work, let error, let failures, _): "\(work) failed \(failures): \(error)"
            case .recovered(let work, let failures): "\(work) recovered after \(failures)"
            }
        noted.withLock { $0.append(line) }
    }
}
