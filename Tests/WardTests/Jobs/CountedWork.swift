import Storage
import Synchronization

@testable import Ward

/// Work that remembers which items it was asked to do.
final class CountedWork: Sendable {
    private let items = Mutex<[String]>([])

    var done: [String] { items.withLock { $0 } }

    func note(_ item: String) {
        items.withLock { $0.append(item) }
    }
}

/// A program that is killed: nothing of it runs afterwards, so it cannot tidy up.
struct Killed: Error {}

extension TestedWard {
    func request(
        _ kind: String = "test.work", title: String = "試験の処理", by actor: Actor = .commandLine
    ) async throws -> Job {
        let stamp = ward.stamp(by: actor)
        return try await database.write { try JobStore.request(kind: kind, title: title, by: stamp, on: $0) }
    }

    func job(_ id: ID<Job>) async throws -> Job {
        try await read { try JobStore.known(id, on: $0) }
    }

    func progress(_ id: ID<Job>) async throws -> JobProgress? {
        try await read { try JobStore.progress(of: id, on: $0) }
    }

    /// Keys and outcomes in the ledger.
    func ledger(_ id: ID<Job>) async throws -> [String: JobOutcome] {
        let items = try await read { try JobStore.items(of: id, on: $0) }
        return Dictionary(items.map { ($0.item, $0.outcome) }, uniquingKeysWith: { first, _ in first })
    }

    /// A program that claims the job and is killed by the error that the body throws.
    func runAndKill(_ id: ID<Job>, _ body: (JobContext) async throws -> Void) async throws {
        let context = try await claim(id)
        do { try await body(context) } catch is Killed {}
    }

    func claim(_ id: ID<Job>) async throws -> JobContext {
        let (run, moment): (ID<JobRun>, _) = (ward.newID(), ward.clock.now())
        let job = try await database.write { try JobStore.claim(id, at: moment, run: run, on: $0) }
        guard let job, let progress = try await progress(id) else { throw NotClaimed() }
        return JobContext(job: job, run: run, ward: ward, progress: progress) { _ in }
    }

    struct NotClaimed: Error {}
}
