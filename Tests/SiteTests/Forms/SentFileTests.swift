import Dispatch
import Synchronization
import Testing

@testable import Site

@Suite("Reading files that were sent")
struct SentFileTests {
    private struct Unreadable: Error {}

    /// How many files are being read.
    private final class Readings: Sendable {
        private let state = Mutex((now: 0, most: 0))
        var most: Int { state.withLock { $0.most } }

        func begin() {
            state.withLock { state in
                state.now += 1
                state.most = max(state.most, state.now)
            }
        }

        func end() { state.withLock { $0.now -= 1 } }
    }

    @Test("However many files are being read, one is at a time, and other tasks go on")
    func aside() async throws {
        let files = SentFile()
        let gate = DispatchSemaphore(value: 0)
        let (begun, beginning) = AsyncStream.makeStream(of: Void.self)
        let readings = Readings()
        try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<SentFile.waitingMax {
                group.addTask {
                    try await files.read {
                        readings.begin()
                        beginning.yield()
                        // As a file does that takes long.
                        gate.wait()
                        readings.end()
                        return number
                    }
                }
            }
            _ = await begun.first { _ in true }
            // On the threads of tasks this would have to wait for the files.
            let others = await withTaskGroup(of: Int.self) { others in
                for number in 0..<100 { others.addTask { number } }
                return await others.reduce(0, +)
            }
            #expect(others == 4_950)
            for _ in 0..<SentFile.waitingMax { gate.signal() }
            var sum = 0
            for try await number in group { sum += number }
            #expect(sum == (0..<SentFile.waitingMax).reduce(0, +))
        }
        #expect(readings.most == 1)
    }

    @Test("What a reading throws is thrown, and one that nobody waits for is not read")
    func refusals() async throws {
        await #expect(throws: Unreadable.self) { try await SentFile.read { throw Unreadable() } as Int }
        let files = SentFile()
        let gate = DispatchSemaphore(value: 0)
        let (begun, beginning) = AsyncStream.makeStream(of: Void.self)
        let first = Task {
            try await files.read {
                beginning.yield()
                gate.wait()
                return 0
            }
        }
        _ = await begun.first { _ in true }
        let unread = Readings()
        let left = Task { try await files.read { unread.begin() } }
        left.cancel()
        gate.signal()
        #expect(try await first.value == 0)
        await #expect(throws: CancellationError.self) { try await left.value }
        #expect(unread.most == 0)
    }
}
