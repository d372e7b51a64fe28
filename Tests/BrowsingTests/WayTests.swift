import Foundation
import SampleSystem
import Scenarios
import Testing

@testable import Browsing

extension BrowserSuite {
    @Suite("A browser is driven over the pipe, and where that is refused by a WebDriver", .serialized)
    struct WayTests {
        @Test("A machine with a browser has its WebDriver: without, half of these tests would say nothing")
        func installed() {
            #expect(
                !SampleRun.hasBrowser || FileManager.default.isExecutableFile(atPath: SampleRun.driver),
                "bin/setup test installs chromium-driver")
        }

        /// A program that stands for the browser, and leaves the folder with it.
        private func stand(_ script: String, in run: SampleRun) throws -> String {
            try FileManager.default.createDirectory(atPath: run.folder, withIntermediateDirectories: true)
            let program = run.folder + "/browser"
            let isMade = FileManager.default.createFile(
                atPath: program, contents: Data("#!/bin/sh\n\(script)\n".utf8),
                attributes: [.posixPermissions: 0o755])
            #expect(isMade)
            return program
        }

        private func report(_ run: SampleRun, on system: SampleSystem, _ options: BrowserOptions) async throws
            -> RunReport
        {
            let (scenario, contract) = (
                try SampleRun.scenario(Scenario.sampleText.replacing("retry: 2", with: "retry: 0")),
                try SampleRun.contract()
            )
            return try await system.serving { port in
                let plan = RunPlan(
                    scenario: scenario, contract: contract, base: "http://127.0.0.1:\(port)",
                    items: SampleRun.records(2).map { RunPlan.Item($0) }, folder: run.folder, browser: options)
                return try await Runner(plan, run.hands).run()
            }
        }

        @Test(
            "A browser that ends when it is given a pipe, or says nothing over it, is driven by the WebDriver, and the version says so",
            .enabled(if: SampleRun.hasBrowser), arguments: ["exit 1", "exec sleep 600"])
        func fallback(_ refusal: String) async throws {
            let (system, run) = (SampleSystem(), SampleRun())
            let program = try stand(
                """
                for word in "$@"; do
                    [ "$word" = --remote-debugging-pipe ] && \(refusal)
                done
                exec \(SampleRun.program) "$@"
                """, in: run)
            let report = try await report(run, on: system, BrowserOptions(program: program, secondsToStart: 15))
            #expect(report.ending == .finished)
            #expect(report.counts == [.done: 2])
            #expect(report.browserVersion.hasSuffix("（WebDriver）"))
            #expect(system.registrations.count == 2)
            #expect(BrowserProcess.processes(of: run.folder) == [])
        }

        @Test(
            "A way that is asked for is the only one, and what is missing is named", .enabled(if: SampleRun.hasBrowser))
        func forced() async throws {
            let refusing = SampleRun()
            let program = try stand("exit 1", in: refusing)
            let pipe = try await report(refusing, on: SampleSystem(), BrowserOptions(program: program, way: .pipe))
            #expect(pipe.ending == .stopped(.browserEnded))
            // It would be the WebDriver's turn, and there is none.
            let alone = try await report(
                SampleRun(), on: SampleSystem(), BrowserOptions(program: program, driver: "/nowhere/driver"))
            #expect(alone.ending == .stopped(.browserEnded))
            let missing = SampleRun()
            let without = try await report(
                missing, on: SampleSystem(), BrowserOptions(driver: "/nowhere/driver", way: .webDriver))
            #expect(without.ending == .stopped(.driverMissing(program: "/nowhere/driver")))
            #expect(missing.entries.last?.note.hasPrefix("WebDriver（/nowhere/driver）を動かせません。") == true)
            // A driver that ends at once, and one whose browser does.
            let broken = SampleRun()
            let driver = try stand("exit 1", in: broken)
            let ended = try await report(broken, on: SampleSystem(), BrowserOptions(driver: driver, way: .webDriver))
            #expect(ended.ending == .stopped(.browserEnded))
            let dead = try await report(
                refusing, on: SampleSystem(), BrowserOptions(program: program, way: .webDriver))
            #expect(dead.ending == .stopped(.browserEnded))
            #expect(BrowserProcess.processes(of: refusing.folder) + BrowserProcess.processes(of: broken.folder) == [])
        }

        @Test(
            "When this program is gone, the driver and its browser end by themselves",
            .enabled(if: SampleRun.hasBrowser), arguments: BrowserOptions.Way.allCases)
        func gone(_ way: BrowserOptions.Way) async throws {
            let run = SampleRun()
            let (options, hosts) = (BrowserOptions(), HostList(base: "", others: []))
            let process = try BrowserProcess.start(options, way, folder: run.folder, hosts: hosts)
            let wire: any BrowserWire =
                way == .pipe
                ? PipeWire(process)
                : WebDriverWire(
                    process,
                    capabilities: BrowserProcess.capabilities(options, folder: run.folder, hosts: hosts))
            let connection = DevToolsConnection(wire)
            try await connection.begin { _, _ in }
            _ = try await connection.firstPage()
            #expect(BrowserProcess.processes(of: run.folder) != [])
            // All that a program which is killed can still do: its end of the socket pair is closed.
            process.hangUp()
            for _ in 0..<500 where BrowserProcess.processes(of: run.folder) != [] {
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(BrowserProcess.processes(of: run.folder) == [])
            await process.end()
        }

        @Test(
            "What an allowed server passes on to another port of its host, or a worker sends there, does not arrive",
            .enabled(if: SampleRun.hasBrowser), arguments: ["onward", "worker"], BrowserOptions.Way.allCases)
        func ports(_ trap: String, _ way: BrowserOptions.Way) async throws {
            let (scenario, contract) = try SampleRun.trap("/trap/\(trap)")
            let (other, run) = (SampleSystem(), SampleRun(by: way))
            let report = try await other.serving { port in
                let system = SampleSystem(SampleOptions(elsewhere: "http://127.0.0.1:\(port)/quick"))
                return try await run.registering(1, on: system, scenario: scenario, contract: contract)
            }
            #expect(report.counts == (trap == "worker" ? [.done: 1] : [.technical: 1]))
            #expect(other.registrations.isEmpty)
            #expect(BrowserProcess.processes(of: run.folder) == [])
        }

        @Test(
            "In a trial nothing is sent that a page sends by itself", .enabled(if: SampleRun.hasBrowser),
            arguments: BrowserOptions.Way.allCases)
        func trial(_ way: BrowserOptions.Way) async throws {
            let (scenario, contract) = try SampleRun.trap("/trap/send")
            let (other, run) = (SampleSystem(), SampleRun(by: way))
            // The page's own host is as good as allowed here: it is the sending that is stopped.
            let ending = try await other.serving { port in
                let system = SampleSystem(SampleOptions(elsewhere: "http://127.0.0.1:\(port)/quick"))
                return try await system.serving { own in
                    let plan = run.plan(
                        own, scenario: scenario, contract: contract,
                        items: SampleRun.records(1).map { RunPlan.Item($0) },
                        trial: .lastStepHeld, hosts: ["127.0.0.1:\(port)"])
                    return try await Runner(plan, run.hands).run()
                }
            }
            #expect(ending.counts == [.technical: 1])
            #expect(run.entries.last?.note == RunOutcome.sendingInTrial(method: "POST").japanese)
            #expect(other.registrations.isEmpty)
        }
    }
}
