import Logging
import ServiceLifecycle
import Storage
import Ward

/// Long work and ticks, done beside the site; what is under way when the server is stopped goes back into the queue.
struct BackgroundService: Service {
    let work: BackgroundWork

    init(_ site: RunningSite) {
        let logger = site.logger
        work = BackgroundWork(
            ward: site.ward, jobHandlers: site.modules.flatMap(\.jobHandlers),
            ticks: [
                DailyHeadStore.tick, NotificationSending.tick(of: site.modules, wardName: site.settings.wardName),
            ] + site.modules.flatMap(\.ticks)
        ) { logger.log($0) }
    }

    func run() async throws {
        await cancelWhenGracefulShutdown { await work.run() }
    }
}

extension Logger {
    fileprivate func log(_ report: Supervisor.Report) {
        switch report {
        case .failed(let work, let error, let failures, let retrySeconds):
            // No more than its kind: the words of an error may hold what people typed.
            let kind = (error as? StorageError).map { "\($0)" } ?? String(reflecting: type(of: error))
            self.error(
                "background work failed",
                metadata: [
                    "work": "\(work)", "error": "\(kind)", "failures": "\(failures)", "retrySeconds": "\(retrySeconds)",
                ])
        case .recovered(let work, let failures):
            notice("background work goes on", metadata: ["work": "\(work)", "failures": "\(failures)"])
        }
    }
}
