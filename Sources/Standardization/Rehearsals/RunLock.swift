import Conversion
import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Lets one rehearsal at a time work in a workbench. The system takes the lock away when the program ends, in whatever way.
final class RunLock: Sendable {
    private let descriptor: Int32

    /// - Throws: ``RunRefusal/busy`` when another program, or another task of this one, has it.
    init(_ workbench: URL) throws {
        let runs = workbench.appendingPathComponent("runs")
        try FileManager.default.createDirectory(
            at: runs, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        descriptor = open(runs.appendingPathComponent(".lock").path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            if descriptor >= 0 { close(descriptor) }
            throw RunRefusal.busy
        }
    }

    deinit { close(descriptor) }
}
