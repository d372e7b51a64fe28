import Foundation
import Testing

/// Documents with what a careful person reads in them.
struct TruthDocument: CustomTestStringConvertible, Sendable {
    let name: String
    let bytes: [UInt8]
    let truthFile: URL

    var testDescription: String { name }
    var lines: [String] { String(decoding: bytes, as: UTF8.self).components(separatedBy: "\n") }
    func truth() throws -> DocumentTruth { try DocumentTruth.read(truthFile) }
}

enum DocumentFolders {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The project's own, in as many styles as there are.
    static let own: [TruthDocument] = documents(in: root.appending(path: "Benchmarks/Documents"))

    /// Cases beside the project, where they are present; none of them is kept in it.
    static let given: [TruthDocument] = documents(
        in: ProcessInfo.processInfo.environment["NAMIKI_TEST_CASES"].map { URL(filePath: $0) }
            ?? root.appending(path: "../shared/cases/notices").standardizedFileURL)

    private static func documents(in folder: URL) -> [TruthDocument] {
        let items = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return items.sorted { $0.path < $1.path }.compactMap { item in
            let isFolder = FileManager.default.fileExists(atPath: item.appending(path: "input.txt").path)
            guard isFolder || item.pathExtension == "txt" else { return nil }
            let text = isFolder ? item.appending(path: "input.txt") : item
            let truth =
                isFolder
                ? item.appending(path: "expected.json")
                : item.deletingPathExtension().appendingPathExtension("json")
            guard let bytes = try? Data(contentsOf: text) else { return nil }
            return TruthDocument(name: item.lastPathComponent, bytes: Array(bytes), truthFile: truth)
        }
    }
}
