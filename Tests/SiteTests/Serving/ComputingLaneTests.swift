import ArgumentParser
import Foundation
import SiteTesting
import Storage
import Synchronization
import Testing
import Ward

@testable import Site

@Suite("Long computations")
struct ComputingLaneTests {
    private final class Running: Sendable {
        private let counts = Mutex((now: 0, most: 0))

        var most: Int { counts.withLock { $0.most } }

        func pass() {
            counts.withLock { counts in
                counts.now += 1
                counts.most = max(counts.most, counts.now)
            }
            usleep(1_000)
            counts.withLock { $0.now -= 1 }
        }
    }

    @Test("They run on threads of their own, so many at once and no more")
    func threads() async throws {
        let lane = ComputingLane(runningMax: 2, waitingMax: 100)
        let running = Running()
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    try await lane.run {
                        running.pass()
                        return ComputingLane.isHere
                    }
                }
            }
            for try await isHere in group { #expect(isHere) }
        }
        #expect((1...2).contains(running.most))
        #expect(!ComputingLane.isHere)
    }

    /// Says where it is drawn.
    private struct ApartPage: ComputedView {
        private static let ownLane = ComputingLane(runningMax: 1, waitingMax: 1)
        let isLarge: Bool

        var lane: ComputingLane? { isLarge ? Self.ownLane : nil }
        var page: Page { Page("どこか", body: "<p>\(ComputingLane.isHere ? "別の所" : "いつもの所")</p>") }
    }

    private struct ApartModule: Module {
        var name: String { "apart" }
        var migrations: [Migration] { [] }
        var grants: Grants { Grants() }
        var duties: [DutySource] { [] }
        var commands: [any AsyncParsableCommand.Type] { [] }
        var routes: [Route] {
            ["large", "small"].map { name in
                .page(name, access: .open) { _, _ in ApartPage(isLarge: name == "large") }
            }
        }
    }

    @Test("A page for which much is looked through is drawn there, any other where it always is")
    func pages() async throws {
        let site = try await TestSite(modules: [ApartModule()])
        let large = try await site.client.get("/large", as: nil)
        #expect(large.status == .ok)
        #expect(large.text.contains("別の所"))
        let small = try await site.client.get("/small", as: nil)
        #expect(small.text.contains("いつもの所"))
    }

    @Test("Who comes when as many wait as may is turned away, and nothing goes on for who has left")
    func full() async throws {
        let lane = ComputingLane(runningMax: 1, waitingMax: 0)
        let (entered, entering) = AsyncStream.makeStream(of: Void.self)
        let endless = Task {
            try await lane.run { () -> Int in
                entering.yield()
                var watch = CancellationWatch()
                while true { try watch.step() }
            }
        }
        for await _ in entered { break }
        await #expect(throws: ComputingLane.Full.self) { try await lane.run { 1 } }
        endless.cancel()
        await #expect(throws: CancellationError.self) { try await endless.value }
        let free = try await lane.run { 1 }
        #expect(free == 1)
    }
}
