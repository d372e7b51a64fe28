import Storage

/// Whether the ward's database answers and takes writes, asked by whoever watches over the server.
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

    public init() {}

    /// Reads and begins a write, which changes nothing.
    ///
    /// One probe at a time: while the database does not answer, further questions wait for the same one, and are answered
    /// without it when it takes too long.
    public func finding(_ ward: Ward) async -> Finding {
        let probe = underWay ?? Task { await Self.probe(ward.database) }
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

    private static func probe(_ database: any Database) async -> Finding {
        do {
            _ = try await database.read { try $0.value("SELECT 1", as: Int.self) }
            try await database.write { _ in }
            return .ready
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
        case .diskFull: "データベースを置くディスクがいっぱいです。空き容量を増やしてください。"
        default: "データベースが使えません。サーバーの記録を確かめてください。"
        }
    }
}
