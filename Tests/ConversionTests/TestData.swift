import Foundation

/// Reference tables that are used where they are present and never kept in the project.
enum TestData {
    /// The folder named by NAMIKI_TEST_DATA, or the one beside the project.
    static let folder: URL = {
        if let named = ProcessInfo.processInfo.environment["NAMIKI_TEST_DATA"] { return URL(fileURLWithPath: named) }
        return URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../shared/data").standardizedFileURL
    }()

    static var exists: Bool {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent("standardization").path)
    }

    static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appendingPathComponent(path)))
    }

    static func text(_ path: String) throws -> String { String(decoding: try bytes(path), as: UTF8.self) }
}
