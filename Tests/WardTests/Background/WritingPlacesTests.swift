import Foundation
import Storage
import StorageTesting
import Synchronization
import Testing

@testable import Ward

@Suite("Room for what is written")
struct WritingPlacesTests {
    /// What is left in each folder, and the time, as the test says.
    private final class Disk: Sendable {
        private let state = Mutex((free: [String: Int](), moment: ContinuousClock.now, readings: 0))

        var readings: Int { state.withLock { $0.readings } }

        func set(_ folder: String, _ bytes: Int) { state.withLock { $0.free[folder] = bytes } }
        func pass(seconds: Int) { state.withLock { $0.moment += .seconds(seconds) } }

        func probe() -> HealthProbe {
            let space = FreeSpace { folder in
                self.state.withLock { state in
                    state.readings += 1
                    return state.free[folder]
                }
            }
            return HealthProbe(places: WritingPlaces(space) { self.state.withLock { $0.moment } })
        }
    }

    private static let temporary = FileManager.default.temporaryDirectory.path
    private static let enough = WritingPlaces.bytesFreeMin

    private static func words(_ finding: HealthProbe.Finding) -> String? {
        guard case .notReady("noSpace", let words) = finding else { return nil }
        return words
    }

    @Test(
        "Little room in the folder of the database or for temporary files is told before a write fails, and until there is more"
    )
    func little() async throws {
        try await TestDatabases.sqlite.use(WardMigrations.all) { database async throws in
            let folder = try #require(database.folder)
            let disk = Disk()
            let probe = disk.probe()
            let ward = TestedWard(database).ward
            disk.set(folder, Self.enough)
            disk.set(Self.temporary, Self.enough)
            #expect(await probe.finding(ward) == .ready)
            for (place, title) in [(folder, "データベースを置く所"), (Self.temporary, "一時ファイルを置く所")] {
                disk.set(place, Self.enough - 1)
                disk.pass(seconds: WritingPlaces.secondsKept)
                let words = try #require(Self.words(await probe.finding(ward)))
                #expect(words.contains("書き込めない：空きがありません"))
                #expect(words.contains(title))
                #expect(words.contains("63 MiB"))
                #expect(!words.contains(place))
                disk.set(place, Self.enough)
                disk.pass(seconds: WritingPlaces.secondsKept)
                #expect(await probe.finding(ward) == .ready)
            }
        }
    }

    @Test("The room is read once in five seconds, however often the health is asked for")
    func kept() async throws {
        try await TestDatabases.sqlite.use(WardMigrations.all) { database async throws in
            let disk = Disk()
            let probe = disk.probe()
            let ward = TestedWard(database).ward
            for _ in 0..<10 { _ = await probe.finding(ward) }
            #expect(disk.readings == 2)
            disk.pass(seconds: WritingPlaces.secondsKept)
            _ = await probe.finding(ward)
            #expect(disk.readings == 4)
        }
    }

    @Test(
        "A write that found no room is told until one succeeds, though all readings are good",
        arguments: TestDatabases.all)
    func failed(_ kind: TestDatabase) async throws {
        try await kind.use(WardMigrations.all) { database async throws in
            let faulty = FaultyDatabase(database)
            let probe = Disk().probe()
            let ward = probe.watching(TestedWard(faulty).ward)
            #expect(await probe.finding(ward) == .ready)
            faulty.fail(writes: .diskFull)
            await #expect(throws: StorageError.diskFull) { try await ward.database.write { _ in } }
            faulty.mend()
            // An empty transaction finds room; one that leaves something does not.
            try await database.write { try $0.executeScript("ALTER TABLE tick RENAME TO tick_kept") }
            let words = try #require(Self.words(await probe.finding(ward)))
            #expect(words.contains("書き込めない：空きがありません"))
            #expect(words.contains("データベースを置く所"))
            try await database.write { try $0.executeScript("ALTER TABLE tick_kept RENAME TO tick") }
            #expect(await probe.finding(ward) == .ready)
            #expect(await probe.finding(ward) == .ready)
        }
    }

    @Test("A temporary file that found no room is told of until one does")
    func temporaryFile() async throws {
        try await TestDatabases.memory.use(WardMigrations.all) { database async throws in
            let places = WritingPlaces(FreeSpace { _ in nil })
            #expect(await places.lacks(database) == [])
            places.noteFailure(.temporary)
            // The folder of this test takes one.
            #expect(await places.lacks(database) == [])
        }
    }

    @Test("The machine says how much room a folder has, and nothing of a folder that is not there")
    func live() throws {
        #expect(try #require(FreeSpace.live.bytes(Self.temporary)) >= 0)
        #expect(FreeSpace.live.bytes(Self.temporary + "/nowhere/at-all") == nil)
    }
}
