import Foundation
import Testing

@testable import Tabular

@Suite("Mapped files")
struct MappedFileTests {
    private static func file(_ text: String) throws -> URL {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("namiki-\(UUID().uuidString).csv")
        try Data(text.utf8).write(to: url)
        return url
    }

    @Test("A file that is cut short on the way is told, and nothing is touched that is not there any more")
    func cutShort() async throws {
        let line = "1234567890,見本\n"
        let url = try Self.file(String(repeating: line, count: 200_000))
        defer { try? FileManager.default.removeItem(at: url) }
        let profile = RecordProfile(set: .utf8, form: .delimited(DelimitedForm(columnCount: 2, hasHeading: false)))
        let file = RecordFile(try MappedFile(path: url.path), profile: profile, chunkBytes: 1 << 16)
        var records = 0
        await #expect(throws: RecordFileRefusal.cutShort) {
            try await file.read(workers: 1) {
                $0.recordCount
            } combine: { count, _ in
                if records == 0 { truncate(url.path, 1 << 17) }
                records += count
            }
        }
        #expect(records > 0)
        #expect(!file.map.isWhole)
    }

    @Test("A byte is found from a place on, and not beyond the end")
    func firstIndex() throws {
        let url = try Self.file("a\nb\n")
        defer { try? FileManager.default.removeItem(at: url) }
        for map in [try MappedFile(path: url.path), MappedFile(Array("a\nb\n".utf8))] {
            #expect(map.firstIndex(of: 0x0A, from: 0) == 1)
            #expect(map.firstIndex(of: 0x0A, from: 2) == 3)
            #expect(map.firstIndex(of: 0x0A, from: 4) == nil)
            #expect(map.firstIndex(of: 0x0D, from: 0) == nil)
            #expect(map.isWhole)
        }
        #expect(MappedFile([]).firstIndex(of: 0, from: 0) == nil)
    }
}
