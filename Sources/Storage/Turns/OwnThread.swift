import Dispatch

/// A thread for long work of people who can wait, such as what everybody may ask for: whatever it costs, the threads on which everything
/// else is answered stay free.
///
///     let lane = OwnThread("public checks")
///     let report = try await lane.run { try await check(file) }
public final class OwnThread: TaskExecutor {
    private static let key = DispatchSpecificKey<ObjectIdentifier>()

    private let queue: DispatchQueue

    /// - Parameter isConcurrent: as many threads as there is work for, where something else bounds how much that is.
    public init(_ name: String, isConcurrent: Bool = false) {
        queue = DispatchQueue(label: name, qos: .utility, attributes: isConcurrent ? .concurrent : [])
        queue.setSpecific(key: Self.key, value: ObjectIdentifier(self))
    }

    /// The code that asks runs on it.
    public var isCurrent: Bool { DispatchQueue.getSpecific(key: Self.key) == ObjectIdentifier(self) }

    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = asUnownedTaskExecutor()
        queue.async { job.runSynchronously(on: executor) }
    }

    /// Does something on it, with all tasks that are begun within.
    public func run<Value: Sendable>(_ work: @Sendable () async throws -> Value) async throws -> Value {
        try await withTaskExecutorPreference(self) { try await work() }
    }
}
