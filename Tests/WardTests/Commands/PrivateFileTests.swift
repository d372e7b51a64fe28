import Foundation
import Testing

@testable import Ward

@Suite("Files for their owner only")
struct PrivateFileTests {
    private func use(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "namiki-private-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    @Test("A new file and one that replaces another can be read by their owner only")
    func permissions() throws {
        try use { folder in
            let path = folder.appendingPathComponent("seals.json").path
            try Data("old".utf8).write(to: URL(fileURLWithPath: path))
            try PrivateFile.write(Array("new".utf8), to: path)
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "new")
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["seals.json"])
        }
    }

    @Test("What cannot be written leaves nothing, and says where")
    func failures() throws {
        try use { folder in
            let missing = folder.appendingPathComponent("no/seals.json").path
            let error = #expect(throws: CocoaError.self) { try PrivateFile.write([1], to: missing) }
            #expect(error?.filePath == missing)
            // A folder of that name cannot be replaced by a file.
            let taken = folder.appendingPathComponent("taken")
            try FileManager.default.createDirectory(at: taken, withIntermediateDirectories: true)
            #expect(throws: CocoaError.self) { try PrivateFile.write([1], to: taken.path) }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["taken"])
        }
    }

    @Test("What another program wrote gets its name when it is whole, and no name where it cannot")
    func finishing() throws {
        try use { folder in
            let (part, path) = (folder.appendingPathComponent("a.part").path, folder.appendingPathComponent("a").path)
            try Data("old".utf8).write(to: URL(fileURLWithPath: path))
            try Data("new".utf8).write(to: URL(fileURLWithPath: part))
            try PrivateFile.finish(part, as: path)
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "new")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a"])
            #expect(throws: (any Error).self) { try PrivateFile.finish(part, as: path) }
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "new")
        }
    }
}
