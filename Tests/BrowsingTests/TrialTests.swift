import SampleSystem
import Scenarios
import Testing

@testable import Browsing

extension BrowserSuite {
    @Suite("A trial changes nothing in the system", .enabled(if: SampleRun.hasBrowser), .serialized)
    struct TrialTests {
        @Test("Levels 0 to 3 register nothing", arguments: [DryRunLevel.text, .savedScreens, .readOnly, .lastStepHeld])
        func harmless(_ level: DryRunLevel) async throws {
            let system = SampleSystem()
            let run = SampleRun()
            let report = try await run.registering(2, on: system, trial: level)
            #expect(report.ending == .trialEnded)
            #expect(system.registrations.isEmpty)
            #expect(run.entries.allSatisfy { $0.phase != .submit })
            #expect(run.states.values.allSatisfy { $0 == .new || $0 == .claimed })
            #expect(BrowserProcess.processes(of: run.folder) == [])
        }

        @Test("The level that holds the last step keeps a picture of what it would have sent")
        func held() async throws {
            let run = SampleRun()
            _ = try await run.registering(2, on: SampleSystem(), trial: .lastStepHeld)
            #expect(run.pictures.count == 2)
            #expect(run.states == ["10000001": .new, "10000002": .new])
        }

        @Test("The last level registers three records and then ends")
        func firstRecords() async throws {
            let system = SampleSystem()
            let report = try await SampleRun().registering(5, on: system, trial: .firstRecords)
            #expect(report.ending == .trialEnded)
            #expect(system.registrations.count == 3)
        }

        @Test("A page that sends something by itself is held in a trial")
        func sending() async throws {
            let (scenario, contract) = try SampleRun.trap("/trap/send")
            let system = SampleSystem(SampleOptions(elsewhere: "/quick"))
            let run = SampleRun()
            let report = try await run.registering(
                1, on: system, scenario: scenario, contract: contract, trial: .lastStepHeld)
            #expect(system.registrations.isEmpty)
            #expect(report.ending == .trialEnded)
            #expect(run.entries.last?.note == RunOutcome.sendingInTrial(method: "POST").japanese)
        }
    }
}
