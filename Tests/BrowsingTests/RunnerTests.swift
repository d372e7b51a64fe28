import SampleSystem
import Scenarios
import Testing

@testable import Browsing

extension BrowserSuite {
    @Suite("A run works through its records", .enabled(if: SampleRun.hasBrowser), .serialized)
    struct RunnerTests {
        @Test(
            "Each record is registered once, with a receipt, and the ledger tells the steps in their order",
            arguments: BrowserOptions.Way.allCases)
        func registers(_ way: BrowserOptions.Way) async throws {
            let system = SampleSystem()
            let run = SampleRun(by: way)
            let scenario = try SampleRun.scenario()
            let contract = try SampleRun.contract()
            let records = SampleRun.records(6)
            let report = try await system.serving { port in
                try await Runner(
                    run.plan(port, scenario: scenario, contract: contract, items: records.map { RunPlan.Item($0) }),
                    run.hands
                ).run()
            }
            #expect(report.ending == .finished)
            #expect(report.browserVersion.hasSuffix("（WebDriver）") == (way == .webDriver))
            #expect(report.counts == [.done: 6])
            #expect(system.registrations.map { $0.values["number"] ?? "" } == records.map(\.key))
            #expect(system.registrations.map { $0.values["address"] ?? "" } == (0..<6).map { "見本区並木\($0)丁目" })
            #expect(system.registrations.map { $0.values["change"] ?? "" } == ["1", "2", "3", "1", "2", "3"])
            let phases = run.entries(of: "10000002").map(\.phase)
            #expect(
                phases == [
                    .claim, .guardScreen, .fill, .guardScreen, .guardScreen, .fill, .fill, .fill, .guardScreen,
                    .guardScreen,
                    .submit, .receipt, .commit,
                ])
            #expect(run.entries(of: "10000002").compactMap(\.receipt) == ["R-000002"])
            #expect(run.secretsTaken == 1)
            #expect(BrowserProcess.processes(of: run.folder) == [])
        }

        @Test("What the system refuses waits for a person, with its reason, and the run goes on")
        func refusals() async throws {
            let system = SampleSystem(SampleOptions(refused: ["10000002"]))
            let run = SampleRun()
            let report = try await run.registering(3, on: system)
            #expect(report.ending == .finished)
            #expect(report.counts == [.done: 2, .business: 1])
            let end = try #require(run.entries(of: "10000002").last)
            #expect(end.event == .refuse)
            #expect(end.note == "受付番号が台帳にありません。")
            #expect(end.evidence != nil)
        }

        @Test("What is found to be registered after all, and was to be followed by more, says so")
        func foundAfter() async throws {
            let system = SampleSystem()
            _ = try await SampleRun().registering(1, on: system)
            let scenario = try SampleRun.scenario(
                Scenario.sampleText.replacing(
                    "into: receipt}\n",
                    with: """
                        into: receipt}
                          - {id: after, do: goto, screen: メニュー}
                          - {id: shown, do: expect, screen: メニュー}

                        """))
            let run = SampleRun()
            let report = try await run.registering(1, on: system, scenario: scenario, state: .unknown)
            #expect(report.counts == [.done: 1])
            #expect(system.registrations.count == 1)
            #expect(run.entries.map(\.phase).suffix(2) == [.query, .end])
            #expect(run.entries.last?.state == .done)
        }

        @Test("A session that ends in between is begun again, and no record is lost or doubled")
        func sessions() async throws {
            let system = SampleSystem(SampleOptions(answersPerSession: 13))
            let run = SampleRun()
            let report = try await run.registering(6, on: system)
            #expect(report.ending == .finished)
            #expect(Set(system.registrations.map { $0.values["number"] ?? "" }).count == 6)
            #expect(system.registrations.count == 6)
            #expect(run.secretsTaken > 1)
        }

        @Test("A record that is registered already is skipped, with the receipt it has")
        func already() async throws {
            let system = SampleSystem()
            _ = try await SampleRun().registering(3, on: system)
            let second = SampleRun()
            let report = try await second.registering(3, on: system)
            #expect(report.counts == [.skipped: 3])
            #expect(system.registrations.count == 3)
            #expect(second.entries.compactMap(\.receipt) == ["R-000001", "R-000002", "R-000003"])
        }

        @Test("A record that waits for agreement sends nothing, and is sent when it is agreed to")
        func approvals() async throws {
            let system = SampleSystem()
            let scenario = try SampleRun.scenario(
                Scenario.sampleText.replacing(
                    "  - {id: register, ", with: "  - {id: ok, do: approve, role: 確認者}\n  - {id: register, "))
            let waiting = SampleRun(answer: .waiting)
            let first = try await waiting.registering(2, on: system, scenario: scenario)
            #expect(first.ending == .finished)
            #expect(first.counts == [.held: 2])
            #expect(system.registrations.isEmpty)
            #expect(waiting.approvals.map(\.record) == ["10000001", "10000002"])
            #expect(waiting.approvals.allSatisfy { $0.evidence != nil })
            let refusing = SampleRun(answer: .refused("口座名義が違う"))
            let refused = try await refusing.registering(1, on: system, scenario: scenario, state: .held)
            #expect(refused.counts == [.business: 1])
            #expect(system.registrations.isEmpty)
            let granting = SampleRun()
            let second = try await granting.registering(2, on: system, scenario: scenario, state: .held)
            #expect(second.counts == [.done: 2])
            #expect(system.registrations.count == 2)
        }

        @Test("A ledger that keeps no row stops the run before the step it was for")
        func fullDisk() async throws {
            struct FullDisk: Error {}
            let system = SampleSystem()
            let run = SampleRun { if $0.phase == .submit { throw FullDisk() } }
            await #expect(throws: RunOutcome.ledgerFailed) { _ = try await run.registering(2, on: system) }
            #expect(system.registrations.isEmpty)
            #expect(BrowserProcess.processes(of: run.folder) == [])
        }

        @Test("A run that is cancelled ends the step it is in, and leaves no browser")
        func cancelling() async throws {
            let system = SampleSystem()
            let scenario = try SampleRun.scenario()
            let contract = try SampleRun.contract()
            let (told, tell) = AsyncStream.makeStream(of: Void.self)
            let run = SampleRun { entry in
                guard entry.record == "10000002", entry.phase == .submit else { return }
                tell.yield()
                // The cancelling comes while the record is being sent.
                try? await Task.sleep(for: .milliseconds(50))
            }
            let report = try await system.serving { port in
                let plan = run.plan(
                    port, scenario: scenario, contract: contract, items: SampleRun.records(5).map { RunPlan.Item($0) })
                let task = Task { try await Runner(plan, run.hands).run() }
                _ = await told.first { _ in true }
                task.cancel()
                return try await task.value
            }
            #expect(report.ending == .cancelled)
            #expect(run.states["10000002"] == .done)
            #expect(system.registrations.count == 2)
            #expect(BrowserProcess.processes(of: run.folder) == [])
        }

        @Test("Two runs side by side do not touch each other")
        func sideBySide() async throws {
            let (one, other) = (SampleSystem(), SampleSystem())
            async let first = SampleRun().registering(4, on: one)
            async let second = SampleRun().registering(4, on: other)
            let reports = try await [first, second]
            #expect(reports.map(\.counts) == [[.done: 4], [.done: 4]])
            #expect(one.registrations.count == 4)
            #expect(other.registrations.count == 4)
        }
    }
}
