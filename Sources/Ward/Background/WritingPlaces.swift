import Foundation
import Storage
import Synchronization

/// Where the program writes, how much room is left there, and where a write failed for want of it.
///
/// The reading of the folders foresees a full disk; a failed write tells of what no reading shows: a quota, or the disk of a
/// database server.
final class WritingPlaces: Sendable {
    enum Place: CaseIterable {
        case database, temporary
    }

    /// What is wrong with a place.
    enum Lack: Hashable {
        /// Less than ``bytesFreeMin``.
        case little(Place, bytesFree: Int)
        /// A write failed for want of room, and none has succeeded since.
        case failed(Place)
    }

    /// Room for the largest file that is taken, twice: once on its way, once in the database.
    static let bytesFreeMin = 64 * 1024 * 1024
    /// So long a reading is taken to hold.
    static let secondsKept = 5

    private struct State {
        var failed: Set<Place> = []
        var reading: (lacks: [Lack], at: ContinuousClock.Instant)?
    }

    private let space: FreeSpace
    private let now: @Sendable () -> ContinuousClock.Instant
    private let state = Mutex(State())

    init(_ space: FreeSpace, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
        self.space = space
        self.now = now
    }

    func noteFailure(_ place: Place) {
        state.withLock { _ = $0.failed.insert(place) }
    }

    /// What is wrong now. Where a write failed, it is tried whether one succeeds again.
    func lacks(_ database: any Database) async -> [Lack] {
        for place in Place.allCases where state.withLock({ $0.failed.contains(place) }) {
            let isMended = place == .database ? await Self.takes(database) : Self.takesTemporaryFile()
            if isMended { state.withLock { _ = $0.failed.remove(place) } }
        }
        let failed = state.withLock { $0.failed }
        return Place.allCases.filter(failed.contains).map(Lack.failed) + read(database)
    }

    private func read(_ database: any Database) -> [Lack] {
        let moment = now()
        if let kept = state.withLock({ $0.reading }), moment - kept.at < .seconds(Self.secondsKept) {
            return kept.lacks
        }
        let folders = [(Place.database, database.folder), (.temporary, FileManager.default.temporaryDirectory.path)]
        let lacks = folders.compactMap { place, folder -> Lack? in
            guard let folder, let bytes = space.bytes(folder), bytes < Self.bytesFreeMin else { return nil }
            return .little(place, bytesFree: bytes)
        }
        state.withLock { $0.reading = (lacks, moment) }
        return lacks
    }

    /// An empty transaction writes nothing: this one leaves a row.
    private static func takes(_ database: any Database) async -> Bool {
        do {
            try await database.write { try TickStore.leaveTrace(on: $0) }
            return true
        } catch {
            return false
        }
    }

    private static func takesTemporaryFile() -> Bool {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("namiki-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: path) }
        return (try? Data(count: 64 * 1024).write(to: path)) != nil
    }
}

extension WritingPlaces.Lack {
    /// Anybody may ask: no path is told.
    var words: String {
        switch self {
        case .little(let place, let bytesFree):
            "書き込めない：空きがありません。\(place.title)の空きが\(bytesFree / 1_048_576) MiBで、必要な\(WritingPlaces.bytesFreeMin / 1_048_576) MiBを下回っています。空き容量を増やしてください。増えると元に戻ります。"
        case .failed(let place):
            "書き込めない：空きがありません。\(place.title)への書込みが、容量不足で失敗しました。ディスクの空き、利用者ごとの上限（クォータ）を確かめてください。書けるようになると元に戻ります。"
        }
    }
}

extension WritingPlaces.Place {
    fileprivate var title: String {
        switch self {
        case .database: "データベースを置く所"
        case .temporary: "一時ファイルを置く所"
        }
    }
}
