/// All that is done beside the site: jobs that people asked for, and ticks of the calendar.
public struct BackgroundWork: Sendable {
    private let ward: Ward
    private let runner: JobRunner
    private let ticks: [Tick]
    private let supervisor: Supervisor

    /// - Parameter report: is told what failed, and what works again.
    public init(
        ward: Ward, jobHandlers: [JobHandler], ticks: [Tick], report: @escaping @Sendable (Supervisor.Report) -> Void
    ) {
        self.ward = ward
        runner = JobRunner(ward: ward, handlers: jobHandlers)
        self.ticks = ticks
        supervisor = Supervisor(pause: ward.pause, report: report)
    }

    /// Works until the task is cancelled, whatever fails.
    public func run() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await runner.run(under: supervisor) }
            group.addTask { await TickRunner(ward: ward).run(ticks, under: supervisor) }
        }
        // Where there is nothing to do, it is done all the same: a service that ends takes the site with it.
        while !Task.isCancelled { try? await Task.sleep(for: .seconds(86_400)) }
    }
}
