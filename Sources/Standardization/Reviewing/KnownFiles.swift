import Conversion
import Foundation
import Site
import Storage
import Tabular
import Ward

/// Whether files are still those of a run, by hash: asked once for each file as it lies there.
enum KnownInputs {
    /// A file as it lies there; written anew it is another one.
    private struct Version: Equatable {
        let path: String
        let bytes: Int
        let changed: Date
        let number: Int
    }

    /// More files than a ward has.
    private static let hashes = KeptValues<Version, String>(capacity: 1_000)

    static func isSame(_ file: MappedFile, as hash: String) -> Bool {
        guard let path = file.path, let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            let changed = attributes[.modificationDate] as? Date
        else { return false }
        let version = Version(
            path: path, bytes: file.bytes.count, changed: changed, number: attributes[.systemFileNumber] as? Int ?? 0)
        return (try? hashes.value(version) { try FileHash.sha256(file) }) == hash
    }

    /// - Parameter hashes: by path, from the folder.
    static func areSame(_ hashes: [String: String], in folder: URL) -> Bool {
        hashes.allSatisfy { path, hash in
            guard let file = try? MappedFile(path: folder.appendingPathComponent(path).path) else { return false }
            return isSame(file, as: hash)
        }
    }
}

/// What pages read out of files of a run or a workbench, kept by the hashes of those files.
enum KnownFiles {
    /// More workbenches and runs than a ward looks at on one day.
    private static let workbenches = KeptValues<[String: String], Workbench>(capacity: 8)
    private static let reports = KeptValues<String, RehearsalView>(capacity: 8)
    private static let protected = KeptValues<[String: String], ProtectedKeys>(capacity: 8)

    /// - Parameter declarations: hashes of the files by path, as a run had them.
    /// - Returns: `nil` where any of them is another one today: another layout would read other values out of the same bytes.
    static func workbench(in folder: URL, declarations: [String: String]) -> Workbench? {
        guard KnownInputs.areSame(declarations, in: folder) else { return nil }
        return try? workbenches.value(declarations) {
            guard let read = WorkbenchReader.read(folder).workbench, read.declarations == declarations else {
                throw WrittenMeanwhile()
            }
            return read
        }
    }

    private struct WrittenMeanwhile: Error {}

    /// What was sealed, proved when it is read.
    static func report(of record: RehearsalRecord, on connection: any Connection) throws -> RehearsalView {
        try reports.value(record.contentHash) {
            guard let content = try record.content(on: connection) else { throw PageRefusal.notFound }
            return RehearsalView(content)
        }
    }

    /// Whose values and keys a run's pages do not show.
    /// - Parameter report: what was sealed; where its list of keys is not the one that lies there, everybody is protected.
    static func protected(in run: URL, report: RehearsalView) -> ProtectedKeys {
        let listed = report.protectedLists
        guard !listed.isEmpty, KnownInputs.areSame(listed, in: run) else { return .everybody }
        return protected.value(listed) { ProtectedKeys(reading: run.appendingPathComponent("stages/check")) }
    }
}
