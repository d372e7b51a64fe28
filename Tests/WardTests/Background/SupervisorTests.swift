import Storage
import Synchronization
import Testing

@testable import Ward

@Suite("Background work that fails")
struct SupervisorTests {
    @Test("A step that fails is tried again, ever later up to a minute, and reported until it works again")
    func backingOff() async {
        let pauses = NotedPauses(last: 10)
        let reports = NotedReports()
        let tries = Mutex(0)
        await Supervisor(pause: pauses.pause) { reports.note($0) }.run("test", everySeconds: 5) {
            let count = tries.withLock { tries in
                tries += 1
                return tries
            }
            if count <= 8 { throw StorageError.busy }
        }
        #expect(pauses.seconds == [2, 4, 8, 16, 32, 60, 60, 60, 5, 5])
        #expect(reports.lines == (1...8).map { "test failed \($0): busy" } + ["test recovered after 8"])
    }

    @Test("What is broken off with the program is no failure")
    func ending() async {
        let reports = NotedReports()
        let (begun, begin) = AsyncStream.makeStream(of: Void.self)
        let program = Task {
            await Supervisor(pause: .endless) { reports.note($0) }.run("test", everySeconds: 5) {
                begin.yield()
                try await Pause.endless.seconds(1)
            }
        }
        for await _ in begun { break }
        program.cancel()
        await program.value
        #expect(reports.lines.isEmpty)
    }
}
