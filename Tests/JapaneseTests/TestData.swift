import Foundation
import Testing

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

    static func text(_ path: String) throws -> String {
        try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
    }

    /// Cells of a tab-separated table without its heading.
    static func rows(_ path: String) throws -> [[String]] {
        try text(path).split(separator: "\n").dropFirst().map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }
}
