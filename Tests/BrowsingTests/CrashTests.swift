import Foundation
import RandomTesting
import SampleSystem
import Scenarios
import Synchronization
import Testing

@testable import Browsing

extension BrowserSuite {
    @Suite("A run that dies loses and doubles nothing", .enabled(if: SampleRun.hasBrowser), .serialized)
    struct CrashTests {
        struct PowerCut: Error {}

        /// Rows until the next death, drawn anew each time.
        private final class Deaths: Sendable {
            private let state: Mutex<(SeededGenerator, left: Int, count: Int)>

            init(seed: UInt64) {
                state = Mutex((SeededGenerator(seed: seed), 4, 0))
            }

            var count: Int { state.withLock { $0.count } }

            /// - Returns: 1 the browser dies, 2 the program does, 0 nothing.
            func next() -> Int {
                state.withLock { state in
                    state.left -= 1
                    guard state.left <= 0 else { return 0 }
                    state.left = Int.random(in: 1...25, using: &state.0)
                    state.count += 1
                    return Int.random(in: 1...2, using: &state.0)
                }
            }
        }

        @Test(
            "Over twenty deaths of browser and program, every record is registered once, and every unknown one was looked for"
        )
        func deaths() async throws {
            let seed = TestSeed.fresh
            let deaths = Deaths(seed: seed)
            let system = SampleSystem()
            let scenario = try SampleRun.scenario(Scenario.sampleText.replacing("first: 1,", with: "first: 0,"))
            let contract = try SampleRun.contract()
            let records = SampleRun.records(20)
            let ledger = Mutex<[LedgerEntry]>([])
            try await system.serving { port in
                for _ in 0..<200 {
                    let run = Mutex<SampleRun?>(nil)
                    let made = SampleRun { entry in
                        ledger.withLock { $0.append(entry) }
                        guard deaths.count < 24 else { return }
                        switch deaths.next() {
                        case 1: run.withLock { $0 }.map { Runner.endLeftovers(of: $0.folder) }
                        case 2: throw PowerCut()
                        default: break
                        }
                    }
                    run.withLock { $0 = made }
                    let states = ledger.withLock { $0.reduce(into: [:]) { $0[$1.record] = ($1.state, $1.attempt) } }
                    let items = records.map {
                        RunPlan.Item($0, state: states[$0.key]?.0 ?? .new, attempts: states[$0.key]?.1 ?? 0)
                    }
                    if items.allSatisfy(\.state.isFinal) { return }
                    let plan = made.plan(port, scenario: scenario, contract: contract, items: items, pictures: .none)
                    _ = try? await Runner(plan, made.hands).run()
                    #expect(BrowserProcess.processes(of: made.folder) == [], "seed \(seed)")
                    run.withLock { $0 = nil }
                }
            }
            let sent = system.registrations.map { $0.values["number"] ?? "" }
            #expect(sent.count == 20, "seed \(seed)")
            #expect(Set(sent) == Set(records.map(\.key)), "seed \(seed)")
            #expect(deaths.count >= 20, "seed \(seed)")
            // Each row that made a record unknown is followed by a query of it.
            let rows = ledger.withLock { $0 }
            for (index, row) in rows.enumerated() where row.state == .unknown && row.event != nil {
                let next = rows[(index + 1)...].first { $0.record == row.record && $0.event != nil }
                #expect([.foundAfter, .absent].contains(next?.event), "seed \(seed)")
            }
        }
    }
}
