import Conversion
import Foundation
import Tabular
import Ward

/// The list of everything in a finished run's folder, by hash: written last and signed where the ward has a key. What the report's own
/// list cannot hold, the report itself and what was drawn from it, stands here.
enum RunFileList {
    static let name = "files.json"
    static let signatureName = "files.signature.json"
    static let kind = "standardization.files"
    static let format = "namiki-run-files-1"

    /// Signatures prove themselves, and the list cannot hold itself.
    static let unlisted: Set<String> = [name, signatureName, RehearsalProof.signatureName]

    /// Everything below a folder, by path.
    struct Entry {
        let path: String
        /// Neither a link nor anything else that is no file.
        let isFile: Bool
    }

    static func entries(of folder: URL) -> [Entry] {
        let manager = FileManager.default
        let paths = (try? manager.subpathsOfDirectory(atPath: folder.path)) ?? []
        return paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.compactMap { path in
            let attributes = try? manager.attributesOfItem(atPath: folder.appendingPathComponent(path).path)
            let type = attributes?[.type] as? FileAttributeType
            return type == .typeDirectory ? nil : Entry(path: path, isFile: type == .typeRegular)
        }
    }

    /// Everything that the stages wrote: of this the report's own list speaks.
    static func stageFiles(of folder: URL) throws -> [ListedFile] {
        try entries(of: folder).filter { $0.isFile && isOfStage($0.path) }.map { try ListedFile($0.path, in: folder) }
    }

    static func isOfStage(_ path: String) -> Bool {
        let parts = path.split(separator: "/")
        return parts.first == "stages" && !parts.contains { $0.hasSuffix(".part") }
    }

    /// Whether nothing lies in a run's folder that a run does not write: what is foreign is never signed.
    static func holdsOwnFilesOnly(_ folder: URL) -> Bool {
        entries(of: folder).allSatisfy { entry in
            entry.isFile && (own.contains(entry.path) || entry.path.hasPrefix("stages/"))
        }
    }

    /// Everything beside the stages that a run writes.
    private static let own = unlisted.union([
        "report.json", "report.html", "report.pdf", "manifest.json", "decisions.tsv",
    ])

    /// Takes away what was being written when the program was killed.
    static func clear(_ folder: URL) throws {
        let manager = FileManager.default
        for name in own {
            let path = folder.appendingPathComponent(name + PrivateFile.unfinished).path
            if manager.fileExists(atPath: path) { try manager.removeItem(atPath: path) }
        }
    }

    /// Takes away the folder of a run that was killed before its manifest was written: its number is the next one's.
    static func clearBare(_ run: String, in source: URL) throws {
        let folder = source.appendingPathComponent(run)
        let begun = ["decisions.tsv", "manifest.json"].map { $0 + PrivateFile.unfinished } + ["decisions.tsv"]
        guard FileManager.default.fileExists(atPath: folder.path),
            entries(of: folder).allSatisfy({ $0.isFile && begun.contains($0.path) })
        else { return }
        try FileManager.default.removeItem(at: folder)
    }

    static func write(in folder: URL, key: SigningKey?) throws {
        let files = try entries(of: folder).filter { !unlisted.contains($0.path) }.map {
            try ListedFile($0.path, in: folder).json
        }
        let list: JSON = ["format": .string(format), "files": .array(files)]
        let signature = try key.map { try $0.sign(kind: kind, contentHash: ContentHash.of(list.canonical)) }
        if let signature {
            try PrivateFile.write(
                Data(signature.json.canonical.utf8), to: folder.appendingPathComponent(signatureName).path)
        }
        try PrivateFile.write(Data(list.canonical.utf8), to: folder.appendingPathComponent(name).path)
    }
}

/// A file as reports and lists name it.
struct ListedFile {
    let path: String
    let bytes: Int
    let hash: String

    /// - Parameter path: from the folder.
    init(_ path: String, in folder: URL) throws {
        let file = try MappedFile(path: folder.appendingPathComponent(path).path)
        (self.path, bytes, hash) = (path, file.bytes.count, try FileHash.sha256(file))
    }

    var json: JSON { ["path": .string(path), "bytes": JSON(bytes), "sha256": .string(hash)] }
}
