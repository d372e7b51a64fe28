import Conversion
import Foundation
import Synchronization
import Tabular

/// Workbenches as pages need them: read once, and kept for as long as every file they were declared in is the same.
final class KnownWorkbenches: Sendable {
    static let shared = KnownWorkbenches()

    private let kept = Mutex<[String: Workbench]>([:])
    /// More workbenches than a ward looks at on one day.
    private static let countMax = 8

    /// - Parameter declarations: hashes of the files by path, as a run had them.
    /// - Returns: `nil` where any of them is another one today: another layout would read other values out of the same bytes.
    func workbench(in folder: URL, declarations: [String: String]) -> Workbench? {
        let isSame = declarations.allSatisfy { path, hash in
            guard let file = try? MappedFile(path: folder.appendingPathComponent(path).path) else { return false }
            return KnownInputs.shared.isSame(file, as: hash)
        }
        guard isSame else { return nil }
        if let known = kept.withLock({ $0[folder.path] }), known.declarations == declarations { return known }
        guard let read = WorkbenchReader.read(folder).workbench, read.declarations == declarations else { return nil }
        kept.withLock { kept in
            if kept.count >= KnownWorkbenches.countMax { kept = [:] }
            kept[folder.path] = read
        }
        return read
    }
}
