import Testing

@testable import Site

@Suite("Other programs of this machine")
struct ExternalProgramTests {
    private static func allocate(_ bytes: Int, within memoryBytesMax: Int?) async throws -> ExternalProgram.Outcome {
        try await ExternalProgram("python3").run(
            ["-I", "-c", "len(bytearray(\(bytes)))"], secondsMax: 60, bytesMax: 1_000, memoryBytesMax: memoryBytesMax)
    }

    @Test("A program gets no more memory than it was given, and runs as always within it")
    func memory() async throws {
        let tooMuch = try await Self.allocate(600 << 20, within: 300 << 20)
        #expect(tooMuch.status != 0)
        #expect(tooMuch.message.contains("MemoryError"))
        let enough = try await Self.allocate(600 << 20, within: 2 << 30)
        #expect(enough.status == 0)
        let unbounded = try await Self.allocate(600 << 20, within: nil)
        #expect(unbounded.status == 0)
    }

    @Test("Input, answer and status pass through the bound", arguments: [nil, 1 << 30])
    func passing(memoryBytesMax: Int?) async throws {
        let outcome = try await ExternalProgram("sh").run(
            ["-c", "cat; echo oh >&2; exit 3"], input: Array("words".utf8), secondsMax: 60, bytesMax: 1_000,
            memoryBytesMax: memoryBytesMax)
        #expect(outcome.status == 3)
        #expect(outcome.bytes == Array("words".utf8))
        #expect(outcome.lastWords == "oh")
    }

    @Test("A program that is not there is told as such", arguments: [nil, 1 << 30])
    func missing(memoryBytesMax: Int?) async throws {
        await #expect(throws: ExternalProgram.Failure.notInstalled) {
            _ = try await ExternalProgram("namiki-no-such-program").run(
                [], secondsMax: 60, bytesMax: 1_000, memoryBytesMax: memoryBytesMax)
        }
    }
}
