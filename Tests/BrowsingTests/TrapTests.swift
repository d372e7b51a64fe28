import Foundation
import SampleSystem
import Scenarios
import Testing

@testable import Browsing

extension BrowserSuite {
    @Suite("A page that misbehaves has an outcome of its own", .enabled(if: SampleRun.hasBrowser), .serialized)
    struct TrapTests {
        private static let fileStep = """
              - {id: file, do: download, control: わな.%}
            """

        static let traps: [(String, RunOutcome)] = [
            ("alert", .dialog(kind: "alert", message: "口座番号 ● は使えません")),
            ("prompt", .dialog(kind: "prompt", message: "暗証番号は？")),
            ("image", .outsideAddress(host: "elsewhere.invalid")),
            ("send", .outsideAddress(host: "elsewhere.invalid")),
            ("leave", .outsideAddress(host: "elsewhere.invalid")),
            ("redirect", .outsideAddress(host: "elsewhere.invalid")),
            ("socket", .outsideAddress(host: "elsewhere.invalid")),
            ("fault", .serverFault(status: 500)),
            ("unasked", .downloadUnasked),
        ]

        @Test("Boxes, foreign hosts and faults are told apart", arguments: traps.map(\.0), BrowserOptions.Way.allCases)
        func trap(_ name: String, _ way: BrowserOptions.Way) async throws {
            let (scenario, contract) = try SampleRun.trap("/trap/\(name)")
            let expected = try #require(Self.traps.first { $0.0 == name }?.1)
            try await expect(expected, scenario, contract, way)
        }

        @Test(
            "A page that never answers, and one that never rests, are given up in time", arguments: ["silent", "busy"],
            BrowserOptions.Way.allCases)
        func hanging(_ name: String, _ way: BrowserOptions.Way) async throws {
            let (scenario, contract) = try SampleRun.trap("/trap/\(name)", wait: 3)
            let system = SampleSystem()
            let run = SampleRun(by: way)
            _ = try await run.registering(1, on: system, scenario: scenario, contract: contract)
            #expect(run.states["10000001"] == .technical)
            #expect(run.entries.last?.note.hasPrefix("3秒待ちましたが") == true)
            #expect(BrowserProcess.processes(of: run.folder) == [])
        }

        @Test("Another window is closed and told", arguments: BrowserOptions.Way.allCases)
        func popUp(_ way: BrowserOptions.Way) async throws {
            let (scenario, contract) = try SampleRun.trap("/trap/popup")
            let system = SampleSystem()
            let run = SampleRun(by: way)
            _ = try await run.registering(1, on: system, scenario: scenario, contract: contract)
            #expect(run.states["10000001"] == .technical)
            #expect(run.entries.last?.note.hasPrefix("画面が別の窓") == true)
            #expect(system.registrations.isEmpty)
        }

        @Test(
            "A small file is taken; one without an end, and one that comes to rest half way, are given up at their limits",
            arguments: BrowserOptions.Way.allCases)
        func downloads(_ way: BrowserOptions.Way) async throws {
            let small = SampleRun(by: way)
            let (scenario, contract) = try SampleRun.trap(
                "/trap/files", steps: Self.fileStep.replacing("%", with: "小さい帳票"))
            let report = try await small.registering(1, on: SampleSystem(), scenario: scenario, contract: contract)
            #expect(report.counts == [.done: 1])
            #expect(small.pictures.map(\.name) == ["list.csv"])
            #expect(small.pictures.first.map { String(decoding: $0.bytes, as: UTF8.self) } == "番号\n1\n")
            let left = try FileManager.default.contentsOfDirectory(atPath: "\(small.folder)/downloads")
            #expect(left == [])
            let (endless, _) = try SampleRun.trap("/trap/files", steps: Self.fileStep.replacing("%", with: "終わらない帳票"))
            try await expect(.downloadTooLarge(bytesMax: 2_000_000), endless, contract, way)
            let (stalled, _) = try SampleRun.trap("/trap/files", steps: Self.fileStep.replacing("%", with: "途中で止まる帳票"))
            try await expect(.downloadTooSlow(seconds: 5), stalled, contract, way)
        }

        @Test(
            "A file that whoever keeps it takes no more of is given up at that limit, and is not asked for again",
            arguments: BrowserOptions.Way.allCases)
        func tooLarge(_ way: BrowserOptions.Way) async throws {
            let run = SampleRun(by: way)
            let (scenario, contract) = try SampleRun.trap(
                "/trap/files", steps: Self.fileStep.replacing("%", with: "終わらない帳票"), retry: 2)
            let report = try await run.registering(
                1, on: SampleSystem(), scenario: scenario, contract: contract, fileBytesMax: 1_000_000)
            #expect(report.counts == [.technical: 1])
            #expect(run.entries.last?.note == RunOutcome.downloadTooLarge(bytesMax: 1_000_000).japanese)
            #expect(run.entries.count { $0.phase == .claim } == 1)
            #expect(!run.pictures.contains { $0.kind == .download })
        }

