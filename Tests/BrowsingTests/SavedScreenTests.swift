import Foundation
@testable import SampleSystem
import Scenarios
import Testing

@testable import Browsing

extension BrowserSuite {
    @Suite("Contracts are tried on saved screens", .enabled(if: SampleRun.hasBrowser), .serialized)
    struct SavedScreenTests {
        @Test("From the saved screens of two editions, the steps that an upgrade breaks are told")
        func upgrade() async throws {
            let run = SampleRun()
            func saved(_ edition: SampleOptions.Edition) async throws -> [PageSnapshot] {
                let system = SampleSystem(SampleOptions(edition: edition))
                return try await SavedScreens.snapshots(
                    of: [("/entry", system.entry), ("/confirm", system.confirm(["number": "10000001"]))],
                    folder: run.folder)
            }
            let (old, new) = (try await saved(.first), try await saved(.second))
            let contract = try SampleRun.contract()
            let scenario = try SampleRun.scenario()
            let before = UpgradeImpact.of(contract: contract, old: old, new: old, scenarios: [scenario])
            #expect(before.touched == [])
            let impact = UpgradeImpact.of(contract: contract, old: old, new: new, scenarios: [scenario])
            #expect(impact.touched.map(\.control.description) == ["変更入力.口座番号", "確認.登録"])
            #expect(impact.touched.map(\.steps) == [["hoiku-henkou": ["account"]], ["hoiku-henkou": ["register"]]])
            #expect(impact.faded.map(\.control.description) == ["変更入力.変更区分"])
            // What was typed is no part of a snapshot.
            let texts = try JSONEncoder().encode(old)
            #expect(!String(decoding: texts, as: UTF8.self).contains("10000001"))
            #expect(BrowserProcess.processes(of: run.folder) == [])
        }
    }
}
