/// How far a job is.
public struct JobProgress: Hashable, Sendable {
    public let title: String
    public internal(set) var state: Job.State
    /// `nil` until the items were counted.
    public internal(set) var total: Int?
    public internal(set) var ok: Int
    public internal(set) var failed: Int
    public internal(set) var skipped: Int

    public init(title: String, state: Job.State, total: Int?, ok: Int = 0, failed: Int = 0, skipped: Int = 0) {
        self.title = title
        self.state = state
        self.total = total
        self.ok = ok
        self.failed = failed
        self.skipped = skipped
    }

    /// Items that have a row in the ledger.
    public var done: Int { ok + failed + skipped }

    /// Rounded down, so that 100 means finished; `nil` while the number of items is unknown.
    public var percent: Int? {
        guard let total else { return nil }
        return total > 0 ? min(done, total) * 100 / total : 100
    }

    mutating func count(_ outcome: JobOutcome) {
        switch outcome {
        case .ok: ok += 1
        case .failed: failed += 1
        case .skipped: skipped += 1
        }
    }

    public var json: JSON {
        [
            "title": .string(title), "state": .string(state.rawValue), "total": JSON(total), "done": JSON(done),
            "ok": JSON(ok), "failed": JSON(failed), "skipped": JSON(skipped),
        ]
    }
}

extension JobProgress {
    /// One line for the terminal:
    ///
    ///     公開用データの作成 [##########----------] 50% 15/30 失敗 1
    ///
    /// - Parameter cells: width of the bar.
    public func line(cells: Int = 20) -> String {
        guard let total, let percent else { return "\(title) \(state.title)" }
        let full = percent * cells / 100
        let bar = String(repeating: "#", count: full) + String(repeating: "-", count: cells - full)
        return "\(title) [\(bar)] \(percent)% \(done)/\(total)"
            + (failed > 0 ? " 失敗 \(failed)" : "") + (skipped > 0 ? " 対象外 \(skipped)" : "")
            + (state.isEnded ? " \(state.title)" : "")
    }
}
