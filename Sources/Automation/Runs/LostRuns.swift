import Japanese
import Storage
import Ward

/// Runs whose job is gone: deleted, ended without them, or of a command whose program died. Asked every minute.
enum LostRuns {
    /// A program says every ten seconds that it is alive; a job of one that died is taken over after a minute.
    static let silentSeconds = 180

    /// Ends them as interrupted (中断) by the rules of a program that was killed: what was sent is unknown and looked up before anything
    /// else, the rest is taken up again when somebody lets the run go on.
    static func look(in ward: Ward) async throws {
        let stamp = ward.stamp(by: .system)
        let lost = try await ward.database.read { try list(before: stamp.at, on: $0) }
        guard !lost.isEmpty else { return }
        let ended = try await ward.database.write { connection in
            // A job may have taken one of them up meanwhile.
            let lost = try list(before: stamp.at, on: connection)
            for run in lost {
                // A program that is alive after all writes no further row.
                try connection.execute("UPDATE automation_run SET turn = turn + 1 WHERE id = \(run.id)")
                let (state, note): (Run.State, String) =
                    run.isCancelRequested
                    ? (.cancelled, "中止しました。") : (.interrupted, "実行していたプログラムが途中で終わりました。残りは、この画面で続けられます。")
                try RunWork.finish(run, state, note: note, by: stamp, on: connection)
            }
            return lost.map(\.id)
        }
        for run in ended { RunFolder.clear(run) }
    }

    private static func list(before moment: Timestamp, on connection: any Connection) throws -> [Run] {
        try Run.list(
            """
            WHERE state IN ('waiting', 'running') AND source = 'engine'
                AND COALESCE(seen_at, asked_at) < \(moment.adding(seconds: -silentSeconds)) ORDER BY id
            """, on: connection
        ).filter { try RunWork.job(of: $0, on: connection) == nil }
    }
}
