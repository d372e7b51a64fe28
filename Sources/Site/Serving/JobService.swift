import ServiceLifecycle
import Ward

/// Long work, done beside the site; what is under way when the server is stopped goes back into the queue.
struct JobService: Service {
    let runner: JobRunner

    func run() async throws {
        try await cancelWhenGracefulShutdown { try await runner.run() }
    }
}
