import Conversion
import Foundation
import Synchronization
import Tabular

/// Whether input files are still those of a run, by hash: asked once for each file as it lies there.
final class KnownInputs: Sendable {
    static let shared = KnownInputs()

    /// A file as it lies there; written anew it is another one.
    private struct Version: Hashable {
        let path: String
        let bytes: Int
        let changed: Date
        let number: Int
    }

    private let hashes = Mutex<[Version: String]>([:])
    /// More files than a ward has.
    private static let countMax = 1_000

    func isSame(_ file: MappedFile, as hash: String) -> Bool {
        guard let path = file.path, let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            let changed = attributes[.modificationDate] as? Date
        else { return false }
        let version = Version(
            path: path, bytes: file.bytes.count, changed: changed,
            number: attributes[.systemFileNumber] as? Int ?? 0)
        if let known = hashes.withLock({ $0[version] }) { return known == hash }
        guard let found = try? FileHash.sha256(file) else { return false }
        hashes.withLock { hashes in
            if hashes.count >= KnownInputs.countMax { hashes = [:] }
            hashes[version] = found
        }
        return found == hash
    }
}