        @Test("What was to follow on a registration and was not done is told, and the record stays registered")
        func afterwards() async throws {
            let (scenario, contract) = try SampleRun.trap(
                "/trap/late",
                steps: """
                      - {id: number, do: fill, control: わな.受付番号, value: "{受付番号}"}
                      - {id: send, do: submit, control: わな.登録, effect: irreversible, until: 受付完了}
                      - {id: receipt, do: read, control: 受付完了.登録番号, into: receipt}
                      - {id: files, do: goto, screen: 帳票}
                      - {id: shown, do: expect, screen: 帳票}
                      - {id: file, do: download, control: 帳票.終わらない帳票}
                    """)
            let (system, run) = (SampleSystem(), SampleRun())
            let report = try await run.registering(1, on: system, scenario: scenario, contract: contract)
            #expect(report.counts == [.done: 1])
            #expect(system.registrations.count == 1)
            let last = try #require(run.entries.last)
            #expect(last.phase == .end)
            #expect(last.state == .done)
            #expect(last.note.hasSuffix(RunOutcome.downloadTooLarge(bytesMax: 2_000_000).japanese))
        }

        @Test("A control that comes late, or stands in a shadow, is found", arguments: ["late", "shadow"])
        func late(_ name: String) async throws {
            let (scenario, contract) = try SampleRun.trap("/trap/\(name)")
            let system = SampleSystem()
            let run = SampleRun()
            _ = try await run.registering(1, on: system, scenario: scenario, contract: contract)
            // A button in a shadow belongs to no form outside it, so only the late one can be sent.
            #expect(run.entries.contains { $0.phase == .fill })
            if name == "late" { #expect(system.registrations.map { $0.values["number"] ?? "" } == ["10000001"]) }
        }

        @Test("A field that rewrites what is typed is an exception of business, and nothing is sent")
        func mask() async throws {
            let (scenario, contract) = try SampleRun.trap("/trap/mask")
            let system = SampleSystem()
            let run = SampleRun()
            _ = try await run.registering(1, on: system, scenario: scenario, contract: contract)
            #expect(run.states["10000001"] == .business)
            #expect(system.registrations.isEmpty)
        }

        @Test("A server that is not there, and a browser that is not installed, are told")
        func missing() async throws {
            let (scenario, contract) = try SampleRun.trap("/trap/x")
            let run = SampleRun()
            let items = SampleRun.records(1).map { RunPlan.Item($0) }
            // The port of a reserved service that nobody serves here.
            _ = try await Runner(run.plan(9, scenario: scenario, contract: contract, items: items), run.hands).run()
            #expect(run.entries.last?.note.contains("net::ERR_") == true)
            let without = SampleRun()
            let plan = RunPlan(
                scenario: scenario, contract: contract, base: "http://127.0.0.1:9", items: items,
                folder: without.folder,
                browser: BrowserOptions(program: "/nowhere/chromium"))
            _ = try await Runner(plan, without.hands).run()
            #expect(without.entries.last?.note == RunOutcome.browserMissing(program: "/nowhere/chromium").japanese)
        }

        @Test("A browser that cannot be started leaves no folder behind")
        func notStarted() throws {
            let files = FileManager.default
            let folder = NSTemporaryDirectory() + "/namiki-run-" + UUID().uuidString
            try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
            defer { try? files.removeItem(atPath: folder) }
            // It may be run, and is no program.
            let program = folder + "/broken"
            let isMade = files.createFile(
                atPath: program, contents: Data([0]), attributes: [.posixPermissions: 0o755])
            #expect(isMade)
            #expect(throws: RunOutcome.browserMissing(program: program)) {
                _ = try BrowserProcess.start(
                    BrowserOptions(program: program), .pipe, folder: folder,
                    hosts: HostList(base: "http://127.0.0.1:9", others: []))
            }
            #expect((try? files.destinationOfSymbolicLink(atPath: folder + "/temporary")) == nil)
        }

        private func expect(
            _ expected: RunOutcome, _ scenario: Scenario, _ contract: ScreenContract, _ way: BrowserOptions.Way
        ) async throws {
            let system = SampleSystem()
            let run = SampleRun(by: way)
            let report = try await run.registering(1, on: system, scenario: scenario, contract: contract)
            #expect(report.counts == [.technical: 1])
            #expect(run.entries.last?.note == expected.japanese)
            #expect(run.entries.last?.event == .fail)
            #expect(system.registrations.isEmpty)
            #expect(BrowserProcess.processes(of: run.folder) == [])
        }
    }
}
