import Testing

@testable import Storage

@Suite("Turns")
struct TurnsTests {
    @Test("So many are let in, so many wait, the next is refused, and who leaves the line makes room")
    func full() async throws {
        let turns = Turns(placesMax: 1, waitingMax: 2)
        try await turns.enter()
        let waiting = (0..<2).map { _ in Task { try await turns.enter() } }
        while await turns.waitingCount < 2 { await Task.yield() }
        await #expect(throws: Turns.Refused.full) { try await turns.enter() }
        waiting[0].cancel()
        let left = await waiting[0].result
        #expect(throws: Turns.Refused.left) { try left.get() }
        #expect(await turns.waitingCount == 1)
        await turns.leave()
        try await waiting[1].value
        #expect(await turns.waitingCount == 0)
    }

    @Test("Where nobody may wait, a second one is refused with its own error, and work that fails gives its place back")
    func refusing() async throws {
        struct Busy: Error {}
        struct Broken: Error {}
        let turns = Turns(placesMax: 1, waitingMax: 0)
        await #expect(throws: Broken.self) {
            let _: Int = try await turns.pass(refusing: { _ in Busy() as any Error }) { throw Broken() }
        }
        try await turns.pass(refusing: { $0 as any Error }) {
            _ = await #expect(throws: Busy.self) {
                try await turns.pass(refusing: { _ in Busy() as any Error }) {}
            }
        }
        let value = try await turns.pass(refusing: { $0 }) { () async throws(Turns.Refused) in 7 }
        #expect(value == 7)
    }
}
