import Storage

extension Audit {
    /// What a walk along the chain found.
    public struct Verdict: Hashable, Sendable {
        /// Rows that were read.
        public let rows: Int
        /// Each broken place in words; empty when the chain is whole. At most ``failuresMax`` and one that counts the rest.
        public let failures: [String]

        public var isWhole: Bool { failures.isEmpty }
    }

    /// Broken places that are named one by one.
    public static let failuresMax = 1000
    private static let rowsPerStep = 5000

    /// Recomputes every hash: finds rows that were changed, removed, inserted, exchanged or cut off at the end.
    ///
    /// The chain proves that rows were not touched one by one. Whoever can write the whole database can also compute a new
    /// chain from the touched row to the end; that shows against an older backup or an exported bundle of sealed editions.
    public static func verify(on connection: any Connection) throws -> Verdict {
        var walk = ChainWalk()
        var last = Int.min
        // In steps, so that memory stays bounded however long the trail is.
        while true {
            let rows = try connection.rows(
                columns + " WHERE sequence > \(last) ORDER BY sequence LIMIT \(rowsPerStep)")
            for row in rows {
                last = try row[0]
                try walk.visit(row, sequence: last)
            }
            if rows.count < rowsPerStep { break }
        }
        let head = try connection.row("SELECT sequence, hash FROM audit_head WHERE id = 1")
        walk.finish(headSequence: try? head?[0], headHash: try? head?[1])
        return Verdict(rows: walk.rows, failures: walk.failures.all)
    }
}

/// One walk from the first row to the head.
private struct ChainWalk {
    var rows = 0
    var failures = FailureList(max: Audit.failuresMax)
    private var previousHash = ""
    private var previousSequence = 0

    mutating func visit(_ stored: SQLRow, sequence: Int) throws {
        rows += 1
        guard sequence > 0 else {
            failures.add("監査証跡に、あるはずのない\(sequence)番の記録があります。")
            return
        }
        let isNext = sequence - 1 == previousSequence
        if !isNext {
            failures.add("監査証跡の\(previousSequence + 1)番から\(sequence - 1)番までがありません。")
        }
        do {
            let hash: String = try stored[7]
            // After a gap the hash before is not known, so only the rows that follow can be judged.
            if isNext, try Audit.row(stored).hash(after: previousHash) != hash {
                failures.add("監査証跡の\(sequence)番の内容が、記録したときと違います。")
            }
            previousHash = hash
        } catch StorageError.decoding(let column, _) {
            failures.add("監査証跡の\(sequence)番の列「\(column)」が読めません。")
            previousHash = ""
        }
        previousSequence = sequence
    }

    mutating func finish(headSequence: Int?, headHash: String?) {
        if headSequence != previousSequence || headHash != previousHash {
            failures.add(
                "監査証跡の末尾が合いません（末尾の記録 \(headSequence.map { "\($0)番" } ?? "なし")、実際 \(previousSequence)番）。")
        }
    }
}

/// Failures in words, of which only so many are kept one by one.
struct FailureList: Hashable, Sendable {
    let max: Int
    private var kept: [String] = []
    private var omitted = 0

    init(max: Int) {
        self.max = max
    }

    mutating func add(_ failure: String) {
        if kept.count < max { kept.append(failure) } else { omitted += 1 }
    }

    var all: [String] {
        omitted == 0 ? kept : kept + ["ほかに\(omitted)件あります。"]
    }
}
