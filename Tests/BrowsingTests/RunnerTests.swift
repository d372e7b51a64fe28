import Browsing
import SampleSystem
import Scenarios
import Testing

@Suite("A run works through its records", .enabled(if: SampleRun.hasBrowser), .serialized)
struct RunnerTests {
    @Test("Each record is registered once, with a receipt, and the ledger tells the steps in their order")
    func registers() async throws {
        let system = SampleSystem()
        let run = SampleRun()
        let scenario = try SampleRun.scenario()
        let contract = try SampleRun.contract()
        let records = SampleRun.records(6)
        let report = try await system.serving { port in
            try await Runner(
                run.plan(port, scenario: scenario, contract: contract, items: records.map { RunPlan.Item($0) }), run.hands
            ).run()
        }
        #expect(report.ending == .finished)
        #expect(report.counts == [.done: 6])
        #expect(system.registrations.map { $0.values["number"] ?? "" } == records.map(\.key))
        #expect(system.registrations.map { $0.values["address"] ?? "" } == (0..<6).map { "見本区並木\($0)丁目" })
        #expect(system.registrations.map { $0.values["change"] ?? "" } == ["1", "2", "3", "1", "2", "3"])
        let phases = run.entries(of: "10000002").map(\.phase)
        #expect(
            phases == [
                .claim, .guardScreen, .fill, .guardScreen, .guardScreen, .fill, .fill, .fill, .guardScreen, .guardScreen,
                .submit, .receipt, .commit,
            ])
        #expect(run.entries(of: "10000002").compactMap(\.receipt) == ["R-000002"])
        #expect(run.secretsTaken == 1)
        for entry in run.entries { print(entry.record, entry.phase, entry.milliseconds, entry.note) }
    }
}
