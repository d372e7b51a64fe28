import SampleSystem
import Scenarios
import Testing

@testable import Browsing

extension BrowserSuite {
    @Suite("A changed screen stops before anything is sent", .enabled(if: SampleRun.hasBrowser), .serialized)
    struct ChangedScreenTests {
        @Test(
            "The right new control is proposed, not the decoy, and the rest completes when a person accepts",
            arguments: BrowserOptions.Way.allCases)
        func proposals(_ way: BrowserOptions.Way) async throws {
            let system = SampleSystem(SampleOptions(edition: .second))
            var contract = try SampleRun.contract()
            var accepted: [String] = []
            for _ in 0..<5 {
                let run = SampleRun(by: way)
                let report = try await run.registering(2, on: system, contract: contract)
                #expect(BrowserProcess.processes(of: run.folder) == [])
                guard case .screenChanged(let change) = report.ending else {
                    #expect(report.counts.values.reduce(0, +) == 2)
                    break
                }
                #expect(system.registrations.isEmpty)
                #expect(change.missing == [])
                #expect(change.evidence != nil)
                #expect(!change.proposals.contains { $0.new.id == "quick-account" })
                accepted += change.proposals.map { "\($0.control) → \($0.new.id)" }
                contract = contract.accepting(change.proposals)
            }
            #expect(accepted == ["変更入力.口座番号 → kouza-bangou", "確認.登録 → commit"])
            #expect(system.registrations.count == 2)
            #expect(system.registrations.map { $0.values["account"] ?? "" } == ["7000001", "7000002"])
        }

        @Test("Nothing is proposed for a control that is gone: the run stops and names it")
        func gone() async throws {
            let (scenario, contract) = try SampleRun.trap("/trap/files")
            let system = SampleSystem()
            let run = SampleRun()
            let report = try await run.registering(1, on: system, scenario: scenario, contract: contract)
            guard case .screenChanged(let change) = report.ending else {
                Issue.record("\(report.ending)")
                return
            }
            #expect(change.proposals == [])
            #expect(change.missing.map(\.description) == ["わな.受付番号", "わな.登録"])
            #expect(run.states["10000001"] == .new)
        }
    }
}
