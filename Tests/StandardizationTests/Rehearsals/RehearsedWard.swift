import Foundation
import Japanese
import Synchronization
import SyntheticWard
import Ward

@testable import Conversion
@testable import Standardization

/// The generated ward of size S with a rehearsal that was run once, for several tests.
actor RehearsedWard {
    static let shared = RehearsedWard()

    struct Run: Sendable {
        let folder: URL
        let run: URL
        let workbench: Workbench
        let content: JSON
    }

    private var task: Task<Run, any Error>?
    /// Goes when the tests end.
    private static let folder = Mutex<URL?>(nil)

    func run() async throws -> Run {
        if let task { return try await task.value }
        let started = Task { try await Self.make() }
        task = started
        return try await started.value
    }

    struct Missing: Error {}

    private static func make() async throws -> Run {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("namiki-ward-\(UUID().uuidString)")
        RehearsedWard.folder.withLock { $0 = folder }
        atexit { RehearsedWard.folder.withLock { $0.map { try? FileManager.default.removeItem(at: $0) } } }
        _ = try SyntheticWard(seed: 20_260_401, size: .small).write(to: folder)
        guard let workbench = WorkbenchReader.read(folder).workbench else { throw Missing() }
        let rehearsal = try Rehearsal.begin(
            workbench, in: folder, decisions: [], at: Timestamp(milliseconds: 1_790_000_000_000), workers: 2)
        let content = try await rehearsal.run()
        return Run(folder: folder, run: rehearsal.folder, workbench: workbench, content: content)
    }

    /// A copy of the sample workbench that a test may change.
    static func sample() throws -> URL {
        let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../Samples/standardization").standardizedFileURL
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("namiki-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: source, to: folder)
        return folder
    }

    static func rehearse(_ folder: URL, decisions: [FindingDecision] = [], at milliseconds: Int64 = 1_790_000_000_000)
        async throws -> (
            rehearsal: Rehearsal, content: JSON
        )
    {
        guard let workbench = WorkbenchReader.read(folder).workbench else { throw Missing() }
        let rehearsal = try Rehearsal.begin(
            workbench, in: folder, decisions: decisions, at: Timestamp(milliseconds: milliseconds), workers: 2)
        return (rehearsal, try await rehearsal.run())
    }
}
