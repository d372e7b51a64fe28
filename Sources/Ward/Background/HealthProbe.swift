import Storage

/// Whether the ward's database answers and takes writes, and whether there is room for them, asked by whoever watches over the
/// server.
public actor HealthProbe {
    public enum Finding: Hashable, Sendable {
        case ready
        /// - Parameters:
        ///   - code: stable, for programs.
        ///   - words: why, and what to look at.
        case notReady(code: String, words: String)
    }

    /// So long an answer is waited for; a lock may last longer.
    static let secondsMax = 4
    private var underWay: Task<Finding, Never>?

    private let places: WritingPlaces

    /// - Parameter space: how much room there is.
    public init(space: FreeSpace = .live) {
        places = WritingPlaces(space)
    }

    init(places: WritingPlaces) {
        self.places = places
    }

    /// The same ward, whose writes that fail for want of room are noted here.
    public nonisolated func watching(_ ward: Ward) -> Ward {
        ward.with(WatchedDatabase(base: ward.database, places: places))
    }

    /// A file on its way in or out found no room.
    public nonisolated func noteFailedFile() {
        places.noteFailure(.temporary)
    }

    /// Reads, begins a write, which changes nothing, and looks at the room that is left.
    ///
    /// One probe at a time: while the database does not answer, further questions wait for the same one, and are answered
    /// without it when it takes too long.
    public func finding(_ ward: Ward) async -> Finding {
        let probe = underWay ?? Task { [places] in await Self.probe(ward.database, places) }
        underWay = probe
        let answer = FirstAnswer<Finding>()
        Task {
            answer.give(await probe.value)
            if underWay == probe { underWay = nil }
        }
        let waiting = Task {
            try await ward.pause.seconds(Self.secondsMax)
            answer.give(.notReady(code: "waiting", words: "データベースの応答を待っています。ほかの処理が使い続けているか、サーバーとの接続が切れています。"))
        }
        defer { waiting.cancel() }
        return await answer.value
    }

    private static func probe(_ database: any Database, _ places: WritingPlaces) async -> Finding {
        do {
            _ = try await database.read { try $0.value("SELECT 1", as: Int.self) }
            try await database.write { _ in }
            let lacks = await places.lacks(database)
            return lacks.isEmpty
                ? .ready : .notReady(code: "noSpace", words: lacks.map(\.words).joined(separator: "\n"))
        } catch StorageError.diskFull {
            return .notReady(code: "noSpace", words: WritingPlaces.Lack.failed(.database).words)
        } catch let error as StorageError {
            return .notReady(code: error.isPassing ? "unavailable" : "failed", words: words(error))
        } catch {
            return .notReady(code: "failed", words: "データベースを調べられません。サーバーの記録を確かめてください。")
        }
    }

    /// Anybody may ask: no address, no name and no statement of the database is told.
    private static func words(_ error: StorageError) -> String {
        switch error {
        case .busy: "ほかの処理がデータベースを使い続けています。終わると元に戻ります。"
        case .connectionLost, .cannotOpen: "データベースのサーバーに接続できません。動いているかを確かめてください。つながると元に戻ります。"
        default: "データベースが使えません。サーバーの記録を確かめてください。"
        }
    }
}
