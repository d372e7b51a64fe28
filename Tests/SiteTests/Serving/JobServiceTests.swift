import ArgumentParser
import SiteTesting
import Storage
import Testing
import Ward

@testable import Site

@Suite("Long work beside the site")
struct JobServiceTests {
    private struct WorkingModule: Module {
        var name: String { "working" }
        var routes: [Route] { [] }
        var migrations: [Migration] { [] }
        var grants: Grants { Grants() }
        var duties: [DutySource] { [] }
        var commands: [any AsyncParsableCommand.Type] { [] }
        var jobHandlers: [JobHandler] {
            [JobHandler(kind: "sample") { context in try await context.each(["一", "二"]) { _ in .ok() } }]
        }
    }

    @Test("A module's jobs are done while the site runs")
    func jobs() async throws {
        let site = try await TestSite(modules: [WorkingModule()], settings: SiteSettings(port: 0))
        let stamp = site.ward.stamp(by: .commandLine)
        let job = try await site.ward.database.write {
            try JobStore.request(kind: "sample", title: "見本", by: stamp, on: $0)
        }
        let ended = try await site.serving { _ in
            // Bounded in tries: each looks at the ledger once.
            for _ in 0..<400 {
                let progress = try await site.ward.database.read { try JobStore.progress(of: job.id, on: $0) }
                if progress?.state == .done { return progress }
                try await Task.sleep(for: .milliseconds(25))
            }
            return nil
        }
        #expect(ended?.ok == 2)
    }
}
