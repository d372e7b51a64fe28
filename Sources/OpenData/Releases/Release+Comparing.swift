import Japanese
import Storage
import Ward

/// Reading two large tables and comparing them takes seconds, in which nobody else could write: it is done before the transaction that
/// needs it. Where another release became public in between, that transaction compares anew.
extension Release {
    /// Before ``handIn(_:for:by:on:)``.
    static func compare(_ file: PreparedFile, for resource: ID<Resource>, in ward: Ward) async throws {
        let last = try await ward.database.read { connection -> (hash: String, bytes: [UInt8])? in
            guard let last = try latest(of: resource, on: connection), last.content != file.hash else { return nil }
            return (last.content, try last.bytes(on: connection))
        }
        guard let last else { return }
        _ = try ReleaseDiff.kept(from: last.hash, to: file.hash) {
            ReleaseDiff(from: try ReleaseTable.kept(last.hash) { last.bytes }, to: file.table)
        }
    }

    /// Before ``publish(by:on:)``.
    func compare(in ward: Ward) async throws {
        let last = try await ward.database.read { connection -> (hash: String, bytes: [UInt8], own: [UInt8])? in
            guard case .against(let last?) = try standing(on: connection), last.content != content else { return nil }
            return (last.content, try last.bytes(on: connection), try bytes(on: connection))
        }
        guard let last else { return }
        _ = try ReleaseDiff.kept(from: last.hash, to: content) {
            ReleaseDiff(
                from: try ReleaseTable.kept(last.hash) { last.bytes }, to: try ReleaseTable.kept(content) { last.own })
        }
    }

    /// What changed in the file since this release.
    func diff(to file: PreparedFile, on connection: any Connection) throws -> ReleaseDiff {
        try ReleaseDiff.kept(from: content, to: file.hash) {
            ReleaseDiff(from: try table(on: connection), to: file.table)
        }
    }

    /// What is to be told as changed when it becomes public: where another one did so or was taken back since this one was handed in,
    /// against the newest that is public.
    func diffToPublish(on connection: any Connection) throws -> ReleaseDiff? {
        guard case .against(let last) = try standing(on: connection) else { return diff }
        guard let last else { return nil }
        return try ReleaseDiff.kept(from: last.content, to: content) {
            ReleaseDiff(from: try last.table(on: connection), to: try table(on: connection))
        }
    }

    /// What readers of the release before will miss, a sentence each.
    func losses(on connection: any Connection) throws -> [String] {
        try diffToPublish(on: connection)?.losses(leaving: rowCount) ?? []
    }

    private enum Standing {
        /// What was told as changed still holds.
        case asHandedIn
        /// It is to be told anew.
        case against(Release?)
    }

    private func standing(on connection: any Connection) throws -> Standing {
        guard number == nil else { return .asHandedIn }
        let last = try Release.latest(of: resource, on: connection)
        let isOvertaken = last.map { $0.releasedAt.map { $0 >= handedAt } ?? true } ?? false
        let isBereft = try Release.takenDown(of: resource, on: connection).contains {
            $0.takenDown.map { $0.at >= handedAt } ?? false
        }
        return isOvertaken || isBereft ? .against(last) : .asHandedIn
    }
}

extension ReleaseDiff {
    private static let keptMax = 16
    private static let kept = KeptValues<String, ReleaseDiff>(capacity: keptMax)

    /// Between two contents, by their hashes: they never change.
    static func kept(from old: String, to new: String, making: () throws -> ReleaseDiff) rethrows -> ReleaseDiff {
        try kept.value("\(old) \(new)", making: making)
    }
}
