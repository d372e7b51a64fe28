import Dispatch
import Synchronization
import Ward

/// Reads what people sent: one file after the other and on a thread of its own, so that others' pages are made meanwhile,
/// however hard a file is to read.
///
///     let returned = try await SentFile.read { try ReturnedInquiry(bytes) }
public final class SentFile: Sendable {
    /// More than this many files that wait are refused.
    static let waitingMax = 20

    /// Too many wait already.
    struct TooMany: Refusal {
        var words: String { "ただいま、ほかのファイルを読み取っています。少し待ってから、もう一度送ってください。" }
    }

    private static let shared = SentFile()

    private let queue = DispatchQueue(label: "files that were sent", qos: .utility)
    private let waiting = Mutex(0)

    /// - Throws: what the reading throws; a refusal when too many other files wait; `CancellationError` when nobody waits for this
    ///   one any more before its turn.
    public static func read<Value: Sendable>(_ reading: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await shared.read(reading)
    }

    func read<Value: Sendable>(_ reading: @escaping @Sendable () throws -> Value) async throws -> Value {
        try waiting.withLock { waiting in
            guard waiting < Self.waitingMax else { throw TooMany() }
            waiting += 1
        }
        defer { waiting.withLock { $0 -= 1 } }
        let isLeft = Flag()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                queue.async {
                    continuation.resume(
                        with: Result {
                            if isLeft.isUp { throw CancellationError() }
                            return try reading()
                        })
                }
            }
        } onCancel: {
            isLeft.raise()
        }
    }

    private final class Flag: Sendable {
        private let state = Mutex(false)
        var isUp: Bool { state.withLock { $0 } }
        func raise() { state.withLock { $0 = true } }
    }
}
