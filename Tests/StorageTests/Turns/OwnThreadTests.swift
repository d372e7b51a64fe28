import Testing

@testable import Storage

@Suite("A thread for long work")
struct OwnThreadTests {
    @Test("What is done on it, and every task begun within, leaves the other threads free")
    func apart() async throws {
        let thread = OwnThread("test")
        @Sendable func isOnIt() async -> Bool { thread.isCurrent }
        let inside = try await thread.run {
            async let child = isOnIt()
            let own = await isOnIt()
            await Task.yield()
            let later = await isOnIt()
            let begun = await child
            return [own, later, begun]
        }
        #expect(inside == [true, true, true])
        let outside = await isOnIt()
        #expect(!outside)
    }

    @Test("What is thrown on it arrives")
    func throwing() async throws {
        struct Broken: Error {}
        await #expect(throws: Broken.self) { try await OwnThread("test").run { throw Broken() } as Int }
    }
}
