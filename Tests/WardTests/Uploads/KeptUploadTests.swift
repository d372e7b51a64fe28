import Japanese
import Storage
import StorageTesting
import Testing

@testable import Ward

@Suite("Files that wait to be looked at")
struct KeptUploadTests {
    private static let purpose = "/units/list"

    @Test("A file is found by who sent it, on its page, byte for byte, and taken once", arguments: TestDatabases.all)
    func kept(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let (sender, other) = (try await tested.person(), try await tested.person("suzuki", name: "鈴木"))
            let stamp = tested.ward.stamp(by: Actor(person: sender.id, name: sender.name))
            let bytes: [UInt8] = [0, 1, 0xFF, 0x80]
            let kept = try await tested.database.write {
                try KeptUpload.keep(bytes, named: "a.csv", for: Self.purpose, by: stamp, on: $0)
            }
            func found(_ person: Person, _ purpose: String = Self.purpose, at now: Timestamp) async throws -> [UInt8]? {
                try await tested.read {
                    try KeptUpload.find(kept.id, for: purpose, of: person.id, at: now, on: $0)?.content
                }
            }
            #expect(try await found(sender, at: stamp.at) == bytes)
            #expect(try await found(other, at: stamp.at) == nil)
            #expect(try await found(sender, "/people/list", at: stamp.at) == nil)
            let later = stamp.at.adding(seconds: KeptUpload.hoursMax * 3_600)
            #expect(try await found(sender, at: later) == nil)
            let removed = try await tested.database.write { connection in
                (
                    try KeptUpload.remove(kept.id, of: other.id, on: connection),
                    try KeptUpload.remove(kept.id, of: sender.id, on: connection),
                    try KeptUpload.remove(kept.id, of: sender.id, on: connection)
                )
            }
            #expect(removed.0 == false)
            #expect(removed.1 == true)
            #expect(removed.2 == false)
        }
    }

    @Test("Only some files of a person wait, the newest ones, and none beyond a day", arguments: TestDatabases.all)
    func bounded(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let sender = try await tested.person()
            func keep(_ name: String) async throws {
                tested.clock.advance(seconds: 1)
                let stamp = tested.ward.stamp(by: Actor(person: sender.id, name: sender.name))
                try await tested.database.write {
                    _ = try KeptUpload.keep([1], named: name, for: Self.purpose, by: stamp, on: $0)
                }
            }
            func names() async throws -> [String] {
                try await tested.read {
                    try $0.column("SELECT filename FROM kept_upload ORDER BY kept_at", as: String.self)
                }
            }
            for number in 1...8 { try await keep("\(number)") }
            #expect(try await names() == ["4", "5", "6", "7", "8"])
            tested.clock.advance(seconds: KeptUpload.hoursMax * 3_600)
            try await keep("9")
            #expect(try await names() == ["9"])
            await #expect(throws: KeptUploadRefusal.nobody) {
                try await tested.write {
                    _ = try KeptUpload.keep([1], named: "10", for: Self.purpose, by: $1, on: $0)
                }
            }
        }
    }
}
